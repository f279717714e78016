/**
 * 名单: a table of many rows of which only those in sight are in the page. Rows have one fixed height, the box has its
 * height from the start: nothing moves when twenty thousand rows arrive. Search, filters and sorting by column.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../messages/index.ts';
import { type Column, chosenRows, nextSorting, optionsOf, type Sorting } from './table-rows.ts';
import { ROW_HEIGHT, windowOf } from './table-window.ts';
import { usePrinting } from './use-printing.ts';

export interface DataTableProps<Row> {
  /** What the table shows, for screen readers. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly empty: string;
}

export function DataTable<Row>({ name, rows, columns, rowKey, empty }: DataTableProps<Row>) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const shown = useMemo(
    () => chosenRows(rows, columns, { search, chosen, sorting }),
    [rows, columns, search, chosen, sorting],
  );
  return (
    <div>
      <div class="table-tools">
        <label class="field">
          <span>{t('table.search')}</span>
          <input
            type="search"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        {columns
          .filter(({ filter }) => filter)
          .map((column) => (
            <Filter
              key={column.id}
              column={column}
              rows={rows}
              value={chosen[column.id] ?? ''}
              onChoose={(value) => setChosen({ ...chosen, [column.id]: value })}
            />
          ))}
        <span class="fill" />
        <output class="soft small">
          {t('table.shown', { shown: shown.length, all: rows.length })}
        </output>
      </div>
      <Window
        {...{ name, columns, rowKey, empty, sorting, rows: shown }}
        all={rows.length}
        onSort={(id) => setSorting(nextSorting(sorting, id))}
      />
    </div>
  );
}

function Filter<Row>(props: {
  column: Column<Row>;
  rows: readonly Row[];
  value: string;
  onChoose: (value: string) => void;
}) {
  const { column, rows, value, onChoose } = props;
  const options = useMemo(() => optionsOf(rows, column), [rows, column]);
  return (
    <label class="field">
      <span>{column.title}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{t('table.all')}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}

function Window<Row>(
  props: DataTableProps<Row> & {
    /** Rows before search and filters: the box is as high as these need, at most as high as the screen bears. */
    all: number;
    sorting: Sorting | null;
    onSort: (id: string) => void;
  },
) {
  const { name, rows, columns, rowKey, empty, all, sorting, onSort } = props;
  const box = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  // Another choice of rows begins at its beginning.
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [rows]);
  // Paper does not scroll: every row is on it.
  const printing = usePrinting();
  const { first, last } = printing
    ? { first: 0, last: rows.length }
    : windowOf({ top, height, rows: rows.length });
  return (
    <section
      class="window"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={name}
      style={
        all > FEW_ROWS ? undefined : { height: `${(Math.max(all, 2) + 1) * ROW_HEIGHT + FRAME}px` }
      }
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <table aria-rowcount={rows.length + 1} style={{ '--wide': `${widthOf(columns)}px` }}>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width: `${width}px` }} />
          ))}
        </colgroup>
        <Head {...{ columns, sorting, onSort }} />
        <tbody>
          <Pad rows={first} columns={columns.length} />
          {rows.slice(first, last).map((row, at) => (
            <tr key={rowKey(row)} aria-rowindex={first + at + 2}>
              {columns.map(({ id, text, cell, number }) => (
                <td key={id} class={number ? 'number' : undefined} title={text(row)}>
                  {cell ? cell(row) : text(row)}
                </td>
              ))}
            </tr>
          ))}
          <Pad rows={rows.length - last} columns={columns.length} />
        </tbody>
      </table>
      {rows.length === 0 && <p class="empty">{empty}</p>}
    </section>
  );
}
/** Columns keep their widths: what is wider than its box scrolls sideways. */
const widthOf = (columns: readonly { readonly width: number }[]) =>
  columns.reduce((sum, { width }) => sum + width, 0);
/** Up to so many rows the box is lower than its most; frame and a bar to scroll sideways, pixels. */
const [FEW_ROWS, FRAME] = [12, 20];
/** Until the box has been measured, in pixels. */
const FIRST_HEIGHT = 640;

function Head<Row>(props: {
  columns: readonly Column<Row>[];
  sorting: Sorting | null;
  onSort: (id: string) => void;
}) {
  const { columns, sorting, onSort } = props;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, title, number }) => {
          const direction = sorting?.id === id ? sorting.direction : null;
          return (
            <th
              key={id}
              scope="col"
              class={number ? 'number' : undefined}
              aria-sort={direction ?? 'none'}
            >
              <button type="button" onClick={() => onSort(id)}>
                {title}
                {direction && <span aria-hidden="true">{ARROW[direction]}</span>}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
const ARROW = { ascending: '▲', descending: '▼' } as const;

/** Stands in for rows that are out of sight. */
function Pad({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="pad">
      <td aria-hidden="true" colSpan={columns} style={{ height: `${rows * ROW_HEIGHT}px` }} />
    </tr>
  );
}
