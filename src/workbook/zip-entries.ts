/**
 * The entries of a zip archive by its central directory (APPNOTE 6.3; no ZIP64: no county needs 4 GiB), and their
 * content, inflated under a limit. Nothing here trusts a size that the archive claims.
 */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { decodeChinese } from './text.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
/** Flags of an entry: encrypted; name in UTF-8. */
const ENCRYPTED = 0x1;
const UTF8_NAME = 0x800;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly data: Uint8Array;
}

/** The archive cannot be read to its end. */
export class Damaged extends Error {}
/** An entry inflates beyond its limit. */
export class Bomb extends Error {}

/** @throws Damaged, RangeError (an address outside the file) */
export function listEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
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

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number): ZipEntry {
  const local = view.getUint32(at + 42, true);
  if (view.getUint32(local, true) !== LOCAL_SIGNATURE) throw new Damaged();
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const end = start + view.getUint32(at + 20, true);
  if (end > bytes.length) throw new Damaged();
  const flags = view.getUint16(at + 8, true);
  return {
    name: entryName(bytes.subarray(at + 46, at + 46 + nameLength), (flags & UTF8_NAME) !== 0),
    method: view.getUint16(at + 10, true),
    encrypted: (flags & ENCRYPTED) !== 0,
    data: bytes.subarray(start, end),
  };
}

/** Chinese Windows writes names in its own code page and sets no flag. */
function entryName(raw: Uint8Array, isUtf8: boolean): string {
  return isUtf8 ? new TextDecoder().decode(raw) : (decodeChinese(raw) ?? '');
}

/**
 * Inflates an entry in a stream, handing each chunk to `take`.
 * @param limit bytes it may inflate to
 * @returns its size
 * @throws Bomb beyond the limit; Damaged; what `take` throws
 */
export async function inflate(
  entry: ZipEntry,
  limit: number,
  take: (chunk: Uint8Array) => void = () => {},
): Promise<number> {
  if (entry.method === 0) {
    if (entry.data.length > limit) throw new Bomb();
    take(entry.data);
    return entry.data.length;
  }
  if (entry.method !== 8) throw new Damaged();
  let size = 0;
  let refusal: Error | null = null;
  const counter = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      refusal = size > limit ? new Bomb() : taken(chunk, take);
      done(refusal);
    },
  });
  try {
    await pipeline(Readable.from([entry.data]), createInflateRaw(), counter);
  } catch {
    throw refusal ?? new Damaged();
  }
  return size;
}

/** What the taker throws: an exception in a stream's own callback would be lost, and the stream never end. */
function taken(chunk: Uint8Array, take: (chunk: Uint8Array) => void): Error | null {
  try {
    take(chunk);
    return null;
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
}

/** The whole of an entry. @throws as `inflate` */
export async function inflateWhole(entry: ZipEntry, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await inflate(entry, limit, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}
