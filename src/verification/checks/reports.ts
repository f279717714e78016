/** Figures that no row bounds: rural shortages filled, training, long ways. */
import { sum } from '../arithmetic.ts';
import type { Outcome } from '../outcome.ts';
import { CONVERTIBLE_MATCH, matchClass } from '../subject-match.ts';
import { type Result, should } from './result.ts';

export function reportChecks(outcome: Outcome): Result[] {
  return [...ruralShortages(outcome), training(outcome), longWays(outcome)];
}

/** X08: rural teaching posts that were open and are filled. */
function ruralShortages({ facts, movesInto }: Outcome): Result[] {
  if (facts.rotation) return [];
  const posts = facts.county.postGroups.filter(
    ({ schoolId, category }) =>
      category === 'T' && facts.schools.get(schoolId)!.school.tier === 'R',
  );
  const open = sum(posts.map(({ openings }) => openings));
  const filled = sum(posts.map(({ id }) => movesInto.get(id)?.length ?? 0));
  return [
    {
      name: 'rural-shortage',
      rules: ['X08', 'Q12'],
      strength: 'R',
      status: 'pass',
      measured: filled,
      limit: open,
      text: `农村学校专任教师空缺 ${open} 个，本轮补充 ${filled} 人。`,
      offenders: [],
    },
  ];
}

function training({ moves }: Outcome): Result {
  const people = moves.filter(
    ({ person, group }) => matchClass(person, group) === CONVERTIBLE_MATCH,
  );
  return {
    name: 'needs-training',
    rules: ['B01'],
    status: should(people.length === 0),
    measured: people.length,
    limit: null,
    text: `须转岗培训 ${people.length} 人。`,
    offenders: people.map(({ person }) => person.id),
  };
}

function longWays({ facts, moves }: Outcome): Result {
  const km = facts.policy.distance.softLimitKm;
  const far = moves.filter(({ person, group }) => {
    const distance = facts.distance(person, facts.schools.get(group.schoolId)!.school);
    return distance !== null && distance > 100 * km;
  });
  return {
    name: 'distance-soft-limit',
    rules: ['X20'],
    status: should(far.length === 0),
    measured: far.length,
    limit: 0,
    text: `安置后路程超过 ${km} 公里的 ${far.length} 人。`,
    offenders: far.map(({ person }) => person.id),
  };
}
