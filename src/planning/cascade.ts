/**
 * Cascade (A1, §2.9): successive rounds, one listed direction after the other; what an earlier round placed stands.
 * Every round is the joint program with the pairs of later directions shut, so it shares all caps, prices and proofs.
 */
import type { Certificate, LexicographicResult, Model } from '../../solver/index.ts';
import type { Policy } from '../domain/policy.ts';
import { type Allocation, decode, type Formulation } from '../formulation/index.ts';
import { flowArc, isUpward } from '../rules/flow-direction.ts';
import type { GroupFacts, PersonFacts } from '../rules/round.ts';
import {
  certificateOf,
  type ProposeOptions,
  type Proven,
  provenBy,
  solveTiers,
} from './solve-tiers.ts';

type CascadeRound = NonNullable<Proven['rounds']>[number];

/** One direction a round: the listed order, then B→R where the policy lets it skip the streets. */
export function cascadeOrder({ flow }: Policy): string[] {
  const skips = flow.skip !== 'strict' && !flow.arcs.includes('BR');
  return [...flow.arcs, ...(skips ? ['BR'] : [])];
}

interface SolvedCascade {
  readonly result: LexicographicResult;
  /** The program of the round that was solved last. */
  readonly solved: Formulation;
  readonly proven: Proven;
  /** Of the rounds that found something. */
  readonly certificates: readonly (Certificate | null)[];
}

/** Solves the rounds in order until one does not close; what stood before a round that found nothing is kept. */
export async function solveCascade(
  formulation: Formulation,
  options: ProposeOptions,
): Promise<SolvedCascade> {
  const order = cascadeOrder(formulation.round.policy);
  const started = performance.now();
  const rounds: CascadeRound[] = [];
  const certificates: (Certificate | null)[] = [];
  let standing: Allocation = { placements: [], standby: [] };
  let last: SolvedCascade | null = null;
  for (const [k, arc] of order.entries()) {
    const complete = k === order.length - 1 || !asksForMore(formulation);
    const solved = { ...formulation, model: roundModel(formulation, k, standing) };
    const result = await solveTiers(solved, roundOptions(options, started, rounds, complete));
    if (result.values === null)
      return last === null ? unsolved(solved, result) : cutOff(last, result, solved);
    standing = decode(formulation, result.values);
    rounds.push(closedRound(arc, standing, result));
    certificates.push(certificateOf(solved, result));
    const found = {
      result,
      solved,
      proven: { ...provenBy(result), closed: [], rounds: [...rounds] },
      certificates: [...certificates],
    };
    if (result.termination !== 'optimal') return found;
    last = complete ? found : null;
    if (k === order.length - 1) return found;
  }
  throw new Error('a cascade without directions');
}

/** Posts that must be filled are asked for in the last round: a point of an earlier one need not be legal. */
function asksForMore({ round }: Formulation): boolean {
  return round.groups.some(({ least }) => least > 0);
}

function unsolved(solved: Formulation, result: LexicographicResult): SolvedCascade {
  return { result, solved, proven: provenBy(result), certificates: [] };
}

/** A round that a limit stopped before its first point: the rounds before it stand, and nothing more is proven. */
function cutOff(
  { result: before, proven, certificates }: SolvedCascade,
  result: LexicographicResult,
  solved: Formulation,
): SolvedCascade {
  if (result.termination !== 'none') return unsolved(solved, result);
  return {
    result: before,
    solved,
    proven: {
      ...proven,
      limit: result.limit ?? null,
      rounds: [...(proven.rounds ?? []), OPEN_ROUND],
    },
    certificates,
  };
}

/** What is left of the time limit; incumbents carry the rounds closed so far, and no bound of the joint program. */
function roundOptions(
  options: ProposeOptions,
  started: number,
  rounds: readonly CascadeRound[],
  complete: boolean,
): ProposeOptions {
  const { timeSeconds } = options.limits ?? {};
  const left = (timeSeconds ?? 0) - (performance.now() - started) / 1000;
  return {
    ...options,
    limits: {
      ...options.limits,
      ...(timeSeconds === undefined ? {} : { timeSeconds: Math.max(0.001, left) }),
    },
    onIncumbent: (allocation, proven) => {
      if (!complete) return;
      options.onIncumbent?.(allocation, { ...proven, closed: [], rounds: [...rounds, OPEN_ROUND] });
    },
  };
}

/** Stands for a round that was cut off: nothing of it is proven. */
export const OPEN_ROUND: CascadeRound = {
  arcs: [],
  placed: 0,
  objectives: [{ name: 'open', value: 0, bound: null, proof: 'none' }],
};

function closedRound(arc: string, standing: Allocation, result: LexicographicResult): CascadeRound {
  return {
    arcs: [arc],
    placed: standing.placements.length,
    objectives: result.tiers.map(({ name, value, bound, proof }) => ({
      name,
      value: value ?? 0,
      bound,
      proof: proof === 'backend' ? ('solver' as const) : proof,
    })),
  };
}

/** What stood after round k of a finished cascade, by the direction of each move; round −1 = nothing yet. */
export function standingAfter(
  { round }: Formulation,
  { placements }: Pick<Allocation, 'placements'>,
  k: number,
): Allocation {
  const order = cascadeOrder(round.policy);
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  const roundOf = (teacherId: string, postGroupId: string) => {
    const person = people.get(teacherId) as PersonFacts;
    const post = groups.get(postGroupId) as GroupFacts;
    const tiers = [person.home.school.tier, post.site.school.tier] as const;
    if (isUpward(...tiers) || person.forced !== null) return 0;
    return order.indexOf(flowArc(...tiers));
  };
  const standing = placements.filter((p) => roundOf(p.teacherId, p.postGroupId) <= k);
  const placed = new Set(standing.map(({ teacherId }) => teacherId));
  const standby = round.people.map(({ teacher }) => teacher.id).filter((id) => !placed.has(id));
  return { placements: standing, standby };
}

/**
 * The joint model with later directions shut and earlier placements fixed. Locks and returns by right (D10) stand from
 * the first round on; posts that must be filled are asked for in the last.
 */
export function roundModel(formulation: Formulation, k: number, standing: Allocation): Model {
  const order = cascadeOrder(formulation.round.policy);
  const { model, columns, pairs, round } = formulation;
  const upper = Float64Array.from(model.upper);
  const lower = Float64Array.from(model.lower);
  const placed = new Map(standing.placements.map((p) => [p.teacherId, p.postGroupId]));
  const open = new Set(order.slice(0, k + 1));
  pairs.person.forEach((p, at) => {
    const person = round.people[p] as PersonFacts;
    const post = round.groups[pairs.group[at] as number] as GroupFacts;
    const tiers = [person.home.school.tier, post.site.school.tier] as const;
    const inTime = isUpward(...tiers) || open.has(flowArc(...tiers)) || person.forced !== null;
    const stands = placed.get(person.teacher.id) ?? post.group.id;
    if (inTime && stands === post.group.id) return;
    for (const column of [columns.pair[at] as number, columns.first[at] as number]) {
      if (column !== -1) upper[column] = 0;
    }
  });
  round.people.forEach((person, p) => {
    if (placed.has(person.teacher.id)) upper[columns.standby[p] as number] = 0;
  });
  if (k < order.length - 1) for (const column of columns.filled.values()) lower[column] = 0;
  return { ...model, lower, upper };
}
