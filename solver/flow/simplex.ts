/**
 * Primal simplex over a network with side rows: price, pivot, until nothing prices out.
 *
 *   min cost·x  over  the rows of `State`,  lower ≤ x ≤ upper
 *
 * Starts from any basis. Basic variables outside their bounds carry an extra cost for each unit
 * (composite phase 1), which grows until they are inside, or until it is the only cost and the duals
 * prove that no point is feasible. Pricing is a pass over all columns that keeps the most violated one
 * of each tail node, then pivots among those until none is left: on a county a pass costs 1 ms and
 * feeds hundreds of pivots. Long stalls are broken by seeded random ties.
 */
import type { Start } from './crash.ts';
import { DualSimplex } from './dual.ts';
import type { Network } from './network.ts';
import { Pivoter } from './pivot.ts';
import { FREE, HELD, LOWER, State, UPPER } from './state.ts';

export type SimplexEnd = 'optimal' | 'infeasible' | 'unbounded' | 'stopped' | 'stalled';

/** Asked every so many pivots whether to stop. */
const ASK_EVERY = 128;
/** Degenerate pivots in a row, per node, before ties are broken at random. */
const STALL = 4;
/** Rank-one updates of the working basis before it is inverted anew. */
const REFRESH = 100;
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
/**
 * The extra cost of infeasibility starts at a share of the largest cost and grows by this factor, so
 * many times, before it becomes the only cost. Starting low and growing slowly follows the optimum on its way instead of
 * running past it (county: 25 600 pivots, 37 000 from 1), where a run starts near it; else there is nothing to
 * follow (round, from a plain start: 1 200 pivots from 1, 2 170 from 1/16).
 */
const WEIGHT_GROWTH = 4;
const WEIGHT_STEPS = 7;
const WEIGHT_NEAR = 1 / 16;
const WEIGHT_FAR = 1;

/** Turns of renewing, pricing and growing weights: more of them tell of rounding that will not settle. */
const MOST_TURNS = 1000;

export class Simplex {
  readonly state: State;
  private readonly pivoter: Pivoter;
  /** For the basis of an earlier run; keeps what it looked at. */
  private repairs: DualSimplex | null = null;
  pivots = 0;
  /** When set, the next run begins with the dual simplex: solves the network without side rows for other costs. */
  again: ((cost: Float64Array) => Start | null) | null = null;
  /** The basic variable for which the last resumption found no way inside its bounds; −1 = none. */
  private endless = -1;
  /** Multipliers of the side rows that the dual simplex begins with; null = all 0. */
  mu: Float64Array | null = null;
  /** When set, the next run begins far from an optimum. */
  far = false;
  /** Pivots after which a run gives up: a basis is worth at most so many. */
  private cap = 0;
  passes = 0;
  private pool = new Int32Array(0);
  private readonly best: Int32Array;
  private readonly bestViolation: Float64Array;
  private readonly candidates: Int32Array;
  private found = 0;
  /** Where the next pass begins. */
  private next = 0;
  private tolerance = 1e-9;

  constructor(network: Network) {
    this.state = new State(network);
    this.pivoter = new Pivoter(this.state);
    const { nodes, sides } = network;
    this.best = new Int32Array(nodes + 1);
    this.bestViolation = new Float64Array(nodes + 1);
    this.candidates = new Int32Array(2 * nodes + 1 + sides);
  }

  /** The same box and basis with one side row more, whose activity must be `target`. */
  over(network: Network, target: number): Simplex {
    const wider = new Simplex(network);
    wider.state.takeOver(this.state);
    wider.state.lower[this.state.size] = target;
    wider.state.upper[this.state.size] = target;
    wider.pivots = this.pivots;
    return wider;
  }

  /**
   * Solves for the costs in `state.cost` from the present basis.
   * @param shouldStop asked now and then
   */
  run(shouldStop: () => boolean): SimplexEnd {
    const { state } = this;
    const own = state.cost;
    this.cap = this.pivots + 1_000_000 + 100 * (state.nodes + state.sides);
    if (this.again !== null) this.approach(this.again, shouldStop);
    const end = this.phases(own, shouldStop);
    state.cost = own;
    this.far = false;
    return end;
  }

  /** To the neighbourhood of the optimum. */
  private approach(again: (cost: Float64Array) => Start | null, shouldStop: () => boolean): void {
    this.again = null;
    const dual = new DualSimplex(this.state, this.pivoter, () => this.invert(), again);
    dual.run(this.mu, shouldStop);
    this.mu = null;
    this.pivots += dual.steps;
  }

  /**
   * The basis of an earlier run after some bounds have changed: values anew; where it is dual feasible for some costs,
   * the dual simplex brings them inside their bounds, or near.
   * @param costs null where there are none
   * @param touched variables whose bounds have changed
   */
  resume(costs: Float64Array | null, touched: Iterable<number>, shouldStop: () => boolean): void {
    const { state } = this;
    this.endless = -1;
    this.invert();
    if (costs !== null) {
      const own = state.cost;
      state.cost = costs;
      if (state.infeasible > 0) state.gradient.fill(0);
      state.infeasible = 0;
      state.refreshDuals();
      state.turn(touched);
      if (!this.isInside()) this.repair(shouldStop);
      state.cost = own;
    }
    state.settled = this.isInside();
  }

