/**
 * One step of the primal simplex over a network with side rows: the entering variable moves, the
 * first basic variable that reaches a bound leaves, tree, working basis and duals follow.
 *
 * 1 rates    how all basic variables move when the entering one moves by 1 (`rates.ts`)
 * 2 ratio    how far it can move, and who stops it
 * 3 move     the values (`rates.ts`)
 * 4 exchange the basis and the duals (`exchange.ts`)
 *
 * The dual simplex borrows steps 1, 3 and 4: {@link Pivoter.swap}.
 */
import { Exchange } from './exchange.ts';
import { Lehmer } from './lehmer.ts';
import { type Place, RATE, Rates } from './rates.ts';
import { LOWER, type State, UPPER } from './state.ts';

/** Slack of the first pass of the ratio test: among nearly equal ratios the largest rate leaves. */
const NEAR = 1e-9;

/** A rate the dual simplex divides by is at least this. */
const SAFE_RATE = 1e-7;

export type Step = 'moved' | 'degenerate' | 'unbounded';

export class Pivoter {
  readonly rates: Rates;
  readonly basis: Exchange;
  private readonly state: State;
  private readonly random = new Lehmer();
  // The answer of the ratio test: how far, and who leaves; null = the entering variable runs to its other bound.
  private step = 0;
  private leaving: Place | null = null;

  constructor(state: State) {
    this.state = state;
    this.rates = new Rates(state);
    this.basis = new Exchange(state, this.rates);
  }

  /**
   * Lets a non-basic variable enter.
   * @param d its reduced cost, not 0
   * @param stalled break ties at random (a seeded generator): the way out of a cycle
   */
  pivot(entering: number, d: number, stalled: boolean): Step {
    const direction = d < 0 ? 1 : -1;
    this.rates.find(entering, direction);
    this.ratioTest(entering, direction, stalled);
    if (this.step === Infinity) {
      this.rates.clear();
      return 'unbounded';
    }
    this.rates.move(entering, direction, this.step);
    const settled = this.state.infeasible > 0 && this.settleGradients();
    if (this.leaving === null) {
      this.state.status[entering] = direction > 0 ? UPPER : LOWER;
      this.state.carry(entering);
    } else this.basis.run(entering, d, this.leaving);
    if (settled) this.state.refreshDuals();
    this.rates.clear();
    return this.step > 0 ? 'moved' : 'degenerate';
  }

  /**
   * A step of the dual simplex: a non-basic variable moves until the basic one at a place reaches `target`, and
   * takes its place, however far it comes outside its own bounds. The duals are not touched.
   * @param each told all basic variables that move, and their rates
   * @returns rate of the one that leaves; 0 when it is too small to divide by, and nothing has happened
   */
  swap(
    entering: number,
    place: Place,
    target: number,
    each: (variable: number, rate: number) => void,
  ): number {
    const { state, rates } = this;
    const { kind, at } = place;
    rates.find(entering, 1);
    const rate = rates.of(place);
    if (Math.abs(rate) < SAFE_RATE) {
      rates.clear();
      return 0;
    }
    const leaving = this.variableAt(kind, at);
    rates.move(entering, 1, (target - state.x[leaving]!) / rate);
    state.x[leaving] = target;
    rates.each(1, (_kind, _at, variable, by) => each(variable, by));
    this.basis.run(entering, 0, place);
    rates.clear();
    return rate;
  }

  private variableAt(kind: Place['kind'], at: number): number {
    const { tree, working, n, nodes } = this.state;
    if (kind === 'tree') return tree.arc[at]!;
    return kind === 'extra' ? working.columns[at]! : n + nodes + at;
  }

  private ratioTest(entering: number, direction: number, stalled: boolean): void {
    const { state } = this;
    this.step = state.upper[entering]! - state.lower[entering]!;
    this.leaving = null;
    if (!this.rates.mixed && !stalled) this.ratioOnNetwork(direction);
    else this.ratioInGeneral(direction, stalled);
    if (this.step < 0) this.step = 0;
  }

