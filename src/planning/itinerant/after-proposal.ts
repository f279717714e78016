/** The county as a proposal leaves it: placed people belong to their new school, stage and subject. */
import { countyHash } from '../../domain/canonical.ts';
import type { County, Teacher } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { Proposal } from '../../domain/proposal.ts';

/**
 * Who has no place after the proposal stays unplaced, and so teaches nowhere.
 * @throws InputError when the proposal is of another county, or names a post group that is not there
 */
export function afterProposal(county: County, proposal: Proposal): County {
  if (countyHash(county) !== proposal.county.hash) {
    throw badProposal(
      'proposal-of-another-county',
      '方案不是由这个县的数据得出的 (proposal of another county)。',
    );
  }
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const posts = new Map(proposal.placements.map((each) => [each.teacherId, each.postGroupId]));
  const teachers = county.teachers.map((teacher): Teacher => {
    const post = posts.get(teacher.id);
    if (post === undefined) return teacher;
    const group = groups.get(post);
    if (group === undefined) {
      throw badProposal(
        'unknown-post-group',
        `方案中的岗位组「${post}」不存在 (no such post group)。`,
      );
    }
    const { schoolId, stage, category, subject } = group;
    const former = teacher.mainSubject;
    const others = former === null ? [] : [former];
    return {
      ...teacher,
      ...{ schoolId, stage, category, siteId: null, hiring: 'hired', unplacedReason: null },
      mainSubject: subject ?? former,
      otherSubjects: [...new Set([...teacher.otherSubjects, ...others])]
        .filter((each) => each !== (subject ?? former))
        .sort(),
      // 周课时 and 班主任 were those of the old post.
      ...(schoolId === teacher.schoolId ? {} : { weeklyHours: null, classTeacher: false }),
    };
  });
  return { ...county, teachers };
}

function badProposal(code: string, message: string): InputError {
  return new InputError([{ code, path: 'proposal', message }]);
}
