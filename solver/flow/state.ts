/**
 * What a simplex over a network with side rows stands on: bounds, values, costs and the basis.
 *
 * Variables are numbered: the n columns of the model; then `nodes` logical arcs root → node, which
 * carry what the node's row may send; then `sides` slacks, the activities of the side rows:
 *
 *   at node i:     Σ out − Σ in = 0 (logical arc included)      at side row s:   a_s·x − slack_s = 0
 *
 * Reduced cost of an arc: d = cost − pi[tail] + pi[head] − mu·pattern, of a slack: d = cost + mu. So
 * sign · pi is the dual of a node's row and mu that of a side row, in the conventions of solver/README.md.
 *
 * Basis: the arcs of the tree, p further columns in the working basis, and the slacks of the side rows
 * that are not active; p is the number of those that are. `gradient` is −1 / +1 on basic variables
 * below / above their bounds; they carry the extra cost weight · gradient until they are inside.
 */
import type { Model } from '../model.ts';
import type { Network } from './network.ts';
import { Tree } from './tree.ts';
import { WorkingBasis } from './working-basis.ts';

/** Status of a variable. From TREE on it cannot enter the basis. */
export const LOWER = 0;
export const UPPER = 1;
export const FREE = 2;
export const TREE = 3;
export const EXTRA = 4;
export const SLACK = 5;
/** Non-basic and held where it is. */
export const HELD = 6;

/** How far outside its bounds a basic value may lie, relative to max(1, |bound|), and at most. */
const FEASIBILITY = 1e-9;
const MOST_OUTSIDE = 1e-3;
/** A reduced cost beyond this is not rounding. */
const WRONG = 1e-6;

export interface Snapshot {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly status: Uint8Array;
  readonly tree: Int32Array;
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

export class State {
  readonly network: Network;
  /** Columns, nodes, side rows; all variables; the root's number. */
  readonly n: number;
  readonly nodes: number;
  readonly sides: number;
  readonly size: number;
  /** Of columns and logical arcs, length n + nodes. */
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Length `size`. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly x: Float64Array;
  readonly status: Uint8Array;
  readonly gradient: Int8Array;
  /** Of columns, minimised; length n. */
  cost: Float64Array;
  /** Of slacks: 0 but while the dual simplex keeps multipliers of side rows that are not active in them. */
  readonly slackCost: Float64Array;
  /** Columns that may move or are not 0, ascending; null = all. The others are held at 0. */
  live: Int32Array | null = null;
  /** Of one unit of infeasibility, in units of cost. */
  weight = 0;
  infeasible = 0;
  /** Nothing has come to rest since the end of the last run: the basic values are those of the basis. */
  settled = false;
  readonly tree: Tree;
  readonly working: WorkingBasis;
  readonly pi: Float64Array;
  readonly mu: Float64Array;
  /** mu · pattern, by pattern; and how much of it `pi` does not know of yet. */
  readonly patternPrice: Float64Array;
  private readonly news: Float64Array;
  /** Non-basic columns and logical arcs that are not 0 (and some that were): what the tree has to carry. */
  private readonly carried: number[] = [];
  private readonly isCarried: Uint8Array;
  private readonly sum: Float64Array;

  constructor(network: Network) {
    const { columns, nodes, sides } = network;
    this.network = network;
    this.n = columns;
    this.nodes = nodes;
    this.sides = sides;
    this.size = columns + nodes + sides;
    this.tail = network.tail;
    this.head = network.head;
    this.lower = new Float64Array(this.size);
    this.upper = new Float64Array(this.size);
    this.x = new Float64Array(this.size);
    this.status = new Uint8Array(this.size);
    this.gradient = new Int8Array(this.size);
    this.cost = new Float64Array(columns);
    this.slackCost = new Float64Array(sides);
    this.tree = new Tree(nodes);
    this.working = new WorkingBasis(sides);
    this.pi = new Float64Array(nodes + 1);
    this.mu = new Float64Array(sides);
    this.patternPrice = new Float64Array(network.patternStart.length - 1);
    this.news = new Float64Array(this.patternPrice.length);
    this.sum = new Float64Array(nodes + 1);
    this.isCarried = new Uint8Array(columns + nodes);
  }

  /** Bounds from the model; those of hold rows stay as they are. */
  loadBounds(model: Model): void {
    const { network, n, nodes, lower, upper } = this;
    lower.set(model.lower);
    upper.set(model.upper);
    for (let i = 0; i < nodes; i++) {
      const row = network.nodeRow[i]!;
      const low = model.rowLower[row]!;
      const high = model.rowUpper[row]!;
      lower[n + i] = network.sign[i] === 1 ? low : 0 - high;
      upper[n + i] = network.sign[i] === 1 ? high : 0 - low;
    }
    for (let s = 0; s < this.sides; s++) {
      const row = network.sideRow[s]!;
      if (row >= model.rowLower.length) continue;
      lower[n + nodes + s] = model.rowLower[row]!;
      upper[n + nodes + s] = model.rowUpper[row]!;
    }
  }

