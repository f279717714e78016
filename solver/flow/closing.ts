/**
 * Closes a tier whose relaxation is solved: at a whole vertex at once, else by branching; share by share where what is
 * left falls apart. Nothing is held here: every share is proven on the box of the tier.
 */
import type { Model, Objective } from '../model.ts';
import { stepOf } from '../proof/bound.ts';
import type { ProofTree, TierTree } from '../proof/certificate.ts';
import { Brancher, mostFractional, wholePoint } from './branch.ts';
import { type Multipliers, multipliers, rowMultipliers, wholeBound } from './exact.ts';
import { type Shares, sharesOf } from './shares.ts';
import type { Simplex } from './simplex.ts';
import type { State } from './state.ts';

export interface ClosingOptions {
  readonly model: Model;
  readonly allWhole: boolean;
  /** Multipliers that a leaf has. */
  readonly rows: number;
  readonly mostNodes: number;
  readonly shouldStop: () => boolean;
  /** For each better point while branching; minimised value. */
  readonly onIncumbent: (value: number, x: Float64Array) => void;
}

/** What the multipliers at the optimum of a relaxation prove, and of which costs. */
export interface Root {
  readonly objective: Objective;
  readonly proof: Multipliers;
  /** Reduced costs of all variables. */
  readonly d: Float64Array;
  readonly step: number;
  /** Whole, minimised. */
  readonly bound: number;
  readonly leaf: { readonly kind: 'bound'; readonly scale: number; readonly rows: Float64Array };
}

export interface Closed {
  readonly end: 'closed' | 'limit' | 'stopped' | 'failed';
  /** Why it failed. */
  readonly message: string;
  /** Of the best point, minimised. */
  readonly value: number | null;
  readonly x: Float64Array | null;
  /** 'closed': that nothing is better, */
  readonly tree: TierTree | null;
  /** or that there is no point. */
  readonly empty: ProofTree | null;
  readonly nodes: number;
  /** Of the shares, in their order, each with its part of the value; of the tier when it is one. */
  readonly roots: readonly Valued[];
}

export type Valued = Root & { readonly value: number };

type ClosedShare = Closed & { readonly tree: ProofTree | null };

/** Branching nodes for a share, when the caller sets no limit: beyond them another solver is better. */
const MOST_NODES = 5_000;

/**
 * The bound at the optimum where the simplex stands; null = its multipliers are too large to be exact.
 * @param d filled with the reduced costs
 */
export function rootOf(
  { state }: Simplex,
  objective: Objective,
  d: Float64Array,
  { model, rows }: Pick<ClosingOptions, 'model' | 'rows'>,
): Root | null {
  const proof = multipliers(state, d);
  const { numerator, scale } = proof;
  if (numerator === null) return null;
  const step = knownStep(model.integer, objective);
  const bound = Number(wholeBound(numerator, scale, step));
  const leaf = { kind: 'bound' as const, scale, rows: rowMultipliers(state, proof, rows) };
  return { objective, proof, d, step, bound, leaf };
}

/** Steps of objectives that are asked for again and again, with the columns they are whole on. */
const steps = new WeakMap<Objective, { readonly integer: Uint8Array; readonly step: number }>();

function knownStep(integer: Uint8Array, objective: Objective): number {
  const known = steps.get(objective);
  if (known?.integer === integer) return known.step;
  const step = stepOf(integer, objective.coefficients);
  steps.set(objective, { integer, step });
  return step;
}

/**
 * @param root of the tier
 * @param before a point of the tier; null = none is known
 */
export function closeTier(
  simplex: Simplex,
  root: Root,
  before: Float64Array | null,
  options: ClosingOptions,
): Closed {
  const { integer } = options.model;
  const isWhole = mostFractional(simplex, integer) === -1;
  const apart = isWhole ? null : sharesOf(simplex.state, integer, root.objective);
  if (apart === null) return close(simplex, root, integer, before, options);
  const known = before ?? brancher(simplex, root, integer, null, options).firstPoint();
  const closed = closeShares(simplex, apart, known, options);
  setCosts(simplex.state, root.objective);
  if (closed.end === 'closed' || known === null) return closed;
  return { ...closed, x: known, value: costOf(simplex.state, known) };
}

