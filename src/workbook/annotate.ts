/**
 * The workbook that was handed in, with the cells that findings are about coloured and commented, so that a clerk can
 * put them right in place; and a sheet that lists the findings. Formats, formulas and widths stay as they were.
 */
import type { Cell, CellStyle, CellValue } from 'hucre';
import { openXlsx, saveXlsx, writeXlsx } from 'hucre/xlsx';
import { InputError } from '../domain/errors.ts';
import type { RawWorkbook, SheetToWrite } from './port.ts';
import { notAWorkbook } from './refusals.ts';

type MarkColour = 'error' | 'warning' | 'mended';

export interface CellMark {
  /** Zero-based sheet of the raw workbook. */
  readonly sheetIndex: number;
  readonly row: number;
  readonly column: number;
  readonly colour: MarkColour;
  readonly comment: string;
}

const FILL: Record<MarkColour, string> = {
  error: 'FFC7CE',
  warning: 'FFEB9C',
  mended: 'DDEBF7',
};
const AUTHOR = 'tiaopei';
/** Excel's limit for the name of a sheet. */
const LONGEST_NAME = 31;
const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));

/**
 * Marks an `.xlsx` in place.
 * @throws InputError `not-a-workbook` when it cannot be opened
 */
export async function annotateXlsx(
  bytes: Uint8Array,
  file: string,
  { marks, list }: { marks: readonly CellMark[]; list: SheetToWrite },
): Promise<Uint8Array> {
  try {
    const workbook = await openXlsx(bytes, { readStyles: true });
    for (const mark of marks) {
      const sheet = workbook.sheets[mark.sheetIndex];
      if (sheet === undefined) continue;
      sheet.cells ??= new Map();
      markCell(sheet.rows, sheet.cells, mark);
    }
    workbook.sheets.push(
      listSheet(
        list,
        workbook.sheets.map(({ name }) => name),
      ),
    );
    return await saveXlsx(workbook);
  } catch (fault) {
    throw fault instanceof InputError ? fault : notAWorkbook(file);
  }
}

/** Several files, or files that are no `.xlsx`: their values in one new workbook, marked likewise. */
export async function annotateRows(
  { sheets }: RawWorkbook,
  { marks, list }: { marks: readonly CellMark[]; list: SheetToWrite },
): Promise<Uint8Array> {
  const files = new Set(sheets.map(({ file }) => file));
  const names: string[] = [];
  const copies = sheets.map(({ name, file, rows, merges = [] }) => {
    const own = freeName(files.size > 1 ? `${bareName(file ?? '')}-${name}` : name, names);
    names.push(own);
    return {
      name: own,
      rows: rows.map((row) => [...row]),
      merges: [...merges],
      cells: new Map<string, Cell>(),
    };
  });
  for (const mark of marks) {
    const sheet = copies[mark.sheetIndex];
    if (sheet !== undefined) markCell(sheet.rows, sheet.cells, mark);
  }
  return writeXlsx({
    sheets: [...copies, listSheet(list, names)],
    properties: { created: FIXED_TIME, modified: FIXED_TIME },
  });
}

function markCell(
  rows: readonly (readonly CellValue[])[],
  cells: Map<string, Cell>,
  { row, column, colour, comment }: CellMark,
): void {
  const key = `${row},${column}`;
  const known: Partial<Cell> = cells.get(key) ?? {};
  const value = known.value ?? rows[row]?.[column] ?? null;
  const type =
    typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string';
  const before = known.comment === undefined ? '' : `${known.comment.text}\n`;
  const style: CellStyle = {
    ...known.style,
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: FILL[colour] } },
  };
  cells.set(key, {
    type,
    ...known,
    value,
    style,
    comment: { author: AUTHOR, text: `${before}${comment}` },
  });
}

/** The list with its header bold and frozen. */
function listSheet({ name, headers, widths = [], rows }: SheetToWrite, taken: readonly string[]) {
  const bold: CellStyle = { font: { bold: true } };
  const cells = headers.map(
    (value, column) => [`0,${column}`, { value, type: 'string', style: bold }] as [string, Cell],
  );
  return {
    name: freeName(name, taken),
    rows: [[...headers], ...rows.map((row) => [...row])],
    columns: widths.map((width) => ({ width })),
    cells: new Map(cells),
    freezePane: { rows: 1 },
  };
}

const bareName = (file: string) => file.replace(/\.[a-z]+$/i, '');

/** A name that Excel accepts and no other sheet has. */
function freeName(wanted: string, taken: readonly string[]): string {
  const legal =
    wanted
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, LONGEST_NAME)
      .trim() || '表';
  if (!taken.includes(legal)) return legal;
  for (let k = 2; ; k++) {
    const next = `${legal.slice(0, LONGEST_NAME - 4)}(${k})`;
    if (!taken.includes(next)) return next;
  }
}