  /** All that is not basic goes to the nearest bound, and is held no longer unless it has no room. */
  restAll(): void {
    const { status, size } = this;
    for (let v = 0; v < size; v++) if (status[v]! < TREE || status[v] === HELD) this.rest(v);
  }

  /**
   * The same after a run, where what is not held stands at a bound, if that has not been changed.
   * @param touched variables whose bounds have
   */
  release(touched: Iterable<number>): void {
    const { status, size, x, lower, upper } = this;
    for (let v = 0; v < size; v++) {
      if (status[v] !== HELD) continue;
      // Most have room and are at a lower bound of 0: nothing to do but to say so.
      if (x[v] === 0 && lower[v] === 0 && upper[v]! > 0) status[v] = LOWER;
      else this.rest(v);
    }
    for (const v of touched) if (status[v]! < TREE) this.rest(v);
  }

  /** Variables that are not basic and whose reduced cost has the wrong sign go to their other bound, if there is one. */
  turn(variables: Iterable<number>): void {
    const { status, x, lower, upper } = this;
    for (const v of variables) {
      const at = status[v]!;
      if (at !== LOWER && at !== UPPER) continue;
      const other = at === LOWER ? upper[v]! : lower[v]!;
      const d = this.reducedCost(v);
      if (Math.abs(other) === Infinity || !(at === LOWER ? d < -WRONG : d > WRONG)) continue;
      x[v] = other;
      status[v] = at === LOWER ? UPPER : LOWER;
      this.carry(v);
    }
  }

  /** The box and the basis, to come back to. */
  snapshot(): Snapshot {
    const { working } = this;
    return {
      lower: this.lower.slice(),
      upper: this.upper.slice(),
      status: this.status.slice(),
      tree: this.tree.arcs(),
      columns: working.columns.slice(0, working.size),
      rows: working.rows.slice(0, working.size),
    };
  }

  /** Values, inverse and duals have to be renewed after it. */
  restore({ lower, upper, status, tree, columns, rows }: Snapshot): void {
    this.lower.set(lower);
    this.upper.set(upper);
    this.status.set(status);
    for (let v = 0; v < this.size; v++) {
      const at = status[v]!;
      if (at === LOWER || at === HELD) this.x[v] = lower[v]!;
      else if (at === UPPER) this.x[v] = upper[v]!;
      else if (at === FREE) this.x[v] = 0;
      if (at < TREE || at === HELD) this.carry(v);
    }
    this.tree.build(tree, this.tail, this.head);
    this.working.set(columns, rows);
  }

  /** Takes over the basis and the box of a state over the same nodes with fewer side rows. */
  takeOver(old: State): void {
    const { size } = old;
    this.lower.set(old.lower);
    this.upper.set(old.upper);
    this.x.set(old.x);
    this.status.set(old.status);
    this.status.fill(SLACK, size);
    this.cost.set(old.cost);
    this.live = old.live;
    for (let v = 0; v < this.n + this.nodes; v++)
      if (this.status[v]! < TREE || this.status[v] === HELD) this.carry(v);
    this.tree.build(old.tree.arcs(), this.tail, this.head);
    const { columns, rows, size: extras } = old.working;
    this.working.set(columns.subarray(0, extras), rows.subarray(0, extras));
  }

  /** Gradient price included. */
  fullCost(variable: number): number {
    const slack = variable - this.n - this.nodes;
    const own = variable < this.n ? this.cost[variable]! : slack < 0 ? 0 : this.slackCost[slack]!;
    return own + this.weight * this.gradient[variable]!;
  }

  /** Cost less what the side rows charge: what the tree has to explain. Arcs only. */
  treeCost(arc: number): number {
    const price = arc < this.n ? this.patternPrice[this.network.pattern[arc]!]! : 0;
    return this.fullCost(arc) - price;
  }

  reducedCost(variable: number): number {
    const { n, nodes, pi } = this;
    if (variable >= n + nodes) return this.fullCost(variable) + this.mu[variable - n - nodes]!;
    return this.treeCost(variable) - pi[this.tail[variable]!]! + pi[this.head[variable]!]!;
  }

