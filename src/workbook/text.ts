/** Bytes of a text file → text. Bureaus save CSV as UTF-8 (with or without BOM), GB18030 or UTF-16. */
import { fileFault } from './faults.ts';

/** GB18030 and not GBK: the GBK decoders lose the rare characters of personal names. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

function isUtf16(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text of a file, without its byte order mark.
 * @throws InputError `not-text` when no encoding fits or the file holds binary data
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const encodings = isUtf16(bytes) ? ['utf-16le'] : ENCODINGS;
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding);
    if (text !== null && !text.includes('\0')) return text;
  }
  throw fileFault(
    'not-text',
    file,
    '不是可识别的文本文件，请用 Excel 或 WPS 另存为「CSV UTF-8」后重新提交。',
    'not a text file in UTF-8 or GB18030; save it again as CSV UTF-8',
  );
}
