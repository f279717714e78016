/** Who works where, before a round or after its placements: the people behind the indicators. */
import type { County, School, SchoolPart, Teacher } from '../../domain/county.ts';
import type { Category, Stage, Subject } from '../../domain/vocabulary.ts';

/** A person with the post held at the time. */
interface Member {
  readonly teacher: Teacher;
  readonly category: Category;
  readonly subject: Subject | null;
}

/** One school part with its established people. */
export interface PartStaff {
  readonly school: School;
  readonly part: SchoolPart;
  readonly staff: readonly Member[];
  /** 专任教师: those of category T. */
  readonly teachers: readonly Member[];
}

type Placements = readonly { readonly teacherId: string; readonly postGroupId: string }[];

/**
 * The staff of every part in canonical order. A placed person works at the new post, in its stage and subject; who stands by
 * stays on the books of the old school until a post is taken up.
 * @param placements none = the county as it stands
 */
export function staffOfParts(county: County, placements: Placements): PartStaff[] {
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const postOf = new Map(placements.map((each) => [each.teacherId, groups.get(each.postGroupId)]));
  const members = new Map<string, Member[]>();
  const enter = (schoolId: string, stage: Stage, member: Member) => {
    const key = `${stage}/${schoolId}`;
    const list = members.get(key);
    if (list === undefined) members.set(key, [member]);
    else list.push(member);
  };
  for (const teacher of county.teachers) {
    const post = postOf.get(teacher.id);
    if (post !== undefined) {
      const { schoolId, stage, category, subject } = post;
      enter(schoolId, stage, { teacher, category, subject });
    } else if (teacher.employment === 'established') {
      const { schoolId, stage, category, mainSubject } = teacher;
      enter(schoolId, stage, { teacher, category, subject: mainSubject });
    }
  }
  return county.schools.flatMap((school) =>
    school.parts.map((part) => {
      const staff = members.get(`${part.stage}/${school.id}`) ?? [];
      return { school, part, staff, teachers: staff.filter(({ category }) => category === 'T') };
    }),
  );
}
