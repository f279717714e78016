/**
 * Primal simplex over a network with side rows: price, pivot, until nothing prices out.
 *
 *   min cost·x  over  the rows of `State`,  lower ≤ x ≤ upper
 *
 * Starts from any basis. Basic variables outside their bounds carry an extra cost for each unit
 * (composite phase 1), which grows until they are inside, or until it is the only cost and the duals
 * prove that no point is feasible. Long stalls are broken by seeded random ties.
 */
import type { Start } from './crash.ts';
import { DualSimplex } from './dual.ts';
import type { Network } from './network.ts';
import { Pivoter } from './pivot.ts';
import { Pricing } from './pricing.ts';
import { isVeryLarge } from './start.ts';
import { State } from './state.ts';

export type SimplexEnd = 'optimal' | 'infeasible' | 'unbounded' | 'stopped' | 'stalled';

/** Asked every so many pivots whether to stop. */
const ASK_EVERY = 128;
/** Degenerate pivots in a row, per node, before ties are broken at random. */
const STALL = 4;
/** Rank-one updates of the working basis before it is inverted anew. */
const REFRESH = 100;
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

/** Pivots after a resumption beyond which a new beginning by an auction takes no longer (`large`: other weights 6 700 in 3 s, cold 10 s). */
const MOST_RESUMED = 10_000;

/** Turns of renewing, pricing and growing weights: more of them tell of rounding that will not settle. */
const MOST_TURNS = 1000;

export class Simplex {
  readonly state: State;
  private readonly pricing: Pricing;
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
  /** The next run goes on from a resumption. */
  private resumed = false;

  constructor(network: Network) {
    this.state = new State(network);
    this.pivoter = new Pivoter(this.state);
    this.pricing = new Pricing(this.state);
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
    const isBrief = this.resumed && isVeryLarge(state);
    this.cap =
      this.pivots + (isBrief ? MOST_RESUMED : 1_000_000 + 100 * (state.nodes + state.sides));
    this.resumed = false;
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
   * @returns false when it came to nothing, and a new beginning will take less than going on
   */
  resume(
    costs: Float64Array | null,
    touched: Iterable<number>,
    shouldStop: () => boolean,
  ): boolean {
    const { state } = this;
    this.endless = -1;
    this.resumed = true;
    this.invert();
    if (costs === null) {
      state.settled = this.isInside();
      return true;
    }
    const own = state.cost;
    state.cost = costs;
    if (state.infeasible > 0) state.gradient.fill(0);
    state.infeasible = 0;
    state.refreshDuals();
    state.turn(touched);
    state.settled = this.isInside() || this.repair(shouldStop);
    state.cost = own;
    return state.settled || !isVeryLarge(state);
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

  /** By the dual simplex; whether all values are inside their bounds after it. */
  private repair(shouldStop: () => boolean): boolean {
    this.repairs ??= new DualSimplex(this.state, this.pivoter, () => this.invert(), null);
    this.repairs.run(null, shouldStop);
    this.pivots += this.repairs.steps;
    this.endless = this.repairs.endless;
    this.invert();
    return this.isInside();
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
    this.pricing.begin();
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
        if (end === 'optimal' && (settled || !this.pricing.find())) {
          state.settled = true;
          return 'optimal';
        }
        continue;
      }
      if (pure && end === 'optimal' && before === state.infeasible && !this.pricing.find())
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
    const within = this.pricing.tolerance / 4;
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
    while (this.pricing.find()) {
      let left = 2 * this.pricing.found + 20;
      for (;;) {
        const entering = this.pricing.take();
        if (entering === -1 || left-- === 0) break;
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
}
