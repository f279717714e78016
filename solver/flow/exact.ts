/**
 * From the simplex' duals in floating point to whole multipliers, and what they prove.
 *
 * The duals of the side rows are fractions with small denominators: their least common denominator
 * becomes the scale, the potentials follow from the tree in whole numbers, so every tree arc has a
 * reduced cost of exactly 0. With d = scale·cost − y·A over *all* variables (rows are homogeneous
 * once their activity is a variable), scale · cost·x ≥ Σ_v min(d_v l_v, d_v u_v): held variables
 * stand at one value. O(size).
 */
import { ceilDivide, SCALES } from '../proof/bound.ts';
import { HELD, type State, TREE } from './state.ts';

/** Multipliers and reduced costs of all variables, whole numbers in units of 1/scale. */
export interface Multipliers {
  readonly scale: number;
  /** By node and by side row. */
  readonly pi: Float64Array;
  readonly mu: Float64Array;
  /** scale · bound; null when a reduced cost leans on an infinite bound or numbers grow too large. */
  readonly numerator: bigint | null;
}

/** Whole numbers stay under 2^53 with room for sums over a column. */
const HEADROOM = 2 ** 50;
/** Sums stay under this, so that each step of them is exact in a double. */
export const EXACT = 2 ** 52;
const LARGEST_DENOMINATOR = 20_000;

/**
 * @param d filled with the reduced costs of live columns, logical arcs and slacks; length `state.size`
 * @param farkas take the costs as 0 and the extra costs as they are: multipliers that prove emptiness
 */
export function multipliers(state: State, d: Float64Array, farkas = false): Multipliers {
  const { scale, pi, mu } = wholeDuals(state, state.largestCost(), farkas);
  lean(state, pi, mu);
  const sum = reducedCosts(state, farkas ? 0 : scale, pi, mu, patternPrices(state, mu), d);
  return { scale, pi, mu, numerator: sum };
}

/**
 * The multipliers of the basis alone, whatever bounds they lean on, with the prices of the patterns: NaN where one would not be exact.
 * @param largest cost
 */
export function wholeDuals(state: State, largest: number, farkas = false) {
  const scale = chooseScale(state, largest);
  const mu = new Float64Array(state.sides);
  for (let s = 0; s < mu.length; s++)
    mu[s] = state.working.placeOfRow[s] === -1 && !farkas ? 0 : Math.round(state.mu[s]! * scale);
  const price = patternPrices(state, mu);
  const pi = potentials(state, scale, price, farkas);
  return { scale, pi, mu, price };
}

/** Multipliers of the model's rows, followed by `extra` places for hold rows among the side rows. */
export function rowMultipliers(
  state: State,
  { pi, mu }: Pick<Multipliers, 'pi' | 'mu'>,
  rows: number,
): Float64Array {
  const { network } = state;
  const y = new Float64Array(rows);
  for (let i = 0; i < pi.length - 1; i++) y[network.nodeRow[i]!] = network.sign[i]! * pi[i]! + 0;
  for (let s = 0; s < mu.length; s++) y[network.sideRow[s]!] = mu[s]!;
  return y;
}

function chooseScale({ working, mu, pi }: State, largestCost: number): number {
  let largest = largestCost;
  for (let i = 0; i < pi.length; i++) largest = Math.max(largest, Math.abs(pi[i]!));
  for (let s = 0; s < mu.length; s++) largest = Math.max(largest, Math.abs(mu[s]!));
  const most = HEADROOM / largest;
  let common = 1;
  for (let r = 0; r < working.size; r++) {
    const denominator = denominatorOf(mu[working.rows[r]!]!);
    if (denominator === 0) return finestScale(most);
    common = lcm(common, denominator);
    if (common > most || common > 1e9) return finestScale(most);
  }
  return common;
}

/**
 * Where no common denominator is found: what is lost by rounding the multipliers does not grow with the scale, so
 * it is made as large as it may be.
 */
function finestScale(most: number): number {
  let scale = SCALES.find((each) => each <= most) ?? 1;
  while (2 * scale <= most) scale *= 2;
  return scale;
}

/** Denominator of the simplest fraction near x, by its continued fraction; 0 when there is none. */
function denominatorOf(x: number): number {
  const tolerance = Math.max(1e-9, 1e-12 * Math.abs(x));
  let previous = 0;
  let current = 1;
  let rest = x;
  while (current <= LARGEST_DENOMINATOR) {
    if (Math.abs(x * current - Math.round(x * current)) <= tolerance * current) return current;
    rest = 1 / (rest - Math.floor(rest));
    [previous, current] = [current, Math.floor(rest) * current + previous];
  }
  return 0;
}

