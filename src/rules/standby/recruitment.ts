/** 招聘需求: posts that stay open after the summer, and the heads that exits free (B09, Q18). */
import { compareIds } from '../../domain/canonical.ts';
import type { StageRecord } from '../../domain/summer.ts';
import type { Category, Stage, Subject } from '../../domain/vocabulary.ts';
import { keptHomePosts } from '../rotation/home-post.ts';
import type { StandbyFacts, StandbyRecord } from './record.ts';

export interface RecruitmentNeed {
  readonly stage: Stage;
  readonly category: Category;
  readonly subject: Subject | null;
  /** Open posts of all schools; one that somebody comes back to is none (R04). */
  readonly vacant: number;
  /** Heads on the establishment that dismissal would free here. */
  readonly freed: number;
}

/** By stage, category and subject; kinds of posts with neither a vacancy nor a freed head are left out. */
export function recruitmentNeeds(
  { county, policy }: Pick<StandbyFacts, 'county' | 'policy'>,
  done: readonly StageRecord[],
  records: readonly StandbyRecord[],
): RecruitmentNeed[] {
  const held = heldPosts(done, records);
  const kept = keptHomePosts(county.teachers, policy);
  const sums = new Map<string, RecruitmentNeed>();
  const add = (
    { stage, category, subject }: Pick<RecruitmentNeed, 'stage' | 'category' | 'subject'>,
    vacant: number,
    freed: number,
  ) => {
    const key = `${stage}/${category}/${subject ?? '-'}`;
    const so = sums.get(key) ?? { stage, category, subject, vacant: 0, freed: 0 };
    sums.set(key, { ...so, vacant: so.vacant + vacant, freed: so.freed + freed });
  };
  for (const group of county.postGroups) {
    const taken = (held.get(group.id) ?? 0) + (kept.get(group.id) ?? 0);
    add(group, Math.max(0, group.posts - taken), 0);
  }
  const leaving = new Set(
    records.filter(({ channel }) => channel === 'dismissal').map(({ teacherId }) => teacherId),
  );
  for (const { id, stage, category, mainSubject } of county.teachers) {
    const subject = category === 'T' ? mainSubject : null;
    if (leaving.has(id)) add({ stage, category, subject }, 0, 1);
  }
  return [...sums]
    .filter(([, { vacant, freed }]) => vacant + freed > 0)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([, need]) => need);
}

/** Heads by post group: by the decisions, but where a record says otherwise by the record. */
function heldPosts(
  done: readonly StageRecord[],
  records: readonly StandbyRecord[],
): Map<string, number> {
  const since = new Map(records.map((record) => [record.teacherId, record]));
  const held = new Map<string, number>();
  for (const { teacherId, postGroupId } of done.flatMap(({ decisions }) => decisions)) {
    const record = since.get(teacherId);
    const post = record === undefined ? postGroupId : record.heldPostId;
    if (post !== null) held.set(post, (held.get(post) ?? 0) + 1);
  }
  return held;
}
