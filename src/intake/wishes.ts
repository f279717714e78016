/** 志愿表 → wishes, obedience, documents, kinship, recorded refusals, late forms and couples of the teachers on the roster. */
import type { Teacher, Wish } from '../domain/county.ts';
import { cleanText, parseYesNo } from './cells.ts';
import { Fields } from './fields.ts';
import { mutualPartners, type PartnerClaim, readLate } from './form-habits.ts';
import type { IssueLog } from './issues.ts';
import { claimPerson } from './person-keys.ts';
import type { PostDirectory, PostFault, SchoolDirectory } from './places.ts';
import type { Roster } from './roster.ts';
import type { FoundTable, Row } from './table.ts';

type WishFields = Fields<'wishes'>;

export interface WishContext {
  readonly roster: Roster;
  readonly schools: SchoolDirectory;
  readonly posts: PostDirectory;
  readonly log: IssueLog;
}

const WISH_COLUMNS = ['wish1', 'wish2', 'wish3', 'wish4', 'wish5'] as const;
type WishColumn = (typeof WISH_COLUMNS)[number];
/** Several schools or posts in one cell. */
const LIST_SEPARATOR = /[、,;\n]/u;

/** The teachers by staff number with what their forms say. */
export function applyWishes(
  table: FoundTable<'wishes'>,
  context: WishContext,
): ReadonlyMap<string, Partial<Teacher>> {
  const forms = new Map<string, Partial<Teacher>>();
  const rows = new Map<string, Row<'wishes'>>();
  const claims = new Map<string, PartnerClaim>();
  for (const row of table.rows) {
    const fields = new Fields(row, context.log);
    const id = claimPerson(fields, rows, context.roster.people);
    if (id === '') continue;
    if (!context.roster.staffNumbers.has(id)) remarkStranger(fields);
    const partnerId = row.word('partner');
    if (partnerId !== '') claims.set(id, { fields, partnerId });
    const teacher = context.roster.entries.get(id)?.teacher;
    if (teacher !== undefined) forms.set(id, readForm(fields, teacher, context));
  }
  const partners = mutualPartners(claims, context.roster.staffNumbers);
  for (const [id, partnerId] of partners) forms.set(id, { ...forms.get(id), partnerId });
  return forms;
}

/** A person on a form or record who is not on the roster. */
export function remarkStranger(fields: WishFields | Fields<'merits'>): void {
  fields.error('staffNo', {
    code: 'unknown-staff-number',
    message: '该职工号不在教职工花名册中。',
    suggestion: '请改正职工号，或在花名册中补上此人。',
  });
}

function readForm(fields: WishFields, teacher: Teacher, context: WishContext): Partial<Teacher> {
  return {
    wishes: readWishes(fields, teacher, context),
    obeys: fields.yesNo('obeys', null),
    documentsComplete: handedIn(fields, 'notHiredProof') && handedIn(fields, 'performanceReport'),
    kinSchoolIds: readKinSchools(fields, context.schools),
    refusedPostGroupIds: readRefused(fields, teacher, context.posts),
    formLate: readLate(fields),
  };
}

/** Only an explicit no counts: blank means that the bureau does not keep the column. */
function handedIn(fields: WishFields, key: 'notHiredProof' | 'performanceReport'): boolean {
  return parseYesNo(fields.raw(key)) !== false;
}

function readWishes(fields: WishFields, teacher: Teacher, { posts }: WishContext): Wish[] {
  const wishes: Wish[] = [];
  for (const key of WISH_COLUMNS) {
    const text = fields.row.text(key);
    if (text === '') continue;
    const wish = posts.find(text, teacher.stage);
    if (wish === 'broken') continue;
    if (typeof wish === 'string') remarkFault(fields, key, wish);
    else if (isUsable(fields, key, { wish, teacher, wishes })) wishes.push(wish);
  }
  return wishes;
}

interface WishCandidate {
  readonly wish: Wish;
  readonly teacher: Teacher;
  readonly wishes: readonly Wish[];
}

function isUsable(fields: WishFields, key: WishColumn, candidate: WishCandidate): boolean {
  const { wish, teacher, wishes } = candidate;
  const isOwn = wish.schoolId === teacher.schoolId;
  const isRepeated = wishes.some(
    (other) => other.schoolId === wish.schoolId && other.postGroupId === wish.postGroupId,
  );
  if (!isOwn && !isRepeated) return true;
  fields.warn(key, {
    code: isOwn ? 'wish-own-school' : 'duplicate-wish',
    message: `「${fields.label(key)}」${isOwn ? '是本人所在学校' : '与前面的志愿相同'}。`,
    suggestion: '该志愿未采用，后面的志愿依次前移。',
  });
  return false;
}

const FAULT_WORDS: Record<PostFault, string> = {
  'unknown-school': '所写学校不在学校基本情况表中',
  'private-school': '所写学校为民办，不在本轮范围内',
  'unknown-post': '所写岗位不在该校的岗位设置表中',
  'ambiguous-post': '所写岗位在该校有多个学段，无法确定是哪一个',
};

function remarkFault(fields: WishFields, key: WishColumn | 'refused', fault: PostFault): void {
  fields.warn(key, {
    code: `${key === 'refused' ? 'refusal' : 'wish'}-${fault}`,
    message: `「${fields.label(key)}」${FAULT_WORDS[fault]}。`,
    suggestion: `${key === 'refused' ? '该岗位未采用' : '该志愿未采用，后面的志愿依次前移'}；请按「学校名/学段学科」填写，如「某某小学/小学语文」。`,
  });
}

function readKinSchools(fields: WishFields, schools: SchoolDirectory): string[] {
  const ids = new Set<string>();
  for (const text of listOf(fields, 'kinSchools')) {
    const lookup = schools.find(text);
    if (lookup.kind === 'school') ids.add(lookup.school.id);
    if (lookup.kind !== 'unknown') continue;
    fields.warn('kinSchools', {
      code: 'unknown-kin-school',
      message: '「回避学校」中有不在学校基本情况表中的学校。',
      suggestion: '该回避未生效；请改为学校表中的名称。',
    });
  }
  return [...ids];
}

function readRefused(fields: WishFields, teacher: Teacher, posts: PostDirectory): string[] {
  const ids = new Set<string>();
  for (const text of listOf(fields, 'refused')) {
    const post = posts.find(text, teacher.stage);
    if (post === 'broken') continue;
    if (typeof post === 'string') remarkFault(fields, 'refused', post);
    else if (post.postGroupId === null) remarkFault(fields, 'refused', 'unknown-post');
    else ids.add(post.postGroupId);
  }
  return [...ids];
}

function listOf(fields: WishFields, key: 'kinSchools' | 'refused'): string[] {
  return fields.row
    .text(key)
    .split(LIST_SEPARATOR)
    .map(cleanText)
    .filter((text) => text !== '');
}
