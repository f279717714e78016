/** readWorkbook: files, folders, archives and uploads → the sheets in them. The kind of a file is told by its content, not by its name. */

import { unpackTables } from './archive.ts';
import { readCsvSheet } from './csv-read.ts';
import { fileFault } from './faults.ts';
import { readHtmlSheets } from './html-read.ts';
import { OLE2_MAGIC } from './ole2.ts';
import {
  DEFAULT_READ_LIMITS,
  type FileRemark,
  type RawSheet,
  type RawWorkbook,
  type ReadLimits,
} from './port.ts';
import { notAWorkbook } from './refusals.ts';
import { loadSource, type NamedBytes, type WorkbookSource } from './source.ts';
import { readXlsSheets } from './xls-read.ts';
import { readXlsxSheets } from './xlsx-read.ts';

const ZIP_MAGIC = [0x50, 0x4b] as const;
/** Bytes looked at to tell one kind of text from another. */
const SNIFFED = 4096;

type Kind = 'zip' | 'xls' | 'html' | 'text';

/** What a file is called by its kind, and the names that fit. */
const KIND_NAMES: Record<Kind, { readonly zh: string; readonly names: RegExp }> = {
  zip: { zh: '.xlsx 工作簿', names: /\.(xlsx|zip)$/i },
  xls: { zh: '旧版 .xls 工作簿', names: /\.(xls|et)$/i },
  html: { zh: '网页（HTML）表格', names: /\.html?$/i },
  text: { zh: '文本（CSV）表格', names: /\.(csv|tsv|txt)$/i },
};

/**
 * Reads `.xlsx`, `.xls` (also HTML or CSV under that name), `.csv`, `.tsv`, zip archives and folders of these, one or several.
 * @throws InputError naming the file and what to do; see the readers for the codes
 */
export async function readWorkbook(
  source: WorkbookSource | readonly WorkbookSource[],
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<RawWorkbook> {
  const sheets: RawSheet[] = [];
  const remarks: FileRemark[] = [];
  for (const given of await loadSource(source, limits)) {
    const unpacked = isZip(given.bytes)
      ? await unpackTables(given.bytes, given.file, limits)
      : null;
    for (const each of unpacked ?? [given]) {
      const kind = kindOf(each);
      sheets.push(...(await readByKind(kind, each, limits)));
      const { zh, names } = KIND_NAMES[kind];
      if (!names.test(each.file)) remarks.push(otherKind(each.file, zh));
    }
  }
  return remarks.length === 0 ? { sheets } : { sheets, remarks };
}

const isZip = (bytes: Uint8Array) => startsWith(bytes, ZIP_MAGIC);

/** @throws InputError `web-archive`, `xml-spreadsheet`, `pdf-file` for kinds that are not read */
function kindOf({ bytes, file }: NamedBytes): Kind {
  if (isZip(bytes)) return 'zip';
  if (startsWith(bytes, OLE2_MAGIC.slice(0, 4))) return 'xls';
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED)).toLowerCase();
  refuseOtherKinds(start, file);
  return /<(html|table|!doctype html|meta|head|body)\b/.test(start) ? 'html' : 'text';
}

function refuseOtherKinds(start: string, file: string): void {
  const advice = '请用 Excel 或 WPS 打开后另存为 .xlsx。';
  if (/^mime-version:|^from:.*saved by/.test(start)) {
    throw fileFault('web-archive', file, `是网页归档（MHT）文件，${advice}`, 'a web archive');
  }
  if (start.includes('urn:schemas-microsoft-com:office:spreadsheet"') && start.includes('<?xml')) {
    throw fileFault(
      ...(['xml-spreadsheet', file, `是「XML 表格 2003」文件，${advice}`] as const),
      'an XML spreadsheet of 2003; save it as .xlsx',
    );
  }
  if (start.startsWith('%pdf-')) {
    throw fileFault('pdf-file', file, `是 PDF 文件，不是表格；请提交原来的表格。`, 'a PDF file');
  }
}

function readByKind(
  kind: Kind,
  { bytes, file }: NamedBytes,
  limits: ReadLimits,
): Promise<RawSheet[]> | RawSheet[] {
  if (kind === 'zip') return readXlsxSheets(bytes, file, limits);
  if (kind === 'xls') return readXlsSheets(bytes, file, limits);
  if (kind === 'html') return readHtmlSheets(bytes, file, limits);
  // Binary rubbish under the name of a workbook is a damaged workbook, not a text in an odd encoding.
  if (/\.xlsx$/i.test(file) && bytes.includes(0)) throw notAWorkbook(file);
  return [readCsvSheet(bytes, file, limits)];
}

function otherKind(file: string, zh: string): FileRemark {
  return {
    code: 'name-differs-from-content',
    file,
    message: `文件的扩展名与内容不符：内容是${zh}。`,
    suggestion: '已按内容读取；请改正扩展名。',
  };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}
