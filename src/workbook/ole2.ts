/**
 * What an OLE2 container (MS-CFB) holds, without unpacking it: an old .xls, a workbook encrypted with a password, or
 * macros; and whether the BIFF records inside are encrypted (FILEPASS, MS-XLS 2.4.117).
 */

export const OLE2_MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;

const ENTRY_SIZE = 128;
const NAME_BYTES = 64;
const HEADER_SIZE = 512;
/** Streams below this size lie in the mini stream, where this file does not look. */
const MINI_CUTOFF = 4096;
const FILEPASS = 0x2f;
const DATEMODE = 0x22;
const EOF_RECORD = 0x0a;
/** The facts stand in the first records of the workbook; formats and styles follow. */
const SEARCHED_BYTES = 256 * 1024;
const FAT_IN_HEADER = 109;

export interface Ole2Facts {
  readonly kind: 'xls' | 'encrypted' | 'macros' | 'other';
  readonly date1904: boolean;
}

/** Reads the names of the directory and the first records. Never throws for what is in the file. */
export function inspectOle2(bytes: Uint8Array): Ole2Facts {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refusal = (kind: Ole2Facts['kind']) => ({ kind, date1904: false });
  if (findEntry(data, 'EncryptedPackage') !== null) return refusal('encrypted');
  if (findEntry(data, '_VBA_PROJECT_CUR') !== null) return refusal('macros');
  const entry = findEntry(data, 'Workbook') ?? findEntry(data, 'Book');
  if (entry === null) return refusal('other');
  try {
    const records = firstRecords(startOf(data, entry, SEARCHED_BYTES));
    if (records.has(FILEPASS)) return refusal('encrypted');
    return { kind: 'xls', date1904: records.get(DATEMODE)?.readUInt16LE(0) === 1 };
  } catch (fault) {
    // Addresses outside the file: the reader will say that it is damaged.
    if (fault instanceof RangeError) return refusal('xls');
    throw fault;
  }
}

/**
 * The records of the workbook, as far as the addresses in the header reach (some 7 MB); empty where there are none. Never
 * throws for what is in the file.
 */
export function workbookRecords(bytes: Uint8Array): Buffer {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entry = findEntry(data, 'Workbook') ?? findEntry(data, 'Book');
  try {
    return entry === null ? Buffer.alloc(0) : startOf(data, entry, data.length);
  } catch (fault) {
    if (fault instanceof RangeError) return Buffer.alloc(0);
    throw fault;
  }
}

/** Offset of the directory entry of this name; entries stand at multiples of their size. */
function findEntry(data: Buffer, name: string): number | null {
  const key = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = data.indexOf(key); at >= 0; at = data.indexOf(key, at + 1)) {
    const isEntry = at % ENTRY_SIZE === 0 && at + ENTRY_SIZE <= data.length;
    if (isEntry && data.readUInt16LE(at + NAME_BYTES) === key.length) return at;
  }
  return null;
}

/** The first bytes of a stream, along its chain of sectors. */
function startOf(data: Buffer, entry: number, most: number): Buffer {
  const size = data.readUInt32LE(entry + 120);
  if (size < MINI_CUTOFF) return Buffer.alloc(0);
  const sectorSize = 1 << data.readUInt16LE(30);
  const wanted = Math.min(size, most);
  const sectors: Buffer[] = [];
  let sector = data.readUInt32LE(entry + 116);
  for (let got = 0; got < wanted; got += sectorSize) {
    const at = HEADER_SIZE + sector * sectorSize;
    sectors.push(data.subarray(at, at + sectorSize));
    const next = nextSector(data, sector, sectorSize);
    if (next === null) break;
    sector = next;
  }
  return Buffer.concat(sectors);
}

function nextSector(data: Buffer, sector: number, sectorSize: number): number | null {
  const perSector = sectorSize / 4;
  const index = Math.floor(sector / perSector);
  if (index >= FAT_IN_HEADER) return null;
  const fat = data.readUInt32LE(76 + index * 4);
  return data.readUInt32LE(HEADER_SIZE + fat * sectorSize + (sector % perSector) * 4);
}

/** The records up to the end of the workbook's globals, by kind; the first of each. */
function firstRecords(stream: Buffer): Map<number, Buffer> {
  const records = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= stream.length; ) {
    const [kind, length] = [stream.readUInt16LE(at), stream.readUInt16LE(at + 2)];
    if (kind === EOF_RECORD) break;
    const body = stream.subarray(at + 4, at + 4 + length);
    if (!records.has(kind) && body.length === length) records.set(kind, body);
    // What follows an encryption record is no longer readable.
    if (kind === FILEPASS) break;
    at += 4 + length;
  }
  return records;
}
