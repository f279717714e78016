/**
 * A dual simplex over a network with side rows: from an auction's optimum of the network alone to the
 * optimum with the side rows, or near it. The primal simplex has the last word.
 *
 *   leaving    the basic variable outside its bounds with the largest infeasibility² / weight (dual Devex)
 *   entering   by the long-step ratio test (`breakpoints.ts`): on a side row that is exceeded by hundreds,
 *              one step finds the multiplier at which enough people would rather go elsewhere
 *   start      with the multipliers of an ascent (`ascent.ts`), as after a restart
 *   restart    these steps leave the network in disorder, which an auction mends faster than pivots: now
 *              and then the multipliers mu are kept, the network is solved anew for cost − mu·A, and goes
 *              on from there. Its tree is dual feasible with a cost of −mu on the slacks, which are basic;
 *              those with such a cost have to go to their bound, and there it is a constant and is dropped.
 *              Those that are there already when all is inside its bounds leave by steps that move nothing
 *
 * So it is a Lagrangian ascent whose steps are those of a simplex, and which ends in a basis (large: 9 side
 * rows exceeded by 573 at the auction's optimum; 1.7 million primal pivots, nearly all of them
 * degenerate, against 2 000 of these; 14 200 from mu = 0). Only columns with small reduced costs are looked at
 * (`dual-columns.ts`); the others before a long step and now and then, and a column of the wrong sign goes to its
 * other bound. Costs are perturbed by less than their unit, or nearly all steps would be of length 0.
 *
 * Nothing is promised: whatever basis it ends with, the primal simplex starts there. What a step costs: `dual-row.ts`.
 *
 * J. J. Forrest and D. Goldfarb, "Steepest-edge simplex algorithms for linear programming", Mathematical
 * Programming 57 (1992) 341–374, doi:10.1007/BF01581089 (Devex weights as there, for the dual).
 */
import { Breakpoints } from './breakpoints.ts';
import type { Start } from './crash.ts';
import { DualColumns } from './dual-columns.ts';
import { DualRow } from './dual-row.ts';
import { Lehmer } from './lehmer.ts';
import type { Pivoter } from './pivot.ts';
import type { Place } from './rates.ts';
import { isVeryLarge, scaleOf } from './start.ts';
import { EXTRA, FREE, HELD, LOWER, SLACK, type State, TREE, UPPER } from './state.ts';

/**
 * Perturbation of costs, times 0.5 … 1.5; the costs' unit is 1 where they are whole. Moved by so little in sum, what is
 * optimal then is optimal for the true costs (`large`: 2 000 primal pivots at the end, 54 000 with 0.05).
 */
const PERTURBATION = 0.002;
/** Reduced costs wrong by at most this after a restart (an auction's costs are rounded) are set right by the cost. */
const MENDED = 2;
/** A reduced cost wrong by more than this sends its column to the other bound. */
const WRONG = 1e-6;
/** Updates of the working basis before everything is renewed. */
const REFRESH = 100;
/** Steps before all columns are priced. */
const SIFT = 500;
/** Restarts, and steps before each as a part of the nodes: an auction costs about as much as so many. */
const RESTARTS = 8;
const RESTART_AFTER = 1 / 8;
/** Steps after which the primal simplex is better, per node; and times the list may be too short. */
const MOST_STEPS = 10;
const MOST_WIDENED = 200;
/**
 * Steps of a repair after which a new beginning is better, where that is by an auction and the dual simplex (county: other tilts take
 * up to 3 200 of 0.2 ms, a cold solve 1.1 s; `large`: 4 000 take 2 to 5 s, a cold solve 10, and one repair had not ended after 10 700).
 */
const MOST_REPAIRED = 4000;
/**
 * More columns are looked at before a step of more than so many times the reduced costs in the list. A repair begins at multipliers
 * that many changes can move far (`large`, another tilt: 190 passes over all columns with 10, as long as everything else).
 */
