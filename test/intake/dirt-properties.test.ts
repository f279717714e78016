/** A clean workbook dirtied at random reads as before, or every damage that changed something has its finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TABLES, type Table, type TableId } from '../../src/intake/headers.ts';
import type { CellValue } from '../../src/workbook/port.ts';
import { sheetName, tinyTables } from '../support/tiny-workbook.ts';
import { readTiny, rowOf } from './complaints.ts';

const plain = readTiny().county;
const wide = (text: string) =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** What happens to a cell; undefined where it does not apply. */
const DAMAGES: Record<string, (value: CellValue, required: boolean) => CellValue | undefined> = {
  'full-width': (value) => wide(String(value)),
  'white space around': (value) => `　${value}\n `,
  invisible: (value) => `\u200b${value}\ufeff`,
  'number as text': (value) => (typeof value === 'number' ? String(value) : undefined),
  'text mark': (value) => `'${value}`,
  'dotted month': (value) =>
    typeof value === 'string' && /^\d{4}-0[2-9]$/.test(value)
      ? value.replace('-0', '.')
      : undefined,
  'pinyin inserted': (value) =>
    typeof value === 'string' && /\p{Script=Han}$/u.test(value) ? `${value}(zhōng)` : undefined,
  emptied: (_, required) => (required ? null : undefined),
  'empty mark': (_, required) => (required ? '#N/A' : undefined),
  garbled: (value) => (typeof value === 'string' ? `锟斤拷${value}` : -1),
  'another kind of value': (value) => (typeof value === 'number' ? '若干' : -7.5),
};

type Damage = { table: TableId; row: number; key: string; name: string };

/** A form without wishes is a form (S05). */
const MAY_BE_BLANK: readonly string[] = ['wish1'];

/** Every filled cell of the tiny county. */
const cells = Object.entries(tinyTables()).flatMap(([table, rows]) =>
  rows.flatMap((row, index) =>
    Object.entries(row).flatMap(([key, value]) =>
      value === null || table === 'tasks' ? [] : [{ table: table as TableId, row: index, key }],
    ),
  ),
);
const damage: fc.Arbitrary<Damage> = fc
  .tuple(fc.constantFrom(...cells), fc.constantFrom(...Object.keys(DAMAGES)))
  .map(([cell, name]) => ({ ...cell, name }));

function readDamaged(damages: readonly Damage[]) {
  return readTiny((tables) => {
    for (const { table, row, key, name } of damages) {
      const cell = rowOf(tables, table, row);
      const columns: Table['columns'] = TABLES[table].columns;
      const mayNotBeBlank = columns[key]?.required === true && !MAY_BE_BLANK.includes(key);
      const next = DAMAGES[name]?.(cell[key] ?? null, mayNotBeBlank);
      if (next !== undefined) cell[key] = next;
    }
  });
}

/** Cells of which nothing but the text itself goes into the county. */
const FREE_TEXT: readonly string[] = ['name', 'approver', 'code', 'district'];

describe('random dirt', () => {
  it('one damage: the same county, or an error or a warning', () => {
    fc.assert(
      fc.property(damage, (one) => {
        const { county, issues } = readDamaged([one]);
        const isNamed = issues.some(({ severity }) => severity !== 'mended');
        const isSame = JSON.stringify(county) === JSON.stringify(plain);
        const isText = one.name !== 'emptied' && FREE_TEXT.includes(one.key);
        expect(isSame || isText || isNamed).toBe(true);
      }),
      { numRuns: 1000, seed: 9 },
    );
  });

  it('several damages: each that alone would change the county has its word', () => {
    const several = fc.uniqueArray(damage, {
      minLength: 2,
      maxLength: 5,
      selector: ({ table, row }) => `${table}/${row}`,
    });
    fc.assert(
      fc.property(several, (damages) => {
        const { county, issues } = readDamaged(damages);
        const sheets = new Set(
          issues.filter(({ severity }) => severity !== 'mended').map(({ sheet }) => sheet),
        );
        for (const one of damages) {
          const alone = readDamaged([one]);
          const isHarmless =
            alone.county !== null && alone.issues.every((i) => i.severity === 'mended');
          expect(isHarmless || sheets.has(sheetName(one.table)) || county === null).toBe(true);
        }
      }),
      { numRuns: 50, seed: 9 },
    );
  });
});
