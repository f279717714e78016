/**
 * One step of the primal simplex over a network with side rows: the entering variable moves, the
 * first basic variable that reaches a bound leaves, tree, working basis and duals follow.
 *
 * 1 rates    how all basic variables move when the entering one moves by 1: round its own cycle,
 *            and round the cycles of the extra columns that keep the active side rows where they are
 * 2 ratio    how far it can move, and who stops it
 * 3 move     the values
 * 4 exchange the basis
 * 5 duals    mu by one row of the new inverse, pi by the subtree that moved, or throughout
 */
import { EXTRA, LOWER, SLACK, type State, TREE, tidy, UPPER } from './state.ts';

/** Rates smaller than this are rounding. */
const RATE = 1e-9;
/** Slack of the first pass of the ratio test: among nearly equal ratios the largest rate leaves. */
const NEAR = 1e-9;

/** Where a basic variable stands: node of its tree arc, place in the working basis, or side row. */
export interface Place {
  readonly kind: 'tree' | 'extra' | 'slack';
  readonly at: number;
}

/** A rate the dual simplex divides by is at least this. */
const SAFE_RATE = 1e-7;

export type Step = 'moved' | 'degenerate' | 'unbounded';

export class Pivoter {
  private readonly state: State;
  /** Nodes whose arc is touched, in the order of discovery, and the rate of that arc. */
  private readonly touched: Int32Array;
  private touches = 0;
  private readonly rate: Float64Array;
  private readonly seen: Uint8Array;
  /** Rates of side rows' activities. */
  private readonly sideRate: Float64Array;
  private readonly sideTouched: Int32Array;
  private sideTouches = 0;
  private readonly sideSeen: Uint8Array;
  /** By place of the working basis. */
  private extraRate = new Float64Array(16);
  private u = new Float64Array(16);
  private v = new Float64Array(16);
  private beta = new Float64Array(16);
  /** Touched nodes up to here lie on the first side of the entering arc's own cycle. */
  private firstSide = 0;
  /** Extra columns move too, so rates are not just those of one cycle. */
  private mixed = false;
  private random = 1;
  // The answer of the ratio test.
  private step = 0;
  private leaving: 'flip' | Place['kind'] = 'flip';
  private leavingAt = -1;

  constructor(state: State) {
    this.state = state;
    this.touched = new Int32Array(state.nodes);
    this.rate = new Float64Array(state.nodes);
    this.seen = new Uint8Array(state.nodes);
    this.sideRate = new Float64Array(state.sides);
    this.sideTouched = new Int32Array(state.sides);
    this.sideSeen = new Uint8Array(state.sides);
  }

  /**
   * Lets a non-basic variable enter.
   * @param d its reduced cost, not 0
   * @param stalled break ties at random (a seeded generator): the way out of a cycle
   */
  pivot(entering: number, d: number, stalled: boolean): Step {
    const direction = d < 0 ? 1 : -1;
    this.roomForPlaces();
    this.findRates(entering, direction);
    this.ratioTest(entering, direction, stalled);
    if (this.step === Infinity) {
      this.clear();
      return 'unbounded';
    }
    this.move(entering, direction);
    const settled = this.state.infeasible > 0 && this.settleGradients();
    if (this.leaving === 'flip') {
      this.state.status[entering] = direction > 0 ? UPPER : LOWER;
      this.state.carry(entering);
    } else this.exchange(entering, d);
    if (settled) this.state.refreshDuals();
    this.clear();
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
    { kind, at }: Place,
    target: number,
    each: (variable: number, rate: number) => void,
  ): number {
    const { state } = this;
    this.roomForPlaces();
    this.findRates(entering, 1);
    const rates = kind === 'tree' ? this.rate : kind === 'extra' ? this.extraRate : this.sideRate;
    const rate = rates[at]!;
    if (Math.abs(rate) < SAFE_RATE) {
      this.clear();
      return 0;
    }
    const leaving = this.variableAt(kind, at);
    this.leaving = kind;
    this.leavingAt = at;
    this.step = (target - state.x[leaving]!) / rate;
    this.move(entering, 1);
    state.x[leaving] = target;
    this.eachBasic(1, (_kind, _at, variable, by) => each(variable, by));
    this.exchange(entering, 0);
    this.clear();
    return rate;
  }

