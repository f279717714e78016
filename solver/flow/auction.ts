/**
 * An auction for the flow of least cost in the shape of `auction-shape.ts`, to a tolerance.
 *
 *   min Σ c_e + Σ convex pipe costs   each source on one arc e or outside, transit nodes balanced
 *
 * Sources bid for a unit of the transit node their arc leads to. The price of a node is exact, the
 * marginal cost of one more unit there:
 *
 *   price[root] = 0      price[v] = min(down[v], min over pipes p out of v with room: next_p + price[head_p])
 *   down[v] = min(least bid held at v, min over pipes p into v with flow: down[tail_p] − last_p)
 *
 * `next` and `last` are the costs of a pipe's next and last unit; down[v] is what it costs to turn out
 * the cheapest holder below v. So a bid runs up the graph along the cheapest way and, where that is
 * full, down again to the holder it turns out.
 *
 * Invariant (ε-complementary slackness): no holder could do better elsewhere by more than 2ε, and the
 * pipes' flow is of least cost at these prices. Prices only rise within a phase, so an old price is a
 * lower bound: a source looks at old prices and only makes the best two exact. Each bid raises a
 * price by at least ε. Later phases have a smaller ε; each unit held is kept by an anonymous
 * *dummy* with a slightly lower bid, so nothing that is sought after becomes free.
 * Two parents of a node: ways that go down and up again are left out, the answer may be a little worse.
 *
 * Complexity: about 2 bids a source and phase in practice, each O(depth · log children), and the readings of rows
 * (`auction-rows.ts`).
 *
 * D. P. Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem",
 * Annals of Operations Research 14 (1988) 105–123, doi:10.1007/BF02186476.
 */
import { Holders, NOBODY } from './auction-holders.ts';
import { CACHE, Rows } from './auction-rows.ts';
import type { Shape } from './auction-shape.ts';
import { PipeFlow } from './pipe-flow.ts';

/** Bids of a phase for each source; one that needs more is left unplaced. */
const MOST_BIDS = 64;
/** ε of the first phase, as a part of the largest cost; of the last one, as a part of the costs' unit. */
const FIRST = 1 / 20;
const LAST = 1 / 16;
/** Ratio of the ε of two phases. */
const FACTOR = 8;
/** How far dummies lie below the price, in units of ε; times RAISE after a phase that left some over. */
const DROP = 3;
const RAISE = 4;
/** Phases that may follow the last one as long as dummies are left over. */
const EXTRA = 4;
/** The same after a change of costs. */
const SETTLED = 3;

/** `choice` of a source that uses no arc into a transit node. */
export const OUTSIDE = -1;

export class Auction {
  readonly shape: Shape;
  /** Arc each source uses, or OUTSIDE. */
  readonly choice: Int32Array;
  /** Price of each node; between bids a lower bound. */
  readonly price: Float64Array;
  /** What flows in the pipes. */
  readonly units: PipeFlow;
  /** The arcs each source looks at. */
  readonly rows: Rows;
  /** Bids so far: the work done. */
  bids = 0;
  readonly root: number;
  /** Winner trees of `down`: of node v, leaves treeAt[v] + size … + 2·size − 1, the least at treeAt[v] + 1. */
  private readonly treeAt: Int32Array;
  private readonly treeSize: Int32Array;
  private readonly key: Float64Array;
  /** Place in `key` of each pipe; pipe of each place, −1 for the holders of the node itself. */
  private readonly leaf: Int32Array;
  private readonly leafPipe: Int32Array;
  /** Prices made exact since the flow changed last bear the present version. */
  private readonly fresh: Int32Array;
  private version = 1;
  private readonly holders: Holders;
  /** Sources that wait to bid, the next one last. */
  private readonly stack: Int32Array;
  private waiting = 0;
  /** Pipes of the way of a bid; those from `turn` on are gone down. */
  private readonly way: Int32Array;
  private wayLength = 0;
  private turn = 0;

