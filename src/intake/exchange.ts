/** 交流 of a roster row: home school, first and last month of the running term, months behind the person (R04, R06, X19). */
import type { Exchange, Teacher } from '../domain/county.ts';
import type { Stage } from '../domain/vocabulary.ts';
import type { Fields } from './fields.ts';
import { LARGEST } from './largest.ts';
import type { PostDirectory, SchoolDirectory } from './places.ts';
import { readSchool, type SchoolPartRef } from './school-part.ts';

type RosterFields = Fields<'roster'>;

/** R04: an exchange lasts three years at most. */
const LONGEST_MONTHS = 36;

interface Places {
  readonly directory: SchoolDirectory;
  readonly posts: PostDirectory;
}

/** `here` is the school and stage where the person teaches on exchange, null when the row's own school was refused. */
export function readExchange(
  fields: RosterFields,
  here: SchoolPartRef | null,
  places: Places,
): Pick<Teacher, 'exchange' | 'exchangeMonths'> {
  return { exchange: readTerm(fields, here, places), exchangeMonths: readMonths(fields) };
}

const COLUMNS = ['exchangeHome', 'exchangeSince', 'exchangeUntil', 'exchangePost'] as const;

function readTerm(
  fields: RosterFields,
  here: SchoolPartRef | null,
  { directory, posts }: Places,
): Exchange | null {
  if (COLUMNS.every((column) => fields.row.text(column) === '')) return null;
  const home = readSchool(fields, 'exchangeHome', directory);
  const since = readEnd(fields, 'exchangeSince', 'schoolStart');
  const until = readEnd(fields, 'exchangeUntil', 'boundUntil');
  if (home === null || here === null || since === null || until === null) return null;
  if (home.id === here.school.id) remarkOwnSchool(fields);
  checkLength(fields, since, until);
  const homePostGroupId = readHomePost(fields, `${home.id}/`, { posts, stage: here.stage });
  return { homeSchoolId: home.id, homePostGroupId, since, until };
}

/** 「初中语文」: the post of the home school that the person comes back to. */
function readHomePost(
  fields: RosterFields,
  school: string,
  { posts, stage }: { readonly posts: PostDirectory; readonly stage: Stage },
): string | null {
  const text = fields.row.text('exchangePost');
  if (text === '') return null;
  const post = posts.find(school + text, stage);
  if (post === 'broken') return null;
  if (typeof post !== 'string' && post.postGroupId !== null) return post.postGroupId;
  fields.warn('exchangePost', {
    code: 'unknown-exchange-post',
    message: `「${fields.label('exchangePost')}」不在「${fields.label('exchangeHome')}」的岗位设置表中。`,
    suggestion: '期满返回的岗位按未填处理；请按「初中语文」的样式填写。',
  });
  return null;
}

/** A month of the term; where it is blank the column beside it that says the same stands in. */
function readEnd(
  fields: RosterFields,
  key: 'exchangeSince' | 'exchangeUntil',
  other: 'schoolStart' | 'boundUntil',
): string | null {
  const month = fields.month(key);
  if (month !== null || fields.row.text(key) !== '') return month;
  const assumed = fields.tryMonth(other);
  if (assumed === 'missing' || assumed === 'not-a-month') {
    fields.required(key);
    return null;
  }
  fields.warn(key, {
    code: 'assumed-exchange-month',
    message: `有交流记录而「${fields.label(key)}」为空。`,
    suggestion: `按「${fields.label(other)}」处理；请补填。`,
  });
  return assumed;
}

/** R06: who is on an exchange is bound to its last month, also where 服务期至 was left blank. */
export function boundByExchange(
  fields: RosterFields,
  boundUntil: Teacher['boundUntil'],
  exchange: Exchange | null,
): Teacher['boundUntil'] {
  if (exchange === null || fields.row.text('boundUntil') !== '') return boundUntil;
  fields.warn('boundUntil', {
    code: 'bound-by-exchange',
    message: `有交流记录而「${fields.label('boundUntil')}」为空。`,
    suggestion: `按「${fields.label('exchangeUntil')}」处理，交流期满前不再调配；请补填。`,
  });
  return exchange.until;
}

function remarkOwnSchool(fields: RosterFields): void {
  fields.error('exchangeHome', {
    code: 'exchange-to-own-school',
    message: '交流的「原学校」与「工作单位」是同一所学校。',
    suggestion: '「工作单位」填现在任教的学校，「原学校」填派出学校；没有交流的清空交流各栏。',
  });
}

const monthNumber = (month: string) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5));

function checkLength(fields: RosterFields, since: string, until: string): void {
  if (until < since) {
    fields.error('exchangeUntil', {
      code: 'exchange-ends-before-it-begins',
      message: `「${fields.label('exchangeUntil')}」早于「${fields.label('exchangeSince')}」。`,
      suggestion: '请改正其一。',
    });
  }
  if (monthNumber(until) - monthNumber(since) + 1 <= LONGEST_MONTHS) return;
  fields.warn('exchangeUntil', {
    code: 'exchange-too-long',
    message: `交流时间超过 ${LONGEST_MONTHS} 个月。`,
    suggestion: '交流轮岗一般不超过 3 年；按所填处理，请核对。',
  });
}

/** 「2年」 would be taken for two months. */
function readMonths(fields: RosterFields): number {
  if (!fields.row.text('exchangeMonths').includes('年')) {
    return fields.count('exchangeMonths', 0, LARGEST.months);
  }
  fields.error('exchangeMonths', {
    code: 'years-for-months',
    message: `「${fields.label('exchangeMonths')}」写成了年数。`,
    suggestion: '请填月数，如两年填 24。',
  });
  return 0;
}
