/**
 * The columns a dual simplex looks at: those with small reduced costs, which are all that enter as long
 * as the duals are near the optimum; with those of each node linked, so that a row that lives on a
 * subtree is read without looking at the others. What is not in the list is looked at now and then
 * (`DualSimplex.sift`), and whatever has left the basis is added.
 *
 * Invariant: slot k holds variable `list[k]` once, its ends, pattern and cost. O(1) to add.
 */
import { FREE, type State } from './state.ts';

/** The list begins with about so many columns a node, chosen from a sample of so many. */
const WIDTH = 6;
const SAMPLE = 20_000;
/** Columns that are added when the list cannot stop a step. */
const WIDEN = 1000;

export class DualColumns {
  count = 0;
  list = new Int32Array(1024);
  /** Ends of the arc; the root twice for a slack. */
  tail = new Int32Array(1024);
  head = new Int32Array(1024);
  /** −1 for a slack. */
  pattern = new Int32Array(1024);
  cost = new Float64Array(1024);
  /** First slot of each node, next slot of the same tail or head; −1 at the end. */
  readonly firstOut: Int32Array;
  readonly firstIn: Int32Array;
  nextOut = new Int32Array(1024);
  nextIn = new Int32Array(1024);
  private readonly state: State;
  private readonly isListed: Uint8Array;

  constructor(state: State) {
    this.state = state;
    this.firstOut = new Int32Array(state.nodes + 1).fill(-1);
    this.firstIn = new Int32Array(state.nodes + 1).fill(-1);
    this.isListed = new Uint8Array(state.size);
  }

  /** Begins anew with the non-basic columns nearest to 0, all logical arcs and all slacks. */
  fill(): void {
    const { state, firstOut, firstIn } = this;
    const { n, nodes, size, status } = state;
    for (let k = 0; k < this.count; k++) this.isListed[this.list[k]!] = 0;
    this.count = 0;
    firstOut.fill(-1);
    firstIn.fill(-1);
    const step = Math.max(1, Math.floor(n / SAMPLE));
    const sample: number[] = [];
    for (let j = 0; j < n; j += step)
      if (status[j]! <= FREE) sample.push(Math.abs(state.reducedCost(j)));
    const limit = smallest(Float64Array.from(sample), Math.floor((WIDTH * nodes) / step));
    for (let v = 0; v < size; v++)
      if (status[v]! <= FREE && (v >= n || Math.abs(state.reducedCost(v)) <= limit)) this.add(v);
  }

  add(variable: number): void {
    if (this.isListed[variable] === 1) return;
    this.isListed[variable] = 1;
    if (this.count === this.list.length) this.grow();
    const k = this.count++;
    const { n, nodes, tail, head, cost, network } = this.state;
    this.list[k] = variable;
    if (variable >= n + nodes) {
      this.pattern[k] = -1;
      this.cost[k] = 0;
      this.tail[k] = nodes;
      this.head[k] = nodes;
      return;
    }
    const from = tail[variable]!;
    const to = head[variable]!;
    this.tail[k] = from;
    this.head[k] = to;
    this.pattern[k] = variable < n ? network.pattern[variable]! : 0;
    this.cost[k] = variable < n ? cost[variable]! : 0;
    this.nextOut[k] = this.firstOut[from]!;
    this.firstOut[from] = k;
    this.nextIn[k] = this.firstIn[to]!;
    this.firstIn[to] = k;
  }

  /**
   * Adds some of the columns that are not here, those with the smallest ratios.
   * @param ratioOf a column's ratio; Infinity where it does not count
   * @returns false when there is none
   */
  widen(ratioOf: (column: number) => number): boolean {
    const { n, status } = this.state;
    const isNew = (j: number) => status[j]! <= FREE && this.isListed[j] === 0;
    const step = Math.max(1, Math.floor(n / SAMPLE));
    const sample: number[] = [];
    for (let j = 0; j < n; j += step) {
      const ratio = isNew(j) ? ratioOf(j) : Infinity;
      if (ratio < Infinity) sample.push(ratio);
    }
    const limit = smallest(Float64Array.from(sample), Math.floor(WIDEN / step));
    const before = this.count;
    for (let j = 0; j < n; j++) {
      if (!isNew(j)) continue;
      const ratio = ratioOf(j);
      if (ratio <= limit && ratio < Infinity) this.add(j);
    }
    return this.count > before;
  }

  private grow(): void {
    const longer = (old: Int32Array) => {
      const list = new Int32Array(2 * old.length);
      list.set(old);
      return list;
    };
    this.list = longer(this.list);
    this.tail = longer(this.tail);
    this.head = longer(this.head);
    this.pattern = longer(this.pattern);
    this.nextOut = longer(this.nextOut);
    this.nextIn = longer(this.nextIn);
    const cost = new Float64Array(2 * this.cost.length);
    cost.set(this.cost);
    this.cost = cost;
  }
}

/** The value with so many below it, or the largest. */
function smallest(values: Float64Array, place: number): number {
  values.sort();
  return values[Math.min(values.length - 1, place)] ?? Infinity;
}
