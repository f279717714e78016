/** What the intake says about the tiny county after one change. */
import type { TableId } from '../../src/intake/headers.ts';
import { type IntakeResult, readCounty } from '../../src/intake/index.ts';
import { type TinyTables, tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

/** Reads the tiny county after `change` has worked on its tables. */
export function readTiny(change: (tables: TinyTables) => void = () => {}): IntakeResult {
  const tables = tinyTables();
  change(tables);
  return readCounty(tinyWorkbook(tables), '测试县');
}

/** The row of a table, to be changed. */
export function rowOf(tables: TinyTables, id: TableId, row: number) {
  const found = tables[id][row];
  if (found === undefined) throw new Error(`the tiny county has no row ${row} in ${id}`);
  return found;
}

/** Errors and warnings as `severity code sheet cell`, short enough to compare as a whole; applied mends apart. */
export function shortly({ issues }: IntakeResult): string[] {
  return complaints(issues).map(({ severity, code, sheet, cell }) =>
    [severity, code, sheet, cell].join(' '),
  );
}

/** Errors and warnings, without the safe mends that were applied and listed. */
export function complaints(issues: IntakeResult['issues']): IntakeResult['issues'] {
  return issues.filter(({ severity }) => severity !== 'mended');
}
