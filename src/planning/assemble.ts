/** Puts the proposal together from a verified allocation. Order of everything is canonical. */
import { countyHash } from '../domain/canonical.ts';
import { policyHash } from '../domain/policy.ts';
import {
  type Placement,
  PROPOSAL_FORMAT,
  type Proposal,
  type RuleCheck,
} from '../domain/proposal.ts';
import type { SchoolTier } from '../domain/vocabulary.ts';
import type { Allocation, Formulation } from '../formulation/index.ts';
import { flowArc } from '../rules/flow-direction.ts';
import { moveKind } from '../rules/move-kind.ts';
import { fitPoints, needsTraining, wishRank } from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts } from '../rules/round.ts';
import { subjectMatch } from '../rules/subject-match.ts';
import { measureIndicators } from './indicators/index.ts';
import { rejectionCounts, standbyEntries } from './standby.ts';

/** What the solve and the check found out. */
export interface Findings {
  readonly status: Proposal['status'];
  readonly limit: Proposal['limit'];
  readonly solver: Proposal['solver'];
  readonly objective: Proposal['objective'];
  readonly gap: Proposal['gap'];
  readonly certificate: Proposal['certificate'];
  readonly ruleChecks: readonly RuleCheck[];
}

const NO_TIMINGS = { readMs: 0, buildMs: 0, solveMs: 0, verifyMs: 0, writeMs: 0 };
const TIERS: readonly SchoolTier[] = ['B', 'U', 'R'];

/** The proposal; its timings are filled in by whoever ran the clock. */
export function assemble(
  formulation: Formulation,
  allocation: Allocation,
  found: Findings,
): Proposal {
  const { round, pairs } = formulation;
  const { county, policy } = round;
  const placements = placementEntries(formulation, allocation);
  return {
    format: PROPOSAL_FORMAT,
    status: found.status,
    limit: found.limit,
    round: policy.round,
    county: {
      name: county.name,
      hash: countyHash(county),
      schools: county.schools.length,
      teachers: county.teachers.length,
      movers: round.people.length,
      postGroups: county.postGroups.length,
      openings: county.postGroups.reduce((sum, group) => sum + group.openings, 0),
      pairs: pairs.person.length,
    },
    policy: { hash: policyHash(policy), values: policy },
    solver: found.solver,
    objective: found.objective,
    gap: found.gap,
    certificate: found.certificate,
    placements,
    standby: standbyEntries(formulation, allocation.standby),
    unfilled: unfilledPosts(formulation, allocation),
    flows: TIERS.flatMap((from) =>
      TIERS.map((to) => ({
        from,
        to,
        count: placements.filter(({ flow }) => flow === flowArc(from, to)).length,
      })),
    ).filter(({ count }) => count > 0),
    indicators: {
      before: measureIndicators(county, policy),
      after: measureIndicators(county, policy, placements),
    },
    rejectedPairs: rejectionCounts(pairs.rejected),
    ruleChecks: [...found.ruleChecks],
    timings: NO_TIMINGS,
  };
}

function placementEntries({ round }: Formulation, { placements }: Allocation): Placement[] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((facts) => [facts.group.id, facts]));
  return placements.map(({ teacherId, postGroupId }) => {
    const person = people.get(teacherId) as PersonFacts;
    const post = groups.get(postGroupId) as GroupFacts;
    const match = subjectMatch(person.teacher, post.group, round.policy);
    return {
      teacherId,
      fromSchoolId: person.teacher.schoolId,
      schoolId: post.group.schoolId,
      postGroupId,
      flow: flowArc(person.home.school.tier, post.site.school.tier),
      fit: fitPoints(person, post, round),
      distance: person.distances[post.site.at] ?? null,
      subjectMatch: match,
      wishRank: wishRank(person, post),
      title: person.teacher.title,
      needsTraining: needsTraining(match),
      locked: person.forced === postGroupId,
      kind: moveKind(person, post, round),
    };
  });
}

/** Open posts nobody takes (placement, competitions), posts below their number after the round (rotation). */
function unfilledPosts({ round }: Formulation, { placements }: Allocation): Proposal['unfilled'] {
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const change = new Map<string, number>();
  const add = (id: string, by: number) => change.set(id, (change.get(id) ?? 0) + by);
  for (const { teacherId, postGroupId } of placements) {
    add(postGroupId, 1);
    const home = people.get(teacherId)?.homeGroup;
    if (round.policy.round === 'rotation' && home != null) add(home.group.id, -1);
  }
  return round.groups.flatMap(({ group, present }) => {
    const moved = change.get(group.id) ?? 0;
    const count =
      round.policy.round === 'rotation' ? group.posts - present - moved : group.openings - moved;
    return count > 0 ? [{ postGroupId: group.id, count }] : [];
  });
}
