/** Figures that no row bounds: training, long ways. */
import type { Outcome } from '../outcome.ts';
import { CONVERTIBLE_MATCH, matchClass } from '../subject-match.ts';
import { type Result, should } from './result.ts';

export function reportChecks(outcome: Outcome): Result[] {
  return [training(outcome), longWays(outcome)];
}

function training({ facts, moves }: Outcome): Result {
  const people = moves.filter(
    ({ person, group }) => matchClass(facts, person, group) === CONVERTIBLE_MATCH,
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