const FAR = 10;
const FAR_REPAIRED = 100;
/** Asked every so many steps whether to stop. */
const ASK_EVERY = 64;

export class DualSimplex {
  steps = 0;
  private readonly state: State;
  private readonly pivoter: Pivoter;
  private readonly invert: () => void;
  private readonly again: ((cost: Float64Array) => Start | null) | null;
  private readonly row: DualRow;
  private readonly columns: DualColumns;
  private readonly breakpoints = new Breakpoints();
  /** Devex weights, by variable; basic ones count. */
  private readonly weight: Float32Array;
  /** Basic variables outside their bounds, and some that were. */
  private readonly outside: number[] = [];
  private readonly isNoted: Uint8Array;
  /** Own bounds of the slacks that have to go to one of them. */
  private readonly held = new Map<number, { readonly lower: number; readonly upper: number }>();
  /** The basic variable that the last run found no way to bring inside its bounds: there is no point; −1 = none. */
  endless = -1;
  private readonly mostSteps: number;
  private restarts = 0;
  private widened = 0;

  /**
   * @param invert inverts the working basis anew
   * @param again solves the network without side rows for other costs; null = no restarts, but repairs: runs from a basis
   *   that is dual feasible but for bounds that have changed, each with the list of the last
   */
  constructor(
    state: State,
    pivoter: Pivoter,
    invert: () => void,
    again: ((cost: Float64Array) => Start | null) | null,
  ) {
    this.state = state;
    this.pivoter = pivoter;
    this.invert = invert;
    this.again = again;
    const isBriefRepair = again === null && isVeryLarge(state);
    this.mostSteps = isBriefRepair ? MOST_REPAIRED : MOST_STEPS * state.nodes;
    this.columns = new DualColumns(state);
    this.row = new DualRow(state, pivoter.basis, this.columns);
    this.weight = new Float32Array(state.size);
    this.isNoted = new Uint8Array(state.size);
  }

  /**
   * From the present basis; afterwards values and duals have to be renewed. A repair takes inverse, values and duals as they
   * are: they must be those of the basis, without costs of infeasibility.
   * @param mu multipliers of the side rows for which that basis is near an optimum; null = all 0, as always for a repair
   */
  run(mu: Float64Array | null, shouldStop: () => boolean): void {
    const { state } = this;
    const own = state.cost;
    this.steps = 0;
    this.widened = 0;
    this.endless = -1;
    state.gradient.fill(0);
    state.infeasible = 0;
    if (mu !== null) this.holdRows(mu);
    if (this.again === null && mu === null) this.noteAll();
    else this.renew();
    if (this.outside.length === 0 && this.held.size === 0) return;
    state.cost = own.slice();
    try {
      this.begin();
      while (this.ascend(own, shouldStop) && this.sift());
    } finally {
      state.cost = own;
      this.freeRows();
    }
  }

  /** Everything from the basis and the costs. */
  private renew(): void {
    this.invert();
    this.state.refreshValues();
    this.state.refreshDuals();
    this.noteAll();
  }

  /** Lists the basic variables outside their bounds. */
  private noteAll(): void {
    const { outside } = this;
    const { nodes, tree, working, n, size, status } = this.state;
    for (const v of outside) this.isNoted[v] = 0;
    outside.length = 0;
    for (let i = 0; i < nodes; i++) this.note(tree.arc[i]!);
    for (let k = 0; k < working.size; k++) this.note(working.columns[k]!);
    for (let v = n + nodes; v < size; v++) if (status[v] === SLACK) this.note(v);
  }

  private begin(): void {
    this.weight.fill(1);
    if (this.again === null) {
      this.beginRepair();
      return;
    }
    this.perturb();
    this.columns.fill();
    this.sift();
  }

  /** Moves the costs of non-basic columns so that no reduced cost is 0, or a little wrong. */
  private perturb(): void {
    const { status, n } = this.state;
    const random = new Lehmer();
    for (let j = 0; j < n; j++)
      if (status[j] === LOWER || status[j] === UPPER) this.perturbCost(j, MENDED, random);
  }