  private variableAt(kind: Place['kind'], at: number): number {
    const { tree, working, n, nodes } = this.state;
    if (kind === 'tree') return tree.arc[at]!;
    return kind === 'extra' ? working.columns[at]! : n + nodes + at;
  }

  /**
   * Moves non-basic variables to new values, all at once, and the basic ones with them, whatever bounds they pass.
   * @param each told all basic variables that move
   */
  shift(
    variables: readonly number[],
    values: readonly number[],
    each: (variable: number) => void,
  ): void {
    const { state } = this;
    const { n, nodes, working, x } = state;
    this.roomForPlaces();
    const by = variables.map((v, k) => values[k]! - x[v]!);
    variables.forEach((v, k) => {
      if (v < n + nodes) this.addCycle(v, by[k]!);
    });
    const addOwn = () => {
      variables.forEach((v, k) => {
        if (v < n + nodes) this.addPattern(v, by[k]!);
        else this.addSide(v - n - nodes, 0 - by[k]!);
      });
    };
    addOwn();
    this.addTouchedPatterns();
    this.mixed = false;
    if (working.size > 0) {
      working.timesColumn(this.sideRate, this.u);
      for (let k = 0; k < working.size; k++) this.extraRate[k] = 0 - this.u[k]!;
      this.addExtraCycles();
    }
    if (this.mixed) {
      this.clearSides();
      addOwn();
      this.addTouchedPatterns();
      this.addExtraPatterns();
    }
    variables.forEach((v, k) => {
      x[v] = values[k]!;
    });
    this.eachBasic(1, (_kind, _at, variable, rate) => {
      x[variable] = tidy(x[variable]! + rate);
      each(variable);
    });
    this.clear();
  }

  // ── 1 rates ────────────────────────────────────────────────────────────────────────────────────

  /** Rates per unit of the entering variable's increase. */
  private findRates(entering: number, direction: number): void {
    const { state } = this;
    const { n, nodes, working } = state;
    const slackOf = entering - n - nodes;
    if (slackOf < 0) {
      this.walkOwnCycle(state.tail[entering]!, state.head[entering]!, direction);
      if (state.sides > 0) {
        this.addPattern(entering, 1);
        this.addTouchedPatterns();
      }
    } else {
      this.firstSide = 0;
    }
    const { size } = working;
    this.mixed = false;
    if (size === 0) return;
    const { extraRate } = this;
    if (slackOf < 0) {
      working.timesColumn(this.sideRate, this.u);
      for (let k = 0; k < size; k++) extraRate[k] = 0 - this.u[k]!;
    } else {
      const r = working.placeOfRow[slackOf]!;
      for (let k = 0; k < size; k++) extraRate[k] = working.entry(k, r);
    }
    this.addExtraCycles();
    if (!this.mixed) return;
    this.clearSides();
    if (slackOf < 0) this.addPattern(entering, 1);
    this.addTouchedPatterns();
    this.addExtraPatterns();
  }

  /** The cycles of the extra columns that move. */
  private addExtraCycles(): void {
    const { extraRate } = this;
    const { working } = this.state;
    for (let k = 0; k < working.size; k++) {
      const by = extraRate[k]!;
      if (Math.abs(by) <= RATE) extraRate[k] = 0;
      else {
        this.mixed = true;
        this.addCycle(working.columns[k]!, by);
      }
    }
  }

  private addExtraPatterns(): void {
    const { extraRate } = this;
    const { working } = this.state;
    for (let k = 0; k < working.size; k++)
      if (extraRate[k] !== 0) this.addPattern(working.columns[k]!, extraRate[k]!);
  }

