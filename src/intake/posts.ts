/** 岗位设置表 → post groups with their openings. */
import { type PostGroup, postGroupId } from '../domain/county.ts';
import {
  CATEGORY_ZH,
  type Category,
  STAGE_ZH,
  SUBJECTS,
  type Subject,
} from '../domain/vocabulary.ts';
import { Fields } from './fields.ts';
import type { IssueLog } from './issues.ts';
import { LARGEST } from './largest.ts';
import type { PostBook, SchoolDirectory } from './places.ts';
import { readSchoolPart, type SchoolPartRef } from './school-part.ts';
import { subjectOf, writesSynonym } from './subjects.ts';
import type { FoundTable } from './table.ts';
import { CATEGORIES } from './vocabulary.ts';

type PostFields = Fields<'posts'>;

/** Reads the table; a second row of the same group is an error. */
export function readPosts(
  table: FoundTable<'posts'>,
  directory: SchoolDirectory,
  log: IssueLog,
): PostBook {
  const groups = new Map<string, { group: PostGroup; row: number }>();
  const incompleteSchools = new Set<string>();
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    const found = readSchoolPart(fields, { school: 'school', stage: 'stage' }, directory);
    const group = readPostGroup(fields, found);
    const lookup = directory.find(row.text('school'));
    if (group === null && lookup.kind === 'school') incompleteSchools.add(lookup.school.id);
    if (group === null) continue;
    const twin = groups.get(group.id);
    if (twin === undefined) groups.set(group.id, { group, row: row.index });
    else remarkTwin(fields, group, twin.row);
  }
  return { groups: [...groups.values()].map(({ group }) => group), incompleteSchools };
}

function remarkTwin(fields: PostFields, group: PostGroup, row: number): void {
  fields.error('subject', {
    code: 'duplicate-post-group',
    message: `岗位「${postName(group)}」与第 ${row + 1} 行重复。`,
    suggestion: '同一学校、学段、类别、学科只能有一行，请合并。',
  });
}

const postName = ({ stage, category, subject }: PostGroup) =>
  `${STAGE_ZH[stage]}${CATEGORY_ZH[category]}${subject ?? ''}`;

function readPostGroup(fields: PostFields, found: SchoolPartRef | null): PostGroup | null {
  const category = fields.oneOf('category', CATEGORIES);
  const subject = category === null ? null : readSubject(fields, category);
  const counts = readCounts(fields);
  if (found === null || category === null || fields.failed) return null;
  const key = { schoolId: found.school.id, stage: found.stage, category, subject };
  return { id: postGroupId(key), ...key, ...counts };
}

/** The subject of a teaching post; other posts have none. */
function readSubject(fields: PostFields, category: Category): Subject | null {
  const text = fields.row.text('subject');
  if (category !== 'T') {
    if (text !== '') {
      fields.warn('subject', {
        code: 'subject-ignored',
        message: `${CATEGORY_ZH[category]}岗位不分学科，所填学科${fields.quoted('subject')}未采用。`,
        suggestion: '如是教学岗位，请把岗位类别改为「专任教师」。',
      });
    }
    return null;
  }
  if (fields.required('subject') === '') return null;
  const subject = subjectOf(text);
  if (subject !== null && writesSynonym(text)) {
    fields.mended('subject', {
      code: 'subject-synonym',
      message: '「学科」写的是别称或旧名。',
      suggestion: `按${subject}处理。`,
      takenFor: subject,
    });
  }
  if (subject === null) {
    fields.error('subject', {
      code: 'unknown-subject',
      message: `学科${fields.quoted('subject')}不是可识别的单一学科。`,
      suggestion: `请分学科填写：${SUBJECTS.join('、')}。`,
    });
  }
  return subject;
}

function readCounts(fields: PostFields): Pick<PostGroup, 'posts' | 'openings' | 'mustFill'> {
  const posts = fields.count('posts', null, LARGEST.quota);
  const openings = fields.count('openings', null, LARGEST.quota);
  const mustFill = fields.count('mustFill', 0, LARGEST.quota);
  const hired = fields.row.text('hired') === '' ? null : fields.count('hired');
  if (!fields.failed) checkSums(fields, { posts, openings, mustFill, hired });
  return { posts, openings, mustFill };
}

interface Counts {
  readonly posts: number;
  readonly openings: number;
  readonly mustFill: number;
  readonly hired: number | null;
}

function checkSums(fields: PostFields, { posts, openings, mustFill, hired }: Counts): void {
  if (mustFill > openings) {
    fields.error('mustFill', {
      code: 'must-fill-over-openings',
      message: `最低补足数 ${mustFill} 大于空缺 ${openings}。`,
      suggestion: '最低补足数不能超过空缺，请改正其一。',
    });
  }
  const sum = (hired ?? 0) + openings;
  if (hired === null ? sum <= posts : sum === posts) return;
  fields.warn('openings', {
    code: 'posts-do-not-add-up',
    message:
      hired === null
        ? `空缺 ${openings} 大于设岗数 ${posts}。`
        : `已聘 ${hired} 加空缺 ${openings} 不等于设岗数 ${posts}。`,
    suggestion: `按空缺 ${openings} 处理；请核对。`,
  });
}