  /** Puts a non-basic variable at a bound (the one its value is nearest to) and says so in its status. */
  rest(variable: number): void {
    const low = this.lower[variable]!;
    const high = this.upper[variable]!;
    if (low === high) {
      this.x[variable] = low;
      this.status[variable] = HELD;
      this.carry(variable);
      return;
    }
    const x = this.x[variable]!;
    const toHigh = high < Infinity && (low === -Infinity || high - x < x - low);
    if (toHigh) this.x[variable] = high;
    else this.x[variable] = low === -Infinity ? 0 : low;
    this.status[variable] = toHigh ? UPPER : low === -Infinity ? FREE : LOWER;
    this.carry(variable);
  }

  /** To be called whenever a variable comes to rest. */
  carry(variable: number): void {
    this.settled = false;
    if (this.x[variable] === 0 || variable >= this.isCarried.length) return;
    if (this.isCarried[variable] === 1) return;
    this.isCarried[variable] = 1;
    this.carried.push(variable);
  }

  /** The basis of logical arcs and slacks, all columns at a bound; then an own tree, if one is given. */
  start(treeArcs: Int32Array | null, atUpper: Int32Array | null): void {
    this.working.clear();
    this.x.fill(0);
    if (atUpper) for (const a of atUpper) this.x[a] = this.upper[a]!;
    this.status.fill(LOWER).fill(SLACK, this.n + this.nodes);
    this.restAll();
    const arcs = treeArcs ?? Int32Array.from({ length: this.nodes }, (_, i) => this.n + i);
    for (const a of arcs) this.status[a] = TREE;
    this.tree.build(arcs, this.tail, this.head);
  }

  /** Prices of the patterns after a change of mu. */
  refreshPatternPrices(): void {
    const { patternStart, patternRow, patternValue } = this.network;
    const { mu, patternPrice } = this;
    for (let p = 1; p < patternPrice.length; p++) {
      let sum = 0;
      for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
        sum += mu[patternRow[k]!]! * patternValue[k]!;
      patternPrice[p] = sum;
    }
  }

  /** After a change of mu: pi moves below the tree arcs whose pattern has another price now. O(nodes). */
  spreadPrices(): void {
    const { patternStart, patternRow, patternValue, pattern } = this.network;
    const { mu, patternPrice, news, tree, pi, n, sum } = this;
    for (let p = 1; p < news.length; p++) {
      let price = 0;
      for (let k = patternStart[p]!, end = patternStart[p + 1]!; k < end; k++)
        price += mu[patternRow[k]!]! * patternValue[k]!;
      news[p] = price - patternPrice[p]!;
      patternPrice[p] = price;
    }
    const { arc, up, parent } = tree;
    const order = tree.preorder();
    sum[tree.root] = 0;
    for (let k = 0; k < order.length; k++) {
      const i = order[k]!;
      const a = arc[i]!;
      let shift = sum[parent[i]!]!;
      if (a < n) {
        const by = news[pattern[a]!]!;
        if (by !== 0) shift += up[i] === 1 ? -by : by;
      }
      sum[i] = shift;
      if (shift !== 0) pi[i]! += shift;
    }
  }

  /** pi from the tree, given mu. O(nodes). */
  refreshPotentials(): void {
    const { tree, pi } = this;
    const order = tree.preorder();
    pi[tree.root] = 0;
    for (let k = 0; k < order.length; k++) {
      const node = order[k]!;
      const c = this.treeCost(tree.arc[node]!);
      const above = pi[tree.parent[node]!]!;
      pi[node] = tree.up[node] === 1 ? above + c : above - c;
    }
  }

  /** mu and pi from nothing but the basis. O(nodes + p²). */
  refreshDuals(): void {
    this.refreshMultipliers();
    if (this.working.size > 0) this.refreshPotentials();
  }

  /** mu alone, and the prices of the patterns; pi is of use only where there are no extra columns. */
  refreshMultipliers(): void {
    const { working, mu, n, nodes, sides } = this;
    for (let s = 0; s < sides; s++)
      mu[s] = working.placeOfRow[s] === -1 ? 0 - this.fullCost(n + nodes + s) : 0;
    this.refreshPatternPrices();
    this.refreshPotentials();
    const { size } = working;
    if (size === 0) return;
    const cycleCost = new Float64Array(size);
    for (let k = 0; k < size; k++) cycleCost[k] = this.reducedCost(working.columns[k]!);
    const price = new Float64Array(size);
    working.rowCombination(cycleCost, price);
    for (let r = 0; r < size; r++) mu[working.rows[r]!] = price[r]!;
    this.refreshPatternPrices();
  }

  /** Largest |cost| of a live column, at least 1. */
  largestCost(): number {
    const { live, cost } = this;
    const count = live ? live.length : this.n;
    let largest = 1;
    for (let k = 0; k < count; k++) {
      const c = Math.abs(cost[live ? live[k]! : k]!);
      if (c > largest) largest = c;
    }
    return largest;
  }

