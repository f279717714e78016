/**
 * 方案审计: a manual plan as it is, its smallest legal repair and the optimum, side by side. Legality comes first: no
 * figure of a column hides a broken rule, and an illegal plan is compared with a legal one in nothing else.
 */
import { AUDIT_FORMAT, type Audit, type AuditColumn } from '../../domain/audit.ts';
import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { NOTES } from '../../domain/notes.ts';
import { placeWords } from '../../domain/place-words.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { type Formulation, formulate } from '../../formulation/index.ts';
import { homeGroupId } from '../../rules/movers.ts';
import { verify } from '../../verification/index.ts';
import { measureIndicators } from '../indicators/index.ts';
import { type Placements, type PlanPosts, postsOf } from '../plan-posts.ts';
import { type Outcome, proposeFrom } from '../propose.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import { columnOf, standbyAfter } from './columns.ts';
import { firstDifference, isBestAlready } from './distance.ts';
import { changesOf } from './reasons.ts';
import { type Repair, smallestRepair } from './repair.ts';
import { shiftsOf } from './shifts.ts';
import { brokenBy } from './violations.ts';

/**
 * Audits a plan. Policies that solve round by round, by one weighted sum or by ranks of wishes are audited by the joint
 * program, tier by tier: only then is the optimum never behind the repair.
 * @param plan moves; ids must be known and nobody may be named twice (the intake sees to it). Others are on standby
 *   (rotation: stay)
 * @throws InputError when a lock of the policy cannot stand
 * @throws CertificateError when the independent check refuses an answer
 */
export async function auditPlan(
  county: County,
  policy: Policy,
  plan: Placements,
  options: ProposeOptions = {},
): Promise<Audit> {
  const formulation = formulate(county, tierByTier(policy));
  const moves = withoutStays(county, policy, plan);
  const posts = postsOf(moves);
  const outcome = await proposeFrom(formulation, options);
  const found =
    outcome.kind === 'proposal' ? await smallestRepair(formulation, posts, options) : null;
  const manual = manualColumn(formulation, moves);
  const repair = found === null ? null : repairColumn(formulation, posts, manual, found);
  const optimum = outcome.kind === 'proposal' ? optimumColumn(formulation, posts, outcome) : null;
  return {
    ...headOf(county, policy, formulation),
    violations: !manual.legal,
    ...comparison(manual, repair, optimum),
    before: measureIndicators(county, policy).stages,
    manual,
    people: brokenBy(manual.violations),
    repair,
    optimum,
    noAllocation: outcome.kind === 'proposal' ? null : whyNone(outcome),
  };
}

function headOf(county: County, policy: Policy, { round }: Formulation) {
  return {
    format: AUDIT_FORMAT,
    round: policy.round,
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(policy) },
    note: round.policy === policy ? null : NOTES.auditJoint.zh,
  } as const;
}

function comparison(
  manual: Audit['manual'],
  repair: Audit['repair'],
  optimum: Audit['optimum'],
): Pick<Audit, 'nothingToGain' | 'distance'> {
  const difference = (from: AuditColumn | null, to: AuditColumn | null) =>
    from === null || to === null ? null : firstDifference(from, to);
  const gain = difference(manual, optimum);
  return {
    nothingToGain: optimum?.proven === true && isBestAlready(gain),
    distance: {
      manualToRepair: difference(manual, repair),
      manualToOptimum: gain,
      repairToOptimum: difference(repair, optimum),
    },
  };
}

function tierByTier(policy: Policy): Policy {
  const { flow, objective, noEnvy } = policy;
  if (flow.mode === 'joint' && objective.mode === 'lexicographic' && noEnvy === 'report')
    return policy;
  return {
    ...policy,
    noEnvy: 'report',
    flow: { ...flow, mode: 'joint' },
    objective: { ...objective, mode: 'lexicographic' },
  };
}

/** In a rotation the own post is a stay, however the plan writes it. */
function withoutStays(county: County, { round }: Policy, plan: Placements): Placements {
  if (round !== 'rotation') return plan;
  const homes = new Map(county.teachers.map((teacher) => [teacher.id, homeGroupId(teacher)]));
  return plan.filter(({ teacherId, postGroupId }) => homes.get(teacherId) !== postGroupId);
}

function manualColumn(formulation: Formulation, placements: Placements): AuditColumn {
  const { county, policy } = formulation.round;
  const standby = standbyAfter(formulation, placements);
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  const verification = verify(county, policy, claim);
  const bounds = new Map<string, number>();
  return columnOf(formulation, postsOf(placements), { placements, verification, bounds });
}

function repairColumn(
  formulation: Formulation,
  plan: PlanPosts,
  { violations }: AuditColumn,
  { allocation, verification, bounds, leastChanges, proven }: Repair,
): NonNullable<Audit['repair']> {
  const { round } = formulation;
  const { placements } = allocation;
  const words = placeWords(round.county);
  return {
    ...columnOf(formulation, plan, { placements, verification, bounds }),
    leastChanges,
    proven,
    changes: changesOf({ round, plan, violations, repaired: allocation, words }),
    shifts: shiftsOf(round, plan, postsOf(placements)),
  };
}

function optimumColumn(
  formulation: Formulation,
  plan: PlanPosts,
  { proposal }: { readonly proposal: Proposal },
): NonNullable<Audit['optimum']> {
  const { placements, ruleChecks, objective, status } = proposal;
  const { tiers } = objective;
  const bounds = new Map(
    tiers.flatMap(({ id, bound }) => (bound === null ? [] : [[id, bound] as const])),
  );
  const verification = { accepted: true, ruleChecks, tiers };
  return {
    ...columnOf(formulation, plan, { placements, verification, bounds }),
    proven: status === 'optimal',
    shifts: shiftsOf(formulation.round, plan, postsOf(placements)),
  };
}

function whyNone({
  termination,
  reasons,
}: Exclude<Outcome, { kind: 'proposal' }>): Audit['noAllocation'] {
  return {
    termination,
    reasons: reasons.map(({ rules, message }) => ({ rules: [...rules], message })),
  };
}
