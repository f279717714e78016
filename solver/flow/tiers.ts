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
import type { ProofTree, TierTree } from '../proof/certificate.ts';
import { blend } from './blend.ts';
import { mostFractional, wholePoint } from './branch.ts';
import { closeTier, rootOf, setCosts, type Valued } from './closing.ts';
import { holdFace, multipliers, rowMultipliers } from './exact.ts';
import { type Network, withSideRow } from './network.ts';
import { Simplex } from './simplex.ts';
import { type Minimised, minimisedOf, Standing } from './standing.ts';
import { firstStart, isVeryLarge } from './start.ts';
import { HELD } from './state.ts';

/** How one objective ended; numbers minimised. */
export interface FlowTier {
  readonly value: number | null;
  readonly bound: number | null;
  readonly tree: TierTree | null;
  /** scale · reduced cost of each variable, where the tree begins with one leaf for all; the next tier writes over it. */
  readonly d: Float64Array | null;
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

/**
 * Largest cost of the blend that repairs go by: sums stay exact, and no objective in it is rounded, or the last basis would not be
 * dual feasible for it (round, all tiers, a lock: 159 pivots with 128 levels, 7 without).
 */
const LARGEST_REPAIRED = 2 ** 44;

/** Where a tier stands. */
interface Among {
  readonly index: number;
  /** A point of the tiers before it; null for the first. */
  readonly before: Float64Array | null;
  readonly after: readonly Objective[];
}

interface Ended {
  readonly termination: FlowResult['termination'];
  readonly limit?: 'time' | 'node' | 'cancelled';
  readonly message?: string;
}

/** The first tiers, closed by the basis of an earlier solve, at a point. */
interface Stands {
  readonly tiers: readonly FlowTier[];
  readonly x: Float64Array | null;
}

const NONE_STANDS: Stands = { tiers: [], x: null };

export class Tiers {
  readonly model: Model;
  readonly network: Network;
  private simplex: Simplex;
  private readonly allWhole: boolean;
  private d: Float64Array;
  private started = false;
  /** The present solve goes on from the last one's basis, which led nowhere. */
  private lost = false;
  /** Rows that the tiers so far have in a proof: one for each share. */
  private held = 0;
  /** Objectives that the last basis is dual feasible for, and their blend once it was needed. */
  private solved: readonly Objective[] = [];
  private blended: Float64Array | null = null;
  private standing: Standing | null = null;
  /** Variables whose bounds have changed since the last solve; the variable of each row, once one was asked for. */
  private readonly touched = new Set<number>();
  private variableOfRow: Int32Array | null = null;
  private readonly minimised = new WeakMap<Objective, Minimised>();
  /** Pivots before the present solve. */
  private pivotsBefore = 0;

  /** @param model its bounds may be changed between solves, see {@link Tiers.touch}; everything else stays */
  constructor(model: Model, network: Network) {
    this.model = model;
    this.network = network;
    this.simplex = new Simplex(network);
    this.allWhole = !model.integer.includes(0);
    this.d = new Float64Array(this.simplex.state.size);
  }

  /** To be told of each column or row of the model whose bounds have changed. */
  touch(kind: 'column' | 'row', at: number): void {
    const { network, touched } = this;
    if (kind === 'column') touched.add(at);
    else {
      this.variableOfRow ??= variablesOf(network);
      touched.add(this.variableOfRow[at]!);
    }
  }

  solve(objectives: readonly Objective[], options: FlowOptions): FlowResult {
    const isWarm = this.prepare(objectives, options);
    const ended: FlowTier[] = [];
    let x: Float64Array | null = null;
    const finish = (end: Ended, empty: ProofTree | null = null): FlowResult => ({
      ...end,
      x,
      tiers: ended,
      empty,
    });
    if (isWarm && this.simplex.priceDistance()) {
      const empty = this.emptiness(this.model.rowLower.length);
      // The dual simplex stopped where all reduced costs have their signs.
      if (empty !== null) {
        const report = this.openTier(this.pivotsBefore);
        options.onTier?.(report, null);
        this.solved = [...objectives];
        return { termination: 'infeasible', x: null, tiers: [report], empty };
      }
    }
    if (this.lost && !stopOf(options)())
      return finish({
        termination: 'gave-up',
        message: 'what an earlier solve left leads nowhere',
      });
    let nodesLeft = options.mostNodes;
    const standing = isWarm ? this.stands(objectives, options) : NONE_STANDS;
    for (const [k, objective] of objectives.entries()) {
      if (k < standing.tiers.length) {
        x = standing.x;
        ended.push(standing.tiers[k]!);
        options.onTier?.(standing.tiers[k]!, x);
        continue;
      }
      const left = { ...options, mostNodes: nodesLeft };
      const tier = this.solveTier(
        objective,
        { index: k, before: x, after: objectives.slice(k + 1) },
        left,
      );
      nodesLeft -= tier.report.nodes;
      if (tier.x) x = tier.x;
      ended.push(tier.report);
      options.onTier?.(tier.report, x);
      if (tier.end) return finish(tier.end, tier.empty);
    }
    this.solved = [...objectives];
    return finish({ termination: 'optimal' });
  }

