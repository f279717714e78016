/**
 * Is a certificate true? This file imports nothing and trusts nothing in the certificate: read it, and you need
 * believe no solver. (That the model is the right one is the caller's business: see `src/verification`.)
 *
 * For whole multipliers y, with d = scale·c − Aᵀy, every x in the box l ≤ x ≤ u, L ≤ Ax ≤ U has
 *   scale·c·x = y·(Ax) + d·x ≥ Σ_i (y_i > 0 ? y_i L_i : y_i U_i) + Σ_j min(d_j l_j, d_j u_j) =: N.      (1)
 * Each unit that x_j leaves its side in (1) costs |d_j| more, each unit of row i costs |y_i|. So where c·x ≤ value,
 * nothing whose first unit costs more than scale·value − N can leave its side.                        (2)
 *
 * Objectives in strict order, all minimised ('max' enters negated). Of tier k: recompute the value at the point, prove
 * the bound by (1), then narrow the box by (2) and append the row c·x = value for the tiers after it. (Where a tier did
 * not close, those are proven among the points of equal value only.)
 *
 * A tier may be cut into shares: c = Σ c_s, each column's cost in one of them. Whatever else x does, c·x = Σ c_s·x is at
 * least the sum of the shares' bounds, all on the box that the earlier tiers left; and where that is the value, no share
 * can be below its own, so a point as good has every share at its value: each narrows by (2) and appends its row.
 *
 * All of it is exact: doubles below 2^53, BigInt beyond. One pass over the non-zeros for each leaf, without columns that
 * earlier tiers left at 0 (they add nothing to (1)); memory O(n + m), and n more for each share.
 */
type Numbers = { readonly length: number; readonly [at: number]: number };
type Part = 'lower' | 'upper' | 'integer' | 'rowLower' | 'rowUpper' | 'start' | 'index' | 'value';
/** lower ≤ x ≤ upper, rowLower ≤ Ax ≤ rowUpper; A by columns; integer[j] = 1 where x_j is whole. */
type Program = Readonly<Record<Part, Numbers>>;
type Goal = {
  readonly name: string;
  readonly sense: 'min' | 'max';
  readonly coefficients: Numbers;
};

/** The form a certificate should have: see `certificate.ts`. */
type Tree =
  | { kind: 'bound'; scale: number; rows: Numbers }
  | { kind: 'infeasible'; rows: Numbers }
  | { kind: 'narrow'; scale: number; rows: Numbers; rest: Tree }
  | { kind: 'branch'; column: number; at: number; down: Tree; up: Tree };
/** Of a whole tier only. */
type Shares = { kind: 'sum'; shares: { columns: number[]; tree: Tree }[] };
type ClaimedTier = {
  name: string;
  sense: string;
  value: number;
  bound: number | null;
  tree: Tree | Shares | null;
};
type Claim = {
  format: string;
  model: string;
  values: [number, number][];
  tiers: ClaimedTier[];
  infeasible?: Tree;
};

/** What was recomputed of a tier, in the caller's sense; gap = |value − bound| / max(1, |value|), 0 = proven. */
export interface TierVerdict {
  readonly name: string;
  readonly value: number;
  readonly bound: number | null;
  readonly gap: number | null;
}

/** Accepted when no problem was found; the tiers are those before the first problem. */
export interface Verdict {
  readonly accepted: boolean;
  readonly problems: string[];
  readonly tiers: TierVerdict[];
}

/**
 * Recomputes everything that the certificate claims: of an answer, or of there being none.
 * @param hash of this model and these objectives (`modelHash`)
 * @param certificate anything at all, fresh from a file
 */