  /** The list of the last repair, and what is basic now; the costs of those in it make up for any wrong sign. */
  private beginRepair(): void {
    const { state, columns } = this;
    const { cost, status, n, nodes, tree, working } = state;
    if (columns.isLong) columns.fill();
    for (let i = 0; i < nodes; i++) columns.add(tree.arc[i]!);
    for (let k = 0; k < working.size; k++) columns.add(working.columns[k]!);
    const random = new Lehmer();
    for (let k = 0; k < columns.count; k++) {
      const v = columns.list[k]!;
      columns.refresh(v);
      if (v >= n) continue;
      if (status[v] === LOWER || status[v] === UPPER) this.perturbCost(v, Infinity, random);
      columns.cost[k] = cost[v]!;
    }
  }

  /** Moves the reduced cost of a column at a bound off 0; where it is wrong by at most `mended`, first to 0. */
  private perturbCost(j: number, mended: number, random: Lehmer): void {
    const { cost, status } = this.state;
    const sign = status[j] === LOWER ? 1 : -1;
    const wrong = 0 - sign * this.state.reducedCost(j);
    const mend = wrong > 0 && wrong <= mended ? wrong : 0;
    cost[j]! += sign * (mend + PERTURBATION * (0.5 + random.next()));
  }

  /**
   * Columns of the wrong sign go to their other bound and are looked at from now on; false when there are none.
   * @param pool columns to look at; null = all
   */
  private sift(pool: Int32Array | null = null): boolean {
    const { state } = this;
    const { n, size, status, cost, tail, head, pi, patternPrice, network } = state;
    const { pattern } = network;
    const moved: number[] = [];
    for (let k = 0, count = pool?.length ?? n; k < count; k++) {
      const j = pool === null ? k : pool[k]!;
      const at = status[j]!;
      if (at > FREE) continue;
      const d = cost[j]! - pi[tail[j]!]! + pi[head[j]!]! - patternPrice[pattern[j]!]!;
      if (isWrong(at, d)) this.list(j, moved);
    }
    for (let v = n; v < size; v++)
      if (status[v]! <= FREE && isWrong(status[v]!, state.reducedCost(v))) this.list(v, moved);
    this.flip(moved);
    return moved.length > 0;
  }

  /** A column of the wrong sign is looked at, and moved where it has another bound. */
  private list(variable: number, moved: number[]): void {
    const { status, lower, upper } = this.state;
    this.columns.add(variable);
    if (status[variable] === FREE) return;
    const other = status[variable] === LOWER ? upper[variable]! : lower[variable]!;
    if (Number.isFinite(other)) moved.push(variable);
  }

  private flip(moved: readonly number[]): void {
    if (moved.length === 0) return;
    const { status, lower, upper } = this.state;
    const values = moved.map((v) => (status[v] === LOWER ? upper[v]! : lower[v]!));
    this.pivoter.rates.shift(moved, values, (v) => this.note(v));
    for (const v of moved) {
      status[v] = status[v] === LOWER ? UPPER : LOWER;
      this.state.carry(v);
      this.columns.refresh(v);
    }
  }

  private note(variable: number): void {
    if (this.isNoted[variable] === 1 || this.state.outside(variable) === 0) return;
    this.isNoted[variable] = 1;
    this.outside.push(variable);
  }

  /** Solves the network anew at the present multipliers; false when that cannot be done. */
  private restart(own: Float64Array): boolean {
    const { state } = this;
    const { n, patternPrice, network, cost, mu } = state;
    if (this.again === null) return false;
    state.refreshDuals();
    const scale = scaleOf(state);
    const costs = new Float64Array(n);
    for (let j = 0; j < n; j++)
      costs[j] = Math.round(scale * (own[j]! - patternPrice[network.pattern[j]!]!));
    const start = this.again(costs);
    if (start === null) return false;
    this.freeRows();
    this.holdRows(mu);
    cost.set(own);
    state.start(start.tree, start.atUpper);
    this.renew();
    this.begin();
    return true;
  }

