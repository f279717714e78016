/** "+2 music posts at school X", "quota −3 %": the county with other figures than it has. */
import { z } from 'zod';
import { compareIds } from '../../domain/canonical.ts';
import { type County, type PostGroup, postGroupId, type School } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import {
  CATEGORY_ZH,
  Category,
  SchoolTier,
  STAGE_ZH,
  Stage,
  Subject,
} from '../../domain/vocabulary.ts';
import { largestRemainder, roundDiv } from '../../rules/arithmetic.ts';

const By = z.number().int().min(-100_000).max(100_000);
/** Id or full name. */
const SchoolRef = z.string().min(1);

export const DataPatch = z.discriminatedUnion('kind', [
  /** More or fewer posts, all of them open; a post group that is not there yet is set up. */
  z.strictObject({
    kind: z.literal('openings'),
    school: SchoolRef,
    stage: Stage,
    category: Category.default('T'),
    subject: Subject.nullable().default(null),
    by: By,
  }),
  /** Quota of one part, heads. */
  z.strictObject({ kind: z.literal('quota'), school: SchoolRef, stage: Stage, by: By }),
  /** Quota of all parts of a tier or stage (of the county without either), percent of their sum. */
  z.strictObject({
    kind: z.literal('quota-percent'),
    tier: SchoolTier.optional(),
    stage: Stage.optional(),
    by: z.number().int().min(-100).max(1000),
  }),
  /** Senior or middle title posts of one part, heads. */
  z.strictObject({
    kind: z.literal('title-posts'),
    school: SchoolRef,
    stage: Stage,
    level: z.enum(['H', 'M']),
    by: By,
  }),
]);
export type DataPatch = z.infer<typeof DataPatch>;

/**
 * The county (in canonical order before and after) with the patches made in order. Approved stage totals stand: the plan may not raise them (Q01).
 * @throws InputError naming a school, stage or post that is not there, or a figure that would fall below 0
 */
export function patchCounty(county: County, patches: readonly DataPatch[]): County {
  return patches.reduce(patched, county);
}

function patched(county: County, patch: DataPatch): County {
  if (patch.kind === 'openings') return withOpenings(county, patch);
  if (patch.kind === 'quota-percent') return withQuotaPercent(county, patch);
  const { kind, by, stage } = patch;
  const { id, parts } = schoolOf(county, patch.school);
  const part = parts.find((each) => each.stage === stage);
  if (part === undefined) throw refused(`${patch.school} 没有${STAGE_ZH[stage]}部 (no such stage)`);
  const level = kind === 'title-posts' ? patch.level : null;
  const before = level === null ? part.quota : part.titleCaps[level];
  const after = atLeastNone(before + by, `${patch.school} ${STAGE_ZH[stage]}`);
  const changed =
    level === null
      ? { ...part, quota: after }
      : { ...part, titleCaps: { ...part.titleCaps, [level]: after } };
  return withParts(county, (school, each) => (school.id === id && each === part ? changed : each));
}

function withOpenings(county: County, patch: Extract<DataPatch, { kind: 'openings' }>): County {
  const { stage, category, subject, by } = patch;
  const school = schoolOf(county, patch.school);
  const label = `${school.name} ${STAGE_ZH[stage]} ${subject ?? CATEGORY_ZH[category]}`;
  if ((category === 'T') !== (subject !== null)) {
    throw refused(`${label}：专任教师岗位须写学科，其他岗位不写 (subject is for category T only)`);
  }
  if (!school.parts.some((part) => part.stage === stage)) {
    throw refused(`${school.name} 没有${STAGE_ZH[stage]}部 (no such stage)`);
  }
  const id = postGroupId({ schoolId: school.id, stage, category, subject });
  const found = county.postGroups.find((group) => group.id === id);
  if (found === undefined && by < 0) throw refused(`${label}：没有该岗位 (no such post)`);
  const before: PostGroup = found ?? {
    id,
    schoolId: school.id,
    stage,
    category,
    subject,
    posts: 0,
    openings: 0,
    mustFill: 0,
  };
  const openings = atLeastNone(before.openings + by, label);
  const after: PostGroup = {
    ...before,
    openings,
    posts: Math.max(0, before.posts + by),
    mustFill: Math.min(before.mustFill, openings),
  };
  const others = county.postGroups.filter((group) => group !== found);
  const postGroups = [...others, after].sort((a, b) => compareIds(a.id, b.id));
  return { ...county, postGroups };
}

/** The sum changes by exactly the rounded percent, shared out by largest remainder. */
function withQuotaPercent(
  county: County,
  { tier, stage, by }: Extract<DataPatch, { kind: 'quota-percent' }>,
): County {
  const covered = county.schools.flatMap((school) =>
    school.parts
      .filter(
        (part) => (tier ?? school.tier) === school.tier && (stage ?? part.stage) === part.stage,
      )
      .map((part) => ({ part, id: `${school.id}/${part.stage}`, weight: part.quota })),
  );
  if (covered.length === 0) throw refused('quota-percent：没有符合的学校 (no school is covered)');
  const sum = covered.reduce((total, { weight }) => total + weight, 0);
  const shares = largestRemainder(roundDiv(sum * (100 + by), 100), covered);
  const quotaOf = new Map(covered.map(({ part }, k) => [part, shares[k] as number]));
  return withParts(county, (_, part) => ({ ...part, quota: quotaOf.get(part) ?? part.quota }));
}

type Part = School['parts'][number];

function withParts(county: County, change: (school: School, part: Part) => Part): County {
  return {
    ...county,
    schools: county.schools.map((school) => ({
      ...school,
      parts: school.parts.map((part) => change(school, part)),
    })),
  };
}

function schoolOf({ schools }: County, ref: string): School {
  const byId = schools.find(({ id }) => id === ref);
  if (byId !== undefined) return byId;
  const named = schools.filter(({ name }) => name === ref);
  if (named.length > 1) {
    throw refused(`「${ref}」有 ${named.length} 所同名学校，请用学校代码 (ambiguous name)`);
  }
  if (named[0] === undefined) throw refused(`没有学校「${ref}」 (unknown school)`);
  return named[0];
}

function atLeastNone(value: number, label: string): number {
  if (value < 0) throw refused(`${label}：调整后为 ${value}，小于 0 (below 0)`);
  return value;
}

function refused(text: string): InputError {
  return new InputError([{ code: 'data-patch', message: `数据调整：${text}。` }]);
}
