/** Schools and post groups by id, and the home post of somebody whose post the table may lack. */
import type { County, PostGroup, School } from '../../domain/county.ts';
import { Category, Stage, Subject } from '../../domain/vocabulary.ts';

export interface Places {
  readonly schools: ReadonlyMap<string, School>;
  readonly groups: ReadonlyMap<string, PostGroup>;
}

export function placesOf({ schools, postGroups }: County): Places {
  return {
    schools: new Map(schools.map((school) => [school.id, school])),
    groups: new Map(postGroups.map((group) => [group.id, group])),
  };
}

/** What a person does at a post. */
export type Work = Pick<PostGroup, 'schoolId' | 'stage' | 'category' | 'subject'>;

/** A post group by its id: of the table, or read off the id (`school/stage/category/subject`); null when it says nothing. */
export function workOf(postGroupId: string, { groups }: Places): Work | null {
  const known = groups.get(postGroupId);
  if (known !== undefined) return known;
  const [, schoolId, ...rest] = /^(.+)\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(postGroupId) ?? [];
  const stage = Stage.safeParse(rest[0]);
  const category = Category.safeParse(rest[1]);
  const subject = rest[2] === '-' ? { success: true, data: null } : Subject.safeParse(rest[2]);
  if (schoolId === undefined || !stage.success || !category.success || !subject.success)
    return null;
  return { schoolId, stage: stage.data, category: category.data, subject: subject.data ?? null };
}
