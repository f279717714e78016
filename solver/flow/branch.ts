/**
 * Branching where the relaxation stays fractional: depth first, the nearer child first, on the most
 * fractional column, each node solved from the basis of the one before. Reduced costs of the root fix
 * most columns beforehand. The leaves' multipliers are kept: together they are the proof.
 */
import type { ProofTree } from '../proof/certificate.ts';
import { type Multipliers, multipliers, rowMultipliers, wholeBound } from './exact.ts';
import { roundedPoint } from './rounding.ts';
import type { Simplex } from './simplex.ts';
import { HELD, TREE } from './state.ts';

export interface BranchOptions {
  readonly integer: Uint8Array;
  /** All of them are whole. */
  readonly allWhole: boolean;
  /** Multipliers a leaf has: rows of the model and hold rows. */
  readonly rows: number;
  /** The objective is a multiple of it at every whole point: bounds may be rounded up; 0 = no such number. */
  readonly step: number;
  readonly mostNodes: number;
  readonly shouldStop: () => boolean;
  /** Called for each better point; minimised value, and the bound that holds for all of the tree. */
  readonly onIncumbent: (value: number, x: Float64Array) => void;
}

export interface Branched {
  /** 'closed': the tree proves `value`, or that there is no point when it is null. */
  readonly end: 'closed' | 'limit' | 'stopped' | 'failed';
  readonly value: number | null;
  /** Columns at the best point, length n. */
  readonly x: Float64Array | null;
  readonly tree: ProofTree | null;
  readonly nodes: number;
}

/** How far from whole a value may lie and be taken as whole. */
export const WHOLE = 1e-6;
/** Multipliers kept, over all leaves. */
const MOST_NUMBERS = 4e7;
const MOST_DEPTH = 900;
/** Columns made whole on the way to a first point. */
const DIVES = 200;

class Stop extends Error {
  readonly end: 'limit' | 'stopped' | 'failed';
  constructor(end: 'limit' | 'stopped' | 'failed') {
    super(end);
    this.end = end;
  }
}

/** The column furthest from whole, the first one of equals; −1 when all are whole. */
export function mostFractional(simplex: Simplex, integer: Uint8Array): number {
  return fractional(simplex, integer, (distance) => distance);
}

function leastFractional(simplex: Simplex, integer: Uint8Array): number {
  return fractional(simplex, integer, (distance) => 1 - distance);
}

function fractional(
  simplex: Simplex,
  integer: Uint8Array,
  score: (distance: number) => number,
): number {
  const { state } = simplex;
  let best = -1;
  let most = 0;
  const look = (j: number) => {
    if (j >= state.n || integer[j] === 0) return;
    const distance = Math.abs(state.x[j]! - Math.round(state.x[j]!));
    if (distance <= WHOLE) return;
    const own = score(distance);
    if (own < most || (own === most && j > best)) return;
    most = own;
    best = j;
  };
  for (let i = 0; i < state.nodes; i++) look(state.tree.arc[i]!);
  for (let k = 0; k < state.working.size; k++) look(state.working.columns[k]!);
  return best;
}

/** The columns' values, whole where they must be. */
export function wholePoint(simplex: Simplex, integer: Uint8Array): Float64Array {
  const { x, n, nodes, tree, working } = simplex.state;
  const point = x.slice(0, n);
  // What is not basic is at a bound, and those are whole.
  const round = (j: number) => {
    if (j < n && integer[j] === 1) point[j] = Math.round(point[j]!) + 0;
  };
  for (let i = 0; i < nodes; i++) round(tree.arc[i]!);
  for (let k = 0; k < working.size; k++) round(working.columns[k]!);
  return point;
}

export class Brancher {
  private readonly simplex: Simplex;
  private readonly options: BranchOptions;
  private readonly d: Float64Array;
  private value: number | null;
  private x: Float64Array | null;
  private nodes = 0;

  /** @param value of `x`, a known point of the tier, minimised; or null */
  constructor(
    simplex: Simplex,
    d: Float64Array,
    value: number | null,
    x: Float64Array | null,
    options: BranchOptions,
  ) {
    this.simplex = simplex;
    this.d = d;
    this.value = value;
    this.x = x;
    this.options = options;
  }

  /**
   * Explores the box as it stands, which the simplex has just solved; the state is as before afterwards,
   * except for values and duals.
   * @param root what the multipliers there prove; `d` holds their reduced costs
   */
  run(root: Multipliers): Branched {
    const { state } = this.simplex;
    const before = state.snapshot();
    const rootCosts = this.d.slice();
    try {
      this.round();
      if (!this.isMet(root)) {
        this.dive();
        state.restore(before);
      }
      if (this.value !== null) this.narrow(root, rootCosts);
      const tree = this.explore(0);
      return { end: 'closed', value: this.value, x: this.x, tree, nodes: this.nodes };
    } catch (fault) {
      if (!(fault instanceof Stop)) throw fault;
      return { end: fault.end, value: this.value, x: this.x, tree: null, nodes: this.nodes };
    } finally {
      state.restore(before);
      this.d.set(rootCosts);
    }
  }

  /** Does the known value meet what the multipliers prove? */
  private isMet({ numerator, scale }: Multipliers): boolean {
    return this.value !== null && this.proves(numerator!, scale);
  }

  private round(): void {
    const point = roundedPoint(this.simplex.state, this.options.integer);
    if (point !== null) this.offer(point);
  }

