/**
 * Objectives in strict order over one network with side rows, from one basis to the next.
 *
 * A tier is a run of the simplex from the basis of the tier before; its exact multipliers prove its
 * bound and tell what cannot move in any point as good, and that is held: the next tier runs over
 * what is left. Only where something with a price cannot be held, the tier gets a row of its own.
 * The last basis is dual feasible for every tier, so after a small change all tiers start warm (unless
 * a hold row was needed: then the next solve begins anew).
 */
import type { Model, Objective } from '../model.ts';
import { stepOf } from '../proof/bound.ts';
import type { ProofTree } from '../proof/certificate.ts';
import { blend } from './blend.ts';
import { Brancher, mostFractional, wholePoint } from './branch.ts';
import { holdFace, type Multipliers, multipliers, rowMultipliers, wholeBound } from './exact.ts';
import { type Network, withSideRow } from './network.ts';
import { Simplex } from './simplex.ts';
import { firstStart, isVeryLarge } from './start.ts';
import { HELD, type State } from './state.ts';

/** How one objective ended; numbers minimised. */
export interface FlowTier {
  readonly value: number | null;
  readonly bound: number | null;
  readonly tree: ProofTree | null;
  readonly held: 'face' | 'row' | null;
  /** Columns and rows that were left to decide. */
  readonly columns: number;
  readonly nodes: number;
  readonly pivots: number;
}

export interface FlowResult {
  readonly termination: 'optimal' | 'feasible' | 'infeasible' | 'none' | 'gave-up';
  readonly limit?: 'time' | 'node' | 'cancelled';
  /** Length n. */
  readonly x: Float64Array | null;
  readonly tiers: readonly FlowTier[];
  /** Proves that there is no point, when 'infeasible'. */
  readonly empty: ProofTree | null;
  /** Why it gave up. */
  readonly message?: string;
}

export interface FlowOptions {
  /** performance.now() at which the time is up; Infinity without a limit. */
  readonly deadline: number;
  readonly mostNodes: number;
  readonly shouldStop: () => boolean;
  /** At the end of each tier, and for each better point while branching; minimised numbers. */
  readonly onTier?: (tier: FlowTier, x: Float64Array | null) => void;
  readonly onIncumbent?: (value: number, x: Float64Array) => void;
}

interface Ended {
  readonly termination: FlowResult['termination'];
  readonly limit?: 'time' | 'node' | 'cancelled';
  readonly message?: string;
}

/** Branching nodes for a tier, when the caller sets no limit: beyond them another solver is better. */
const MOST_NODES = 5_000;

export class Tiers {
  readonly model: Model;
  readonly network: Network;
  private simplex: Simplex;
  private readonly allWhole: boolean;
  private d: Float64Array;
  private started = false;
  /** Pivots before the present solve. */
  private pivotsBefore = 0;

  /** @param model its bounds may be changed between solves; everything else stays */
  constructor(model: Model, network: Network) {
    this.model = model;
    this.network = network;
    this.simplex = new Simplex(network);
    this.allWhole = model.integer.every((whole) => whole === 1);
    this.d = new Float64Array(this.simplex.state.size);
  }

  solve(objectives: readonly Objective[], options: FlowOptions): FlowResult {
    this.prepare(objectives, options);
    const ended: FlowTier[] = [];
    let x: Float64Array | null = null;
    const finish = (end: Ended, empty: ProofTree | null = null): FlowResult => ({
      ...end,
      x,
      tiers: ended,
      empty,
    });
    let nodesLeft = options.mostNodes;
    for (const [k, objective] of objectives.entries()) {
      const tier = this.solveTier(objective, k, x, { ...options, mostNodes: nodesLeft });
      nodesLeft -= tier.report.nodes;
      if (tier.x) x = tier.x;
      ended.push(tier.report);
      options.onTier?.(tier.report, x);
      if (tier.end) return finish(tier.end, tier.empty);
    }
    return finish({ termination: 'optimal' });
  }

