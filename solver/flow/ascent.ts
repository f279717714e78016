/**
 * Multipliers of side rows, estimated while an auction solves the network: a Lagrangian ascent.
 *
 *   max over mu of   min over flows (cost − mu·A)·x  +  what mu gets for the rows' bounds
 *
 * The inner problem is never solved twice: each phase of the auction is one, to its tolerance ε, for a few bids a source;
 * what the side rows then see says which way mu has to go, and the next phase begins at the prices of this one. Steps are in
 * units of ε, so mu gets finer with the auction. A row moves by its own gain, which grows while the sign of its gap stays
 * and falls when it turns (as in Rprop: M. Riedmiller and H. Braun, ICNN 1993, 586–591). Rows with a small gap wait for
 * a finer ε: what they see until then is what others have not settled yet.
 *
 * It only chooses where the dual simplex begins (`large`: 2 000 steps from there instead of 14 200 from mu = 0).
 * O(levels · phases) auction phases.
 */
import type { Auction } from './auction.ts';
import { OUTSIDE } from './auction.ts';
import type { Shape } from './auction-shape.ts';
import type { Network } from './network.ts';

/** The side rows of a network and their bounds. */
export interface Sides {
  readonly network: Network;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Levels of ε, their ratio, and phases at each of them: more where steps are still longer than ε. */
const LEVELS = 5;
const FACTOR = 8;
const PHASES = 4;
const MOST_PHASES = 12;
/** ε of the first level, as a part of the largest cost. */
const FIRST = 1 / 20;
/** A gap of so many of the sources is a step of one ε; longer steps than so many ε are not taken. */
const SHARE = 1 / 200;
const LONGEST = 4;
/** At the first level rows with a smaller gap than this, as a part of that, wait; FACTOR times smaller at each further one. */
const WAITS = 1 / 4;
const GROWTH = 2;
const FALL = 1 / 4;
const MOST_GAIN = 64;
/**
 * From this level on no step is longer than so many ε: a row that does not answer would move ever faster, and the more costs
 * change, the longer the next phase (county, seed 1: 5 seconds of four solves were phases after steps of up to 32 000 ε).
 */
const FINE = 2;
const LONGEST_FINE = 8;
/** Largest multiplier, in units of the largest cost: less than what an unplaced source costs. */
const LIMIT = 2;

export class Ascent {
  /** By side row; whole multiples of the costs' unit. */
  readonly mu: Float64Array;
  private readonly auction: Auction;
  private readonly sides: Sides;
  private readonly price: Float64Array;
  private readonly activity: Float64Array;
  /** Where mu may lie: its sign, and what it costs to break the row. */
  private readonly least: Float64Array;
  private readonly most: Float64Array;
  private readonly gain: Float64Array;
  private readonly turn: Int8Array;
  /** A gap of so many is a step of one ε. */
  private readonly wide: number;

  constructor(auction: Auction, sides: Sides) {
    const count = sides.lower.length;
    this.auction = auction;
    this.sides = sides;
    this.mu = new Float64Array(count);
    this.price = new Float64Array(sides.network.patternStart.length - 1);
    this.activity = new Float64Array(count);
    const limit = LIMIT * auction.shape.largest;
    this.least = sides.upper.map((upper) => (upper === Infinity ? 0 : -limit));
    this.most = sides.lower.map((lower) => (lower === -Infinity ? 0 : limit));
    this.gain = new Float64Array(count).fill(1);
    this.turn = new Int8Array(count);
    this.wide = Math.max(1, SHARE * auction.choice.length);
    this.readLoops();
  }

  /** A column that only one side row sees, and no node, breaks it at its cost: more than that mu cannot be. */
  private readLoops(): void {
    const { tail, head, cost, nodes } = this.auction.shape.problem;
    const { pattern, patternStart, patternRow, patternValue } = this.sides.network;
    for (let j = 0; j < tail.length - nodes; j++) {
      const p = pattern[j]!;
      const e = patternStart[p]!;
      if (tail[j] !== head[j] || patternStart[p + 1] !== e + 1) continue;
      const s = patternRow[e]!;
      const rate = cost[j]! / patternValue[e]!;
      if (patternValue[e]! > 0) this.most[s] = Math.min(this.most[s]!, Math.max(0, rate));
      else this.least[s] = Math.max(this.least[s]!, Math.min(0, rate));
    }
  }