  private holdRows(mu: Float64Array): void {
    for (let s = 0; s < mu.length; s++) this.holdRow(s, mu[s]!);
  }

  /**
   * A row with a multiplier will be active: its slack, which costs what keeps the multiplier, has to go to its
   * bound, and once it is there it is like any other.
   */
  private holdRow(side: number, mu: number): void {
    const { n, nodes, lower, upper, slackCost } = this.state;
    const v = n + nodes + side;
    const bound = mu < 0 ? upper[v]! : lower[v]!;
    if (Math.abs(mu) <= WRONG || !Number.isFinite(bound)) return;
    this.held.set(v, { lower: lower[v]!, upper: upper[v]! });
    lower[v] = bound;
    upper[v] = bound;
    slackCost[side] = 0 - mu;
  }

  /** Gives the slack of such a row its own bounds back. */
  private freeRow(variable: number): void {
    const { lower, upper, x, status, slackCost, n, nodes } = this.state;
    const own = this.held.get(variable);
    if (own === undefined) return;
    this.held.delete(variable);
    lower[variable] = own.lower;
    upper[variable] = own.upper;
    slackCost[variable - n - nodes] = 0;
    if (status[variable] === HELD && own.lower < own.upper)
      status[variable] = x[variable] === own.lower ? LOWER : UPPER;
    this.columns.refresh(variable);
  }

  private freeRows(): void {
    for (const v of [...this.held.keys()]) this.freeRow(v);
  }

  /** Steps until all basic variables are inside their bounds; false when it ends elsewhere. */
  private ascend(own: Float64Array, shouldStop: () => boolean): boolean {
    const { state } = this;
    let restartAt = this.steps + Math.ceil(RESTART_AFTER * state.nodes);
    let siftAt = this.steps + SIFT;
    for (;;) {
      if (state.working.updates > REFRESH) this.renew();
      if (this.steps >= restartAt) {
        restartAt =
          this.restarts++ < RESTARTS && this.restart(own)
            ? this.steps + Math.ceil(RESTART_AFTER * state.nodes)
            : Infinity;
        siftAt = this.steps + SIFT;
      } else if (this.steps >= siftAt) {
        this.sift(this.columns.near);
        if (this.again === null && this.columns.isLong) this.beginRepair();
        siftAt = this.steps + SIFT;
      }
      const leaving = this.choose();
      if (leaving === -1) return true;
      if (this.steps % ASK_EVERY === 0 && shouldStop()) return false;
      if (this.steps > this.mostSteps || !this.step(leaving)) return false;
    }
  }

  /** The basic variable that leaves; −1 when all are inside their bounds. */
  private choose(): number {
    const { state, outside, weight, isNoted } = this;
    const { status, x, lower, upper } = state;
    let best = -1;
    let most = 0;
    let kept = 0;
    for (const v of outside) {
      if (status[v]! < TREE || status[v] === HELD || state.outside(v) === 0) {
        isNoted[v] = 0;
        continue;
      }
      outside[kept++] = v;
      const by = Math.max(x[v]! - upper[v]!, lower[v]! - x[v]!);
      const score = (by * by) / weight[v]!;
      if (score <= most) continue;
      most = score;
      best = v;
    }
    outside.length = kept;
    return best === -1 ? this.keptSlack() : best;
  }

  /**
   * The slack of a row that keeps a multiplier and is at its bound already: it leaves by a step that moves nothing, or
   * the primal simplex would begin without that multiplier (`large`: 40 000 more pivots where 30 were left). −1: none.
   */
  private keptSlack(): number {
    for (const v of this.held.keys()) if (this.state.status[v] === SLACK) return v;
    return -1;
  }

