/** Every column that a rule acts in changes what is read: without its cells, another county or another finding. */
import { expect, test } from 'vitest';
import { generateCounty, writeCountyWorkbook } from '../../data/index.ts';
import { TABLES, type TableId } from '../../src/intake/headers.ts';
import { readCounty } from '../../src/intake/index.ts';
import { RULES } from '../../src/rules/catalogue/index.ts';
import type { SheetToWrite } from '../../src/workbook/port.ts';

/** People kept for each column of the roster: enough to have every value told, few enough to read in no time. */
const PEOPLE_BY_COLUMN = 3;

const isBlank = (cell: unknown) => cell === null || cell === undefined || cell === '';

/** The rows of a sheet that between them fill every column that is filled at all. */
function telling({ headers, rows }: SheetToWrite): SheetToWrite['rows'] {
  const kept = new Set(
    headers.flatMap((_, column) => {
      const filled = rows.filter((row) => !isBlank(row[column]));
      const values = new Map(filled.map((row) => [row[column], row]));
      return [...values.values()].slice(0, PEOPLE_BY_COLUMN);
    }),
  );
  return rows.filter((row) => kept.has(row));
}

/** The sheets about people, whose rows hang together by the staff number. */
const ABOUT_PEOPLE: readonly TableId[] = ['roster', 'wishes', 'merits'];

function fewPeople(sheets: readonly SheetToWrite[]): SheetToWrite[] {
  const names = ABOUT_PEOPLE.map((id) => TABLES[id].sheets[0] as string);
  const staffNumber = ({ headers }: SheetToWrite) =>
    headers.indexOf(TABLES.roster.columns.staffNo.headers[0] as string);
  const people = sheets.filter(({ name }) => names.includes(name));
  const kept = new Set(
    people.flatMap((sheet) => telling(sheet).map((row) => row[staffNumber(sheet)])),
  );
  return sheets.map((sheet) =>
    people.includes(sheet)
      ? { ...sheet, rows: sheet.rows.filter((row) => kept.has(row[staffNumber(sheet)] ?? null)) }
      : sheet,
  );
}

/** What the generated county leaves blank, told in a row of its sheet that can bear it. */
const TOLD: Partial<Record<TableId, (cell: (column: string) => unknown) => Told | null>> = {
  posts: (cell) => (Number(cell('openings')) > 0 ? { mustFill: 1 } : null),
  schools: (cell) =>
    cell('stage') === '小学'
      ? { expectedPupils: 700, classesByGrade: `${Number(cell('classes')) - 5},1,1,1,1,1` }
      : null,
  roster: (cell) =>
    cell('duty') === '副校长'
      ? {
          returnRight: '是',
          lastHeadedSchool: cell('unit') as string,
          lastHeadedUntil: '2020-08',
          lastHeadedMonths: 40,
        }
      : null,
  wishes: () => ({ performanceReport: '无' }),
};

type Told = Readonly<Record<string, string | number>>;

function tellAll(sheet: SheetToWrite): SheetToWrite {
  const id = (Object.keys(TABLES) as TableId[]).find((key) => TABLES[key].sheets[0] === sheet.name);
  const tell = id === undefined ? undefined : TOLD[id];
  if (id === undefined || tell === undefined) return sheet;
  const headers = [...sheet.headers];
  const at = (column: string) => {
    const header = canonicalHeader(id, column);
    return headers.includes(header) ? headers.indexOf(header) : headers.push(header) - 1;
  };
  const bears = (row: SheetToWrite['rows'][number]) => tell((column) => row[at(column)]);
  const bearer = sheet.rows.find((row) => bears(row) !== null);
  const rows = sheet.rows.map((row) => {
    if (row !== bearer) return row;
    const told = [...row];
    for (const [column, value] of Object.entries(bears(row) ?? {})) told[at(column)] = value;
    return told;
  });
  return { ...sheet, headers, rows };
}

function canonicalHeader(id: TableId, column: string): string {
  const columns = TABLES[id].columns as Record<string, { headers: readonly string[] }>;
  return columns[column]?.headers[0] as string;
}

const SHEETS = fewPeople(writeCountyWorkbook(generateCounty('county', 1))).map(tellAll);

/** What is read when the cells of one column are empty (`null` = nothing is emptied). */
function readWithout(table: TableId | null, column: string): string {
  const names: readonly string[] = table === null ? [] : TABLES[table].sheets;
  const headers: readonly string[] =
    table === null
      ? []
      : ((TABLES[table].columns as Record<string, { headers: readonly string[] }>)[column]
          ?.headers ?? []);
  const sheets = SHEETS.map(({ name, headers: row, rows }) => {
    const at = names.includes(name) ? row.findIndex((text) => headers.includes(text)) : -1;
    const body = at === -1 ? rows : rows.map((each) => each.map((v, k) => (k === at ? null : v)));
    return { name, rows: [row, ...body] };
  });
  const { county, issues } = readCounty({ sheets }, '本县');
  return JSON.stringify([county, issues]);
}

const whole = readWithout(null, '');

test('the whole workbook is a county', () => {
  expect(whole.startsWith('[null')).toBe(false);
});

const columns = [
  ...new Set(
    RULES.flatMap(({ acts }) => acts.filter(({ where }) => where === 'intake')).map(
      ({ name }) => name,
    ),
  ),
].filter((name) => name.includes('.'));

test.each(columns)('%s', (name) => {
  const [table = '', column = ''] = name.split('.');
  expect(readWithout(table as TableId, column)).not.toBe(whole);
});
