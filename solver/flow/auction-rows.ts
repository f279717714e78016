/**
 * The arcs a source may bid for: its row, of which only the best of the last reading are looked at until they have
 * become too dear.
 *
 * Prices of an auction only rise within a phase, so what an arc cost when its row was read is a lower bound as long as
 * `fall` and `charge` are told what has become cheaper since. A long row is split when it is read, into a front that is
 * read next time and a rest that surely costs more: nearly all readings end with the front.
 *
 * O(row) a reading, O(sources) for what has changed everywhere; costs are made up for where a row is read.
 */
import type { Shape } from './auction-shape.ts';

/** Arcs of a source that are looked at before its row is read again. */
export const CACHE = 8;
/**
 * A row longer than this is split: what costs up to so many ε more than the cache comes first, unless that is more than
 * half of it (by a sample of eight). The next reading ends there, if so many of it are surely the best.
 */
const LONG = 32;
const MARGIN = 16;
const SAMPLE = 8;
const SURE = 3;

/** What arcs cost less than `cost`, by their pattern. */
export interface Charge {
  readonly cost: Float64Array;
  readonly pattern: ArrayLike<number>;
  readonly price: Float64Array;
}

export class Rows {
  /** The best arcs of each source at the last reading of its row, CACHE places a source: arc, target, cost. */
  readonly cacheArc: Int32Array;
  readonly cacheNode: Int32Array;
  readonly cacheCost: Float64Array;
  /** Number of them, and what any other arc of the row costs at least. */
  readonly cached: Uint8Array;
  readonly cacheLimit: Float64Array;
  private readonly shape: Shape;
  private readonly price: Float64Array;
  /** End of the front of each row, and what any arc behind it costs at least. */
  private readonly near: Int32Array;
  private readonly nearLimit: Float64Array;
  /** Costs in the front and behind it are those of this charge; the last one has the number `charges`. */
  private readonly frontCharge: Uint16Array;
  private readonly restCharge: Uint16Array;
  private charges = 0;
  private last: Charge | null = null;

  /** @param price of each node, as the auction has it */
  constructor(shape: Shape, price: Float64Array) {
    const P = shape.sources.length;
    this.shape = shape;
    this.price = price;
    this.cacheArc = new Int32Array(CACHE * P);
    this.cacheNode = new Int32Array(CACHE * P);
    this.cacheCost = new Float64Array(CACHE * P);
    this.cached = new Uint8Array(P);
    this.cacheLimit = new Float64Array(P).fill(-Infinity);
    this.near = shape.rowStart.slice(1);
    this.nearLimit = new Float64Array(P).fill(Infinity);
    this.frontCharge = new Uint16Array(P);
    this.restCharge = new Uint16Array(P);
  }

  /** Prices have fallen by at most so much. */
  fall(by: number): void {
    const { cacheLimit, nearLimit } = this;
    for (let s = 0; s < cacheLimit.length; s++) {
      cacheLimit[s]! -= by;
      nearLimit[s]! -= by;
    }
  }

  /** Arcs cost something else now, at most `fallen` less than before. */
  charge(charge: Charge, fallen: number): void {
    const { cached, cacheArc, cacheCost } = this;
    this.last = charge;
    this.charges++;
    this.fall(fallen);
    for (let s = 0; s < cached.length; s++)
      for (let k = CACHE * s, end = k + cached[s]!; k < end; k++)
        cacheCost[k] = costOf(charge, cacheArc[k]!);
  }

  /** Makes the costs of all rows those of the last charge. */
  chargeAll(): void {
    const { rowStart } = this.shape;
    for (let s = 0; s < this.cached.length; s++) {
      this.chargeFront(s);
      this.chargeRest(s, rowStart[s + 1]!);
    }
  }

  private chargeFront(s: number): void {
    if (this.frontCharge[s] === this.charges) return;
    this.frontCharge[s] = this.charges;
    this.chargePlaces(this.shape.rowStart[s]!, this.near[s]!);
  }

  private chargeRest(s: number, end: number): void {
    if (this.restCharge[s] === this.charges) return;
    this.restCharge[s] = this.charges;
    this.chargePlaces(this.near[s]!, end);
  }

