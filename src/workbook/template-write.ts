/** Empty tables to be filled in: headers with notes, drop-down lists, columns that keep what is typed as text. */
import type { Cell, CellStyle, DataValidation, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { type CellToWrite, columnLetters } from './port.ts';

export interface TemplateColumn {
  readonly header: string;
  readonly required: boolean;
  /** What belongs here; shown when the header is pointed at. */
  readonly note: string;
  /** Words to choose from. */
  readonly choices?: readonly string[];
  /** False where several words, or others, may be written all the same. */
  readonly onlyChoices?: boolean;
  /** Numbers that must not lose leading zeros or digits. */
  readonly asText?: boolean;
}

export interface TemplateSheet {
  readonly name: string;
  readonly columns: readonly TemplateColumn[];
  /** Example rows in grey, to be replaced. */
  readonly examples: readonly (readonly CellToWrite[])[];
}

const FIXED_TIME = new Date(Date.UTC(1980, 0, 1));
/** Rows that the drop-down lists reach to. */
const LAST_ROW = 20_000;
/** Excel's limit for a list that is written out. */
const LONGEST_LIST = 255;
const FILL = { required: 'FCE4D6', optional: 'E2EFDA' } as const;

/** @param guide lines of the first sheet, 「填表说明」 */
export async function writeTemplateBook(
  guide: readonly string[],
  sheets: readonly TemplateSheet[],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [guideSheet(guide), ...sheets.map(toSheet)],
    properties: { created: FIXED_TIME, modified: FIXED_TIME },
  });
}

function guideSheet(lines: readonly string[]): WriteSheet {
  const style: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
  return {
    name: '填表说明',
    columns: [{ width: 100, style }],
    rows: lines.map((line) => [line]),
  };
}

function toSheet({ name, columns, examples }: TemplateSheet): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  for (const [at, column] of columns.entries()) cells.set(`0,${at}`, headerCell(column));
  const grey: CellStyle = { font: { italic: true, color: { rgb: '7F7F7F' } } };
  for (const [row, values] of examples.entries()) {
    for (const [at, column] of columns.entries()) {
      const style = column.asText === true ? { ...grey, numFmt: '@' } : grey;
      cells.set(`${row + 1},${at}`, { value: values[at] ?? null, style });
    }
  }
  return {
    name,
    columns: columns.map(({ header, asText }) => ({
      width: Math.max(10, 2 * header.length + 4),
      ...(asText === true ? { style: { numFmt: '@' } } : {}),
    })),
    rows: [columns.map(({ header }) => header), ...examples.map((row) => [...row])],
    cells,
    dataValidations: columns.flatMap(validation),
    freezePane: { rows: 1, columns: 1 },
  };
}

function headerCell({ header, required, note }: TemplateColumn): Partial<Cell> {
  const rgb = required ? FILL.required : FILL.optional;
  return {
    value: header,
    type: 'string',
    style: { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } },
    comment: { author: 'tiaopei', text: note },
  };
}

function validation(column: TemplateColumn, at: number): DataValidation[] {
  const { choices, onlyChoices = true, note } = column;
  if (choices === undefined || choices.join(',').length > LONGEST_LIST) return [];
  const letters = columnLetters(at);
  return [
    {
      type: 'list',
      values: [...choices],
      allowBlank: true,
      showInputMessage: true,
      inputMessage: note,
      showErrorMessage: onlyChoices,
      errorStyle: 'stop',
      errorTitle: '请从列表中选择',
      errorMessage: `可填：${choices.join('、')}`.slice(0, 200),
      range: `${letters}2:${letters}${LAST_ROW}`,
    },
  ];
}
