/**
 * The exchange of one basic variable for the entering one: tree, working basis and duals follow. The duals change by one
 * row of the new inverse (mu) and by the subtree that moved, or throughout (pi); not at all where d is given as 0.
 */
import type { Place, Rates } from './rates.ts';
import { EXTRA, SLACK, type State, TREE } from './state.ts';

export class Exchange {
  private readonly state: State;
  private readonly rates: Rates;
  /** Scratch, by place of the working basis. */
  private u = new Float64Array(16);
  private v = new Float64Array(16);
  private beta = new Float64Array(16);

  constructor(state: State, rates: Rates) {
    this.state = state;
    this.rates = rates;
  }

  /**
   * The entering variable takes the place of the leaving one, which rests at the bound it ran into.
   * @param d reduced cost of the entering variable; 0 leaves the duals alone
   */
  run(entering: number, d: number, { kind, at }: Place): void {
    this.roomForPlaces();
    if (kind === 'slack') this.slackLeaves(entering, d, at);
    else if (kind === 'extra') this.extraLeaves(entering, d, at);
    else this.treeLeaves(entering, d, at);
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
      for (let k = 0; k < working.size; k++) u[k] = 0 - this.rates.extra[k]!;
      working.expand(side, entering, u, v, this.rates.side[side]!);
      state.status[entering] = EXTRA;
      this.addDualRow(working.size - 1, d);
    } else {
      const r = working.placeOfRow[slackOf]!;
      const by = d / v[r]!;
      for (let c = 0; c < working.size; c++) mu[working.rows[c]!]! -= by * v[c]!;
      mu[side]! += by;
      working.replaceRow(r, side, v);
      state.status[entering] = SLACK;
      if (d !== 0) state.spreadPrices();
    }
    this.rest(n + nodes + side);
  }

  private extraLeaves(entering: number, d: number, k: number): void {
    const { state, u } = this;
    const { working, n, nodes, mu } = state;
    const slackOf = entering - n - nodes;
    const left = working.columns[k]!;
    if (slackOf < 0) {
      for (let i = 0; i < working.size; i++) u[i] = 0 - this.rates.extra[i]!;
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
      if (d !== 0) state.spreadPrices();
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
      for (let k = 0; k < working.size; k++) u[k] = 0 - this.rates.extra[k]!;
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
    this.state.spreadPrices();
  }

  /** The extra column with the largest rate whose cycle runs through the tree arc above `top`. */
  private extraThrough(top: number): number {
    const { working } = this.state;
    let best = -1;
    let size = 0;
    for (let k = 0; k < working.size; k++) {
      const own = Math.abs(this.rates.extra[k]!);
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
    this.rates.extra[k] = this.rates.tree[top]!;
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
    this.state.spreadPrices();
  }

  private roomForPlaces(): void {
    const needed = this.state.working.size + 2;
    if (needed <= this.u.length) return;
    this.u = new Float64Array(2 * needed);
    this.v = new Float64Array(2 * needed);
    this.beta = new Float64Array(2 * needed);
  }
}
