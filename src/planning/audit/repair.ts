/**
 * The smallest legal repair of a plan: among all legal allocations those that leave the most people where the plan has
 * them, and of these the best by the policy's tiers. One tier is put before the policy's, nothing else changes.
 */
import { type LexicographicResult, solveLexicographic } from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import { type Allocation, decode, type Formulation, fingerprint } from '../../formulation/index.ts';
import { type Verification, verify } from '../../verification/index.ts';
import { keptObjective } from '../kept.ts';
import { changedPeople, type PlanPosts, postsOf } from '../plan-posts.ts';
import { objectives, type ProposeOptions } from '../solve-tiers.ts';

export interface Repair {
  readonly allocation: Allocation;
  readonly verification: Verification;
  /** Bound of each closed tier of the policy. */
  readonly bounds: ReadonlyMap<string, number>;
  /** Proven lower bound of the number of changed people; null = none. */
  readonly leastChanges: number | null;
  /** All tiers closed, the number of changes first. */
  readonly proven: boolean;
}

/**
 * @returns null when there is no legal allocation, or none was found within the limits
 * @throws CertificateError when the independent check refuses the answer
 */
export async function smallestRepair(
  formulation: Formulation,
  plan: PlanPosts,
  { backend = 'auto', limits = {} }: ProposeOptions,
): Promise<Repair | null> {
  const goals = [keptObjective(formulation, plan), ...objectives(formulation)];
  const result = await solveLexicographic(formulation.model, goals, { backend, limits });
  if (result.values === null) {
    if (result.termination === 'infeasible' || result.termination === 'none') return null;
    throw new Error(result.message ?? `the solver ended with ${result.termination}`);
  }
  const allocation = decode(formulation, result.values);
  return checked(formulation, plan, allocation, result);
}

/** Believes nothing: the allocation by the independent check, the number of changes by counting them. */
function checked(
  formulation: Formulation,
  plan: PlanPosts,
  allocation: Allocation,
  { tiers, termination }: LexicographicResult,
): Repair {
  const { round } = formulation;
  const [kept, ...rest] = tiers;
  const closed = rest.filter(({ value, bound, proof }) => proof !== 'none' && value === bound);
  const bounds = new Map(closed.map(({ name, bound }) => [name, bound as number]));
  const verification = verify(round.county, round.policy, {
    ...allocation,
    tiers: formulation.tiers.flatMap(({ id }) => {
      const bound = bounds.get(id);
      return bound === undefined ? [] : [{ id, value: bound, bound }];
    }),
    weighted: null,
    program: fingerprint(formulation),
  });
  const strangers = [...plan.keys()].filter((id) => !isOfRound(formulation, id)).length;
  const all = round.people.length + strangers;
  const changed = changedPeople(plan, postsOf(allocation.placements)).length;
  const findings = [
    ...verification.findings,
    ...(kept?.value === all - changed ? [] : [`${changed} people differ from the plan`]),
  ];
  if (findings.length > 0) throw new CertificateError(findings);
  const bound = kept?.bound ?? null;
  return {
    allocation,
    verification,
    bounds,
    leastChanges: bound === null ? null : all - Math.floor(bound),
    proven: termination === 'optimal',
  };
}

function isOfRound({ round }: Formulation, id: string): boolean {
  return round.people.some(({ teacher }) => teacher.id === id);
}