  constructor(shape: Shape) {
    const { sources, pipes, problem } = shape;
    const P = sources.length;
    const N = problem.nodes + 1;
    this.shape = shape;
    this.root = problem.nodes;
    this.choice = new Int32Array(P).fill(OUTSIDE);
    this.price = new Float64Array(N);
    this.units = new PipeFlow(pipes);
    this.rows = new Rows(shape, this.price);
    this.treeAt = new Int32Array(N);
    this.treeSize = new Int32Array(N);
    this.leaf = new Int32Array(pipes.count);
    let places = 0;
    for (let v = 0; v < N; v++) {
      this.treeAt[v] = places;
      this.treeSize[v] = 1 + pipes.downStart[v + 1]! - pipes.downStart[v]!;
      places += 2 * this.treeSize[v]!;
    }
    this.key = new Float64Array(places).fill(Infinity);
    this.leafPipe = new Int32Array(places).fill(-1);
    for (let v = 0; v < N; v++) this.placeLeaves(v);
    this.fresh = new Int32Array(N);
    this.holders = new Holders(N, P);
    this.stack = new Int32Array(P);
    this.way = new Int32Array(2 * N);
  }

  private placeLeaves(v: number): void {
    const { downStart, downPipe } = this.shape.pipes;
    let place = this.treeAt[v]! + this.treeSize[v]! + 1;
    for (let k = downStart[v]!; k < downStart[v + 1]!; k++) {
      this.leaf[downPipe[k]!] = place;
      this.leafPipe[place++] = downPipe[k]!;
    }
  }

  /**
   * All phases, until ε is small and no dummy is left over.
   * @param from ε of the first phase, where the prices are good to some tolerance already
   */
  run(from = FIRST * this.shape.largest): void {
    const end = LAST * this.shape.unit;
    let eps = Math.max(end, from);
    let drop = DROP;
    let extra = EXTRA;
    this.freshPrices();
    this.keepByDummies(drop * eps);
    for (;;) {
      this.phase(eps);
      this.freshPrices();
      const left = this.holders.hasDummies();
      if (this.waiting > 0 || (eps === end && (!left || extra-- === 0))) break;
      drop = left ? RAISE * drop : DROP;
      this.keepByDummies(drop * eps);
      eps = Math.max(end, eps / FACTOR);
    }
    this.dropDummies();
  }

  /**
   * One phase after costs have changed, from the present prices; once more, at lower ones, as long as dummies are left over.
   * @param by what they have changed by, at most
   * @returns false when there is not room for all, or hardly
   */
  settle(eps: number, by: number): boolean {
    let drop = DROP * eps + 2 * by;
    for (let more = SETTLED; ; more--) {
      this.freshPrices();
      this.keepByDummies(drop);
      this.phase(eps);
      this.freshPrices();
      if (this.waiting > 0) return false;
      if (more === 0 || !this.holders.hasDummies()) return true;
      drop *= RAISE;
    }
  }

  // ── bidding ────────────────────────────────────────────────────────────────────────────────────

  /** Places every source anew. Ends with some waiting when there is not room for all, or hardly. */
  private phase(eps: number): void {
    const P = this.choice.length;
    this.choice.fill(OUTSIDE);
    for (let s = 0; s < P; s++) this.stack[s] = P - 1 - s;
    this.waiting = P;
    let left = MOST_BIDS * P;
    while (this.waiting > 0 && left-- > 0) this.place(this.stack[--this.waiting]!, eps);
  }

