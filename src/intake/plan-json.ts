/** The plan in a `proposal.json`: ours of an earlier run, or any document with such `placements`. */
import { z } from 'zod';
import { countyHash } from '../domain/canonical.ts';
import type { County } from '../domain/county.ts';
import { InputError, type InputIssue } from '../domain/errors.ts';
import { inChinese, inputIssues } from '../domain/zod-issues.ts';
import type { ManualPlan } from './manual-plan.ts';
import { EMPTY_PLAN, OTHER_COUNTY } from './plan-warnings.ts';

/** The parts of a proposal that are a plan; a file of another version will do. */
const PlanDocument = z.object({
  county: z.object({ hash: z.string() }).optional(),
  placements: z.array(z.object({ teacherId: z.string().min(1), postGroupId: z.string().min(1) })),
});

/**
 * A `proposal.json`, or any document with such `placements`.
 * @throws InputError with the path of everything that is unknown or said twice
 */
export function planFromJson(value: unknown, county: County): ManualPlan {
  const parsed = PlanDocument.safeParse(value, inChinese);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-plan'));
  const { placements, county: made } = parsed.data;
  const issues = jsonIssues(placements, county);
  if (issues.length > 0) throw new InputError(issues);
  const other = made !== undefined && made.hash !== countyHash(county);
  const warnings = [
    ...(other ? [OTHER_COUNTY] : []),
    ...(placements.length === 0 ? [EMPTY_PLAN] : []),
  ];
  return { placements, warnings };
}

function jsonIssues(placements: ManualPlan['placements'], county: County): InputIssue[] {
  const people = new Set(county.teachers.map(({ id }) => id));
  const posts = new Set(county.postGroups.map(({ id }) => id));
  const seen = new Set<string>();
  return placements.flatMap(({ teacherId, postGroupId }, at) => {
    const issues: InputIssue[] = [];
    const add = (code: string, key: string, text: string) =>
      issues.push({
        code,
        path: `placements.${at}.${key}`,
        message: `「placements.${at}.${key}」：${text}。`,
      });
    if (!people.has(teacherId))
      add('unknown-teacher', 'teacherId', '职工号不在花名册中 (unknown teacher)');
    else if (seen.has(teacherId))
      add('duplicate-teacher', 'teacherId', `职工号 ${teacherId} 重复 (the same teacher twice)`);
    if (!posts.has(postGroupId))
      add('unknown-post', 'postGroupId', `岗位组 ${postGroupId} 不存在 (no such post)`);
    seen.add(teacherId);
    return issues;
  });
}
