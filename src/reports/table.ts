/** A sheet from columns: each says its header, its width and what it shows of a row. */
import type { CellToWrite, NumberForm, SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { dateZh } from './words.ts';

/** Header, width in characters, cell of a row, how numbers are shown. */
export type Column<T> = readonly [
  header: string,
  width: number,
  cell: (row: T, at: number) => CellToWrite,
  form?: NumberForm,
];

type Rest = Omit<SheetToWrite, 'headers' | 'widths' | 'rows' | 'forms' | 'name'>;

export function tableOf<T>(
  name: string,
  rows: readonly T[],
  columns: readonly Column<T>[],
  rest: Rest = {},
): SheetToWrite {
  return {
    name,
    headers: columns.map(([header]) => header),
    widths: columns.map(([, width]) => width),
    forms: columns.map(([, , , form]) => form ?? null),
    rows: rows.map((row, at) => columns.map(([, , cell]) => cell(row, at))),
    ...rest,
  };
}

/** 序号. */
export function serial<T>(): Column<T> {
  return ['序号', 6, (_, at) => at + 1, 'centre'];
}

/** The column of a header; a sheet that asks for one it does not have is wrong. */
export function columnAt({ headers }: Pick<SheetToWrite, 'headers'>, header: string): number {
  const at = headers.indexOf(header);
  if (at === -1) throw new Error(`no column ${header}`);
  return at;
}

/** Title and first line of an internal table: what it counts in, as of when, and that it stays in the house. */
export function internalHead(
  { county, policy }: Pick<ReportContext, 'county' | 'policy'>,
  title: string,
  unit: string,
): Pick<SheetToWrite, 'title' | 'notes'> {
  const month = dateZh(policy.referenceMonth);
  return {
    title: `${county.name}${title}`,
    notes: [`单位：${unit}　　基准月份：${month}　　内部资料，不得公示`],
  };
}