export function verifyCertificate(
  model: Program,
  objectives: readonly Goal[],
  hash: string,
  certificate: unknown,
): Verdict {
  const tiers: TierVerdict[] = [];
  let at = '';
  try {
    const claim = certificate as Claim;
    demand(claim.format === 'tiaopei-certificate/1', 'not a certificate of this format');
    demand(claim.model === hash, 'the certificate is of another model');
    const box = new Box(model);
    if (claim.infeasible !== undefined) {
      const none = new Float64Array(model.lower.length);
      const nowhere = { x: none, on: new Int32Array(0) };
      const least = box.prove(claim.infeasible, box.priced(none, 1, nowhere));
      demand(least === null, 'a leaf is not shown to be empty');
      return { accepted: true, problems: [], tiers };
    }
    const point = pointOf(model, claim.values);
    demand(claim.tiers.length === objectives.length, 'a tier is missing, or one too many');
    for (const [k, goal] of objectives.entries()) {
      at = `tier ${goal.name}: `;
      tiers.push(verifyTier(box, goal, point, claim.tiers[k]!, k === objectives.length - 1));
    }
    return { accepted: true, problems: [], tiers };
  } catch (fault) {
    // A demand that was not met, or whatever a malformed document brings about.
    return { accepted: false, problems: [`${at}${(fault as Error).message}`], tiers };
  }
}

function demand(met: boolean, otherwise: string): asserts met {
  if (!met) throw new Error(otherwise);
}

function verifyTier(
  box: Box,
  { name, sense, coefficients }: Goal,
  point: Point,
  tier: ClaimedTier,
  isLast: boolean,
): TierVerdict {
  demand(tier.name === name && tier.sense === sense, 'bears another name or sense');
  const sign = sense === 'max' ? -1 : 1;
  const shares = sharesOf(coefficients, tier.tree).map(({ costs, tree }) => ({
    tree,
    goal: box.priced(costs, sign, point),
  }));
  const value = shares.reduce((sum, { goal }) => sum + goal.value, 0) * sign + 0;
  demand(Number.isSafeInteger(value), 'a value is too large');
  demand(tier.value === value, `claims ${tier.value}, the point has ${value}`);
  let least: bigint | null = 0n;
  for (const { tree, goal } of shares) {
    const own = tree === null ? null : box.prove(tree, goal);
    least = least === null || own === null ? null : least + own;
  }
  const bound = least === null ? null : Number(least) * sign + 0;
  demand(tier.bound === bound, `claims bound ${tier.bound}, its proof gives ${bound}`);
  // Among points of equal value only, one share may be worse where another is better.
  demand(shares.length === 1 || bound === value, 'is in shares, but not closed');
  if (!isLast) {
    for (const { tree, goal } of shares) box.narrowBy(tree, goal, shares.length === 1);
    for (const { goal } of shares) box.hold(goal);
  }
  const gap = bound === null ? null : Math.abs(value - bound) / Math.max(1, Math.abs(value));
  return { name, value, bound, gap };
}

/** The costs by shares that add up to them: each column with a cost is in one share, and in one only. */
function sharesOf(
  costs: Numbers,
  tree: Tree | Shares | null,
): { costs: Numbers; tree: Tree | null }[] {
  if (tree?.kind !== 'sum') return [{ costs, tree }];
  const left = Float64Array.from(costs);
  const shares = tree.shares.map((share) => {
    const own = new Float64Array(left.length);
    for (const j of share.columns) {
      demand((left[j] ?? 0) !== 0, `column ${j} has no cost, or is in two shares`);
      own[j] = left[j]!;
      left[j] = 0;
    }
    return { costs: own, tree: share.tree };
  });
  demand(
    left.every((cost) => cost === 0),
    'a column with a cost is in no share',
  );
  return shares;
}

/** Values of all columns, and which of them are not 0. */
type Point = { readonly x: Float64Array; readonly on: Int32Array };