  /** A point, if rounding or a dive finds one; the state is as before afterwards, except for values and duals. */
  firstPoint(): Float64Array | null {
    const { state } = this.simplex;
    const before = state.snapshot();
    try {
      this.round();
      if (this.x === null) this.dive();
    } catch (fault) {
      if (!(fault instanceof Stop)) throw fault;
    } finally {
      state.restore(before);
    }
    return this.x;
  }

  /** Towards a first point: what is nearest to whole is made whole, one after the other. */
  private dive(): void {
    const { simplex, options } = this;
    const { state } = simplex;
    for (let depth = 0; depth < DIVES; depth++) {
      const column = leastFractional(simplex, options.integer);
      if (column === -1) {
        this.take();
        return;
      }
      const x = state.x[column]!;
      const near = Math.round(x);
      const far = near > x ? near - 1 : near + 1;
      if (!this.fixed(column, near) && !this.fixed(column, far)) return;
    }
  }

  /** Is there a point of the relaxation with this value? */
  private fixed(column: number, value: number): boolean {
    const { simplex, options } = this;
    simplex.state.lower[column] = value;
    simplex.state.upper[column] = value;
    const end = simplex.run(options.shouldStop);
    if (end === 'stopped') throw new Stop('stopped');
    return end === 'optimal';
  }

  /** Fixes what a point better than the one known cannot move: the proof says so, see `Narrow`. */
  private narrow({ scale, numerator }: Multipliers, d: Float64Array): void {
    const { state } = this.simplex;
    const { integer, step, allWhole } = this.options;
    const least = BigInt(scale) * BigInt(this.value! - step) - numerator!;
    if (least < 0n || least > BigInt(Number.MAX_SAFE_INTEGER)) return;
    const { live, n } = state;
    const columns = live ? live.length : n;
    for (let k = 0; k < columns + state.size - n; k++) {
      const v = k >= columns ? n + k - columns : live ? live[k]! : k;
      const whole = v < n ? integer[v] === 1 : allWhole;
      if (!whole || state.status[v]! >= TREE || Math.abs(d[v]!) <= Number(least)) continue;
      const bound = d[v]! > 0 ? state.lower[v]! : state.upper[v]!;
      state.lower[v] = bound;
      state.upper[v] = bound;
      state.x[v] = bound;
      state.rest(v);
    }
  }

  private explore(depth: number): ProofTree {
    const { simplex, options, d } = this;
    const { state } = simplex;
    if (++this.nodes > options.mostNodes || depth > MOST_DEPTH) throw new Stop('limit');
    if (this.nodes * options.rows > MOST_NUMBERS) throw new Stop('limit');
    const end = simplex.run(options.shouldStop);
    if (end === 'stopped') throw new Stop('stopped');
    if (end === 'infeasible') return this.empty();
    if (end !== 'optimal') throw new Stop('failed');
    const proof = multipliers(state, d);
    if (proof.numerator === null) throw new Stop('failed');
    const { scale } = proof;
    const column = mostFractional(simplex, options.integer);
    if (column === -1) this.take();
    if (this.value !== null && this.proves(proof.numerator, scale))
      return { kind: 'bound', scale, rows: rowMultipliers(state, proof, options.rows) };
    if (column === -1) throw new Stop('failed');
    return this.split(column, depth);
  }

  private proves(numerator: bigint, scale: number): boolean {
    return wholeBound(numerator, scale, this.options.step) >= BigInt(this.value!);
  }

  private empty(): ProofTree {
    const { state } = this.simplex;
    const proof = multipliers(state, this.d, true);
    if (proof.numerator === null || proof.numerator <= 0n) throw new Stop('failed');
    return { kind: 'infeasible', rows: rowMultipliers(state, proof, this.options.rows) };
  }

  /** The simplex stands at a whole point. */
  private take(): void {
    this.offer(wholePoint(this.simplex, this.options.integer));
  }

  private offer(point: Float64Array): void {
    let value = 0;
    const { live, cost } = this.simplex.state;
    const count = live ? live.length : point.length;
    for (let k = 0; k < count; k++) {
      const j = live ? live[k]! : k;
      value += cost[j]! * point[j]!;
    }
    if (!Number.isSafeInteger(value)) throw new Stop('failed');
    if (this.value !== null && value >= this.value) return;
    this.value = value;
    this.x = point;
    this.options.onIncumbent(value, point);
  }

  private split(column: number, depth: number): ProofTree {
    const { state } = this.simplex;
    const x = state.x[column]!;
    const at = Math.floor(x);
    const low = state.lower[column]!;
    const high = state.upper[column]!;
    const down = () => this.within(column, low, at, depth);
    const up = () => this.within(column, at + 1, high, depth);
    if (x - at <= 0.5) {
      const below = down();
      return { kind: 'branch', column, at, down: below, up: up() };
    }
    const above = up();
    return { kind: 'branch', column, at, down: down(), up: above };
  }

  private within(column: number, low: number, high: number, depth: number): ProofTree {
    const { state } = this.simplex;
    const { lower, upper, status } = state;
    const before = [lower[column]!, upper[column]!] as const;
    const set = ([l, u]: readonly [number, number]) => {
      lower[column] = l;
      upper[column] = u;
      if (status[column]! < TREE || status[column] === HELD) state.rest(column);
    };
    set([low, high]);
    try {
      return this.explore(depth + 1);
    } finally {
      set(before);
    }
  }
}
