/**
 * A row of the simplex tableau over a network with side rows: how fast one basic variable moves when
 * a non-basic one does, for all of these at once.
 *
 * The row has the form of reduced costs: with multipliers w of the side rows and potentials phi,
 *
 *   rate of the basic variable per unit of arc j = w·pattern_j − phi[tail] + phi[head],  of a slack: −w
 *
 * and phi follows from w over the tree, with a unit added below the basic variable's own tree arc. So a
 * dual step is mu += θ·w, pi −= θ·phi. A row is
 *
 *   local    w = 0: phi is ±1 below the variable's own arc, and only what crosses that subtree has a rate
 *   sparse   few patterns see a side row with a multiplier: their columns have a rate, and what crosses the
 *            subtrees of those that are tree arcs
 *   dense    else: all nodes, patterns and columns looked at
 *
 * O(subtrees and the columns there), else O(nodes + patterns + columns looked at); p² for w. On `large` of 2 030 steps
 * 700 are local (0.01 to 0.1 ms each, median to p90), 290 sparse (0.4 to 1 ms) and 1 070 dense (2 ms).
 */
import type { DualColumns } from './dual-columns.ts';
import type { Exchange } from './exchange.ts';
import type { Network } from './network.ts';
import { type Place, RATE } from './rates.ts';
import { FREE, type State, TREE } from './state.ts';

/** Multipliers smaller than this are rounding. */
const ROUNDING = 1e-12;
/**
 * A row is sparse when its side rows are seen by at most this share of the patterns and so many of the nodes lie below
 * tree arcs of these; beyond that, lists of neighbours are slower than one pass over all (the dense ones of `large`: 15.0 s instead of 2.2).
 */
const SPARSE = 1 / 16;

/** Patterns by side row: those of row s are pattern[start[s]] … pattern[start[s + 1] − 1]. */
interface SeenBy {
  readonly start: Int32Array;
  readonly pattern: Int32Array;
  readonly value: Float64Array;
}

export class DualRow {
  /** By node. */
  readonly phi: Float64Array;
  /** By side row and by pattern. */
  readonly w: Float64Array;
  readonly price: Float64Array;
  /** Which nodes, side rows and patterns may have something else than 0: a subtree, those listed, all. */
  reach: 'local' | 'sparse' | 'dense' = 'local';
  private top = 0;
  private readonly state: State;
  private readonly basis: Exchange;
  private readonly columns: DualColumns;
  private beta = new Float64Array(16);
  private v = new Float64Array(16);
  /** Side rows with a multiplier. */
  private readonly rows: number[] = [];
  /** While the row is sparse: patterns that see one of them, nodes with a potential, and both by their number. */
  private readonly patterns: number[] = [];
  private readonly nodes: number[] = [];
  private readonly isPriced: Uint8Array;
  private readonly isSeen: Uint8Array;
  private readonly seen: SeenBy;
  private readonly mostPatterns: number;
  private readonly mostNodes: number;
  /** Pattern of the arc above each node, as long as that is still the one it was read for. */
  private readonly arcRead: Int32Array;
  private readonly patternRead: Int32Array;

  /** @param sparse share of the patterns up to which the row is sparse */
  constructor(state: State, basis: Exchange, columns: DualColumns, sparse = SPARSE) {
    const patterns = state.patternPrice.length;
    this.state = state;
    this.basis = basis;
    this.columns = columns;
    this.phi = new Float64Array(state.nodes + 1);
    this.w = new Float64Array(state.sides);
    this.price = new Float64Array(patterns);
    this.isSeen = new Uint8Array(state.nodes + 1);
    this.isPriced = new Uint8Array(patterns);
    this.mostPatterns = sparse * patterns;
    this.mostNodes = sparse * state.nodes;
    this.arcRead = new Int32Array(state.nodes).fill(-1);
    this.patternRead = new Int32Array(state.nodes);
    this.seen = turn(state.network, state.sides);
  }

  /** Takes the row of the basic variable at a place; the last one has to be cleared. */
  find({ kind, at }: Place): void {
    const { tree } = this.state;
    this.top = at;
    this.findMultipliers(kind, at);
    if (kind === 'tree' && this.rows.length === 0) {
      this.reach = 'local';
      tree.addBelow(at, this.phi, tree.up[at] === 1 ? 1 : -1);
      return;
    }
    this.reach = 'sparse';
    if (this.countSeen() <= this.mostPatterns) {
      this.listPrices();
      this.listPotentials(kind === 'tree' ? at : -1);
      if (this.nodes.length <= this.mostNodes) return;
    }
    this.reach = 'dense';
    this.findPrices();
    this.findPotentials(kind === 'tree' ? at : -1);
  }

