/** One line of the 编制岗位表: the quota of a part with its posts, beside what was entered and who is there. */
import type { PostGroup, Teacher, TitleCaps } from '../../domain/county.ts';
import type { PartRow, SubjectRow } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import { SUBJECTS, type TitleLevel } from '../../domain/vocabulary.ts';
import { roundShare } from '../arithmetic.ts';
import { nonTeachingCap, nonTeachingPosts, peLeast, subjectPosts } from './posts.ts';
import type { PartQuota, StagePart } from './quotas.ts';
import type { Ratio } from './ratios.ts';
import { sum } from './sums.ts';
import type { PartTitles } from './title-shares.ts';

interface StageContext {
  readonly ratio: Ratio | null;
  readonly total: number;
  readonly allClasses: number;
  readonly policy: Policy;
}

interface PartFacts {
  readonly quota: PartQuota;
  readonly titles: PartTitles;
  /** In the quota ledger. */
  readonly staff: readonly Teacher[];
  readonly groups: readonly PostGroup[];
}

export function partRow(
  { school, part }: StagePart,
  { ratio, total, allClasses, policy }: StageContext,
  { quota: { quota, least, parts }, titles, staff, groups }: PartFacts,
): PartRow {
  const cap = nonTeachingCap(part.stage, { quota, staff: staff.length }, policy);
  const support = nonTeachingPosts(groups, { quota, cap, boarding: parts.boarding / 100 });
  const teaching = quota - support;
  const pe = peLeast(school, part, teaching, policy);
  const { stage, pupils, classes } = part;
  return {
    ...{ schoolId: school.id, stage, tier: school.tier, pupils, classes },
    byPupilRatio: ratio === null ? null : roundShare(1000, pupils, ratio.pupilsPerTen),
    byClassRatio:
      ratio === null || allClasses === 0 ? null : roundShare(100 * total, classes, allClasses),
    ...{ quota, entered: part.quota, parts, least, staff: staff.length },
    nonTeaching: {
      ...{ posts: support, cap },
      entered: sum(groups.filter(({ category }) => category !== 'T').map(({ posts }) => posts)),
      staff: staff.filter(({ category }) => category !== 'T').length,
    },
    subjects: subjectRows(subjectPosts(part, groups, { teaching, pe }), groups, staff),
    peLeast: pe,
    titles: { ...titles, entered: part.titleCaps, staff: titlesHeld(staff) },
  };
}

/** Every subject with a post, an entered post or a teacher, in the order of the word list. */
function subjectRows(
  posts: ReadonlyMap<string, number>,
  groups: readonly PostGroup[],
  staff: readonly Teacher[],
): SubjectRow[] {
  return SUBJECTS.map((subject) => ({
    subject,
    posts: posts.get(subject) ?? 0,
    entered: sum(groups.filter((group) => group.subject === subject).map((group) => group.posts)),
    staff: staff.filter((each) => each.category === 'T' && each.mainSubject === subject).length,
  })).filter((row) => row.posts + row.entered + row.staff > 0);
}

function titlesHeld(staff: readonly Teacher[]): TitleCaps {
  const held = (level: TitleLevel) => staff.filter(({ title }) => title === level).length;
  return { H: held('H'), M: held('M'), E: held('E') };
}
