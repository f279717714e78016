/** 职称岗位表 → title caps of every school part. */
import type { School, TitleCaps } from '../domain/county.ts';
import { STAGE_ZH, type Stage, TITLE_ZH, type TitleLevel } from '../domain/vocabulary.ts';
import { Fields } from './fields.ts';
import type { IssueLog, Place } from './issues.ts';
import { readSchoolPart } from './school-part.ts';
import type { SchoolBook } from './schools.ts';
import type { ColumnOf, FoundTable, Row } from './table.ts';

/** 高级已聘 and 中级已聘 as the title table says them, to be compared with the roster. */
export interface TitleClaim {
  readonly schoolId: string;
  readonly stage: Stage;
  readonly level: TitleLevel;
  readonly heads: number;
  readonly place: Place;
}

export interface TitleBook {
  /** The schools with their caps filled in. */
  readonly schools: readonly School[];
  readonly claims: readonly TitleClaim[];
}

const USED_COLUMNS = [
  ['H', 'seniorUsed'],
  ['M', 'middleUsed'],
] as const satisfies readonly (readonly [TitleLevel, ColumnOf<'titles'>])[];

const partKey = (schoolId: string, stage: Stage) => `${schoolId}/${stage}`;

export function readTitles(
  table: FoundTable<'titles'>,
  book: SchoolBook,
  log: IssueLog,
): TitleBook {
  const caps = new Map<string, { caps: TitleCaps; row: number }>();
  const claims: TitleClaim[] = [];
  for (const row of table.rows) readTitleRow(row, { book, log, caps, claims });
  const schools = book.schools.map((school) => ({
    ...school,
    parts: school.parts.map((part) => {
      const titleCaps = caps.get(partKey(school.id, part.stage))?.caps;
      if (titleCaps === undefined) remarkMissingCaps(school, part.stage, { book, log });
      return { ...part, titleCaps: titleCaps ?? part.titleCaps };
    }),
  }));
  return { schools, claims };
}

interface TitleContext {
  readonly book: SchoolBook;
  readonly log: IssueLog;
  readonly caps: Map<string, { caps: TitleCaps; row: number }>;
  readonly claims: TitleClaim[];
}

function readTitleRow(row: Row<'titles'>, { book, log, caps, claims }: TitleContext): void {
  const fields = new Fields(row, log);
  const found = readSchoolPart(fields, { school: 'school', stage: 'stage' }, book.directory);
  if (found === null) return;
  const { school, stage } = found;
  const key = partKey(school.id, stage);
  const twin = caps.get(key);
  if (twin !== undefined) {
    fields.error('school', {
      code: 'duplicate-title-row',
      message: `学校「${school.name}」${STAGE_ZH[stage]}的职称岗位与第 ${twin.row + 1} 行重复。`,
      suggestion: '请合并为一行。',
    });
    return;
  }
  caps.set(key, { caps: readCaps(fields, school, stage), row: row.index });
  for (const [level, column] of USED_COLUMNS) {
    if (row.text(column) === '') continue;
    const heads = fields.count(column);
    claims.push({ schoolId: school.id, stage, level, heads, place: row.place(column) });
  }
}

function readCaps(fields: Fields<'titles'>, school: School, stage: Stage): TitleCaps {
  const H = fields.count('seniorCap');
  const M = fields.count('middleCap');
  if (fields.row.text('juniorCap') !== '') return { H, M, E: fields.count('juniorCap') };
  const quota = school.parts.find((part) => part.stage === stage)?.quota ?? 0;
  const E = Math.max(0, quota - H - M);
  fields.warn('juniorCap', {
    code: 'assumed-junior-cap',
    message: `学校「${school.name}」${STAGE_ZH[stage]}的「初级核定」未填。`,
    suggestion: `按核定编制减去高级、中级处理，即 ${E}。`,
  });
  return { H, M, E };
}

function remarkMissingCaps(
  school: School,
  stage: Stage,
  { book, log }: { book: SchoolBook; log: IssueLog },
): void {
  // A school with a refused row has been spoken of already.
  if (book.directory.find(school.id).kind !== 'school') return;
  const levels = Object.values(TITLE_ZH).join('、');
  log.warn(book.places.get(school.id) ?? null, {
    code: 'missing-title-caps',
    message: `学校「${school.name}」${STAGE_ZH[stage]}在职称岗位表中没有行。`,
    suggestion: `${levels}岗位核定数均按 0 处理；请补填。`,
  });
}
