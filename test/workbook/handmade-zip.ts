/** A zip archive by hand, for files no honest program writes. Checksums are left zero: the guard counts, it does not verify. */
import { deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

function header(signature: number, length: number, fields: readonly [number, number][]): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  for (const [at, value] of fields) bytes.writeUInt32LE(value, at);
  return bytes;
}

/** The entries deflated, with a central directory. */
export function handmadeZip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const data = deflateRawSync(content);
    const local = header(0x04034b50, 30, [
      [8, 8],
      [18, data.length],
      [22, content.length],
      [26, name.length],
    ]);
    locals.push(local, Buffer.from(name), data);
    const central = header(0x02014b50, 46, [
      [10, 8],
      [20, data.length],
      [24, content.length],
      [28, name.length],
      [42, offset],
    ]);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(0x06054b50, 22, [
    [8, entries.length | (entries.length << 16)],
    [12, size],
    [16, offset],
  ]);
  return Buffer.concat([...locals, ...directory, end]);
}