  private findMultipliers(kind: Place['kind'], at: number): void {
    const { basis } = this;
    const { working } = this.state;
    const { size } = working;
    if (kind === 'extra') {
      for (let r = 0; r < size; r++) this.multiply(working.rows[r]!, 0 - working.entry(at, r));
      return;
    }
    if (kind === 'slack') this.multiply(at, 1);
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
    for (let r = 0; r < size; r++) this.multiply(working.rows[r]!, 0 - v[r]!);
  }

  private multiply(side: number, by: number): void {
    if (Math.abs(by) <= ROUNDING) return;
    this.w[side] = by;
    this.rows.push(side);
  }

  /** At most how many patterns see a side row with a multiplier. */
  private countSeen(): number {
    let count = 0;
    for (const s of this.rows) count += this.seen.start[s + 1]! - this.seen.start[s]!;
    return count;
  }

  // ── sparse ─────────────────────────────────────────────────────────────────────────────────────

  private listPrices(): void {
    const { w, price, isPriced, patterns } = this;
    const { start, pattern, value } = this.seen;
    for (const s of this.rows)
      for (let e = start[s]!; e < start[s + 1]!; e++) {
        const p = pattern[e]!;
        price[p]! += w[s]! * value[e]!;
        if (isPriced[p] === 1) continue;
        isPriced[p] = 1;
        patterns.push(p);
      }
  }

  /** Each tree arc with a price shifts what is below it. */
  private listPotentials(at: number): void {
    const { columns, price, state } = this;
    if (at !== -1) this.spread(at, 1);
    const { list, firstSame, nextSame } = columns;
    const { status, tree, tail, head } = state;
    for (const p of this.patterns)
      for (
        let k = firstSame[p]!;
        k !== -1 && this.nodes.length <= this.mostNodes;
        k = nextSame[k]!
      ) {
        const v = list[k]!;
        if (status[v] !== TREE) continue;
        const from = tail[v]!;
        this.spread(tree.arc[from] === v ? from : head[v]!, price[p]!);
      }
  }

  /** Adds a price of the arc above a node to the potentials below it. */
  private spread(top: number, own: number): void {
    const { phi, isSeen, nodes } = this;
    const { tree } = this.state;
    const by = tree.up[top] === 1 ? own : -own;
    tree.eachBelow(top, (node) => {
      phi[node]! += by;
      if (isSeen[node] === 1) return;
      isSeen[node] = 1;
      nodes.push(node);
    });
  }