/** The point, if it is whole, within the bounds of all columns and in all rows. */
function pointOf(model: Program, values: Claim['values']): Point {
  const x = new Float64Array(model.lower.length);
  const activity = new Float64Array(model.rowLower.length);
  const reach = new Float64Array(model.rowLower.length);
  const on: number[] = [];
  let last = -1;
  for (const [j, value] of values) {
    if (!(Number.isSafeInteger(j) && j > last && j < x.length))
      throw new Error(`column ${j}: none, or out of order`);
    if (!Number.isSafeInteger(value))
      throw new Error(`column ${j} is ${value}, not a whole number`);
    x[j] = value;
    on.push(j);
    last = j;
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
      activity[model.index[k]!]! += model.value[k]! * value;
      reach[model.index[k]!]! += Math.abs(model.value[k]! * value);
    }
  }
  const within = (v: number, lower: number, upper: number) => v >= lower && v <= upper;
  for (let j = 0; j < x.length; j++)
    if (!within(x[j]!, model.lower[j]!, model.upper[j]!))
      throw new Error(`column ${j} breaks a bound`);
  for (let i = 0; i < reach.length; i++)
    if (!(reach[i]! < 2 ** 53 && within(activity[i]!, model.rowLower[i]!, model.rowUpper[i]!)))
      throw new Error(`row ${i} is broken, or too large to be sure`);
  return { x, on: new Int32Array(on) };
}

/** An objective or a share of one: minimised costs sign·c, their value at the point. */
type Priced = {
  readonly costs: Numbers;
  readonly sign: number;
  readonly value: number;
  /** c·x is a multiple of it at every integer point; 0 where a continuous column has a cost. */
  readonly step: bigint;
};

/** What earlier tiers leave: a box, and rows c·x = value. */
class Box {
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  /** Columns that may be other than 0, and perhaps more: no other adds anything to (1), whatever its d. */
  private free: Int32Array;
  /** Of the model's rows, then of one row for each share of each earlier tier, in order. */
  private rowLower: Float64Array;
  private rowUpper: Float64Array;
  private readonly held: Priced[] = [];
  /** What is bounded at present. */
  private goal!: Priced;
  /** N, y and d of the leaf that was looked at last. */
  private found = 0n;
  private y: Float64Array;
  private readonly d: Float64Array;

  private readonly model: Program;

  constructor(model: Program) {
    this.model = model;
    for (let k = 0; k < model.value.length; k++)
      if (!Number.isSafeInteger(model.value[k])) throw new Error('the model is not whole');
    this.lower = new Float64Array(model.lower);
    this.upper = new Float64Array(model.upper);
    this.free = freeOf(upTo(model.lower.length), this.lower, this.upper);
    this.rowLower = new Float64Array(model.rowLower);
    this.rowUpper = new Float64Array(model.rowUpper);
    this.y = new Float64Array(model.rowLower.length);
    this.d = new Float64Array(model.lower.length);
  }

  priced(costs: Numbers, sign: number, { x, on }: Point): Priced {
    const { integer } = this.model;
    let divisor = 0;
    let whole = true;
    for (let j = 0; j < x.length; j++) {
      const c = costs[j]!;
      if (c === 0) continue;
      if (!Number.isSafeInteger(c)) throw new Error(`the cost of column ${j} is not whole`);
      if (integer[j] !== 1) whole = false;
      if (divisor !== 1 && c % divisor !== 0) divisor = commonDivisor(divisor, Math.abs(c));
    }
    const value = sign * Number(leaning(on, costs, x, x));
    demand(Number.isSafeInteger(value), 'a value is too large');
    return { costs, sign, value, step: whole ? BigInt(divisor || 1) : 0n };
  }

  /** Narrows the box by (2) if the tree begins with multipliers; `alone`: it was the last to be looked at. */
  narrowBy(tree: Tree | null, goal: Priced, alone: boolean): void {
    if (tree?.kind !== 'bound' && tree?.kind !== 'narrow') return;
    this.goal = goal;
    if (!alone || tree.kind === 'narrow') this.numerator(tree.scale, tree.rows);
    const gap = this.gap(tree.scale);
    this.narrow(gap + 1n, gap === 0n);
  }

