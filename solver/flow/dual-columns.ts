/**
 * The columns a dual simplex looks at: those with small reduced costs, which are all that enter as long
 * as the duals are near the optimum; with those of each node linked, so that a row that lives on a
 * subtree is read without looking at the others. What is not in the list is looked at now and then
 * (`DualSimplex.sift`). What is basic is here too: it may leave, and a sparse row finds its tree arcs by their patterns.
 *
 * Invariant: slot k holds variable `list[k]` once, with its ends, pattern, cost, and its status and room as they are
 * now (`refresh`): a pass reads them in order, not from lists of millions. O(1) to add.
 */
import { RATE } from './rates.ts';
import { FREE, HELD, LOWER, type State, UPPER } from './state.ts';

/**
 * The list begins with about so many columns a node, chosen from a sample of so many (`large`, seeds 1 and 2, from the ascent's
 * multipliers: 2 030 and 3 990 steps with 1, 1 950 and 4 570 with 3, which take longer; with 0.6 seed 1 loses its way, 24 s).
 */
const WIDTH = 1;
const SAMPLE = 20_000;
/** Columns that are added when the list cannot stop a step. */
const WIDEN = 1000;
/**
 * So many columns a node are near: where a step needs more columns these are looked at first, and most often alone (`large`, one
 * objective: 87 passes over 4.6 million columns became passes over half a million; 11.9 → 10.7 s. With 8 a node 2 210 steps instead of 2 030).
 */
const NEAR = 16;
/** A list that has grown by this factor begins anew. */
const GROWN = 2;

/** Potentials and prices of a row of the tableau (`DualRow`). */
interface TableauRow {
  readonly phi: Float64Array;
  readonly price: Float64Array;
}

export class DualColumns {
  count = 0;
  /** Columns that are not here had larger reduced costs than this when the list began. */
  reach = 0;
  list = new Int32Array(1024);
  /** Ends of the arc, and its pattern; the root twice and 0 for a slack. In 16 bits where they fit. */
  tail: Int32Array | Uint16Array;
  head: Int32Array | Uint16Array;
  pattern: Int32Array | Uint16Array;
  cost = new Float64Array(1024);
  /** Its status, and the room between its bounds. */
  status = new Uint8Array(1024);
  room = new Float64Array(1024);
  /** First slot of each node, next slot of the same tail or head; −1 at the end. */
  readonly firstOut: Int32Array;
  readonly firstIn: Int32Array;
  nextOut = new Int32Array(1024);
  nextIn = new Int32Array(1024);
  /** First slot of each pattern but 0, next slot of the same; −1 at the end. */
  readonly firstSame: Int32Array;
  nextSame = new Int32Array(1024);
  /** Columns whose reduced costs were at most `nearReach` when the list began, in order. */
  near = new Int32Array(0);
  private nearReach = 0;
  /** Length of the list when it began. */
  private first = 0;
  private readonly state: State;
  /** Slot of each variable, −1 where it has none. */
  readonly slotOf: Int32Array;

  constructor(state: State) {
    this.state = state;
    this.tail = indices(state.nodes + 1);
    this.head = indices(state.nodes + 1);
    this.pattern = indices(state.patternPrice.length);
    this.firstOut = new Int32Array(state.nodes + 1).fill(-1);
    this.firstIn = new Int32Array(state.nodes + 1).fill(-1);
    this.firstSame = new Int32Array(state.patternPrice.length).fill(-1);
    this.slotOf = new Int32Array(state.size).fill(-1);
  }

  /** Whether it should begin anew: it has not begun, or has become long. */
  get isLong(): boolean {
    return this.count >= GROWN * this.first;
  }

  /** Begins anew with the non-basic columns nearest to 0, all logical arcs, all slacks, and what is basic. */
  fill(): void {
    const { state, firstOut, firstIn } = this;
    const { n, nodes, size, status } = state;
    for (let k = 0; k < this.count; k++) this.slotOf[this.list[k]!] = -1;
    this.count = 0;
    firstOut.fill(-1);
    firstIn.fill(-1);
    this.firstSame.fill(-1);
    const step = Math.max(1, Math.floor(n / SAMPLE));
    const sample: number[] = [];
    for (let j = 0; j < n; j += step)
      if (status[j]! <= FREE) sample.push(Math.abs(state.reducedCost(j)));
    const sorted = Float64Array.from(sample).sort();
    const limit = atPlace(sorted, Math.floor((WIDTH * nodes) / step));
    this.reach = limit;
    const nearReach = atPlace(sorted, Math.floor((NEAR * nodes) / step));
    this.nearReach = nearReach;
    const near: number[] = [];
    for (let j = 0; j < n; j++) {
      const at = status[j]!;
      if (at === HELD) continue;
      const d = Math.abs(state.reducedCost(j));
      if (d <= nearReach) near.push(j);
      if (at > FREE || d <= limit) this.add(j);
    }
    for (let v = n; v < size; v++) if (status[v] !== HELD) this.add(v);
    this.near = Int32Array.from(near);
    this.first = this.count;
  }

