/** The times in a zip archive set to one day, so that the same content gives the same bytes. */

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
/** Fixed lengths of the end record and of a central header. */
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
/** 1 January 1980, 00:00, as MS-DOS writes a date. */
const DOS_DATE = 0x21;

/**
 * @returns the same archive with every entry dated 1 January 1980; the given bytes are changed
 * @throws Error when it is no archive that ends with its directory
 */
export function withFixedTimes(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - END_LENGTH;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('not a plain zip archive');
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error('broken zip directory');
    setTime(view, at + 12);
    setTime(view, view.getUint32(at + 42, true) + 10);
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += CENTRAL_LENGTH + (name as number) + (extra as number) + (comment as number);
  }
  return bytes;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, DOS_DATE, true);
}