  /** Lets a source bid for its best arc, or stay outside. */
  private place(s: number, eps: number): void {
    const { price } = this;
    const { cacheNode, cacheCost, cached, cacheLimit } = this.rows;
    const outside = this.shape.outsideCost[s]!;
    const from = CACHE * s;
    let justRead = false;
    for (;;) {
      let best = -1;
      let first = Infinity;
      let second = Infinity;
      let runner = -1;
      const to = from + cached[s]!;
      for (let k = from; k < to; k++) {
        const value = cacheCost[k]! + price[cacheNode[k]!]!;
        if (value < first) {
          if (best !== -1 && cacheNode[best] !== cacheNode[k]) {
            second = first;
            runner = best;
          }
          first = value;
          best = k;
        } else if (value < second && cacheNode[k] !== cacheNode[best]) {
          second = value;
          runner = k;
        }
      }
      // Within ε an arc that is not in the cache does not matter.
      const limit = cacheLimit[s]! + eps;
      if (!justRead && second > limit && outside > limit) {
        this.rows.read(s, eps);
        justRead = true;
        continue;
      }
      if (first >= outside) return;
      justRead = false;
      const node = cacheNode[best]!;
      if (cacheCost[best]! + this.exact(node) > first) continue;
      if (second < outside && cacheCost[runner]! + this.exact(cacheNode[runner]!) > second)
        continue;
      const other = Math.min(second, outside, limit);
      this.take(s, best, node, Math.max(first, other) + eps - cacheCost[best]!);
      return;
    }
  }

  /** Source s gets a unit of `node` for `bid`; who is turned out bids again. */
  private take(s: number, place: number, node: number, bid: number): void {
    this.bids++;
    const out = this.findWay(node);
    const victim = out === -1 ? NOBODY : this.holders.turnOut(out);
    this.choice[s] = this.rows.cacheArc[place]!;
    this.holders.add(node, s, bid);
    this.changeFlow();
    this.version++;
    if (out !== node && out !== -1) this.holdersChanged(out);
    this.holdersChanged(node);
    for (let k = this.wayLength - 1; k >= this.turn; k--) this.pipeChanged(this.way[k]!);
    for (let k = 0; k < this.turn; k++) this.pipeChanged(this.way[k]!);
    if (victim === NOBODY) return;
    this.choice[victim] = OUTSIDE;
    this.stack[this.waiting++] = victim;
  }

  // ── prices ─────────────────────────────────────────────────────────────────────────────────────

  /** Makes the price of a node exact. */
  private exact(v: number): number {
    const { fresh, price } = this;
    const { next } = this.units;
    const { upStart, head } = this.shape.pipes;
    if (fresh[v] === this.version || v === this.root) return price[v]!;
    fresh[v] = this.version;
    let least = this.key[this.treeAt[v]! + 1]!;
    for (let p = upStart[v]!; p < upStart[v + 1]!; p++) {
      const above = head[p]!;
      if (next[p]! + price[above]! >= least) continue;
      const value = next[p]! + this.exact(above);
      if (value < least) least = value;
    }
    price[v] = least;
    return least;
  }

  /** All prices anew, from the root down. */
  private freshPrices(): void {
    const { order } = this.shape.pipes;
    this.price.fill(-Infinity);
    this.price[this.root] = 0;
    this.version++;
    for (let k = order.length - 1; k >= 0; k--) this.exact(order[k]!);
  }

  // ── ways ───────────────────────────────────────────────────────────────────────────────────────

  /** The cheapest way of one more unit from `node`; the node whose holder is turned out, or −1. */
  private findWay(node: number): number {
    const { way, key, treeAt } = this;
    const { next } = this.units;
    const { upStart, head } = this.shape.pipes;
    let length = 0;
    let v = node;
    for (;;) {
      if (v === this.root) {
        this.wayLength = length;
        this.turn = length;
        return -1;
      }
      let least = key[treeAt[v]! + 1]!;
      let through = -1;
      for (let p = upStart[v]!; p < upStart[v + 1]!; p++) {
        if (next[p] === Infinity) continue;
        const value = next[p]! + this.exact(head[p]!);
        if (value < least || (value === least && through === -1)) {
          least = value;
          through = p;
        }
      }
      if (through === -1) break;
      way[length++] = through;
      v = head[through]!;
    }
    this.turn = length;
    for (;;) {
      const p = this.leastBelow(v);
      if (p === -1) break;
      way[length++] = p;
      v = this.shape.pipes.tail[p]!;
    }
    this.wayLength = length;
    return v;
  }