  /** Appends the row c·x = value. */
  hold(goal: Priced): void {
    this.held.push(goal);
    this.rowLower = followedBy(this.rowLower, goal.value);
    this.rowUpper = followedBy(this.rowUpper, goal.value);
    this.y = followedBy(this.y, 0);
  }

  /** @returns a whole lower bound of the goal on the box; null = the box is empty */
  prove(tree: Tree, goal: Priced): bigint | null {
    this.goal = goal;
    return this.bound(tree, 0);
  }

  private bound(tree: Tree, depth: number): bigint | null {
    demand(depth <= 1000, 'a proof is too deep');
    if (tree.kind === 'branch') return this.branch(tree, depth + 1);
    if (tree.kind === 'infeasible') {
      demand(this.numerator(0, tree.rows) > 0n, 'a leaf that should be empty is not');
      return null;
    }
    const { scale } = tree;
    demand(tree.kind === 'bound' || tree.kind === 'narrow', 'no such kind of proof');
    demand(Number.isSafeInteger(scale) && scale > 0, `scale ${scale}`);
    if (tree.kind === 'narrow') return this.better(tree, depth + 1);
    const numerator = this.numerator(scale, tree.rows);
    const { step } = this.goal;
    if (step === 0n) return floor(numerator, BigInt(scale));
    return -floor(-numerator, BigInt(scale) * step) * step;
  }

  /** Two halves that cover the box: nothing whole lies between `at` and `at` + 1. */
  private branch(
    { column: j, at, down, up }: Tree & { kind: 'branch' },
    depth: number,
  ): bigint | null {
    demand(this.model.integer[j] === 1 && Number.isSafeInteger(at), `branches on ${j} at ${at}`);
    const { lower, upper } = this;
    const [from, to] = [lower[j]!, upper[j]!];
    if (from === 0 && to === 0) this.free = upTo(lower.length);
    upper[j] = Math.min(to, at);
    const below = this.bound(down, depth);
    upper[j] = to;
    lower[j] = Math.max(from, at + 1);
    const above = this.bound(up, depth);
    lower[j] = from;
    return lesser(below, above);
  }

  /** The bound where it matters: for points better than the value, which are better by a step if c·x has one; by (2). */
  private better(tree: Tree & { kind: 'narrow' }, depth: number): bigint {
    const { lower, upper, rowLower, rowUpper, free } = this;
    this.numerator(tree.scale, tree.rows);
    const gap = this.gap(tree.scale);
    const sides = [lower, upper, rowLower, rowUpper].map((side) => side.slice());
    const { step, value } = this.goal;
    this.narrow(step > 0n ? gap - BigInt(tree.scale) * step + 1n : gap, false);
    const rest = this.bound(tree.rest, depth);
    for (const [k, side] of [lower, upper, rowLower, rowUpper].entries()) side.set(sides[k]!);
    this.free = free;
    return lesser(rest, BigInt(value))!;
  }

  /** scale·value − N. */
  private gap(scale: number): bigint {
    return BigInt(scale) * BigInt(this.goal.value) - this.found;
  }

