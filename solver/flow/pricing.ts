/**
 * Pricing: which non-basic variables would better the objective, and which of them comes next.
 *
 * A pass over all columns keeps the most violated one of each tail node; pivots choose among those until
 * none is left. On a county a pass costs 1 ms and feeds hundreds of pivots.
 */
import { FREE, HELD, LOWER, type State, UPPER } from './state.ts';

/** Reduced costs nearer to 0 than this, relative to the largest dual, are 0. */
const DUAL_TOLERANCE = 1e-11;
/** From so many columns on, most passes look at a pool of so many columns a node, chosen from a sample. */
const POOLED = 600_000;
const POOL = 8;
const SAMPLE = 20_000;
/**
 * Of a node's equally violated columns a coin takes one, another in each pass: else whole classes of nodes want the same
 * one, and a pass feeds ten pivots (round, first tier: 933 pivots in 72 passes, 566 in 40 by the coin).
 */
const COIN = 0x9e3779b1;
/**
 * Below so many columns pivots are cheap beside passes, and a pass ends with the block in which candidates become more than
 * one in so many nodes: of 300 candidates 25 are good when their turn comes (round: a tenth more pivots, two fifths of the
 * columns priced less; county 21 400 → 52 800 pivots).
 */
const SMALL = 20_000;
const BLOCK = 1000;
const ENOUGH = 20;
/** Candidates that are compared before one is taken. */
const COMPARED = 200;

export class Pricing {
  /** Passes so far. */
  passes = 0;
  /** Candidates that are left. */
  found = 0;
  /** Reduced costs nearer to 0 are 0. */
  tolerance = 1e-9;
  private readonly state: State;
  private pool = new Int32Array(0);
  /** The most violated column of each tail node, −1 where there is none; and by how much. */
  private readonly best: Int32Array;
  private readonly bestViolation: Float64Array;
  private readonly candidates: Int32Array;
  /** Where the next pass begins, and the next look at the candidates. */
  private next = 0;
  private cursor = 0;

  constructor(state: State) {
    const { nodes, sides } = state;
    this.state = state;
    this.best = new Int32Array(nodes + 1);
    this.bestViolation = new Float64Array(nodes + 1);
    this.candidates = new Int32Array(2 * nodes + 1 + sides);
  }

  /** To be called at the start of a run: forgets the pool. */
  begin(): void {
    this.pool = new Int32Array(0);
  }

  /** Looks for what may enter: in the pool, and when that has nothing, among all; false when nothing prices out. */
  find(): boolean {
    this.tolerance = this.dualTolerance();
    const { live, n } = this.state;
    const count = live ? live.length : n;
    if (count < POOLED) return this.pass(live, count);
    if (this.pool.length > 0 && this.pass(this.pool, this.pool.length)) return true;
    const found = this.pass(live, count);
    if (found) this.fillPool(live, count);
    return found;
  }

  /** The live columns with the smallest reduced costs: those of whom most that enter will be. */
  private fillPool(live: Int32Array | null, count: number): void {
    const { state } = this;
    const { status, cost, tail, head, pi, patternPrice, network } = state;
    const { pattern } = network;
    const at = (k: number) => (live ? live[k]! : k);
    const gain = (j: number) => {
      const d = cost[j]! - pi[tail[j]!]! + pi[head[j]!]! - patternPrice[pattern[j]!]!;
      return status[j] === UPPER ? -d : d;
    };
    const step = Math.max(1, Math.floor(count / SAMPLE));
    const sample = new Float64Array(Math.ceil(count / step));
    for (let k = 0; k < sample.length; k++) sample[k] = gain(at(k * step));
    sample.sort();
    const limit = sample[Math.min(sample.length - 1, Math.floor((POOL * state.nodes) / step))]!;
    const pool = new Int32Array(count);
    let filled = 0;
    for (let k = 0; k < count; k++) {
      const j = at(k);
      if (status[j] !== HELD && gain(j) <= limit) pool[filled++] = j;
    }
    this.pool = pool.slice(0, filled);
  }

  /** One pass over a list of columns (null = all), and all logical arcs and slacks. */
  private pass(list: Int32Array | null, count: number): boolean {
    this.passes++;
    this.best.fill(-1);
    this.bestViolation.fill(this.tolerance);
    this.priceBlocks(list, count);
    const { best, candidates } = this;
    let found = 0;
    for (let k = 0; k < best.length; k++) if (best[k] !== -1) candidates[found++] = best[k]!;
    this.found = this.priceOthers(found);
    return this.found > 0;
  }