  /** Forgets the columns that are held at 0. */
  listLive(): void {
    const { live, status, x } = this;
    const count = live ? live.length : this.n;
    const left = new Int32Array(count);
    let filled = 0;
    for (let k = 0; k < count; k++) {
      const j = live ? live[k]! : k;
      if (status[j] !== HELD || x[j] !== 0) left[filled++] = j;
    }
    this.live = left.slice(0, filled);
  }

  /** Values of all basic variables from those of the others. O(n). */
  refreshValues(): void {
    const { working, x, n, nodes, sides } = this;
    for (let k = 0; k < working.size; k++) x[working.columns[k]!] = 0;
    this.pushTree();
    const activity = this.activities();
    if (working.size > 0) {
      for (let s = 0; s < sides; s++) activity[s] = x[n + nodes + s]! - activity[s]!;
      const values = new Float64Array(working.size);
      working.timesColumn(activity, values);
      for (let k = 0; k < working.size; k++) x[working.columns[k]!] = tidy(values[k]!);
      this.pushTree();
      activity.set(this.activities());
    }
    for (let s = 0; s < sides; s++)
      if (this.status[n + nodes + s] === SLACK) x[n + nodes + s] = tidy(activity[s]!);
  }

  /** Tree flows that balance every node. O(nodes + carried). */
  private pushTree(): void {
    const { tree, x, tail, head, status, sum, carried, working } = this;
    sum.fill(0);
    const add = (a: number) => {
      sum[tail[a]!]! -= x[a]!;
      sum[head[a]!]! += x[a]!;
    };
    this.forgetZeros();
    for (const a of carried) if (status[a]! < TREE || status[a] === HELD) add(a);
    for (let k = 0; k < working.size; k++) add(working.columns[k]!);
    const order = tree.preorder();
    for (let k = order.length - 1; k >= 0; k--) {
      const node = order[k]!;
      const surplus = sum[node]!;
      x[tree.arc[node]!] = tidy(tree.up[node] === 1 ? surplus : 0 - surplus);
      sum[tree.parent[node]!]! += surplus;
    }
  }

  private forgetZeros(): void {
    const { carried, isCarried, x, status } = this;
    let kept = 0;
    for (const v of carried) {
      if (x[v] !== 0 && (status[v]! < TREE || status[v] === HELD)) carried[kept++] = v;
      else isCarried[v] = 0;
    }
    carried.length = kept;
  }

  /** a·x of each side row. O(nodes + carried). */
  private activities(): Float64Array {
    const { pattern, patternStart, patternRow, patternValue } = this.network;
    const { x, n, nodes, tree, working } = this;
    const activity = new Float64Array(this.sides);
    const add = (j: number) => {
      const p = j < n ? pattern[j]! : 0;
      for (let e = patternStart[p]!; e < patternStart[p + 1]!; e++)
        activity[patternRow[e]!]! += patternValue[e]! * x[j]!;
    };
    for (const j of this.carried) add(j);
    for (let i = 0; i < nodes; i++) if (x[tree.arc[i]!] !== 0) add(tree.arc[i]!);
    for (let k = 0; k < working.size; k++) add(working.columns[k]!);
    return activity;
  }

  /** Marks every basic variable that lies outside its bounds. */
  markInfeasible(): void {
    if (this.infeasible > 0) this.gradient.fill(0);
    this.infeasible = 0;
    for (let i = 0; i < this.nodes; i++) this.mark(this.tree.arc[i]!);
    for (let k = 0; k < this.working.size; k++) this.mark(this.working.columns[k]!);
    for (let s = this.n + this.nodes; s < this.size; s++)
      if (this.status[s] === SLACK) this.mark(s);
  }

  private mark(variable: number): void {
    const g = this.outside(variable);
    this.gradient[variable] = g;
    if (g !== 0) this.infeasible++;
  }

  /** −1 below, +1 above its bounds, 0 inside. */
  outside(variable: number): -1 | 0 | 1 {
    const x = this.x[variable]!;
    const low = this.lower[variable]!;
    if (x < low - slackAt(low)) return -1;
    const high = this.upper[variable]!;
    return x > high + slackAt(high) ? 1 : 0;
  }
}

function slackAt(bound: number): number {
  return Math.min(MOST_OUTSIDE, FEASIBILITY * Math.max(1, Math.abs(bound)));
}

/** Whole numbers stay whole: rounding of 1e-9 and less is taken away. */
export function tidy(x: number): number {
  const whole = Math.round(x);
  return Math.abs(x - whole) <= 1e-9 ? whole + 0 : x;
}
