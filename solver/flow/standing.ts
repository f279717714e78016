/**
 * What the basis of an earlier solve still proves after a change: of how many tiers, from the first, the vertex where it
 * stands is optimal. All of them in one pass over the columns, without pricing, holding or listing between them.
 *
 * A column belongs to the first tier in which its reduced cost is not 0 (its level): with the right sign it is held there,
 * with the wrong one no tier from there on is proven. Multipliers and reduced costs are whole numbers, and the bound they
 * add up to has to be the value at the vertex. O(n + tiers · (nodes + sides)).
 */
import type { Costs, Objective } from '../model.ts';
import { EXACT, rowMultipliers, wholeDuals } from './exact.ts';
import { HELD, LOWER, type State, TREE, UPPER } from './state.ts';

/** Numbers under this add up exactly, four of them to a reduced cost. */
const SUMMAND = EXACT / 4;

/** As many as a level can tell apart. */
const MOST_TIERS = 255;

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

/** Keeps room for the tiers' multipliers from one solve to the next. */
export class Standing {
  private readonly state: State;
  /** Of each variable: the tier that holds it; the number of tiers where none does. */
  private readonly level: Uint8Array;
  private tiers: readonly Minimised[] = [];
  // By node, pattern and side row; then by tier.
  private pi = new Float64Array(0);
  private price = new Float64Array(0);
  private mu = new Float64Array(0);
  private scale: number[] = [];
  /** scale · bound as far as it has been added up, and the sum of the sizes of its terms. */
  private sum = new Float64Array(0);
  private reach = new Float64Array(0);
  /** Columns left to decide, by tier. */
  private live = new Int32Array(0);
  private proven = 0;

  constructor(state: State) {
    this.state = state;
    this.level = new Uint8Array(state.size);
  }

  /**
   * The tiers that are closed where the state stands: inside its bounds, nothing held.
   * @param x the same point, whole
   * @param rows of the model: the multipliers of the first tier
   */
  find(tiers: readonly Minimised[], x: Float64Array, rows: number): StandingTier[] {
    const leaves = this.takeDuals(tiers, rows);
    this.proven = leaves.length;
    this.addColumns();
    this.addOthers();
    return this.closed(leaves, x);
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

  /** Multipliers of each tier, up to the first whose numbers are too large. */
  private takeDuals(tiers: readonly Minimised[], rows: number): StandingTier['leaf'][] {
    const { state } = this;
    const { nodes, sides, patternPrice } = state;
    const count = tiers.length;
    if (this.sum.length !== count) {
      this.pi = new Float64Array(count * (nodes + 1));
      this.price = new Float64Array(count * patternPrice.length);
      this.mu = new Float64Array(count * sides);
      this.sum = new Float64Array(count);
      this.live = new Int32Array(count + 1);
      this.reach = new Float64Array(count);
    }
    this.tiers = tiers;
    this.scale = [];
    const leaves: StandingTier['leaf'][] = [];
    for (const [k, tier] of tiers.slice(0, MOST_TIERS).entries()) {
      this.setBasicCosts(tier);
      state.refreshMultipliers();
      const { scale, pi, mu, price } = wholeDuals(state, tier.largest);
      if (!(scale * tier.largest < SUMMAND) || !spread(pi, this.pi, k, count)) break;
      spread(price, this.price, k, count);
      spread(mu, this.mu, k, count);
      this.scale.push(scale);
      leaves.push({ kind: 'bound', scale, rows: rowMultipliers(state, { pi, mu }, rows + k) });
    }
    return leaves;
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

  private addColumns(): void {
    const { pi, price, level, live } = this;
    const { n, x, status, tail, head, network } = this.state;
    const { pattern } = network;
    const count = this.tiers.length;
    const costs = this.tiers.map(({ coefficients }) => coefficients);
    const factors = Float64Array.from(this.scale, (scale, k) => scale * this.tiers[k]!.sign);
    let { proven } = this;
    this.sum.fill(0);
    this.reach.fill(0);
    live.fill(0);
    for (let j = 0; j < n; j++) {
      const at = status[j]!;
      const t = tail[j]! * count;
      const h = head[j]! * count;
      const p = pattern[j]! * count;
      let k = 0;
      if (at !== HELD) {
        let d = 0;
        for (; k < proven; k++) {
          d = factors[k]! * costs[k]![j]! - price[p + k]! - pi[t + k]! + pi[h + k]!;
          if (d !== 0) break;
        }
        if (k < proven && !isRight(at, d)) proven = k;
      }
      level[j] = k;
      const value = x[j]!;
      if (value === 0 && (at < TREE || at === HELD)) live[k]!++;
      if (value === 0 || (at >= TREE && at !== HELD)) continue;
      for (; k < proven; k++) {
        const d = factors[k]! * costs[k]![j]! - price[p + k]! - pi[t + k]! + pi[h + k]!;
        this.add(k, value * d);
      }
    }
    this.proven = proven;
    // So far it counted the columns held at 0 in each tier.
    for (let k = 0, left = n; k <= count; k++) {
      const held = live[k]!;
      live[k] = left;
      left -= held;
    }
  }

  private add(tier: number, term: number): void {
    this.sum[tier]! += term;
    this.reach[tier]! += Math.abs(term);
  }

  /** Logical arcs and slacks. */
  private addOthers(): void {
    const { pi, mu, level } = this;
    const { n, nodes, size, x, status } = this.state;
    const count = this.tiers.length;
    for (let v = n; v < size; v++) {
      const at = status[v]!;
      const isArc = v < n + nodes;
      const own = isArc ? pi : mu;
      const from = (isArc ? v - n : v - n - nodes) * count;
      const isOpen = at !== HELD;
      let k = 0;
      if (isOpen) while (k < this.proven && own[from + k] === 0) k++;
      level[v] = k;
      if (isOpen && k < this.proven && !isRight(at, own[from + k]!)) this.proven = k;
      if (at >= TREE && isOpen) continue;
      for (; k < this.proven; k++) this.add(k, x[v]! * own[from + k]!);
    }
  }

  private closed(leaves: readonly StandingTier['leaf'][], x: Float64Array): StandingTier[] {
    const used: number[] = [];
    for (let j = 0; j < x.length; j++) if (x[j] !== 0) used.push(j);
    const closed: StandingTier[] = [];
    for (let k = 0; k < this.proven; k++) {
      const { sign, coefficients } = this.tiers[k]!;
      let value = 0;
      for (const j of used) value += sign * coefficients[j]! * x[j]!;
      // Sums are exact while they are this small; a larger one may have been rounded.
      if (!(this.reach[k]! < EXACT && this.sum[k] === this.scale[k]! * value)) break;
      closed.push({ value, leaf: leaves[k]!, columns: this.live[k]! });
    }
    return closed;
  }
}

/** Whether a reduced cost keeps a non-basic variable at its bound; a basic one has none. */
function isRight(status: number, d: number): boolean {
  return status === LOWER ? d > 0 : status === UPPER && d < 0;
}

/** Into every count-th place from k on; false when a number is too large. */
function spread(from: Float64Array, to: Float64Array, k: number, count: number): boolean {
  let isSmall = true;
  for (let i = 0, at = k; i < from.length; i++, at += count) {
    const value = from[i]!;
    to[at] = value;
    isSmall &&= Math.abs(value) < SUMMAND;
  }
  return isSmall;
}
