/**
 * What the basis of an earlier solve still proves after a change: of how many tiers, from the first, the vertex where it
 * stands is optimal. Each tier looks once at the columns that those before it left open; nothing is priced or held between them.
 *
 * A column belongs to the first tier in which its reduced cost is not 0 (its level): with the right sign it is held there,
 * with the wrong one no tier from there on is proven. Multipliers and reduced costs are whole numbers, and the bound they
 * add up to has to be the value at the vertex. O(n + what each tier leaves open + tiers · (nodes + sides)).
 */
import type { Costs, Objective } from '../model.ts';
import { EXACT, rowMultipliers, wholeDuals } from './exact.ts';
import { HELD, LOWER, type State, TREE, UPPER } from './state.ts';

/** Numbers under this add up exactly, four of them to a reduced cost. */
const SUMMAND = EXACT / 4;

export interface StandingTier {
  /** Value and bound, minimised. */
  readonly value: number;
  readonly leaf: { readonly kind: 'bound'; readonly scale: number; readonly rows: Float64Array };
  /** Columns that were left to decide. */
  readonly columns: number;
}

/** An objective, minimised: sign · coefficients, none larger than `largest`. */
export interface Minimised {
  readonly sign: 1 | -1;
  readonly coefficients: Costs;
  readonly largest: number;
}

export function minimisedOf({ sense, coefficients }: Objective): Minimised {
  let largest = 1;
  for (let j = 0; j < coefficients.length; j++)
    largest = Math.max(largest, Math.abs(coefficients[j]!));
  return { sign: sense === 'min' ? 1 : -1, coefficients, largest };
}

/** Level of what no tier holds so far; also the most tiers that a level can tell apart. */
const OPEN = 255;

/** The whole multipliers of a tier, and the costs that they are for. */
interface Duals extends ReturnType<typeof wholeDuals> {
  readonly tier: Minimised;
}

/** Keeps its lists from one solve to the next. */
export class Standing {
  private readonly state: State;
  /** The tier that holds a variable; OPEN where none does, where it is basic and where it was held before. */
  private readonly level: Uint8Array;
  /** Columns that no tier so far has told apart: the first `opened` of these; −1 = all. */
  private readonly open: Int32Array;
  private opened = -1;
  /** Columns left to decide. */
  private columns = 0;

  constructor(state: State) {
    this.state = state;
    this.level = new Uint8Array(state.size);
    this.open = new Int32Array(state.n);
  }

  /**
   * The tiers that are closed where the state stands: inside its bounds, nothing held.
   * @param x the same point, whole
   * @param rows of the model: the multipliers of the first tier
   */
  find(tiers: readonly Minimised[], x: Float64Array, rows: number): StandingTier[] {
    const { state, level } = this;
    level.fill(OPEN);
    this.opened = -1;
    this.columns = state.n;
    const used: number[] = [];
    for (let j = 0; j < x.length; j++) if (x[j] !== 0) used.push(j);
    const resting = used.filter((j) => rests(state.status[j]!));
    const closed: StandingTier[] = [];
    for (const [k, tier] of tiers.slice(0, OPEN).entries()) {
      const duals = this.dualsOf(tier);
      if (duals === null) break;
      const { columns } = this;
      if (!this.levelColumns(duals, k) || !this.levelOthers(duals, k)) break;
      const value = valueAt(tier, used, x);
      if (this.bound(duals, resting) !== duals.scale * value) break;
      const leafRows = rowMultipliers(state, duals, rows + k);
      const leaf = { kind: 'bound', scale: duals.scale, rows: leafRows } as const;
      closed.push({ value, leaf, columns });
    }
    return closed;
  }

  /** Holds what these tiers hold, for those after them. */
  hold(tiers: number): void {
    const { state, level } = this;
    const { size, status, lower, upper, x } = state;
    for (let v = 0; v < size; v++) {
      if (level[v]! >= tiers || status[v]! >= TREE) continue;
      lower[v] = x[v]!;
      upper[v] = x[v]!;
      status[v] = HELD;
    }
    state.listLive();
  }