  /**
   * After a resumption that found no way inside for a basic variable: the duals of its distance alone, which may prove that
   * there is no point. The next run has to begin anew.
   * @returns false where there was none
   */
  priceDistance(): boolean {
    const { state, endless } = this;
    if (endless === -1) return false;
    state.gradient.fill(0);
    state.gradient[endless] = state.outside(endless);
    state.infeasible = 1;
    state.weight = 1;
    const own = state.cost;
    state.cost = new Float64Array(state.n);
    state.refreshDuals();
    state.cost = own;
    return true;
  }

  private repair(shouldStop: () => boolean): void {
    this.repairs ??= new DualSimplex(this.state, this.pivoter, () => this.invert(), null);
    this.repairs.run(null, shouldStop);
    this.pivots += this.repairs.steps;
    this.endless = this.repairs.endless;
    this.invert();
  }

  /** Values from the basis and its inverse; are they all inside their bounds? */
  private isInside(): boolean {
    const { state } = this;
    state.refreshValues();
    state.markInfeasible();
    return state.infeasible === 0;
  }

  private phases(own: Float64Array, shouldStop: () => boolean): SimplexEnd {
    const { state } = this;
    const firstWeight = (this.far ? WEIGHT_FAR : WEIGHT_NEAR) * state.largestCost();
    this.pool = new Int32Array(0);
    let steps = 0;
    state.weight = firstWeight;
    if (state.settled) {
      state.markInfeasible();
      state.refreshDuals();
    } else this.renew();
    for (let turn = 0; ; turn++) {
      if (turn > MOST_TURNS || this.pivots > this.cap) return 'stalled';
      const pure = steps > WEIGHT_STEPS;
      const end = this.minimise(pure, shouldStop);
      if (end === 'stopped' || end === 'stalled') return end;
      if (end === 'unbounded' && state.infeasible === 0) return end;
      const before = state.infeasible;
      const changed = state.working.updates > 0 && this.renewChanges();
      if (!changed) state.markInfeasible();
      if (state.infeasible === 0) {
        if (pure) {
          steps = 0;
          state.cost = own;
          state.weight = firstWeight;
          state.refreshDuals();
          continue;
        }
        // The last pass found nothing; it is only worth repeating where something has changed since.
        const settled = !changed && before === 0;
        if (end === 'optimal' && (settled || !this.price())) {
          state.settled = true;
          return 'optimal';
        }
        continue;
      }
      if (pure && end === 'optimal' && before === state.infeasible && !this.price())
        return 'infeasible';
      steps = end === 'unbounded' ? WEIGHT_STEPS + 1 : steps + 1;
      state.weight *= WEIGHT_GROWTH;
      if (steps > WEIGHT_STEPS) {
        state.cost = new Float64Array(state.n);
        state.weight = 1;
      }
      state.refreshDuals();
    }
  }

  /** Everything from the basis alone: inverse, values, infeasibilities, duals. */
  renew(): void {
    const { state } = this;
    this.invert();
    state.refreshValues();
    state.markInfeasible();
    state.refreshDuals();
  }

  /** Renews; whether a dual has moved by so much that what did not price out may do so now. */
  private renewChanges(): boolean {
    const { pi, mu, patternPrice } = this.state;
    const duals = [pi, mu, patternPrice];
    const before = duals.map((each) => each.slice());
    this.renew();
    const within = this.tolerance / 4;
    return duals.some((each, k) => each.some((y, i) => Math.abs(y - before[k]![i]!) > within));
  }

  /** Inverts the working basis anew. */
  private invert(): void {
    const { working } = this.state;
    const { size } = working;
    if (size === 0) {
      working.updates = 0;
      return;
    }
    const matrix = new Float64Array(size * size);
    for (let k = 0; k < size; k++)
      this.pivoter.rates.cycleColumn(working.columns[k]!, matrix, k * size);
    if (!working.load(matrix)) throw new Error('the working basis has become singular');
  }

  /** Pivots until nothing prices out. */
  private minimise(pure: boolean, shouldStop: () => boolean): SimplexEnd {
    const { state } = this;
    let stall = 0;
    let asked = 0;
    const patience = STALL * (state.nodes + state.sides) + 100;
    while (this.price()) {
      let left = 2 * this.found + 20;
      for (;;) {
        const at = this.choose();
        if (at === -1 || left-- === 0) break;
        const entering = this.candidates[at]!;
        const step = this.pivoter.pivot(entering, state.reducedCost(entering), stall > patience);
        this.pivots++;
        if (step === 'unbounded') return 'unbounded';
        stall = step === 'moved' ? 0 : stall + 1;
        if (pure && state.infeasible === 0) return 'optimal';
        if (state.working.updates > REFRESH) this.renew();
        if (++asked % ASK_EVERY === 0) {
          if (shouldStop()) return 'stopped';
          if (this.pivots > this.cap) return 'stalled';
        }
      }
      if (shouldStop()) return 'stopped';
    }
    return 'optimal';
  }

  /** Looks for what may enter: in the pool, and when that has nothing, among all; false when nothing prices out. */
  private price(): boolean {
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

  private cursor = 0;

  /**
   * Place of a good candidate, −1 when none is left: the most violated of the next few.
   * Candidates that no longer price out are dropped.
   */
  private choose(): number {
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
    return best;
  }
}