  /** How far a basic variable lets the step go. */
  private limit(variable: number, rate: number): number {
    const { state } = this;
    const g = state.gradient[variable]!;
    if (rate > 0) {
      if (g > 0) return Infinity;
      const bound = g < 0 ? state.lower[variable]! : state.upper[variable]!;
      return (bound - state.x[variable]!) / rate;
    }
    if (g < 0) return Infinity;
    const bound = g > 0 ? state.upper[variable]! : state.lower[variable]!;
    return (bound - state.x[variable]!) / rate;
  }

  /**
   * Nothing but the entering arc's own cycle moves: all rates on it are ±1. Ties as in a strongly feasible tree
   * (W. H. Cunningham, Math. Programming 11 (1976) 105–116, doi:10.1007/BF01580379): the last
   * blocking arc met when going round the cycle from the apex in the direction of the flow.
   */
  private ratioOnNetwork(direction: number): void {
    const { arc } = this.state.tree;
    for (let t = 0; t < this.rates.firstSide; t++) {
      const node = this.rates.touched[t]!;
      const rate = direction * this.rates.tree[node]!;
      const limit = this.limit(arc[node]!, rate);
      if (limit < this.step) this.take('tree', node, limit);
    }
    for (let t = this.rates.firstSide; t < this.rates.touches; t++) {
      const node = this.rates.touched[t]!;
      const rate = direction * this.rates.tree[node]!;
      const limit = this.limit(arc[node]!, rate);
      if (limit <= this.step) this.take('tree', node, limit);
    }
    const { n, nodes } = this.state;
    for (let t = 0; t < this.rates.sideTouches; t++) {
      const s = this.rates.sideTouched[t]!;
      const rate = direction * this.rates.side[s]!;
      if (Math.abs(rate) <= RATE || this.state.working.placeOfRow[s] !== -1) continue;
      const limit = this.limit(n + nodes + s, rate);
      if (limit < this.step - NEAR) this.take('slack', s, limit);
    }
  }

  private take(kind: Place['kind'], at: number, limit: number): void {
    this.leaving = { kind, at };
    this.step = limit;
  }

  /** Two passes: the smallest ratio with a little slack, then the largest rate within it. */
  private ratioInGeneral(direction: number, stalled: boolean): void {
    let most = this.step;
    this.rates.each(direction, (_kind, _at, variable, rate) => {
      const limit = this.limit(variable, rate) + NEAR / Math.abs(rate);
      if (limit < most) most = limit;
    });
    if (most === this.step) return;
    let best = 0;
    const flip = this.step;
    this.rates.each(direction, (kind, at, variable, rate) => {
      const limit = this.limit(variable, rate);
      if (limit > most) return;
      const size = stalled ? Math.abs(rate) * (0.5 + this.random.next()) : Math.abs(rate);
      if (size <= best) return;
      best = size;
      this.take(kind, at, Math.min(limit, flip));
    });
  }

  /**
   * Basic variables that came inside their bounds lose their extra cost, and then all duals change.
   * The leaving one is seen to by {@link Exchange}: its cost no longer counts.
   */
  private settleGradients(): boolean {
    const { state, leaving } = this;
    const { tree, working, n, nodes } = state;
    const before = state.infeasible;
    for (let t = 0; t < this.rates.touches; t++) {
      const node = this.rates.touched[t]!;
      if (leaving?.kind !== 'tree' || node !== leaving.at) this.settle(tree.arc[node]!);
    }
    for (let k = 0; k < working.size; k++)
      if (leaving?.kind !== 'extra' || k !== leaving.at) this.settle(working.columns[k]!);
    for (let t = 0; t < this.rates.sideTouches; t++) {
      const s = this.rates.sideTouched[t]!;
      if (leaving?.kind !== 'slack' || s !== leaving.at) this.settle(n + nodes + s);
    }
    return state.infeasible < before;
  }

  private settle(variable: number): void {
    const { state } = this;
    if (state.gradient[variable] === 0 || state.outside(variable) !== 0) return;
    state.gradient[variable] = 0;
    state.infeasible--;
  }
}
