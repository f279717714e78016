/**
 * Measures a workbook's archive before anything else opens it: every part is inflated in a stream and counted, never
 * kept, so that a bomb stops at the limit and a truncated or damaged file is named as such. On the way it notes what
 * the library does not tell of a sheet: formulas without a stored value.
 */
import { FormulaScanner, FormulaSign } from './sheet-facts.ts';
import { Bomb, Damaged, inflate, inflateWhole, listEntries, type ZipEntry } from './zip-entries.ts';

/** All parts of a workbook together, inflated. 20 000 people of 40 columns need some 60 MiB. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Styles, shared strings and the like are held in memory whole. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** Sheets of real counties shrink 5–40 times; only made-up ones shrink 300 times. */
const MAX_RATIO = 300;
const RATIO_FLOOR_BYTES = 8 * 1024 * 1024;
/** The directory of the sheets; the longest of any workbook is a few kilobytes. */
const MAX_DIRECTORY_BYTES = 1024 * 1024;

const XML_PART = /\.(xml|rels|vml)$/i;
const SHEET_PART = /^xl\/worksheets\/[^/]+\.xml$/i;
const MACRO_PART = /(^|\/)vbaProject\.bin$|^xl\/macrosheets\//i;
/** Document type declarations make "billion laughs" possible; no spreadsheet program writes one. */
const DECLARATION = Buffer.from('<!DOCTYPE');
const ENTITY = Buffer.from('<!ENTITY');

export interface ZipReport {
  readonly verdict: 'fine' | 'damaged' | 'bomb' | 'macros' | 'hostile-xml';
  /** Addresses of formulas without a value, by the sheet's part, e.g. `xl/worksheets/sheet1.xml`; parts without are absent. */
  readonly unvalued: ReadonlyMap<string, readonly string[]>;
  /** xl/workbook.xml and its relations; null where they are not in their usual place. */
  readonly directory: { readonly workbook: string; readonly relations: string } | null;
}

class Hostile extends Error {}

/** Reads the archive once from end to end. Never throws for what is in the file. */
export async function inspectZip(bytes: Uint8Array): Promise<ZipReport> {
  const refusal = (verdict: ZipReport['verdict']) => ({
    verdict,
    unvalued: new Map<string, readonly string[]>(),
    directory: null,
  });
  try {
    const entries = listEntries(bytes);
    if (entries.some(({ name }) => MACRO_PART.test(name))) return refusal('macros');
    const unvalued = new Map<string, readonly string[]>();
    let total = 0;
    for (const entry of entries) {
      const { size, hasFormulas } = await inspectPart(entry, MAX_TOTAL_BYTES - total);
      total += size;
      if (!hasFormulas) continue;
      const scanner = new FormulaScanner();
      await inflate(entry, size, (chunk) => scanner.take(chunk));
      if (scanner.addresses.length > 0) unvalued.set(entry.name, scanner.addresses);
    }
    return { verdict: 'fine', unvalued, directory: await directoryOf(entries) };
  } catch (fault) {
    if (fault instanceof Bomb) return refusal('bomb');
    if (fault instanceof Hostile) return refusal('hostile-xml');
    if (fault instanceof Damaged || fault instanceof RangeError) return refusal('damaged');
    throw fault;
  }
}

function byteLimit(entry: ZipEntry, remaining: number): number {
  const byRatio = Math.max(RATIO_FLOOR_BYTES, entry.data.length * MAX_RATIO);
  return Math.min(
    remaining,
    byRatio,
    SHEET_PART.test(entry.name) ? MAX_TOTAL_BYTES : MAX_PART_BYTES,
  );
}

async function inspectPart(entry: ZipEntry, remaining: number) {
  const sign = SHEET_PART.test(entry.name) ? new FormulaSign() : null;
  const refuse = XML_PART.test(entry.name) ? declarationGuard() : () => {};
  const size = await inflate(entry, byteLimit(entry, remaining), (chunk) => {
    refuse(chunk);
    sign?.take(chunk);
  });
  return { size, hasFormulas: sign?.seen === true };
}

/** @throws Hostile as soon as a declaration is seen, also across two chunks */
function declarationGuard(): (chunk: Uint8Array) => void {
  let tail: Uint8Array = new Uint8Array();
  return (chunk) => {
    const seam = Buffer.concat([tail, chunk.subarray(0, DECLARATION.length)]);
    const body = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (const text of [seam, body]) {
      if (text.includes(DECLARATION) || text.includes(ENTITY)) throw new Hostile();
    }
    tail = chunk.subarray(Math.max(0, chunk.length - DECLARATION.length));
  };
}

async function directoryOf(entries: readonly ZipEntry[]): Promise<ZipReport['directory']> {
  const text = async (name: string) => {
    const entry = entries.find((each) => each.name === name);
    if (entry === undefined) return null;
    return new TextDecoder().decode(await inflateWhole(entry, MAX_DIRECTORY_BYTES));
  };
  const workbook = await text('xl/workbook.xml');
  const relations = await text('xl/_rels/workbook.xml.rels');
  return workbook === null || relations === null ? null : { workbook, relations };
}
