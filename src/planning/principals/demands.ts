/** The demands file: read, and checked against the county. */
import type { County } from '../../domain/county.ts';
import { InputError, type InputIssue } from '../../domain/errors.ts';
import { HeadDemands, type HeadPair } from '../../domain/principals.ts';
import { inChinese } from '../../domain/zod-issues.ts';
import { samePair } from '../../rules/principals/head-round.ts';

/**
 * @param raw contents of the file: `{"forced": […], "banned": […], "wished": […]}` of `{teacherId, schoolId}`
 * @throws InputError naming the key, and the staff number or school code that the county does not have
 */
export function readDemands(raw: unknown, county: County): HeadDemands {
  const parsed = HeadDemands.safeParse(raw, inChinese);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues.map(({ path, message }) => ({
        code: 'bad-demands',
        path: path.join('.'),
        message: `任职要求「${path.join('.')}」：${message} (bad demands file)。`,
      })),
    );
  }
  const demands: HeadDemands = {
    forced: once(parsed.data.forced),
    banned: once(parsed.data.banned),
    wished: once(parsed.data.wished),
  };
  const people = new Set(county.teachers.map(({ id }) => id));
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const issues = (['forced', 'banned', 'wished'] as const).flatMap((list) =>
    demands[list].flatMap((pair, k) => pairIssues(pair, `${list}.${k}`, { people, schools })),
  );
  if (issues.length > 0) throw new InputError(issues);
  return demands;
}

/** A demand made twice is one demand. */
function once(pairs: readonly HeadPair[]): HeadPair[] {
  return pairs.filter((pair, k) => pairs.findIndex((each) => samePair(each, pair)) === k);
}

function pairIssues(
  { teacherId, schoolId }: HeadPair,
  path: string,
  known: {
    readonly people: ReadonlySet<string>;
    readonly schools: ReadonlyMap<string, County['schools'][number]>;
  },
): InputIssue[] {
  const school = known.schools.get(schoolId);
  const issues: InputIssue[] = [];
  const add = (key: string, message: string) =>
    issues.push({ code: 'bad-demands', path: `${path}.${key}`, message });
  if (!known.people.has(teacherId))
    add('teacherId', `任职要求「${path}」：没有职工号「${teacherId}」，请核对 (no such person)。`);
  if (school === undefined)
    add('schoolId', `任职要求「${path}」：没有学校「${schoolId}」，请核对 (no such school)。`);
  if (school?.kind === '教学点')
    add(
      'schoolId',
      `任职要求「${path}」：教学点「${schoolId}」负责人由中心校聘任，请删去 (its central school appoints the head)。`,
    );
  return issues;
}