  /** The side of the end that flow leaves from first: the order the ratio test breaks ties by. */
  private walkOwnCycle(tail: number, head: number, direction: number): void {
    const { parent, depth, up } = this.state.tree;
    let a = tail;
    let b = head;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) a = parent[a]!;
      else b = parent[b]!;
    }
    const apex = a;
    const first = direction > 0 ? tail : head;
    const second = direction > 0 ? head : tail;
    // A unit on the arc runs tail → head and comes back from head up to the apex and down to tail.
    const firstSign = direction > 0 ? -1 : 1;
    for (let i = first; i !== apex; i = parent[i]!)
      this.touch(i, up[i] === 1 ? firstSign : -firstSign);
    this.firstSide = this.touches;
    for (let i = second; i !== apex; i = parent[i]!)
      this.touch(i, up[i] === 1 ? -firstSign : firstSign);
  }

  /** Adds `by` units round the cycle that a column closes with the tree. */
  private addCycle(column: number, by: number): void {
    const { tree, tail, head } = this.state;
    const { parent, depth, up } = tree;
    let a = tail[column]!;
    let b = head[column]!;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) {
        this.touch(a, up[a] === 1 ? -by : by);
        a = parent[a]!;
      } else {
        this.touch(b, up[b] === 1 ? by : -by);
        b = parent[b]!;
      }
    }
  }

  private touch(node: number, by: number): void {
    if (this.seen[node] === 0) {
      this.seen[node] = 1;
      this.touched[this.touches++] = node;
    }
    this.rate[node]! += by;
  }

  private addTouchedPatterns(): void {
    const { arc } = this.state.tree;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const by = this.rate[node]!;
      if (by !== 0) this.addPattern(arc[node]!, by);
    }
  }

  private addPattern(variable: number, by: number): void {
    const { network, n } = this.state;
    if (variable >= n) return;
    const p = network.pattern[variable]!;
    if (p === 0) return;
    const { patternStart, patternRow, patternValue } = network;
    for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
      this.addSide(patternRow[k]!, by * patternValue[k]!);
  }

  private addSide(s: number, by: number): void {
    if (this.sideSeen[s] === 0) {
      this.sideSeen[s] = 1;
      this.sideTouched[this.sideTouches++] = s;
    }
    this.sideRate[s]! += by;
  }

  // ── 2 ratio ────────────────────────────────────────────────────────────────────────────────────

  private ratioTest(entering: number, direction: number, stalled: boolean): void {
    const { state } = this;
    this.step = state.upper[entering]! - state.lower[entering]!;
    this.leaving = 'flip';
    this.leavingAt = -1;
    if (!this.mixed && !stalled) this.ratioOnNetwork(direction);
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
    for (let t = 0; t < this.firstSide; t++) {
      const node = this.touched[t]!;
      const rate = direction * this.rate[node]!;
      const limit = this.limit(arc[node]!, rate);
      if (limit < this.step) this.take('tree', node, limit);
    }
    for (let t = this.firstSide; t < this.touches; t++) {
      const node = this.touched[t]!;
      const rate = direction * this.rate[node]!;
      const limit = this.limit(arc[node]!, rate);
      if (limit <= this.step) this.take('tree', node, limit);
    }
    const { n, nodes } = this.state;
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      const rate = direction * this.sideRate[s]!;
      if (Math.abs(rate) <= RATE || this.state.working.placeOfRow[s] !== -1) continue;
      const limit = this.limit(n + nodes + s, rate);
      if (limit < this.step - NEAR) this.take('slack', s, limit);
    }
  }

  private take(kind: Place['kind'], at: number, limit: number): void {
    this.leaving = kind;
    this.leavingAt = at;
    this.step = limit;
  }

  /** Two passes: the smallest ratio with a little slack, then the largest rate within it. */
  private ratioInGeneral(direction: number, stalled: boolean): void {
    let most = this.step;
    this.eachBasic(direction, (_kind, _at, variable, rate) => {
      const limit = this.limit(variable, rate) + NEAR / Math.abs(rate);
      if (limit < most) most = limit;
    });
    if (most === this.step) return;
    let best = 0;
    const flip = this.step;
    this.eachBasic(direction, (kind, at, variable, rate) => {
      const limit = this.limit(variable, rate);
      if (limit > most) return;
      const size = stalled ? Math.abs(rate) * (0.5 + this.nextRandom()) : Math.abs(rate);
      if (size <= best) return;
      best = size;
      this.take(kind, at, Math.min(limit, flip));
    });
  }

  private eachBasic(
    direction: number,
    visit: (kind: Place['kind'], at: number, variable: number, rate: number) => void,
  ): void {
    const { state, extraRate } = this;
    const { n, nodes, working } = state;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const rate = direction * this.rate[node]!;
      if (Math.abs(rate) > RATE) visit('tree', node, state.tree.arc[node]!, rate);
    }
    for (let k = 0; k < working.size; k++)
      if (extraRate[k] !== 0) visit('extra', k, working.columns[k]!, direction * extraRate[k]!);
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      const rate = direction * this.sideRate[s]!;
      if (Math.abs(rate) > RATE && working.placeOfRow[s] === -1)
        visit('slack', s, n + nodes + s, rate);
    }
  }

  /** Lehmer's generator: the same on every machine. */
  private nextRandom(): number {
    this.random = (this.random * 48271) % 2147483647;
    return this.random / 2147483647;
  }

  // ── 3 move ─────────────────────────────────────────────────────────────────────────────────────

  private move(entering: number, direction: number): void {
    const { state, step, extraRate } = this;
    if (step === 0) return;
    const { x, tree, working, n, nodes } = state;
    const by = direction * step;
    const exact = working.size === 0;
    x[entering]! += by;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      const a = tree.arc[node]!;
      const value = x[a]! + by * this.rate[node]!;
      x[a] = exact ? value : tidy(value);
    }
    for (let k = 0; k < working.size; k++) {
      if (extraRate[k] === 0) continue;
      const column = working.columns[k]!;
      x[column] = tidy(x[column]! + by * extraRate[k]!);
    }
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      if (working.placeOfRow[s] !== -1) continue;
      const at = n + nodes + s;
      x[at] = tidy(x[at]! + by * this.sideRate[s]!);
    }
  }

  // ── 4 exchange, 5 duals (not where d is given as 0) ─────────────────────────────────────────────

  private exchange(entering: number, d: number): void {
    switch (this.leaving) {
      case 'slack':
        this.slackLeaves(entering, d, this.leavingAt);
        break;
      case 'extra':
        this.extraLeaves(entering, d, this.leavingAt);
        break;
      default:
        this.treeLeaves(entering, d, this.leavingAt);
    }
  }

  /** The variable that leaves rests at the bound it ran into. */
  private rest(variable: number): void {
    const { state } = this;
    if (state.gradient[variable] !== 0) {
      state.gradient[variable] = 0;
      state.infeasible--;
    }
    state.rest(variable);
  }

  private slackLeaves(entering: number, d: number, side: number): void {
    const { state, u, v, beta } = this;
    const { working, n, nodes, mu } = state;
    const slackOf = entering - n - nodes;
    for (let k = 0; k < working.size; k++) beta[k] = this.cycleEntry(working.columns[k]!, side);
    working.rowCombination(beta, v);
    if (slackOf < 0) {
      for (let k = 0; k < working.size; k++) u[k] = 0 - this.extraRate[k]!;
      working.expand(side, entering, u, v, this.sideRate[side]!);
      state.status[entering] = EXTRA;
      this.addDualRow(working.size - 1, d);
    } else {
      const r = working.placeOfRow[slackOf]!;
      const by = d / v[r]!;
      for (let c = 0; c < working.size; c++) mu[working.rows[c]!]! -= by * v[c]!;
      mu[side]! += by;
      working.replaceRow(r, side, v);
      state.status[entering] = SLACK;
      this.spreadDuals();
    }
    this.rest(n + nodes + side);
  }

  private extraLeaves(entering: number, d: number, k: number): void {
    const { state, u } = this;
    const { working, n, nodes, mu } = state;
    const slackOf = entering - n - nodes;
    const left = working.columns[k]!;
    if (slackOf < 0) {
      for (let i = 0; i < working.size; i++) u[i] = 0 - this.extraRate[i]!;
      working.replaceColumn(k, entering, u);
      state.status[entering] = EXTRA;
      this.addDualRow(k, d);
    } else {
      const r = working.placeOfRow[slackOf]!;
      const by = d / working.entry(k, r);
      for (let c = 0; c < working.size; c++) mu[working.rows[c]!]! -= by * working.entry(k, c);
      working.shrink(k, r);
      mu[slackOf] = 0 - state.fullCost(entering);
      state.status[entering] = SLACK;
      this.spreadDuals();
    }
    this.rest(left);
  }

  private treeLeaves(entering: number, d: number, top: number): void {
    const { state } = this;
    const { tree, tail, head, n, nodes } = state;
    const left = tree.arc[top]!;
    const isArc = entering < n + nodes;
    const tailBelow = isArc && tree.isBelow(tail[entering]!, top);
    const headBelow = isArc && tree.isBelow(head[entering]!, top);
    if (tailBelow !== headBelow) this.arcForArc(entering, d, top, tailBelow);
    else {
      const k = this.extraThrough(top);
      this.swapExtraIntoTree(k, top);
      this.extraLeaves(entering, d, k);
      return; // extraLeaves has put `left` to rest: it was in place k by then
    }
    this.rest(left);
  }

  /** The entering arc takes the place of a tree arc on its own cycle. */
  private arcForArc(entering: number, d: number, top: number, tailBelow: boolean): void {
    const { state, u, beta } = this;
    const { tree, working, tail, head } = state;
    const own = this.crossing(entering, top);
    let crossed = false;
    for (let k = 0; k < working.size; k++) {
      beta[k] = this.crossing(working.columns[k]!, top) * own;
      crossed ||= beta[k] !== 0;
    }
    if (crossed) {
      for (let k = 0; k < working.size; k++) u[k] = 0 - this.extraRate[k]!;
      working.subtractCycle(u, beta);
    }
    const inside = tailBelow ? tail[entering]! : head[entering]!;
    const outside = tailBelow ? head[entering]! : tail[entering]!;
    tree.rehang(top, inside, outside, entering, tailBelow ? 1 : 0);
    state.status[entering] = TREE;
    if (d === 0) return;
    tree.addBelow(inside, state.pi, tailBelow ? d : -d);
    if (!crossed) return;
    for (let k = 0; k < working.size; k++) beta[k]! *= -d;
    working.rowCombination(beta, this.v);
    for (let r = 0; r < working.size; r++) state.mu[working.rows[r]!]! += this.v[r]!;
    this.spreadDuals();
  }

  /** The extra column with the largest rate whose cycle runs through the tree arc above `top`. */
  private extraThrough(top: number): number {
    const { working } = this.state;
    let best = -1;
    let size = 0;
    for (let k = 0; k < working.size; k++) {
      const own = Math.abs(this.extraRate[k]!);
      if (own <= size || this.crossing(working.columns[k]!, top) === 0) continue;
      best = k;
      size = own;
    }
    if (best === -1) throw new Error('a tree arc moves, but no cycle runs through it');
    return best;
  }

  /** Column k of the working basis and the tree arc above `top` change places; the basis is the same. */
  private swapExtraIntoTree(k: number, top: number): void {
    const { state, beta } = this;
    const { tree, working, tail, head } = state;
    const column = working.columns[k]!;
    const left = tree.arc[top]!;
    const own = this.crossing(column, top);
    for (let i = 0; i < working.size; i++)
      beta[i] = i === k ? 0 : this.crossing(working.columns[i]!, top) * own;
    working.swapWithTree(k, left, own, beta);
    const tailBelow = tree.isBelow(tail[column]!, top);
    const inside = tailBelow ? tail[column]! : head[column]!;
    const outside = tailBelow ? head[column]! : tail[column]!;
    tree.rehang(top, inside, outside, column, tailBelow ? 1 : 0);
    state.status[column] = TREE;
    state.status[left] = EXTRA;
    this.extraRate[k] = this.rate[top]!;
  }

  /** Rate of the tree arc above `top` on the cycle of an arc: 1, −1, or 0 when it is not on it. */
  crossing(arc: number, top: number): number {
    const { tree, tail, head } = this.state;
    const tailBelow = tree.isBelow(tail[arc]!, top);
    const headBelow = tree.isBelow(head[arc]!, top);
    if (tailBelow === headBelow) return 0;
    return headBelow === (tree.up[top] === 1) ? 1 : -1;
  }

  /** Entry of a side row in the cycle of a column. */
  cycleEntry(column: number, side: number): number {
    const { tree, tail, head } = this.state;
    const { parent, depth, up, arc } = tree;
    let sum = this.coefficient(column, side);
    let a = tail[column]!;
    let b = head[column]!;
    while (a !== b) {
      if (depth[a]! >= depth[b]!) {
        const c = this.coefficient(arc[a]!, side);
        if (c !== 0) sum += up[a] === 1 ? -c : c;
        a = parent[a]!;
      } else {
        const c = this.coefficient(arc[b]!, side);
        if (c !== 0) sum += up[b] === 1 ? c : -c;
        b = parent[b]!;
      }
    }
    return sum;
  }

  /** Writes a column's cycle, seen by the active side rows, to `out` from `at` on. */
  cycleColumn(column: number, out: Float64Array, at: number): void {
    const { working } = this.state;
    this.addCycle(column, 1);
    this.addPattern(column, 1);
    this.addTouchedPatterns();
    for (let r = 0; r < working.size; r++) out[at + r] = this.sideRate[working.rows[r]!]!;
    this.clear();
  }

  private coefficient(variable: number, side: number): number {
    const { network, n } = this.state;
    if (variable >= n) return 0;
    const p = network.pattern[variable]!;
    const { patternStart, patternRow, patternValue } = network;
    for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
      if (patternRow[k] === side) return patternValue[k]!;
    return 0;
  }

  /** mu += factor · row k of the inverse, pi after it. */
  private addDualRow(k: number, factor: number): void {
    if (factor === 0) return;
    const { working, mu } = this.state;
    for (let r = 0; r < working.size; r++) mu[working.rows[r]!]! += factor * working.entry(k, r);
    this.spreadDuals();
  }

  private spreadDuals(): void {
    this.state.spreadPrices();
  }

  /**
   * Basic variables that came inside their bounds lose their extra cost, and then all duals change.
   * The leaving one is seen to by {@link rest}: its cost no longer counts.
   */
  private settleGradients(): boolean {
    const { state } = this;
    const { tree, working, n, nodes } = state;
    const before = state.infeasible;
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      if (this.leaving !== 'tree' || node !== this.leavingAt) this.settle(tree.arc[node]!);
    }
    for (let k = 0; k < working.size; k++)
      if (this.leaving !== 'extra' || k !== this.leavingAt) this.settle(working.columns[k]!);
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      if (this.leaving !== 'slack' || s !== this.leavingAt) this.settle(n + nodes + s);
    }
    return state.infeasible < before;
  }

  private settle(variable: number): void {
    const { state } = this;
    if (state.gradient[variable] === 0 || state.outside(variable) !== 0) return;
    state.gradient[variable] = 0;
    state.infeasible--;
  }

  // ── housekeeping ───────────────────────────────────────────────────────────────────────────────

  private roomForPlaces(): void {
    const needed = this.state.working.size + 2;
    if (needed <= this.extraRate.length) return;
    this.extraRate = new Float64Array(2 * needed);
    this.u = new Float64Array(2 * needed);
    this.v = new Float64Array(2 * needed);
    this.beta = new Float64Array(2 * needed);
  }

  private clear(): void {
    for (let t = 0; t < this.touches; t++) {
      const node = this.touched[t]!;
      this.rate[node] = 0;
      this.seen[node] = 0;
    }
    this.touches = 0;
    this.clearSides();
  }

  private clearSides(): void {
    for (let t = 0; t < this.sideTouches; t++) {
      const s = this.sideTouched[t]!;
      this.sideRate[s] = 0;
      this.sideSeen[s] = 0;
    }
    this.sideTouches = 0;
  }
}
