/**
 * An `.xlsx` file → rows. The guard has measured the archive before the library opens it; formulas count as the value
 * Excel stored for them.
 */
import type { Sheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import { InputError } from '../domain/errors.ts';
import type { CellValue, RawSheet, ReadLimits } from './port.ts';
import { hostileXml, macroWorkbook, notAWorkbook, zipBomb } from './refusals.ts';
import { checkColumns, checkRows, filled, withoutBlankTail } from './sheet-limits.ts';
import { inspectZip, type ZipReport } from './zip-guard.ts';

const REFUSALS = {
  damaged: notAWorkbook,
  bomb: zipBomb,
  macros: macroWorkbook,
  'hostile-xml': hostileXml,
} as const;

/**
 * All sheets in the order of the workbook. Blank rows at the end and blank cells at the end of a row are left out.
 * @throws InputError `not-a-workbook`, `zip-bomb`, `macro-workbook`, `hostile-xml`, `too-many-rows`, `too-many-columns`
 */
export async function readXlsxSheets(
  bytes: Uint8Array,
  file: string,
  limits: ReadLimits,
): Promise<RawSheet[]> {
  const report = await inspectZip(bytes);
  if (report.verdict !== 'fine') throw REFUSALS[report.verdict](file);
  try {
    const parts = sheetParts(report);
    const date1904 = /\bdate1904="(1|true)"/.test(report.directory?.workbook ?? '');
    const { sheets } = await readXlsx(bytes);
    if (sheets.length === 0) throw notAWorkbook(file);
    return sheets.map((sheet, index) => {
      const unvalued = report.unvalued.get(parts[index] ?? '');
      const rows = rowsOf(sheet, file, limits);
      return {
        ...{ name: sheet.name, file, rows },
        ...partly('merges', sheet.merges ?? []),
        ...partly('hiddenColumns', hiddenColumns(sheet)),
        ...partly('hiddenRows', filled(hiddenRows(sheet), rows)),
        ...partly('unvalued', unvalued ?? []),
        ...(sheet.hidden === true || sheet.veryHidden === true ? { hidden: true } : {}),
        ...(date1904 ? { date1904 } : {}),
      };
    });
  } catch (fault) {
    throw fault instanceof InputError ? fault : notAWorkbook(file);
  }
}

/** Only what there is to tell: most sheets have nothing of it. */
const partly = <K extends string, T>(key: K, list: readonly T[]) =>
  (list.length === 0 ? {} : { [key]: list }) as { [key in K]?: readonly T[] };

function hiddenColumns({ columns = [] }: Sheet): number[] {
  return columns.flatMap(({ hidden }, column) => (hidden === true ? [column] : []));
}

function hiddenRows({ rowDefs = new Map() }: Sheet): number[] {
  return [...rowDefs].flatMap(([row, { hidden }]) => (hidden === true ? [row] : []));
}

/** Names of the parts in order of the sheets; empty where the workbook keeps its directory elsewhere. */
function sheetParts({ directory }: ZipReport): string[] {
  if (directory === null) return [];
  const targets = new Map<string, string>();
  for (const [tag] of directory.relations.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)) {
    const target = attribute(tag, 'Target');
    targets.set(attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return [...directory.workbook.matchAll(/<(?:\w+:)?sheet\s[^<>]*>/g)].map(
    ([tag]) => targets.get(attribute(tag, '\\w+:id')) ?? '',
  );
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\s${name}\\s*=\\s*"([^"]*)"`).exec(tag)?.[1] ?? '';

function rowsOf({ name, rows }: Sheet, file: string, limits: ReadLimits): CellValue[][] {
  const kept: CellValue[][] = [];
  for (const [index, row] of rows.entries()) {
    const values = withoutBlankTail(row ?? []);
    if (values.length === 0) continue;
    checkRows(index + 1, file, name, limits);
    checkColumns(values.length, file, name, limits);
    while (kept.length < index) kept.push([]);
    kept[index] = values;
  }
  return kept;
}
