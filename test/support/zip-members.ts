/** Every member of a zip archive as text, by its central directory. */
import { inflateRawSync } from 'node:zlib';

export function zipMembers(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const members = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const stored = bytes.readUInt16LE(at + 10) === 0;
    members.set(
      bytes.toString('utf8', at + 46, at + 46 + (name as number)),
      (stored ? data : inflateRawSync(data)).toString('utf8'),
    );
    at += 46 + (name as number) + (extra as number) + (comment as number);
  }
  return members;
}