/** One after the other, until one is not closed or has no point: then there is none of the tier. */
function closeShares(
  simplex: Simplex,
  { shares, shareOf }: Shares,
  known: Float64Array | null,
  options: ClosingOptions,
): Closed {
  const done: ClosedShare[] = [];
  let nodes = 0;
  for (const { objective, integer } of shares) {
    const left = { ...options, mostNodes: options.mostNodes - nodes };
    const closed = closeShare(simplex, objective, integer, known, left);
    nodes += closed.nodes;
    if (closed.end !== 'closed' || closed.x === null)
      return { ...closed, x: null, value: null, nodes };
    done.push(closed);
  }
  return {
    ...open('closed'),
    value: done.reduce((sum, { value }) => sum + value!, 0),
    x: Float64Array.from(shareOf, (share, j) => done[share]!.x![j]!),
    tree: {
      kind: 'sum',
      shares: done.map(({ tree }, k) => ({ columns: shares[k]!.columns, tree: tree! })),
    },
    nodes,
    roots: done.flatMap(({ roots }) => roots),
  };
}

function closeShare(
  simplex: Simplex,
  objective: Objective,
  integer: Uint8Array,
  known: Float64Array | null,
  options: ClosingOptions,
): ClosedShare {
  const { state } = simplex;
  setCosts(state, objective);
  const end = simplex.run(options.shouldStop);
  if (end === 'stopped') return open(end);
  const root =
    end === 'optimal' ? rootOf(simplex, objective, new Float64Array(state.size), options) : null;
  if (root === null) return open('failed', `a share of the tier ended with ${end}`);
  return close(simplex, root, integer, known, { ...options, onIncumbent: () => {} });
}

function close(
  simplex: Simplex,
  root: Root,
  integer: Uint8Array,
  known: Float64Array | null,
  options: ClosingOptions,
): ClosedShare {
  if (mostFractional(simplex, integer) === -1) {
    const x = wholePoint(simplex, integer);
    const value = costOf(simplex.state, x);
    // A whole vertex is worth its relaxation; if the bound is not, its multipliers were not exact.
    if (root.bound !== value || !Number.isSafeInteger(value))
      return open('failed', 'duals too fine to be exact');
    return { ...open('closed'), value, x, tree: root.leaf, roots: [{ ...root, value }] };
  }
  const { end, tree, ...found } = brancher(simplex, root, integer, known, options).run(root.proof);
  if (end === 'failed' || (end === 'limit' && options.mostNodes > MOST_NODES))
    return { ...open('failed', `branching ended with ${end}`), nodes: found.nodes };
  if (found.value === null || tree === null) return { ...open(end), ...found, empty: tree };
  const { scale, rows } = root.leaf;
  const isMet = found.value === root.bound;
  const whole = isMet ? root.leaf : ({ kind: 'narrow', scale, rows, rest: tree } as const);
  const roots = [{ ...root, value: found.value }];
  return { ...open(end), ...found, tree: whole, roots };
}

function open(end: Closed['end'], message = ''): ClosedShare {
  return { end, message, value: null, x: null, tree: null, empty: null, nodes: 0, roots: [] };
}

function brancher(
  simplex: Simplex,
  { d, step }: Root,
  integer: Uint8Array,
  known: Float64Array | null,
  options: ClosingOptions,
): Brancher {
  const { rows, allWhole, shouldStop, onIncumbent } = options;
  return new Brancher(simplex, d, known && costOf(simplex.state, known), known, {
    ...{ integer, rows, step, allWhole, shouldStop, onIncumbent },
    mostNodes: Math.min(options.mostNodes, MOST_NODES),
  });
}

export function setCosts(state: State, objective: Objective): void {
  const sign = objective.sense === 'min' ? 1 : -1;
  const { coefficients } = objective;
  const { cost, live } = state;
  const count = live ? live.length : cost.length;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    cost[j] = sign * coefficients[j]!;
  }
}

function costOf({ live, cost }: State, x: Float64Array): number {
  const count = live ? live.length : x.length;
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const j = live ? live[k]! : k;
    if (x[j] !== 0) sum += cost[j]! * x[j]!;
  }
  return sum;
}
