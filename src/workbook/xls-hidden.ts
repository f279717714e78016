/**
 * What a true old `.xls` hides, which its reader does not tell: sheets (BOUNDSHEET, MS-XLS 2.4.28), columns (COLINFO,
 * 2.4.53; they stand before the first row of their sheet) and rows (ROW, 2.4.221). A workbook of less than 4 KiB is not looked through: it has no
 * room for a table.
 */
import { workbookRecords } from './ole2.ts';

const BOUNDSHEET = 0x85;
const COLINFO = 0x7d;
const EOF_RECORD = 0x0a;
/** DIMENSIONS: rows and cells follow. */
const DIMENSIONS = 0x200;
const ROW = 0x208;
const HIDDEN_BIT = 1;
/** fDyZero: a height of 0. */
const HIDDEN_ROW_BIT = 0x20;
/** Columns of an old sheet. */
const MOST_COLUMNS = 256;

export interface HiddenParts {
  readonly hidden: boolean;
  /** Zero-based. */
  readonly hiddenColumns: readonly number[];
  /** Zero-based, in order of the file. */
  readonly hiddenRows: readonly number[];
}

/** By sheet, in the order of the workbook; what cannot be read hides nothing. */
export function hiddenInXls(bytes: Uint8Array): HiddenParts[] {
  const stream = workbookRecords(bytes);
  const found: HiddenParts[] = [];
  for (const { kind, body } of recordsFrom(stream, 0)) {
    if (kind !== BOUNDSHEET || body.length < 6) continue;
    const [start, state] = [body.readUInt32LE(0), body.readUInt8(4) & 3];
    found.push({
      hidden: state !== 0,
      hiddenColumns: hiddenColumns(stream, start),
      hiddenRows: hiddenRows(stream, start),
    });
  }
  return found;
}

function hiddenColumns(stream: Buffer, start: number): number[] {
  const columns: number[] = [];
  for (const { kind, body } of recordsFrom(stream, start)) {
    if (kind === DIMENSIONS) break;
    if (kind !== COLINFO || body.length < 10 || (body.readUInt16LE(8) & HIDDEN_BIT) === 0) continue;
    const last = Math.min(body.readUInt16LE(2), MOST_COLUMNS - 1);
    for (let column = body.readUInt16LE(0); column <= last; column++) columns.push(column);
  }
  return columns;
}

function hiddenRows(stream: Buffer, start: number): number[] {
  const rows: number[] = [];
  for (const { kind, body } of recordsFrom(stream, start)) {
    if (kind !== ROW || body.length < 13) continue;
    if ((body.readUInt8(12) & HIDDEN_ROW_BIT) !== 0) rows.push(body.readUInt16LE(0));
  }
  return rows;
}

/** Records from an offset to the end of their part. */
function* recordsFrom(stream: Buffer, start: number) {
  for (let at = start; at + 4 <= stream.length; ) {
    const [kind, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    if (kind === EOF_RECORD) return;
    yield { kind, body: stream.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}
