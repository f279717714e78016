/** Bytes of a text file → text. Bureaus save CSV as UTF-8 (with or without BOM), GB18030 or UTF-16. */
import { fileFault } from './faults.ts';

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

/** Letters of Greek, Cyrillic and the like; two bytes of a Chinese character in GB18030 can look like one of them. */
const OTHER_LETTERS = /[\u0080-\u07ff]/;
const HAN = /\p{Script=Han}/u;

/**
 * Text in UTF-8 or, where that does not fit, GB18030 (not GBK: its decoders lose the rare characters of personal
 * names); null when neither fits. A few characters of GB18030 can be valid UTF-8: then the reading in Chinese counts.
 */
export function decodeChinese(bytes: Uint8Array): string | null {
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null && (HAN.test(utf8) || !OTHER_LETTERS.test(utf8))) return utf8;
  const chinese = tryDecode(bytes, 'gb18030');
  return chinese !== null && (utf8 === null || HAN.test(chinese)) ? chinese : utf8;
}

/**
 * The text of a file, without its byte order mark.
 * @throws InputError `not-text` when no encoding fits or the file holds binary data
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const text = isUtf16(bytes) ? tryDecode(bytes, 'utf-16le') : decodeChinese(bytes);
  if (text !== null && !text.includes('\0')) return text;
  throw fileFault(
    'not-text',
    file,
    '不是可识别的文本文件，请用 Excel 或 WPS 另存为「CSV UTF-8」后重新提交。',
    'not a text file in UTF-8 or GB18030; save it again as CSV UTF-8',
  );
}