  /** Bounds anew from the model, nothing held, the basis of the last solve or a first one. */
  private prepare(objectives: readonly Objective[], options: FlowOptions): void {
    if (this.simplex.state.network !== this.network) this.leaveHoldRows();
    const { simplex } = this;
    const { state } = simplex;
    this.pivotsBefore = simplex.pivots;
    state.loadBounds(this.model);
    state.live = null;
    if (!this.started) {
      const blended = objectives.length > 1 && isVeryLarge(state);
      if (blended) blend(objectives, state.cost);
      else setCosts(state, objectives[0]!);
      const { tree, atUpper, again } = firstStart(state);
      state.start(tree, atUpper);
      simplex.again = again;
      // However it ends, the first tier goes on from there and finds out the same.
      if (blended && again !== null) simplex.run(stopOf(options));
      this.started = true;
    } else state.restAll();
  }

  /** Back from a network with hold rows to the model's own; its basis is not taken along. */
  private leaveHoldRows(): void {
    this.simplex = new Simplex(this.network);
    this.d = new Float64Array(this.simplex.state.size);
    this.started = false;
  }

  private solveTier(
    objective: Objective,
    index: number,
    before: Float64Array | null,
    options: FlowOptions,
  ): { report: FlowTier; x: Float64Array | null; end: Ended | null; empty: ProofTree | null } {
    const { simplex } = this;
    const { state } = simplex;
    setCosts(state, objective);
    const from = index === 0 ? this.pivotsBefore : simplex.pivots;
    const end = simplex.run(stopOf(options));
    const report = (more: Partial<FlowTier>): FlowTier => ({
      value: null,
      bound: null,
      tree: null,
      held: null,
      columns: state.live?.length ?? state.n,
      nodes: 0,
      pivots: simplex.pivots - from,
      ...more,
    });
    const open = (ended: Ended, more: Partial<FlowTier> = {}, empty: ProofTree | null = null) => ({
      report: report(more),
      x: null,
      end:
        before && ended.termination === 'none'
          ? { ...ended, termination: 'feasible' as const }
          : ended,
      empty,
    });
    const rows = this.model.rowLower.length + index;
    if (end === 'stopped') return open({ termination: 'none', limit: whichLimit(options) });
    if (end === 'stalled') return open({ termination: 'gave-up', message: 'the simplex stalled' });
    // There may be no whole point at all: a question for another solver.
    if (end === 'unbounded') return open({ termination: 'gave-up', message: 'unbounded' });
    if (end === 'infeasible') {
      const empty = this.emptiness(rows);
      return empty && !before
        ? open({ termination: 'infeasible' }, {}, empty)
        : open({ termination: 'gave-up', message: 'infeasible, but no whole multipliers show it' });
    }
    const proof = multipliers(state, this.d);
    if (proof.numerator === null)
      return open({ termination: 'gave-up', message: 'multipliers are too large to be exact' });
    const step = stepOf(this.model.integer, objective.coefficients);
    const root = { scale: proof.scale, rows: rowMultipliers(state, proof, rows) };
    const bound = Number(wholeBound(proof.numerator, proof.scale, step));
    if (mostFractional(simplex, this.model.integer) === -1) {
      const x = wholePoint(simplex, this.model.integer);
      const value = costOf(state, x);
      const tree: ProofTree = { kind: 'bound', ...root };
      // A whole vertex is worth its relaxation; if the bound is not, its multipliers were not exact.
      if (bound !== value || !Number.isSafeInteger(value))
        return open({ termination: 'gave-up', message: 'duals too fine to be exact' });
      const held = this.hold(proof, value, objective, index, x);
      return { report: report({ value, bound, tree, held }), x, end: null, empty: null };
    }
    return this.branched(objective, before, proof, root, bound, step, rows, options, report);
  }