  /** Pipe into v that leads to its cheapest holder; −1 when v holds it itself. */
  private leastBelow(v: number): number {
    const { key } = this;
    const at = this.treeAt[v]!;
    const size = this.treeSize[v]!;
    let i = 1;
    while (i < size) {
      i *= 2;
      if (key[at + i] !== key[at + (i >> 1)]) i++;
    }
    return this.leafPipe[at + i]!;
  }

  private changeFlow(): void {
    const { way, turn, wayLength, units } = this;
    for (let k = 0; k < turn; k++) units.add(way[k]!);
    for (let k = turn; k < wayLength; k++) units.remove(way[k]!);
    for (let k = 0; k < wayLength; k++) units.read(way[k]!);
  }

  private pipeChanged(p: number): void {
    const { flow, last } = this.units;
    const below = this.key[this.treeAt[this.shape.pipes.tail[p]!]! + 1]!;
    const value = flow[p]! > 0 ? below - last[p]! : Infinity;
    this.setLeaf(this.shape.pipes.head[p]!, this.leaf[p]!, value);
  }

  private holdersChanged(v: number): void {
    this.setLeaf(v, this.treeAt[v]! + this.treeSize[v]!, this.holders.least(v));
  }

  /** Sets a leaf of v's winner tree; a new winner is told upwards. */
  private setLeaf(v: number, place: number, value: number): void {
    const { key } = this;
    if (key[place] === value) return;
    key[place] = value;
    const at = this.treeAt[v]!;
    for (let i = (place - at) >> 1; i >= 1; i >>= 1) {
      const least = Math.min(key[at + 2 * i]!, key[at + 2 * i + 1]!);
      if (key[at + i] === least) return;
      key[at + i] = least;
    }
    const { upStart } = this.shape.pipes;
    const { flow } = this.units;
    for (let p = upStart[v]!; p < upStart[v + 1]!; p++) if (flow[p]! > 0) this.pipeChanged(p);
  }

  // ── between phases ─────────────────────────────────────────────────────────────────────────────

  /**
   * Every unit held is kept by a dummy, `drop` below its price, unless it costs more than that to
   * send: then it goes. Prices fall by at most `drop`, so the caches stay good.
   */
  private keepByDummies(drop: number): void {
    const { order } = this.shape.pipes;
    const { dummies, dummyBid, count } = this.holders;
    for (const v of order) {
      dummyBid[v] = this.price[v]! - drop;
      while (count[v]! > 0 && this.wayDown(v) > dummyBid[v]!) this.removeHolder(v);
      dummies[v] = count[v]!;
    }
    this.key.fill(Infinity);
    this.holders.release();
    for (const v of order) this.holdersChanged(v);
    this.rows.fall(drop);
    this.freshPrices();
  }

  /** The units that no source has taken over go. */
  private dropDummies(): void {
    const { dummies } = this.holders;
    for (const v of this.shape.pipes.order)
      for (; dummies[v]! > 0; dummies[v]!--) this.removeHolder(v);
  }

  /** What is saved by sending one unit less from v, on the dearest way. */
  private wayDown(node: number): number {
    let sum = 0;
    for (let v = node; v !== this.root; ) {
      const p = this.dearest(v);
      sum += this.units.last[p]!;
      v = this.shape.pipes.head[p]!;
    }
    return sum;
  }

  private removeHolder(node: number): void {
    this.holders.count[node]!--;
    for (let v = node; v !== this.root; ) {
      const p = this.dearest(v);
      this.units.remove(p);
      this.units.read(p);
      v = this.shape.pipes.head[p]!;
    }
  }

  /** The pipe out of v whose last unit costs most. */
  private dearest(v: number): number {
    const { upStart } = this.shape.pipes;
    const { flow, last } = this.units;
    let through = -1;
    for (let p = upStart[v]!; p < upStart[v + 1]!; p++)
      if (flow[p]! > 0 && (through === -1 || last[p]! > last[through]!)) through = p;
    return through;
  }
}
