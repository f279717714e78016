/** 考核等次 in one cell: 「优秀、合格、合格」, 「2023优秀 2024合格」, with or without marks between (E01). */
import type { Assessment } from '../domain/county.ts';
import { comparable } from './cells.ts';
import type { Fields } from './fields.ts';

const GRADES: readonly (readonly [word: string, grade: Assessment | null])[] = [
  ['基本合格', 'basic'],
  ['基本称职', 'basic'],
  ['不合格', 'fail'],
  ['不称职', 'fail'],
  ['优秀', 'excellent'],
  ['合格', 'pass'],
  ['称职', 'pass'],
  // A year without a grade: leave, illness, the year of recruitment.
  ...(['不定等次', '未定等次', '不确定等次', '未参加考核', '未考核'] as const).map(
    (word) => [word, null] as const,
  ),
];
const GRADE_OF: ReadonlyMap<string, Assessment | null> = new Map(GRADES);
const ONE_YEAR = new RegExp(
  `(?:((?:19|20)\\d\\d)(?:学?年)?度?[::]?)?(${GRADES.map(([word]) => word).join('|')})`,
  'gu',
);
const MARKS = /[、,;/|+()。.-]/gu;
/** The grades of so many years count. */
const YEARS = 3;

/** The grades of a cell, oldest first; what cannot be read is told and left out. */
export function readAssessments(
  fields: Fields<'roster'>,
  key: 'assessments' | 'principalReviews',
): Assessment[] {
  const text = comparable(fields.row.text(key));
  const found = [...text.matchAll(ONE_YEAR)];
  if (text.replace(ONE_YEAR, '').replace(MARKS, '') !== '') remarkUnknown(fields, key);
  const inOrder = found.every(([, year]) => year !== undefined)
    ? found.toSorted((a, b) => Number(a[1]) - Number(b[1]))
    : found;
  const grades = inOrder.map(([, , word = '']) => GRADE_OF.get(word) ?? null);
  if (grades.length > YEARS) remarkMany(fields, key);
  return grades.slice(-YEARS).filter((grade) => grade !== null);
}

function remarkUnknown(fields: Fields<'roster'>, key: 'assessments' | 'principalReviews'): void {
  fields.warn(key, {
    code: 'unknown-assessment',
    message: `「${fields.label(key)}」中有不可识别的内容，该部分未采用。`,
    suggestion:
      '可填：优秀、合格、基本合格、不合格，按年份先后用「、」隔开，如「2023优秀、2024合格」。',
  });
}

function remarkMany(fields: Fields<'roster'>, key: 'assessments' | 'principalReviews'): void {
  fields.warn(key, {
    code: 'too-many-assessments',
    message: `「${fields.label(key)}」多于 ${YEARS} 年。`,
    suggestion: `只采用最近 ${YEARS} 年；未写年份的，以后面的为近。`,
  });
}