function lcm(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function patternPrices(state: State, mu: Float64Array): Float64Array {
  const { patternStart, patternRow, patternValue } = state.network;
  const price = new Float64Array(patternStart.length - 1);
  for (let p = 1; p < price.length; p++) {
    let reach = 0;
    for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++) {
      const term = mu[patternRow[k]!]! * patternValue[k]!;
      price[p]! += term;
      reach += Math.abs(term);
    }
    // Not exact any more: NaN makes every reduced cost it enters unfit, and the proof null.
    if (!(reach < EXACT)) price[p] = Number.NaN;
  }
  return price;
}

/** Exact potentials of the tree. */
function potentials(
  state: State,
  scale: number,
  price: Float64Array,
  farkas: boolean,
): Float64Array {
  const { tree, network, n, cost, gradient } = state;
  const pi = new Float64Array(state.nodes + 1);
  const order = tree.preorder();
  for (let k = 0; k < order.length; k++) {
    const node = order[k]!;
    const a = tree.arc[node]!;
    let c = farkas ? scale * gradient[a]! : a < n ? scale * cost[a]! : 0;
    if (a < n) c -= price[network.pattern[a]!]!;
    const above = pi[tree.parent[node]!]!;
    pi[node] = tree.up[node] === 1 ? above + c : above - c;
  }
  return pi;
}

/** A multiplier that leans on an infinite bound of its row proves nothing: 0 is the best near it. */
function lean(state: State, pi: Float64Array, mu: Float64Array): void {
  const { n, nodes, lower, upper } = state;
  for (let i = 0; i < nodes; i++) if (!leans(pi[i]!, lower[n + i]!, upper[n + i]!)) pi[i] = 0;
  const first = n + nodes;
  for (let s = 0; s < mu.length; s++)
    if (!leans(mu[s]!, lower[first + s]!, upper[first + s]!)) mu[s] = 0;
}

function leans(d: number, lower: number, upper: number): boolean {
  return d === 0 || Number.isFinite(d > 0 ? lower : upper);
}

function reducedCosts(
  state: State,
  scale: number,
  pi: Float64Array,
  mu: Float64Array,
  price: Float64Array,
  d: Float64Array,
): bigint | null {
  const { n, nodes, size, cost, tail, head, lower, upper, x, status, network, live } = state;
  const { pattern } = network;
  // The sum: in a double while it is safe, spilling into a BigInt.
  let near = 0;
  let far = 0n;
  const columns = live ? live.length : n;
  for (let k = 0; k < columns + size - n; k++) {
    const v = k >= columns ? n + k - columns : live ? live[k]! : k;
    let own: number;
    if (v < n) own = scale * cost[v]! - price[pattern[v]!]! - pi[tail[v]!]! + pi[head[v]!]!;
    else own = v < n + nodes ? pi[v - n]! : mu[v - n - nodes]!;
    d[v] = own;
    if (own === 0) continue;
    if (!(Math.abs(own) < EXACT)) return null;
    const bound = status[v] === HELD ? x[v]! : own > 0 ? lower[v]! : upper[v]!;
    if (bound === 0) continue;
    if (!Number.isSafeInteger(bound)) return null;
    const product = own * bound;
    if (Math.abs(product) >= EXACT) {
      far += BigInt(own) * BigInt(bound);
      continue;
    }
    near += product;
    if (Math.abs(near) < EXACT) continue;
    far += BigInt(near);
    near = 0;
  }
  return far + BigInt(near);
}

/** The whole bound that a numerator proves: the next multiple of the objective's step above, or rounded down without one. */
export function wholeBound(numerator: bigint, scale: number, step: number): bigint {
  if (step === 0) return -ceilDivide(-numerator, BigInt(scale));
  return ceilDivide(numerator, BigInt(scale) * BigInt(step)) * BigInt(step);
}

/**
 * Holds every variable that cannot move in any whole point as good as a value: |d| > gap, where
 * gap = scale · value − numerator. Rows and continuous columns only when the gap is 0, or everything
 * is whole. A basic one (its d is rounding, or its value is its bound) keeps its place with no room.
 * @returns true when every variable with d ≠ 0 is held: then the objective is constant on what is left
 */
export function holdFace(
  state: State,
  d: Float64Array,
  gap: number,
  integer: Uint8Array,
  allWhole: boolean,
): boolean {
  const { n, size, status, x, lower, upper, live } = state;
  let all = true;
  const columns = live ? live.length : n;
  for (let k = 0; k < columns + size - n; k++) {
    const v = k >= columns ? n + k - columns : live ? live[k]! : k;
    const own = d[v]!;
    if (own === 0 || status[v] === HELD) continue;
    const whole = v < n ? integer[v] === 1 : allWhole;
    if (!(Math.abs(own) > gap && (gap === 0 || whole))) {
      all = false;
      continue;
    }
    const bound = own > 0 ? lower[v]! : upper[v]!;
    lower[v] = bound;
    upper[v] = bound;
    if (status[v]! >= TREE) continue;
    status[v] = HELD;
    if (x[v] === bound) continue;
    x[v] = bound;
    state.carry(v);
  }
  return all;
}
