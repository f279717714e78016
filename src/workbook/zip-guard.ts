/**
 * Measures a zip archive before anything else opens it: every entry is inflated in a stream and counted,
 * never kept, so that a bomb stops at the limit and a truncated or damaged file is named as such.
 * Reads the central directory of APPNOTE 6.3 (no ZIP64: no county needs 4 GiB).
 */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** All parts of a workbook together, inflated. 20 000 people of 40 columns need some 60 MiB. */
const MAX_TOTAL_BYTES = 256 * 1024 * 1024;
/** Styles, shared strings and the like are held in memory whole. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** Sheets of real counties shrink 5–40 times; only made-up ones shrink 300 times. */
const MAX_RATIO = 300;
const RATIO_FLOOR_BYTES = 8 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;

export type ZipVerdict = 'fine' | 'damaged' | 'bomb';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly data: Uint8Array;
}

class Damaged extends Error {}
class Bomb extends Error {}

/** 'damaged' when the archive cannot be read to its end, 'bomb' when it inflates beyond the limits. */
export async function inspectZip(bytes: Uint8Array): Promise<ZipVerdict> {
  try {
    let total = 0;
    for (const entry of listEntries(bytes)) {
      total += await inflatedSize(entry, MAX_TOTAL_BYTES - total);
    }
    return 'fine';
  } catch (fault) {
    if (fault instanceof Bomb) return 'bomb';
    if (fault instanceof Damaged || fault instanceof RangeError) return 'damaged';
    throw fault;
  }
}

function listEntries(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new Damaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push(readEntry(bytes, view, at, nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new Damaged();
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number): Entry {
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== LOCAL_SIGNATURE) throw new Damaged();
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const end = start + view.getUint32(at + 20, true);
  if (end > bytes.length) throw new Damaged();
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    method: view.getUint16(at + 10, true),
    data: bytes.subarray(start, end),
  };
}

function byteLimit(entry: Entry, remaining: number): number {
  const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.name);
  const byRatio = Math.max(RATIO_FLOOR_BYTES, entry.data.length * MAX_RATIO);
  return Math.min(remaining, byRatio, isSheet ? MAX_TOTAL_BYTES : MAX_PART_BYTES);
}

async function inflatedSize(entry: Entry, remaining: number): Promise<number> {
  const limit = byteLimit(entry, remaining);
  if (entry.method === 0) {
    if (entry.data.length > limit) throw new Bomb();
    return entry.data.length;
  }
  if (entry.method !== 8) throw new Damaged();
  let size = 0;
  const counter = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      done(size > limit ? new Bomb() : null);
    },
  });
  try {
    await pipeline(Readable.from([entry.data]), createInflateRaw(), counter);
  } catch (fault) {
    throw fault instanceof Bomb ? fault : new Damaged();
  }
  return size;
}