  /** Adds the logical arcs and slacks that price out; none of them has a pattern, few have a cost. */
  private priceOthers(already: number): number {
    const { candidates, tolerance } = this;
    const { status, n, nodes, size, pi, mu, slackCost } = this.state;
    let found = already;
    for (let v = n; v < size; v++) {
      const at = status[v]!;
      if (at > FREE) continue;
      const k = v - n - nodes;
      const d = k < 0 ? pi[v - n]! - pi[nodes]! : slackCost[k]! + mu[k]!;
      if ((at === LOWER ? -d : at === UPPER ? d : Math.abs(d)) > tolerance) candidates[found++] = v;
    }
    return found;
  }

  private dualTolerance(): number {
    const { pi, mu, weight, infeasible } = this.state;
    let largest = infeasible > 0 ? weight : 1;
    for (let i = 0; i < pi.length; i++) largest = Math.max(largest, Math.abs(pi[i]!));
    for (let s = 0; s < mu.length; s++) largest = Math.max(largest, Math.abs(mu[s]!));
    return Math.max(1e-9, DUAL_TOLERANCE * largest);
  }

  /** All columns, or of a small program block after block from where the last pass ended, until there are enough candidates. */
  private priceBlocks(list: Int32Array | null, count: number): void {
    const isSmall = this.state.n < SMALL;
    const block = isSmall ? BLOCK : count;
    const enough = isSmall ? this.best.length / ENOUGH : Infinity;
    let found = 0;
    for (let seen = 0; seen < count && found < enough; ) {
      const from = this.next < count ? this.next : 0;
      const to = Math.min(count, from + block);
      found += this.priceColumns(list, from, to);
      seen += to - from;
      this.next = to;
    }
  }

  /** Prices a stretch of the list; how many tails have their first candidate in it. */
  private priceColumns(list: Int32Array | null, from: number, to: number): number {
    const { best, bestViolation, passes } = this;
    const { status, cost, tail, head, pi, patternPrice, network } = this.state;
    const { pattern } = network;
    let found = 0;
    for (let k = from; k < to; k++) {
      const j = list ? list[k]! : k;
      const at = status[j]!;
      if (at > FREE) continue;
      const t = tail[j]!;
      const d = cost[j]! - pi[t]! + pi[head[j]!]! - patternPrice[pattern[j]!]!;
      const violation = at === LOWER ? -d : at === UPPER ? d : Math.abs(d);
      const most = bestViolation[t]!;
      if (violation < most) continue;
      if (violation === most && (best[t] === -1 || Math.imul(j ^ passes, COIN) >= 0)) continue;
      bestViolation[t] = violation;
      if (best[t] === -1) found++;
      best[t] = j;
    }
    return found;
  }

  /** By how much a variable's reduced cost has the wrong sign; what is not basic bears no cost of infeasibility. */
  private violation(variable: number): number {
    const { status, n, cost, tail, head, pi, patternPrice, network } = this.state;
    const at = status[variable]!;
    if (at > FREE) return 0;
    const d =
      variable < n
        ? cost[variable]! -
          pi[tail[variable]!]! +
          pi[head[variable]!]! -
          patternPrice[network.pattern[variable]!]!
        : this.state.reducedCost(variable);
    return at === LOWER ? -d : at === UPPER ? d : Math.abs(d);
  }

  /**
   * A good candidate, −1 when none is left: the most violated of the next few.
   * Candidates that no longer price out are dropped.
   */
  take(): number {
    const { candidates } = this;
    let best = -1;
    let most = this.tolerance;
    let looked = 0;
    while (looked < COMPARED && looked < this.found) {
      if (this.cursor >= this.found) this.cursor = 0;
      const violation = this.violation(candidates[this.cursor]!);
      if (violation <= this.tolerance) {
        candidates[this.cursor] = candidates[--this.found]!;
        if (best === this.found) best = this.cursor;
        continue;
      }
      if (violation > most) {
        most = violation;
        best = this.cursor;
      }
      looked++;
      this.cursor++;
    }
    return best === -1 ? -1 : candidates[best]!;
  }
}
