/** 职工号: the key of a person on every table. It is text; a number is written out as stored. */
import type { Fields } from './fields.ts';
import type { TableId } from './headers.ts';
import type { ColumnOf, Row } from './table.ts';

/** The tables about people; all of them have the column `staffNo`. */
type PeopleTable = Extract<TableId, 'roster' | 'wishes' | 'merits' | 'researchers'>;

/**
 * The staff number of a row, '' after a remark when it is missing or used twice; a fresh one is entered into `rows`.
 * @param substitute a number that could stand in for a blank one, if the bureau says yes
 */
export function claimStaffNo<Id extends PeopleTable>(
  fields: Fields<Id>,
  rows: Map<string, Row<Id>>,
  substitute: string | null = null,
): string {
  const key = 'staffNo' as ColumnOf<Id>;
  const raw = fields.raw(key);
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) {
    fields.error(key, {
      code: 'number-lost-digits',
      message: '「职工号」以数值存放，末尾数字已丢失。',
      suggestion: '请把该列设为文本格式后重新填写。',
    });
    return '';
  }
  if (fields.row.word(key) === '' && substitute !== null) {
    return offerSubstitute(fields, substitute) ? claimNumber(fields, substitute, rows) : '';
  }
  const id = fields.required(key);
  if (id === '') return '';
  if (looksLikeIdNumber(id)) {
    fields.error(key, {
      code: 'staff-number-is-id-number',
      message: '「职工号」一栏像是身份证号；职工号会出现在方案和公开材料中。',
      suggestion: '请改用职工号（工号），身份证号填在「身份证号」一栏。',
    });
    return '';
  }
  return claimNumber(fields, id, rows);
}

/** Enters a number for a row; '' after a remark when another row has it. */
export function claimNumber<Id extends PeopleTable>(
  fields: Fields<Id>,
  id: string,
  rows: Map<string, Row<Id>>,
): string {
  const twin = rows.get(id);
  if (twin === undefined) {
    rows.set(id, fields.row);
    return id;
  }
  remarkTwin(fields, 'staffNo' as ColumnOf<Id>, twin);
  return '';
}

function offerSubstitute<Id extends PeopleTable>(fields: Fields<Id>, substitute: string): boolean {
  return fields.offer('staffNo' as ColumnOf<Id>, {
    code: 'missing-staff-number',
    message: '「职工号」为空。',
    suggestion: '请补填；也可同意按学校编一个临时职工号。',
    takenFor: substitute,
  });
}

/** 18 or 15 characters in the shape of an ID number: it must never become a key. */
function looksLikeIdNumber(id: string): boolean {
  return /^(\d{17}[\dXx]|\d{15})$/u.test(id);
}

function remarkTwin<Id extends PeopleTable>(
  fields: Fields<Id>,
  key: ColumnOf<Id>,
  twin: Row<Id>,
): void {
  const sheet = twin.table.sheet === fields.row.table.sheet ? '' : `「${twin.table.sheet}」的`;
  fields.error(key, {
    code: 'duplicate-staff-number',
    message: `职工号与${sheet}单元格 ${twin.address(key)} 重复。`,
    suggestion: '每人一行、一个职工号；请删去重复行或改正职工号。',
  });
}