  private branched(
    objective: Objective,
    before: Float64Array | null,
    proof: Multipliers,
    root: { scale: number; rows: Float64Array },
    bound: number,
    step: number,
    rows: number,
    options: FlowOptions,
    report: (more: Partial<FlowTier>) => FlowTier,
  ) {
    const { simplex } = this;
    const brancher = new Brancher(
      simplex,
      this.d,
      before && costOf(simplex.state, before),
      before,
      {
        integer: this.model.integer,
        rows,
        step,
        mostNodes: Math.min(options.mostNodes, MOST_NODES),
        shouldStop: stopOf(options),
        allWhole: this.allWhole,
        onIncumbent: (value, x) => options.onIncumbent?.(value, x),
      },
    );
    const { end, value, x, tree, nodes } = brancher.run(proof);
    if (end === 'failed' || (end === 'limit' && options.mostNodes > MOST_NODES))
      return {
        report: report({ nodes }),
        x: null,
        end: { termination: 'gave-up', message: `branching ended with ${end}` } as Ended,
        empty: null,
      };
    if (end !== 'closed') {
      const limit = end === 'limit' ? 'node' : whichLimit(options);
      const termination = x ? 'feasible' : 'none';
      const open = { kind: 'bound', ...root } as const;
      return {
        report: report({ value, bound, tree: open, nodes }),
        x,
        end: { termination, limit } as Ended,
        empty: null,
      };
    }
    if (value === null || x === null)
      return {
        report: report({ nodes }),
        x: null,
        end: { termination: 'infeasible' } as Ended,
        empty: tree,
      };
    const held = this.hold(proof, value, objective, rows - this.model.rowLower.length, x);
    const narrowed: ProofTree = { kind: 'narrow', ...root, rest: tree! };
    return {
      report: report({ value, bound: value, tree: narrowed, held, nodes }),
      x,
      end: null,
      empty: null,
    };
  }

  private emptiness(rows: number): ProofTree | null {
    const { state } = this.simplex;
    const proof = multipliers(state, this.d, true);
    if (proof.numerator === null || proof.numerator <= 0n) return null;
    return { kind: 'infeasible', rows: rowMultipliers(state, proof, rows) };
  }

  private hold(
    proof: Multipliers,
    value: number,
    objective: Objective,
    index: number,
    x: Float64Array,
  ): 'face' | 'row' {
    const { simplex, model } = this;
    const gap = BigInt(value) * BigInt(proof.scale) - proof.numerator!;
    const safe = gap >= 0n && gap < BigInt(Number.MAX_SAFE_INTEGER);
    const face = safe && holdFace(simplex.state, this.d, Number(gap), model.integer, this.allWhole);
    simplex.state.listLive();
    if (face) return 'face';
    this.addHoldRow(objective, index, x);
    return 'row';
  }

  /** The row cost·x = value, over what is not held. */
  private addHoldRow(objective: Objective, index: number, x: Float64Array): void {
    const old = this.simplex;
    const { state } = old;
    const sign = objective.sense === 'min' ? 1 : -1;
    const row = this.model.rowLower.length + index;
    let target = 0;
    const coefficients = new Float64Array(state.n);
    for (const j of state.live!) {
      if (state.status[j] === HELD) continue;
      coefficients[j] = sign * objective.coefficients[j]!;
      target += coefficients[j]! * x[j]!;
    }
    const network = withSideRow(state.network, coefficients, row);
    this.simplex = old.over(network, target);
    this.d = new Float64Array(this.simplex.state.size);
  }
}

function setCosts(state: State, objective: Objective): void {
  const sign = objective.sense === 'min' ? 1 : -1;
  const { coefficients } = objective;
  const { cost, live } = state;
  const count = live ? live.length : cost.length;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    cost[j] = sign * coefficients[j]!;
  }
}

function costOf(state: State, x: Float64Array): number {
  const { live, cost } = state;
  const count = live ? live.length : x.length;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    if (x[j] !== 0) sum += cost[j]! * x[j]!;
  }
  return sum;
}

function stopOf({ shouldStop, deadline }: FlowOptions): () => boolean {
  return () => shouldStop() || performance.now() > deadline;
}

function whichLimit({ shouldStop }: FlowOptions): 'time' | 'cancelled' {
  return shouldStop() ? 'cancelled' : 'time';
}