  add(variable: number): void {
    if (this.slotOf[variable] !== -1) return;
    if (this.count === this.list.length) this.grow();
    const k = this.count++;
    const { n, nodes, tail, head, lower, upper, status, cost, network } = this.state;
    this.list[k] = variable;
    this.slotOf[variable] = k;
    this.status[k] = status[variable]!;
    this.room[k] = upper[variable]! - lower[variable]!;
    if (variable >= n + nodes) {
      this.pattern[k] = 0;
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
    const p = this.pattern[k]!;
    if (p === 0) return;
    this.nextSame[k] = this.firstSame[p]!;
    this.firstSame[p] = k;
  }

  /** To be called whenever the status or the bounds of a variable have changed. */
  refresh(variable: number): void {
    const k = this.slotOf[variable]!;
    if (k === -1) return;
    const { status, lower, upper } = this.state;
    this.status[k] = status[variable]!;
    this.room[k] = upper[variable]! - lower[variable]!;
  }

  /**
   * Adds some of the columns that are not here, those that come first in a step.
   * @param row the step's
   * @param sign 1 when the leaving variable has to fall
   * @param reached how far the step goes with those that are here; Infinity where they cannot stop it
   * @returns false when there is none
   */
  widen(row: TableauRow, sign: number, reached: number): boolean {
    if (this.widenFrom(this.near, row, sign)) return true;
    return reached > this.nearReach && this.widenFrom(null, row, sign);
  }

  /** @param pool columns to look at; null = all */
  private widenFrom(pool: Int32Array | null, row: TableauRow, sign: number): boolean {
    const before = this.count;
    const step = Math.max(1, Math.floor((pool?.length ?? this.state.n) / SAMPLE));
    const sample = this.outside(row, sign, pool, step, Infinity);
    const limit = atPlace(Float64Array.from(sample.ratios).sort(), Math.floor(WIDEN / step));
    const { columns, ratios } = step === 1 ? sample : this.outside(row, sign, pool, 1, limit);
    for (let k = 0; k < columns.length; k++) if (ratios[k]! <= limit) this.add(columns[k]!);
    return this.count > before;
  }

  /**
   * Columns outside the list that could end a step, and by how much it may grow before they do.
   * @param pool those to look at, every so-many-th; null = all
   */
  private outside(
    { phi, price }: TableauRow,
    sign: number,
    pool: Int32Array | null,
    step: number,
    limit: number,
  ): { columns: number[]; ratios: number[] } {
    const { n, status, tail, head, cost, pi, patternPrice, network } = this.state;
    const { pattern } = network;
    const { slotOf } = this;
    const columns: number[] = [];
    const ratios: number[] = [];
    for (let k = 0, count = pool?.length ?? n; k < count; k += step) {
      const j = pool === null ? k : pool[k]!;
      const at = status[j]!;
      if (at > FREE) continue;
      const from = tail[j]!;
      const to = head[j]!;
      const p = pattern[j]!;
      const rate = sign * (price[p]! - phi[from]! + phi[to]!);
      if (at === UPPER ? rate <= RATE : rate >= -RATE && (at === LOWER || rate <= RATE)) continue;
      const ratio = Math.abs((cost[j]! - pi[from]! + pi[to]! - patternPrice[p]!) / rate);
      if (ratio > limit || slotOf[j] !== -1) continue;
      columns.push(j);
      ratios.push(ratio);
    }
    return { columns, ratios };
  }

  private grow(): void {
    this.list = longer(this.list);
    this.tail = longer(this.tail);
    this.head = longer(this.head);
    this.pattern = longer(this.pattern);
    this.cost = longer(this.cost);
    this.status = longer(this.status);
    this.room = longer(this.room);
    this.nextOut = longer(this.nextOut);
    this.nextIn = longer(this.nextIn);
    this.nextSame = longer(this.nextSame);
  }
}

type List = Int32Array | Uint16Array | Uint8Array | Float64Array;

/** The same with twice the room. */
function longer<T extends List>(old: T): T {
  const list = new (old.constructor as new (length: number) => T)(2 * old.length);
  list.set(old);
  return list;
}

/** Numbers below `count`. */
function indices(count: number): Int32Array | Uint16Array {
  return count <= 2 ** 16 ? new Uint16Array(1024) : new Int32Array(1024);
}

/** The value with so many below it, or the largest. */
function atPlace(sorted: Float64Array, place: number): number {
  return sorted[Math.min(sorted.length - 1, place)] ?? Infinity;
}
