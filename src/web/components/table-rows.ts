/** Search, filter and sorting of a table, apart from how it is drawn. */
import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  /** What is searched, filtered, shown when there is no `cell`. */
  readonly text: (row: Row) => string;
  /** What is sorted by; the text where it is left out. */
  readonly order?: (row: Row) => number | string;
  readonly cell?: (row: Row) => ComponentChildren;
  /** Right-aligned. */
  readonly number?: boolean;
  /** Offers its values as a choice above the table. */
  readonly filter?: boolean;
}

export interface Sorting {
  readonly id: string;
  readonly direction: 'ascending' | 'descending';
}

export interface Choice {
  readonly search: string;
  /** By column: the text that a row must have; '' = any. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly sorting: Sorting | null;
}

/** Chinese text by its reading; ICU is what browsers have. */
const CHINESE = new Intl.Collator('zh-CN', { numeric: true });

/** Ascending, then descending, then as it came. */
export function nextSorting(now: Sorting | null, id: string): Sorting | null {
  if (now?.id !== id) return { id, direction: 'ascending' };
  return now.direction === 'ascending' ? { id, direction: 'descending' } : null;
}

/** Every word of the search must be in some column. */
export function chosenRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { search, chosen, sorting }: Choice,
): readonly Row[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = columns.filter(({ id }) => (chosen[id] ?? '') !== '');
  const kept =
    words.length + wanted.length === 0
      ? rows
      : rows.filter(
          (row) =>
            wanted.every(({ id, text }) => text(row) === chosen[id]) &&
            hasWords(row, columns, words),
        );
  return sorting === null ? kept : sorted(kept, columns, sorting);
}

function hasWords<Row>(
  row: Row,
  columns: readonly Column<Row>[],
  words: readonly string[],
): boolean {
  if (words.length === 0) return true;
  const whole = wholeText(row as object, columns as unknown as Columns);
  return words.every((word) => whole.includes(word));
}

type Columns = readonly Column<object>[];
/** What is searched, by table and row: twenty thousand rows are put into words once, not at every letter. */
const wholeTexts = new WeakMap<Columns, WeakMap<object, string>>();

function wholeText(row: object, columns: Columns): string {
  const known = wholeTexts.get(columns) ?? new WeakMap<object, string>();
  wholeTexts.set(columns, known);
  let whole = known.get(row);
  if (whole === undefined) {
    whole = columns
      .map(({ text }) => text(row))
      .join('\n')
      .toLowerCase();
    known.set(row, whole);
  }
  return whole;
}

/** Equal rows stay in the order in which they came, in both directions. */
function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { id, direction }: Sorting,
): readonly Row[] {
  const column = columns.find((each) => each.id === id);
  if (column === undefined) return rows;
  const order = column.order ?? column.text;
  const sign = direction === 'ascending' ? 1 : -1;
  return rows
    .map((row) => ({ row, key: order(row) }))
    .sort((a, b) => sign * compareKeys(a.key, b.key))
    .map(({ row }) => row);
}

function compareKeys(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return CHINESE.compare(String(a), String(b));
}

/** The different texts of a column, in Chinese order. */
export function optionsOf<Row>(rows: readonly Row[], { text }: Column<Row>): string[] {
  return [...new Set(rows.map(text))].filter(Boolean).sort(CHINESE.compare);
}
