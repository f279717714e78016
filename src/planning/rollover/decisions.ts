/** The decisions of a year as they are handed in: people and posts that exist, nobody decided twice. */
import type { County } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Places } from './places.ts';
import type { YearDecision } from './types.ts';

/** The decision of each person. @throws InputError see the head */
export function checkDecisions(
  county: County,
  decisions: readonly YearDecision[],
  { groups }: Places,
): Map<string, YearDecision> {
  const people = new Set(county.teachers.map(({ id }) => id));
  const byPerson = new Map<string, YearDecision>();
  for (const decision of decisions) {
    const { teacherId, postGroupId } = decision;
    if (!people.has(teacherId)) throw refused('unknown-teacher', teacherId, '花名册中没有此职工');
    if (postGroupId !== null && !groups.has(postGroupId))
      throw refused('unknown-post-group', postGroupId, '岗位设置表中没有此岗位组');
    if (byPerson.has(teacherId)) throw refused('decided-twice', teacherId, '同一职工有两项决定');
    byPerson.set(teacherId, decision);
  }
  return byPerson;
}

export function refused(code: string, path: string, what: string): InputError {
  return new InputError([{ code, path, message: `「${path}」：${what}，请核对 (${code})。` }]);
}