  // ── dense ──────────────────────────────────────────────────────────────────────────────────────

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
    const { phi, price, arcRead, patternRead } = this;
    const { tree, n, nodes, network } = this.state;
    const { arc, up } = tree;
    const { pattern } = network;
    for (let i = 0; i < nodes; i++) {
      const a = arc[i]!;
      if (arcRead[i] !== a) {
        arcRead[i] = a;
        patternRead[i] = a < n ? pattern[a]! : 0;
      }
      const own = price[patternRead[i]!]! + (i === top ? 1 : 0);
      phi[i] = up[i] === 1 ? own : -own;
    }
    tree.sumDown(phi);
  }

  // ── rates ──────────────────────────────────────────────────────────────────────────────────────

  /** How fast the basic variable moves when another one does. */
  rateOf(variable: number): number {
    const { phi, w, price } = this;
    const { n, nodes, tail, head, network } = this.state;
    if (variable >= n + nodes) return 0 - w[variable - n - nodes]!;
    const own = variable < n ? price[network.pattern[variable]!]! : 0;
    return own - phi[tail[variable]!]! + phi[head[variable]!]!;
  }

  /** Visits each slot of the list whose rate is not 0 (and some where it is), once. */
  eachRate(visit: (slot: number, rate: number) => void): void {
    if (this.reach === 'local') this.eachCrossing(visit);
    else if (this.reach === 'sparse') this.eachListed(visit);
    else this.eachOfAll(visit);
  }

  private eachOfAll(visit: (slot: number, rate: number) => void): void {
    const { phi, price, columns } = this;
    const { tail, head, pattern, status, count } = columns;
    for (let k = 0; k < count; k++) {
      if (status[k]! > FREE) continue;
      const rate = price[pattern[k]!]! - phi[tail[k]!]! + phi[head[k]!]!;
      if (rate > RATE || rate < -RATE) visit(k, rate);
    }
    this.eachSlack(visit);
  }

  /** The columns with one end in the subtree of `top`. */
  private eachCrossing(visit: (slot: number, rate: number) => void): void {
    const { phi, top } = this;
    const { tail, head, firstOut, firstIn, nextOut, nextIn } = this.columns;
    const unit = phi[top]!;
    this.state.tree.eachBelow(top, (node) => {
      for (let k = firstOut[node]!; k !== -1; k = nextOut[k]!)
        if (phi[head[k]!] === 0) visit(k, 0 - unit);
      for (let k = firstIn[node]!; k !== -1; k = nextIn[k]!)
        if (phi[tail[k]!] === 0) visit(k, unit);
    });
  }

  /** The columns of the patterns with a price, then the others at the nodes with a potential, then slacks. */
  private eachListed(visit: (slot: number, rate: number) => void): void {
    const { phi, price, isPriced, isSeen } = this;
    const { tail, head, pattern, firstSame, nextSame } = this.columns;
    const { firstOut, firstIn, nextOut, nextIn } = this.columns;
    for (const p of this.patterns)
      for (let k = firstSame[p]!; k !== -1; k = nextSame[k]!)
        this.offer(k, price[p]! - phi[tail[k]!]! + phi[head[k]!]!, visit);
    for (const node of this.nodes) {
      for (let k = firstOut[node]!; k !== -1; k = nextOut[k]!)
        if (isPriced[pattern[k]!] === 0) this.offer(k, phi[head[k]!]! - phi[node]!, visit);
      for (let k = firstIn[node]!; k !== -1; k = nextIn[k]!)
        if (isPriced[pattern[k]!] === 0 && isSeen[tail[k]!] === 0) this.offer(k, phi[node]!, visit);
    }
    this.eachSlack(visit);
  }

  private eachSlack(visit: (slot: number, rate: number) => void): void {
    const { n, nodes } = this.state;
    for (const s of this.rows) {
      const slot = this.columns.slotOf[n + nodes + s]!;
      if (slot !== -1) visit(slot, 0 - this.w[s]!);
    }
  }

  private offer(slot: number, rate: number, visit: (slot: number, rate: number) => void): void {
    if (rate > RATE || rate < -RATE) visit(slot, rate);
  }

  // ── after it ───────────────────────────────────────────────────────────────────────────────────

  /** Moves the duals so that a non-basic variable's reduced cost falls by theta · its rate. */
  moveDuals(theta: number): void {
    const { phi, w, price } = this;
    const { tree, pi, mu, patternPrice } = this.state;
    for (const s of this.rows) mu[s]! += theta * w[s]!;
    if (this.reach === 'local') tree.addBelow(this.top, pi, 0 - theta * phi[this.top]!);
    else if (this.reach === 'sparse') {
      for (const i of this.nodes) pi[i]! -= theta * phi[i]!;
      for (const p of this.patterns) patternPrice[p]! += theta * price[p]!;
    } else {
      for (let i = 0; i < pi.length; i++) pi[i]! -= theta * phi[i]!;
      for (let p = 1; p < price.length; p++) patternPrice[p]! += theta * price[p]!;
    }
  }

  /** Before the basis changes: all 0 again. */
  clear(): void {
    const { phi, w, price, rows, nodes, patterns, isSeen, isPriced } = this;
    if (this.reach === 'local') this.state.tree.addBelow(this.top, phi, 0 - phi[this.top]!);
    else if (this.reach === 'dense') {
      phi.fill(0);
      price.fill(0);
    }
    for (const s of rows) w[s] = 0;
    for (const i of nodes) {
      phi[i] = 0;
      isSeen[i] = 0;
    }
    for (const p of patterns) {
      price[p] = 0;
      isPriced[p] = 0;
    }
    rows.length = 0;
    nodes.length = 0;
    patterns.length = 0;
  }
}

function turn({ patternStart, patternRow, patternValue }: Network, sides: number): SeenBy {
  const start = new Int32Array(sides + 1);
  for (const s of patternRow) start[s + 1]!++;
  for (let s = 0; s < sides; s++) start[s + 1]! += start[s]!;
  const pattern = new Int32Array(patternRow.length);
  const value = new Float64Array(patternRow.length);
  const filled = start.slice();
  for (let p = 0; p + 1 < patternStart.length; p++)
    for (let e = patternStart[p]!; e < patternStart[p + 1]!; e++) {
      const at = filled[patternRow[e]!]!++;
      pattern[at] = p;
      value[at] = patternValue[e]!;
    }
  return { start, pattern, value };
}