  /** One step; false when the dual has no end there, or nothing safe to divide by. */
  private step(leaving: number): boolean {
    const { state, row, breakpoints, weight } = this;
    const { x, lower, upper } = state;
    const place = this.placeOf(leaving);
    const above = x[leaving]! > upper[leaving]!;
    const target = above ? upper[leaving]! : lower[leaving]!;
    const slope = Math.abs(x[leaving]! - target);
    const sign = above ? 1 : -1;
    row.find(place);
    this.findBreakpoints(sign);
    if (breakpoints.cannotStop(slope)) {
      const mayWiden = this.widened++ < MOST_WIDENED;
      const found = mayWiden && this.columns.widen(row, sign, Infinity);
      row.clear();
      if (!found && this.held.size > 0) {
        this.freeRows();
        this.renew();
        this.sift();
        return true;
      }
      // A step that moves nothing can wait for the next sift (`large`: 25 of them, 45 ms each, at the end).
      if (found && slope > 0) this.sift(this.columns.near);
      if (mayWiden && !found) this.endless = leaving;
      return found;
    }
    let entering = breakpoints.stop(slope);
    const far = (this.again === null ? FAR_REPAIRED : FAR) * this.columns.reach;
    if (breakpoints.reached > far && this.columns.widen(row, sign, breakpoints.reached)) {
      this.findBreakpoints(sign);
      entering = breakpoints.stop(slope);
    }
    this.flip(breakpoints.passed);
    row.moveDuals(state.reducedCost(entering) / row.rateOf(entering));
    row.clear();
    const own = weight[leaving]!;
    moved.length = 0;
    rates.length = 0;
    const rate = this.pivoter.swap(entering, place, target, (v, by) => {
      moved.push(v);
      rates.push(by);
    });
    if (rate === 0) return false;
    for (let k = 0; k < moved.length; k++) {
      const v = moved[k]!;
      weight[v] = Math.max(weight[v]!, (rates[k]! / rate) ** 2 * own);
      this.note(v);
    }
    weight[entering] = Math.max(own / (rate * rate), 1);
    this.note(entering);
    this.freeRow(leaving);
    this.columns.add(leaving);
    this.columns.refresh(leaving);
    this.columns.refresh(entering);
    this.steps++;
    return true;
  }

  private placeOf(variable: number): Place {
    const { status, tree, working, tail, head, n, nodes } = this.state;
    if (status[variable] === SLACK) return { kind: 'slack', at: variable - n - nodes };
    if (status[variable] === EXTRA) return { kind: 'extra', at: working.placeOfColumn(variable) };
    const below = tail[variable]!;
    const isBelow = below !== nodes && tree.arc[below] === variable;
    return { kind: 'tree', at: isBelow ? below : head[variable]! };
  }

  // ── ratio test ─────────────────────────────────────────────────────────────────────────────────

  /** @param sign 1 when the leaving variable has to fall */
  private findBreakpoints(sign: number): void {
    this.breakpoints.clear();
    this.row.eachRate((k, rate) => this.addBreakpoint(k, sign * rate));
  }

  /** @param rate by which the infeasibility falls when the variable falls */
  private addBreakpoint(k: number, rate: number): void {
    const { columns, state } = this;
    const at = columns.status[k]!;
    if (at > FREE || (at === LOWER && rate > 0) || (at === UPPER && rate < 0)) return;
    const v = columns.list[k]!;
    const d =
      v >= state.n + state.nodes
        ? state.reducedCost(v)
        : columns.cost[k]! -
          state.pi[columns.tail[k]!]! +
          state.pi[columns.head[k]!]! -
          state.patternPrice[columns.pattern[k]!]!;
    const left = at === LOWER ? d : at === UPPER ? -d : 0;
    const size = Math.abs(rate);
    this.breakpoints.add(v, Math.max(0, left) / size, size, columns.room[k]!);
  }
}

function isWrong(status: number, d: number): boolean {
  return status === LOWER ? d < -WRONG : status === UPPER ? d > WRONG : Math.abs(d) > WRONG;
}

/** What moved in a step. */
const moved: number[] = [];
const rates: number[] = [];
