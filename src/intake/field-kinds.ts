/** How the fields of the tables are written, as far as tidying a cell depends on it; the readers of the tables know the rest. */
import type { TableId } from './headers.ts';

type Keys = Partial<Record<TableId, readonly string[]>>;

const MONTHS: Keys = {
  roster: [
    ...['birth', 'workStart', 'schoolStart', 'boundUntil', 'exchangeSince', 'exchangeUntil'],
    ...['dutySince', 'lastHeadedUntil'],
  ],
  wishes: ['birth'],
  merits: ['birth'],
  approved: ['approvedOn', 'validUntil'],
  researchers: ['since', 'lastInSchool'],
};
const DAYS: Keys = { wishes: ['handedIn', 'deadline'] };
const COUNTS: Keys = {
  schools: ['classes', 'pupils', 'quota', 'staff', 'temporary', 'boarders', 'expectedPupils'],
  posts: ['posts', 'hired', 'openings', 'mustFill'],
  titles: [...['seniorCap', 'seniorUsed', 'middleCap', 'middleUsed', 'juniorCap', 'juniorUsed']],
  roster: [
    ...['ruralYears', 'weeklyHours', 'monitoringFails', 'exchangeMonths', 'deputyYears'],
    ...['middleYears', 'teachingYears', 'trainingHours', 'lastHeadedMonths'],
  ],
  merits: ['total'],
  approved: ['total'],
  sites: ['classes', 'pupils'],
  tasks: ['hours', 'pupils'],
};
/** Written as one word: white space inside means nothing. */
const WORDS: ReadonlySet<string> = new Set([
  ...['staffNo', 'name', 'idNumber', 'sex', 'unit', 'school', 'code', 'district', 'tier', 'kind'],
  ...['stage', 'category', 'employment', 'title', 'hiring', 'degree', 'centralSchool', 'community'],
  ...['exchangeHome', 'lastHeadedSchool', 'partner', 'site'],
]);
/** Where 「无」 is an answer and no mark of emptiness. */
const ANSWERS: ReadonlySet<string> = new Set([
  ...['weak', 'keySchool', 'partyCommittee', 'exemptionConfirmed', 'teachable', 'examPassed'],
  ...['returnRight', 'volunteer', 'classTeacher', 'optsIn', 'application', 'consent', 'publicity'],
  ...['evidence', 'principalCertificate', 'obeys', 'notHiredProof', 'performanceReport', 'late'],
  ...['duty', 'backbone'],
]);

/** One field of a table, as the tidying sees it. */
export interface FieldKind {
  readonly form: 'month' | 'day' | 'count' | 'text';
  readonly isWord: boolean;
  readonly isAnswer: boolean;
  /** A person's name: its characters are never changed. */
  readonly isPersonName: boolean;
}

const PEOPLE: ReadonlySet<TableId> = new Set([
  'roster',
  'wishes',
  'merits',
  'researchers',
  'tasks',
]);

export function fieldKind(table: TableId, key: string): FieldKind {
  const has = (keys: Keys) => keys[table]?.includes(key) === true;
  const form = has(MONTHS) ? 'month' : has(DAYS) ? 'day' : has(COUNTS) ? 'count' : 'text';
  return {
    form,
    isWord: WORDS.has(key),
    isAnswer: ANSWERS.has(key),
    isPersonName: key === 'name' && PEOPLE.has(table),
  };
}