  /** The tiers that are closed where a warm solve stands; held for the others. */
  private stands(objectives: readonly Objective[], options: FlowOptions): Stands {
    const { simplex, model, minimised } = this;
    const { state } = simplex;
    if (!state.settled || stopOf(options)()) return NONE_STANDS;
    if (mostFractional(simplex, model.integer) !== -1) return NONE_STANDS;
    const x = wholePoint(simplex, model.integer);
    const all = objectives.map((objective) => {
      const one = minimised.get(objective) ?? minimisedOf(objective);
      minimised.set(objective, one);
      return one;
    });
    this.standing ??= new Standing(state);
    const closed = this.standing.find(all, x, model.rowLower.length);
    if (closed.length > 0 && closed.length < all.length) this.standing.hold(closed.length);
    this.held = closed.length;
    const tiers = closed.map(
      ({ value, leaf, columns }, k): FlowTier => ({
        ...{ value, bound: value, tree: leaf, d: null, held: 'face', columns, nodes: 0 },
        pivots: k === 0 ? simplex.pivots - this.pivotsBefore : 0,
      }),
    );
    return { tiers, x };
  }

  /** Bounds anew from the model, nothing held, the basis of the last solve or a first one. */
  private prepare(objectives: readonly Objective[], options: FlowOptions): boolean {
    if (this.simplex.state.network !== this.network) this.beginAnew();
    const { simplex } = this;
    const { state } = simplex;
    this.pivotsBefore = simplex.pivots;
    this.held = 0;
    state.loadBounds(this.model);
    state.live = null;
    const isWarm = this.started;
    if (!isWarm) {
      const blended = objectives.length > 1 && isVeryLarge(state);
      if (blended) blend(objectives, state.cost);
      else setCosts(state, objectives[0]!);
      const { tree, atUpper, mu, near, again } = firstStart(state);
      state.start(tree, atUpper);
      simplex.far = !near;
      simplex.again = again;
      simplex.mu = mu;
      // However it ends, the first tier goes on from there and finds out the same.
      if (blended && again !== null) simplex.run(stopOf(options));
      this.started = true;
    } else {
      state.release(this.touched);
      this.lost = !simplex.resume(this.dualCosts(objectives), this.touched, stopOf(options));
    }
    this.touched.clear();
    this.solved = [];
    return isWarm;
  }

  /** Costs for which the last basis is dual feasible, when only bounds have changed since: of all tiers, as far as they fit. */
  private dualCosts(objectives: readonly Objective[]): Float64Array | null {
    const { solved, simplex } = this;
    if (objectives.some((one, k) => one !== solved[k])) {
      this.blended = null;
      return null;
    }
    if (this.blended === null) {
      this.blended = new Float64Array(simplex.state.n);
      blend(objectives, this.blended, Infinity, LARGEST_REPAIRED);
    }
    return this.blended;
  }

  /** Whether the next solve goes on from the basis of the last. */
  get isWarm(): boolean {
    return this.started && this.simplex.state.network === this.network;
  }

  /** Forgets every basis, and hold rows. */
  beginAnew(): void {
    this.simplex = new Simplex(this.network);
    this.standing = null;
    this.d = new Float64Array(this.simplex.state.size);
    this.started = false;
    this.lost = false;
  }

  private solveTier(
    objective: Objective,
    { index, before, after }: Among,
    options: FlowOptions,
  ): { report: FlowTier; x: Float64Array | null; end: Ended | null; empty: ProofTree | null } {
    const { simplex } = this;
    const { state } = simplex;
    setCosts(state, objective);
    const from = index === 0 ? this.pivotsBefore : simplex.pivots;
    const end = simplex.run(stopOf(options));
    const report = (more: Partial<FlowTier>): FlowTier => ({ ...this.openTier(from), ...more });
    const open = (ended: Ended, more: Partial<FlowTier> = {}, empty: ProofTree | null = null) => ({
      report: report(more),
      x: null,
      end:
        before && ended.termination === 'none'
          ? { ...ended, termination: 'feasible' as const }
          : ended,
      empty,
    });
    const rows = this.model.rowLower.length + this.held;
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
    const given = { model: this.model, allWhole: this.allWhole, rows };
    const root = rootOf(simplex, objective, this.d, given);
    if (root === null)
      return open({ termination: 'gave-up', message: 'multipliers are too large to be exact' });
    const known = before ?? this.blendedPoint([objective, ...after], options);
    const closed = closeTier(simplex, root, known, {
      ...given,
      mostNodes: options.mostNodes,
      shouldStop: stopOf(options),
      onIncumbent: (value, x) => options.onIncumbent?.(value, x),
    });
    const { end: ended, message, value, x, tree, empty, nodes } = closed;
    if (ended === 'failed') return open({ termination: 'gave-up', message }, { nodes });
    if (ended !== 'closed') {
      const limit = ended === 'limit' ? 'node' : whichLimit(options);
      const termination = x ? 'feasible' : 'none';
      const { bound, leaf } = root;
      return { ...open({ termination, limit }, { value, bound, tree: leaf, nodes }), x };
    }
    if (value === null || x === null) return open({ termination: 'infeasible' }, { nodes }, empty);
    const held = after.length > 0 ? this.hold(closed.roots, x) : faceOf(closed.roots);
    const d = closed.roots.length === 1 ? closed.roots[0]!.d : null;
    return {
      report: report({ value, bound: value, tree, d, held, nodes }),
      x,
      end: null,
      empty: null,
    };
  }

