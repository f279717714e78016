/** 职工号: the key of a person on every table. It is text; a number is written out as stored. */
import type { Fields } from './fields.ts';
import type { TableId } from './headers.ts';
import type { ColumnOf, Row } from './table.ts';

/** The tables about people; all of them have the column `staffNo`. */
type PeopleTable = Extract<TableId, 'roster' | 'wishes' | 'merits'>;

/** The staff number of a row, '' after a remark when it is missing or used twice; a fresh one is entered into `rows`. */
export function claimStaffNo<Id extends PeopleTable>(
  fields: Fields<Id>,
  rows: Map<string, Row<Id>>,
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
  const id = fields.required(key);
  if (id === '') return '';
  const twin = rows.get(id);
  if (twin === undefined) {
    rows.set(id, fields.row);
    return id;
  }
  remarkTwin(fields, key, twin);
  return '';
}

function remarkTwin<Id extends PeopleTable>(
  fields: Fields<Id>,
  key: ColumnOf<Id>,
  twin: Row<Id>,
): void {
  fields.error(key, {
    code: 'duplicate-staff-number',
    message: `职工号与单元格 ${twin.address(key)} 重复。`,
    suggestion: '每人一行、一个职工号；请删去重复行或改正职工号。',
  });
}