  private chargePlaces(begin: number, end: number): void {
    const { rowArc, rowCost } = this.shape;
    const charge = this.last!;
    for (let k = begin; k < end; k++) rowCost[k] = costOf(charge, rowArc[k]!);
  }

  /** Keeps the CACHE best arcs of a source's row at the present prices. */
  read(s: number, eps: number): void {
    const { near, nearLimit, cacheArc, cacheNode, cacheCost } = this;
    const { rowStart, rowArc, rowNode, rowCost } = this.shape;
    const begin = rowStart[s]!;
    let end = near[s]!;
    this.chargeFront(s);
    let count = this.scan(begin, end);
    // Too few of them are surely better than those that were left out.
    if (end < rowStart[s + 1]! && (count < SURE || best[SURE - 1]! > nearLimit[s]!)) {
      end = rowStart[s + 1]!;
      this.chargeRest(s, end);
      nearLimit[s] = Infinity;
      count = this.scan(begin, end);
    }
    const from = CACHE * s;
    for (let k = 0; k < count; k++) {
      cacheArc[from + k] = rowArc[at[k]!]!;
      cacheNode[from + k] = rowNode[at[k]!]!;
      cacheCost[from + k] = rowCost[at[k]!]!;
    }
    this.cached[s] = count;
    this.cacheLimit[s] = Math.min(rest, nearLimit[s]!);
    near[s] = end;
    const bar = count < CACHE ? Infinity : best[CACHE - 1]! + MARGIN * eps;
    if (end - begin > LONG && bar < nearLimit[s]! && this.isFar(begin, end, bar))
      this.split(s, begin, end, bar);
  }

  /** Finds the CACHE best arcs among those at some places, and what any other costs at least; returns how many there are. */
  private scan(begin: number, end: number): number {
    const { price } = this;
    const { rowNode, rowCost } = this.shape;
    let count = 0;
    let worst = Infinity;
    let limit = Infinity;
    for (let k = begin; k < end; k++) {
      const value = rowCost[k]! + price[rowNode[k]!]!;
      if (value >= worst) {
        if (value < limit) limit = value;
        continue;
      }
      let place = count;
      if (count < CACHE) count++;
      else if (best[--place]! < limit) limit = best[place]!;
      while (place > 0 && value < best[place - 1]!) {
        best[place] = best[place - 1]!;
        at[place] = at[place - 1]!;
        place--;
      }
      best[place] = value;
      at[place] = k;
      if (count === CACHE) worst = best[CACHE - 1]!;
    }
    rest = limit;
    return count;
  }

  /** Whether half the arcs cost at least `bar`, by a sample. */
  private isFar(begin: number, end: number, bar: number): boolean {
    const { price } = this;
    const { rowNode, rowCost } = this.shape;
    const step = Math.floor((end - begin) / SAMPLE);
    let far = 0;
    for (let k = begin; k < end; k += step) if (rowCost[k]! + price[rowNode[k]!]! >= bar) far++;
    return 2 * far >= SAMPLE;
  }

  /** Moves the arcs below a bar to the front of the row. */
  private split(s: number, begin: number, end: number, bar: number): void {
    const { price } = this;
    const { rowArc, rowNode, rowCost } = this.shape;
    let front = begin;
    for (let k = begin; k < end; k++) {
      const node = rowNode[k]!;
      const cost = rowCost[k]!;
      if (cost + price[node]! >= bar) continue;
      const arc = rowArc[k]!;
      rowArc[k] = rowArc[front]!;
      rowNode[k] = rowNode[front]!;
      rowCost[k] = rowCost[front]!;
      rowArc[front] = arc;
      rowNode[front] = node;
      rowCost[front++] = cost;
    }
    this.near[s] = front;
    this.nearLimit[s] = bar;
  }
}

function costOf({ cost, pattern, price }: Charge, arc: number): number {
  return cost[arc]! - price[pattern[arc]!]!;
}

/** The best arcs of the row being read: values, and places in the row. */
const best = new Float64Array(CACHE);
const at = new Int32Array(CACHE);
/** What any other arc of it costs at least. */
let rest = 0;
