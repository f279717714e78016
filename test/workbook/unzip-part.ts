/** One part of an honest zip archive as text, found by its local header. */
import { inflateRawSync } from 'node:zlib';

export function unzipPart(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive);
  const at = bytes.indexOf(Buffer.from(name)) - 30;
  if (at < 0) throw new Error(`no part ${name}`);
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 18));
  return (bytes.readUInt16LE(at + 8) === 0 ? data : inflateRawSync(data)).toString('utf8');
}