  /**
   * From mu = 0; the auction's prices and all costs are those of the mu it ends with.
   * @returns ε at the end; 0 when there is hardly room for all sources: then neither mu nor the prices are of use
   */
  run(): number {
    const { auction, gain } = this;
    const { largest, unit } = auction.shape;
    let eps = FIRST * largest;
    let wait = WAITS * this.wide;
    let moved = 0;
    for (let level = 0; level < LEVELS && eps > unit; level++, eps /= FACTOR, wait /= FACTOR) {
      for (let s = 0; s < gain.length; s++) gain[s] = Math.min(MOST_GAIN, Math.max(1, gain[s]!));
      for (let phase = 0; phase < PHASES || (moved > eps && phase < MOST_PHASES); phase++) {
        if (!auction.settle(eps, moved)) return 0;
        this.measure();
        moved = this.move(eps, wait, level < FINE ? Infinity : LONGEST_FINE);
        if (moved > 0) this.charge();
      }
    }
    if (!auction.settle(eps, moved)) return 0;
    auction.rows.chargeAll();
    this.chargeProblem();
    return eps / FACTOR;
  }

  /** What the side rows see. */
  private measure(): void {
    const { activity, auction } = this;
    const { choice, shape } = auction;
    const { pattern, patternStart, patternRow, patternValue } = this.sides.network;
    activity.fill(0);
    for (let s = 0; s < choice.length; s++) {
      const arc = choice[s] === OUTSIDE ? shape.outsideArc[s]! : choice[s]!;
      if (arc >= pattern.length) continue;
      const p = pattern[arc]!;
      for (let e = patternStart[p]!; e < patternStart[p + 1]!; e++)
        activity[patternRow[e]!]! += patternValue[e]!;
    }
  }

  /** By how much a row misses the bound its multiplier speaks for. */
  private gap(s: number): number {
    const { lower, upper } = this.sides;
    const activity = this.activity[s]!;
    if (this.mu[s]! > 0) return lower[s]! - activity;
    if (this.mu[s]! < 0) return upper[s]! - activity;
    return Math.max(0, lower[s]! - activity) + Math.min(0, upper[s]! - activity);
  }

  /** A step of all rows, of at most so many ε; the longest of them. */
  private move(eps: number, wait: number, longest: number): number {
    const { mu, least, most, gain, turn } = this;
    const unit = this.auction.shape.unit;
    let moved = 0;
    for (let s = 0; s < mu.length; s++) {
      const gap = this.gap(s);
      const size = Math.abs(gap);
      const sign = Math.sign(gap);
      if (sign === 0 || size < wait) continue;
      if (turn[s] !== 0) gain[s]! *= turn[s] === sign ? GROWTH : FALL;
      turn[s] = sign;
      const by = sign * eps * Math.min(longest, gain[s]! * Math.min(LONGEST, size / this.wide));
      const old = mu[s]!;
      // Beyond 0 the other bound speaks.
      const low = old > 0 ? 0 : least[s]!;
      const high = old < 0 ? 0 : most[s]!;
      mu[s] = Math.min(high, Math.max(low, unit * Math.round((old + by) / unit)));
      moved = Math.max(moved, Math.abs(mu[s]! - old));
    }
    return moved;
  }

  /** Costs less what the side rows pay. */
  private charge(): void {
    const { mu, price } = this;
    const { problem, outsideArc, outsideCost } = this.auction.shape;
    const { pattern, patternStart, patternRow, patternValue } = this.sides.network;
    let fallen = 0;
    for (let p = 1; p < price.length; p++) {
      let sum = 0;
      for (let e = patternStart[p]!; e < patternStart[p + 1]!; e++)
        sum += mu[patternRow[e]!]! * patternValue[e]!;
      fallen = Math.max(fallen, sum - price[p]!);
      price[p] = sum;
    }
    const { cost } = problem;
    for (let s = 0; s < outsideArc.length; s++) {
      const arc = outsideArc[s]!;
      if (arc < pattern.length) outsideCost[s] = cost[arc]! - price[pattern[arc]!]!;
    }
    this.auction.rows.charge({ cost, pattern, price }, fallen);
  }

  /** The same for the problem itself, once. */
  private chargeProblem(): void {
    const { cost } = this.auction.shape.problem;
    const { pattern } = this.sides.network;
    for (let j = 0; j < pattern.length; j++) cost[j]! -= this.price[pattern[j]!]!;
  }
}

/**
 * A shape whose costs may be charged for side rows: room for larger numbers than the costs.
 * @returns null where a pipe's arc is seen by a side row: its steps would have to be sorted anew
 */
export function chargeable(shape: Shape, { pattern }: Network): Shape | null {
  for (const arc of shape.pipes.arcs) if (arc < pattern.length && pattern[arc] !== 0) return null;
  if (shape.rowCost instanceof Float64Array || shape.largest < LARGEST_CHARGED) return shape;
  return { ...shape, rowCost: Float64Array.from(shape.rowCost) };
}

/** Costs up to here stay within 32 bits when they are charged. */
const LARGEST_CHARGED = 2 ** 27;