  /** N of (1) for the goal, or for c = 0 where scale is 0; leaves y and d behind. */
  private numerator(scale: number, rows: Numbers): bigint {
    const { y, d, lower, upper, free, model, goal, held } = this;
    const { start, index, value } = model;
    const m = model.rowLower.length;
    demand(rows.length === y.length, `${rows.length} multipliers, not ${y.length}`);
    for (let i = 0; i < y.length; i++) {
      y[i] = rows[i]!;
      if (!Number.isSafeInteger(rows[i])) throw new Error(`multiplier ${i} is ${rows[i]}`);
    }
    // The appended rows that have a multiplier.
    const leantOn = held.map((row, k) => ({ ...row, y: y[m + k]! })).filter(({ y }) => y !== 0);
    const factor = goal.sign * scale;
    for (let at = 0; at < free.length; at++) {
      const j = free[at]!;
      let dj = factor * goal.costs[j]!;
      let reach = Math.abs(dj);
      for (const { costs, sign, y } of leantOn) {
        const term = sign * y * costs[j]!;
        dj -= term;
        reach += Math.abs(term);
      }
      for (let k = start[j]!, end = start[j + 1]!; k < end; k++) {
        const term = value[k]! * y[index[k]!]!;
        dj -= term;
        reach += Math.abs(term);
      }
      if (!(reach < 2 ** 53)) throw new Error(`column ${j} is too large to be priced exactly`);
      d[j] = dj;
    }
    this.found =
      leaning(upTo(y.length), y, this.rowLower, this.rowUpper) + leaning(free, d, lower, upper);
    return this.found;
  }

  /** Keeps at its side what costs `least` or more for its first unit; `all`: what costs anything, whole or not. */
  private narrow(least: bigint, all: boolean): void {
    const { y, d, lower, upper, free, rowLower, rowUpper } = this;
    const { integer } = this.model;
    const limit = Math.max(1, Number(least));
    let allWhole = true;
    for (let at = 0; at < free.length; at++) {
      const j = free[at]!;
      if (Math.abs(d[j]!) >= limit && (all || integer[j] === 1))
        lower[j] = upper[j] = d[j]! > 0 ? lower[j]! : upper[j]!;
      if (integer[j] !== 1 && !(lower[j] === upper[j] && Number.isInteger(lower[j])))
        allWhole = false;
    }
    // A row that leaves its side moves by a whole unit only if every column of it is whole.
    for (let i = 0; i < y.length; i++)
      if (Math.abs(y[i]!) >= limit && (all || allWhole))
        rowLower[i] = rowUpper[i] = y[i]! > 0 ? rowLower[i]! : rowUpper[i]!;
    this.free = freeOf(free, lower, upper);
  }
}

/** 0, 1, … */
function upTo(length: number): Int32Array {
  const list = new Int32Array(length);
  for (let k = 0; k < length; k++) list[k] = k;
  return list;
}

/** Of a list of columns those that may be other than 0. */
function freeOf(columns: Int32Array, lower: Float64Array, upper: Float64Array): Int32Array {
  const free = new Int32Array(columns.length);
  let count = 0;
  for (let k = 0; k < columns.length; k++) {
    const j = columns[k]!;
    if (lower[j] !== 0 || upper[j] !== 0) free[count++] = j;
  }
  return free.slice(0, count);
}

/** null = there is nothing, so anything is true of it. */
function lesser(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function followedBy(numbers: Float64Array, last: number): Float64Array {
  const longer = new Float64Array(numbers.length + 1);
  longer.set(numbers);
  longer[numbers.length] = last;
  return longer;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function floor(a: bigint, b: bigint): bigint {
  return a / b - (a % b < 0n ? 1n : 0n);
}

/** Σ over a list of f·lower where f > 0, f·upper where f < 0; all whole: in a double while that is exact, else in a BigInt. */
function leaning(on: Int32Array, factors: Numbers, lower: Numbers, upper: Numbers): bigint {
  let near = 0;
  let far = 0n;
  for (let k = 0; k < on.length; k++) {
    const factor = factors[on[k]!]!;
    if (factor === 0) continue;
    const side = factor > 0 ? lower[on[k]!]! : upper[on[k]!]!;
    if (!Number.isSafeInteger(side))
      throw new Error(`leans on the side ${side}, which is not whole`);
    const product = factor * side;
    if (Math.abs(product) >= 2 ** 52) far += BigInt(factor) * BigInt(side);
    else near += product;
    if (Math.abs(near) < 2 ** 52) continue;
    far += BigInt(near);
    near = 0;
  }
  return far + BigInt(near);
}
