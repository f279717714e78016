/** The windowed table apart from its drawing: which rows are drawn, found, sorted. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Column,
  chosenRows,
  nextSorting,
  optionsOf,
} from '../../src/web/components/table-rows.ts';
import { ROW_HEIGHT, windowOf } from '../../src/web/components/table-window.ts';

describe('window', () => {
  const scrolls = fc.record({
    rows: fc.integer({ min: 0, max: 30_000 }),
    height: fc.integer({ min: 0, max: 2000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  test('every row in sight is drawn, wherever it is scrolled', () => {
    fc.assert(
      fc.property(scrolls, ({ rows, height, share }) => {
        const top = share * Math.max(0, rows * ROW_HEIGHT - height);
        const { first, last } = windowOf({ top, height, rows });
        const seenFirst = Math.floor(top / ROW_HEIGHT);
        const seenLast = Math.min(rows, Math.ceil((top + height) / ROW_HEIGHT));
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(rows);
        if (rows > 0) expect(first).toBeLessThanOrEqual(Math.min(seenFirst, rows - 1));
        expect(last).toBeGreaterThanOrEqual(seenLast);
      }),
      { seed: 7 },
    );
  });

  test('a long table draws few rows', () => {
    const { first, last } = windowOf({ top: 300_000, height: 640, rows: 20_000 });
    expect(last - first).toBeLessThan(60);
    expect([first, last]).toEqual([8321, 8364]);
  });

  test('a scroll beyond the end (rows were filtered away) shows the end', () => {
    const { first, last } = windowOf({ top: 300_000, height: 640, rows: 30 });
    expect([first, last]).toEqual([0, 30]);
  });
});

interface Row {
  readonly name: string;
  readonly years: number;
}
const columns: readonly Column<Row>[] = [
  { id: 'name', title: '', width: 1, text: ({ name }) => name, filter: true },
  {
    id: 'years',
    title: '',
    width: 1,
    text: ({ years }) => `${years} 年`,
    order: ({ years }) => years,
  },
];
const rows: readonly Row[] = [
  { name: '王芳', years: 10 },
  { name: '艾丽', years: 9 },
  { name: '李娜', years: 10 },
  { name: '<img onerror=alert(1)>', years: 100 },
];
const none = { search: '', chosen: {}, sorting: null };

describe('rows', () => {
  test('nothing chosen: the very rows, not a copy', () => {
    expect(chosenRows(rows, columns, none)).toBe(rows);
  });

  test('every word of the search must be somewhere', () => {
    const found = (search: string) => chosenRows(rows, columns, { ...none, search });
    expect(found('李 10').map(({ name }) => name)).toEqual(['李娜']);
    expect(found('IMG').length).toBe(1);
    expect(found('没有')).toEqual([]);
  });

  test('a row is put into words once, however much she types', () => {
    let asked = 0;
    const counting: readonly Column<Row>[] = [
      {
        ...(columns[0] as Column<Row>),
        text: ({ name }) => {
          asked++;
          return name;
        },
      },
    ];
    for (const search of ['李', '李娜', '没有']) chosenRows(rows, counting, { ...none, search });
    expect(asked).toBe(rows.length);
  });

  test('a filter wants the whole text', () => {
    const chosen = { name: '王芳' };
    expect(chosenRows(rows, columns, { ...none, chosen })).toEqual([rows[0]]);
  });

  test('numbers sort as numbers, names by their reading, equals stay in order', () => {
    const by = (id: string, direction: 'ascending' | 'descending') =>
      chosenRows(rows, columns, { ...none, sorting: { id, direction } }).map(({ name }) => name);
    expect(by('years', 'ascending').slice(0, 3)).toEqual(['艾丽', '王芳', '李娜']);
    expect(by('years', 'descending').slice(1, 3)).toEqual(['王芳', '李娜']);
    expect(by('name', 'ascending').slice(1)).toEqual(['艾丽', '李娜', '王芳']);
  });

  test('a third press on a head gives the first order back', () => {
    const first = nextSorting(null, 'name');
    expect(first).toEqual({ id: 'name', direction: 'ascending' });
    expect(nextSorting(first, 'name')?.direction).toBe('descending');
    expect(nextSorting(nextSorting(first, 'name'), 'name')).toBeNull();
    expect(nextSorting(first, 'years')).toEqual({ id: 'years', direction: 'ascending' });
  });

  test('options are different texts in Chinese order', () => {
    const [name] = columns;
    expect(optionsOf([...rows, ...rows], name as Column<Row>).slice(1)).toEqual([
      '艾丽',
      '李娜',
      '王芳',
    ]);
  });
});