  /** A tier of which nothing is known; pivots are counted from a number of them. */
  private openTier(from: number): FlowTier {
    const { state, pivots } = this.simplex;
    const columns = state.live?.length ?? state.n;
    const unknown = { value: null, bound: null, tree: null, d: null, held: null };
    return { ...unknown, columns, nodes: 0, pivots: pivots - from };
  }

  /**
   * The optimum of all tiers' blend where that is whole and this tier's is not; the simplex stands as before. A first tier with
   * few prices has many optima, nearly all of them fractional and far from whole; what the others ask for tells them apart
   * (rotation of a county, preset exchange, second year: no point after 900 nodes, this one at once).
   */
  private blendedPoint(
    objectives: readonly Objective[],
    options: FlowOptions,
  ): Float64Array | null {
    const { simplex, model } = this;
    const { state } = simplex;
    if (objectives.length === 1 || mostFractional(simplex, model.integer) === -1) return null;
    const before = state.snapshot();
    blend(objectives, state.cost);
    const isWhole =
      simplex.run(stopOf(options)) === 'optimal' && mostFractional(simplex, model.integer) === -1;
    const point = isWhole ? wholePoint(simplex, model.integer) : null;
    state.restore(before);
    setCosts(state, objectives[0]!);
    simplex.run(stopOf(options));
    return point;
  }

  private emptiness(rows: number): ProofTree | null {
    const { state } = this.simplex;
    const proof = multipliers(state, this.d, true);
    if (proof.numerator === null || proof.numerator <= 0n) return null;
    return { kind: 'infeasible', rows: rowMultipliers(state, proof, rows) };
  }

  /** Every share of the tier at its value, for the tiers after it. */
  private hold(roots: readonly Valued[], x: Float64Array): 'face' | 'row' {
    const { model, allWhole } = this;
    const { state } = this.simplex;
    const first = model.rowLower.length + this.held;
    this.held += roots.length;
    const isFace = roots.map(({ proof, d, value }) => {
      const gap = BigInt(value) * BigInt(proof.scale) - proof.numerator!;
      const safe = gap >= 0n && gap < BigInt(Number.MAX_SAFE_INTEGER);
      return safe && holdFace(state, d, Number(gap), model.integer, allWhole);
    });
    state.listLive();
    for (const [k, { objective }] of roots.entries())
      if (!isFace[k]) this.addHoldRow(objective, first + k, x);
    return isFace.every(Boolean) ? 'face' : 'row';
  }

  /** The row cost·x = value, over what is not held. */
  private addHoldRow(objective: Objective, row: number, x: Float64Array): void {
    const old = this.simplex;
    const { state } = old;
    const sign = objective.sense === 'min' ? 1 : -1;
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

/**
 * What holds the last tier for whoever asks: its face, where no gap is left, so that everything priced could be held. Nothing
 * is held then, least of all by a row, which would cost the next solve its basis.
 */
function faceOf(roots: readonly Valued[]): 'face' | null {
  return roots.every(({ proof, value }) => BigInt(value) * BigInt(proof.scale) === proof.numerator)
    ? 'face'
    : null;
}

/** The logical arc or slack of each row of the model. */
function variablesOf({ columns, nodes, nodeRow, sideRow }: Network): Int32Array {
  const variables = new Int32Array(nodeRow.length + sideRow.length);
  for (const [i, row] of nodeRow.entries()) variables[row] = columns + i;
  for (const [s, row] of sideRow.entries()) variables[row] = columns + nodes + s;
  return variables;
}

function stopOf({ shouldStop, deadline }: FlowOptions): () => boolean {
  return () => shouldStop() || performance.now() > deadline;
}

function whichLimit({ shouldStop }: FlowOptions): 'time' | 'cancelled' {
  return shouldStop() ? 'cancelled' : 'time';
}
