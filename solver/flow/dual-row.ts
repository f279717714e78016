/**
 * A row of the simplex tableau over a network with side rows: how fast one basic variable moves when
 * a non-basic one does, for all of these at once.
 *
 * The row has the form of reduced costs: with multipliers w of the side rows and potentials phi,
 *
 *   rate of the basic variable per unit of arc j = w·pattern_j − phi[tail] + phi[head],  of a slack: −w
 *
 * and phi follows from w over the tree, with a unit added below the basic variable's own tree arc. So a
 * dual step is mu += θ·w, pi −= θ·phi. For most tree arcs no active side row is involved: w = 0, phi is ±1
 * below the arc, and only what crosses that subtree has a rate. O(subtree), else O(nodes + patterns + p²).
 */
import type { Exchange } from './exchange.ts';
import type { Place } from './rates.ts';
import type { State } from './state.ts';

/** Multipliers smaller than this are rounding. */
const ROUNDING = 1e-12;

export class DualRow {
  /** By node; 0 outside the subtree of `top` when the row is local. */
  readonly phi: Float64Array;
  /** By side row and by pattern; 0 when the row is local. */
  readonly w: Float64Array;
  readonly price: Float64Array;
  /** No side row is involved: the row lives on what crosses the subtree of `top`. */
  local = true;
  top = 0;
  private readonly state: State;
  private readonly basis: Exchange;
  private readonly order: Int32Array;
  private beta = new Float64Array(16);
  private v = new Float64Array(16);

  constructor(state: State, basis: Exchange) {
    this.state = state;
    this.basis = basis;
    this.phi = new Float64Array(state.nodes + 1);
    this.w = new Float64Array(state.sides);
    this.price = new Float64Array(state.patternPrice.length);
    this.order = new Int32Array(state.nodes);
  }

  /** Takes the row of the basic variable at a place; the last one has to be cleared. */
  find({ kind, at }: Place): void {
    this.top = at;
    this.local = kind === 'tree';
    this.findMultipliers(kind, at);
    if (kind === 'slack') this.w[at] = 1;
    if (this.local) {
      const { tree } = this.state;
      tree.addBelow(at, this.phi, tree.up[at] === 1 ? 1 : -1);
      return;
    }
    this.findPrices();
    this.findPotentials(kind === 'tree' ? at : -1);
  }

  private findMultipliers(kind: Place['kind'], at: number): void {
    const { w, basis } = this;
    const { working } = this.state;
    const { size } = working;
    if (kind === 'extra') {
      for (let r = 0; r < size; r++) w[working.rows[r]!] = 0 - working.entry(at, r);
      return;
    }
    if (this.beta.length < size) {
      this.beta = new Float64Array(2 * size);
      this.v = new Float64Array(2 * size);
    }
    const { beta, v } = this;
    let crossed = false;
    for (let k = 0; k < size; k++) {
      const column = working.columns[k]!;
      beta[k] = kind === 'tree' ? basis.crossing(column, at) : basis.cycleEntry(column, at);
      crossed ||= beta[k] !== 0;
    }
    if (!crossed) return;
    working.rowCombination(beta, v);
    for (let r = 0; r < size; r++) {
      if (Math.abs(v[r]!) <= ROUNDING) continue;
      w[working.rows[r]!] = 0 - v[r]!;
      this.local = false;
    }
  }

  private findPrices(): void {
    const { w, price } = this;
    const { patternStart, patternRow, patternValue } = this.state.network;
    for (let p = 1; p < price.length; p++) {
      let sum = 0;
      for (let k = patternStart[p]!, end = patternStart[p + 1]!; k < end; k++)
        sum += w[patternRow[k]!]! * patternValue[k]!;
      price[p] = sum;
    }
  }

  private findPotentials(top: number): void {
    const { phi, price, order } = this;
    const { tree, n, network } = this.state;
    const { arc, up, parent } = tree;
    const { pattern } = network;
    tree.preorder(order);
    phi[tree.root] = 0;
    for (let k = 0; k < order.length; k++) {
      const i = order[k]!;
      const a = arc[i]!;
      const own = (a < n ? price[pattern[a]!]! : 0) + (i === top ? 1 : 0);
      const above = phi[parent[i]!]!;
      phi[i] = up[i] === 1 ? above + own : above - own;
    }
  }

  /** Moves the duals so that a non-basic variable's reduced cost falls by theta · its rate. */
  moveDuals(theta: number): void {
    const { phi, w, price } = this;
    const { tree, pi, mu, patternPrice } = this.state;
    if (this.local) {
      tree.addBelow(this.top, pi, 0 - theta * phi[this.top]!);
      return;
    }
    for (let i = 0; i < pi.length; i++) pi[i]! -= theta * phi[i]!;
    for (let s = 0; s < mu.length; s++) mu[s]! += theta * w[s]!;
    for (let p = 1; p < price.length; p++) patternPrice[p]! += theta * price[p]!;
  }

  /** Before the basis changes: all 0 again. */
  clear(): void {
    if (this.local) {
      this.state.tree.addBelow(this.top, this.phi, 0 - this.phi[this.top]!);
      return;
    }
    this.phi.fill(0);
    this.w.fill(0);
    this.price.fill(0);
  }
}