  /** Null when the numbers are too large. */
  private dualsOf(tier: Minimised): Duals | null {
    const { state } = this;
    this.setBasicCosts(tier);
    state.refreshMultipliers();
    const { scale, pi, mu, price } = wholeDuals(state, tier.largest);
    const fits = scale * tier.largest < SUMMAND && [pi, mu, price].every(areSummands);
    return fits ? { tier, scale, pi, mu, price } : null;
  }

  /** All that duals are made of. */
  private setBasicCosts({ sign, coefficients }: Minimised): void {
    const { n, nodes, cost, tree, working } = this.state;
    for (let i = 0; i < nodes; i++) {
      const a = tree.arc[i]!;
      if (a < n) cost[a] = sign * coefficients[a]!;
    }
    for (let k = 0; k < working.size; k++) {
      const j = working.columns[k]!;
      cost[j] = sign * coefficients[j]!;
    }
  }

  /** Gives the columns that this tier tells apart its level; false where one has the wrong sign. */
  private levelColumns({ tier, scale, pi, price }: Duals, k: number): boolean {
    const { open, opened, level } = this;
    const { n, x, status, tail, head, network } = this.state;
    const { pattern } = network;
    const { coefficients } = tier;
    const factor = scale * tier.sign;
    const isFirst = opened === -1;
    const count = isFirst ? n : opened;
    let left = 0;
    let decided = 0;
    for (let i = 0; i < count; i++) {
      const j = isFirst ? i : open[i]!;
      const at = status[j]!;
      if (at !== HELD) {
        const d = factor * coefficients[j]! - price[pattern[j]!]! - pi[tail[j]!]! + pi[head[j]!]!;
        if (d === 0) {
          open[left++] = j;
          continue;
        }
        if (!isRight(at, d)) return false;
        level[j] = k;
      }
      if (x[j] === 0) decided++;
    }
    this.opened = left;
    this.columns -= decided;
    return true;
  }

  /** The same for logical arcs and slacks. */
  private levelOthers({ pi, mu }: Duals, k: number): boolean {
    const { level } = this;
    const { n, nodes, size, status } = this.state;
    for (let v = n; v < size; v++) {
      const at = status[v]!;
      if (at === HELD || level[v] !== OPEN) continue;
      const d = v < n + nodes ? pi[v - n]! : mu[v - n - nodes]!;
      if (d === 0) continue;
      if (!isRight(at, d)) return false;
      level[v] = k;
    }
    return true;
  }

  /**
   * scale · bound: each reduced cost times the value of what rests there; NaN where the sum may have been rounded.
   * @param resting columns that are not basic and not 0
   */
  private bound({ tier, scale, pi, mu, price }: Duals, resting: readonly number[]): number {
    const { n, nodes, size, x, status, tail, head, network } = this.state;
    let sum = 0;
    let reach = 0;
    for (const j of resting) {
      const own = scale * tier.sign * tier.coefficients[j]! - price[network.pattern[j]!]!;
      const term = x[j]! * (own - pi[tail[j]!]! + pi[head[j]!]!);
      sum += term;
      reach += Math.abs(term);
    }
    for (let v = n; v < size; v++) {
      if (!rests(status[v]!)) continue;
      const term = x[v]! * (v < n + nodes ? pi[v - n]! : mu[v - n - nodes]!);
      sum += term;
      reach += Math.abs(term);
    }
    return reach < EXACT ? sum : Number.NaN;
  }
}

function valueAt({ sign, coefficients }: Minimised, used: readonly number[], x: Float64Array) {
  let value = 0;
  for (const j of used) value += sign * coefficients[j]! * x[j]!;
  return value;
}

/** Not basic. */
function rests(status: number): boolean {
  return status < TREE || status === HELD;
}

/** Whether a reduced cost keeps a non-basic variable at its bound; a basic one has none. */
function isRight(status: number, d: number): boolean {
  return status === LOWER ? d > 0 : status === UPPER && d < 0;
}

/** Not so for NaN. */
function areSummands(numbers: Float64Array): boolean {
  for (let i = 0; i < numbers.length; i++) if (!(Math.abs(numbers[i]!) < SUMMAND)) return false;
  return true;
}
