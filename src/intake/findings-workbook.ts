/** The workbook that was handed in, cells coloured and commented by the findings, and the sheet 「问题清单」. */
import type { IntakeIssue } from '../domain/finding.ts';
import { annotateRows, annotateXlsx, type CellMark } from '../workbook/index.ts';
import { cellPosition, type RawWorkbook } from '../workbook/port.ts';

const LIST_NAME = '问题清单';
const LEVEL_ZH = { error: '错误', warning: '提醒', mended: '已修正' } as const;
const MEND_ZH = { applied: '已修正', offered: '待同意', accepted: '已同意' } as const;

/**
 * @param raw the sheets the findings are about
 * @param original the file that was handed in, when it was one: an `.xlsx` is marked in place and keeps its formats;
 * for anything else (null, several files, old `.xls`, text) the rows that were read go into a new workbook
 */
export async function findingsWorkbook(
  raw: RawWorkbook,
  issues: readonly IntakeIssue[],
  original: { readonly fileName: string; readonly bytes: Uint8Array } | null,
): Promise<Uint8Array> {
  const content = { marks: marksOf(raw, issues), list: listOf(issues) };
  return original !== null && isOneXlsx(raw, original)
    ? annotateXlsx(original.bytes, original.fileName, content)
    : annotateRows(raw, content);
}

/** A zip in which the sheets themselves lie, not an archive of files. */
function isOneXlsx(
  { sheets }: RawWorkbook,
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip && sheets.every(({ file, textOnly }) => file === fileName && textOnly !== true);
}

function marksOf({ sheets }: RawWorkbook, issues: readonly IntakeIssue[]): CellMark[] {
  return issues.flatMap(({ file, sheet, cell, severity, message, suggestion }) => {
    const at = cell === null ? null : cellPosition(cell);
    const sheetIndex = sheets.findIndex((one) => one.name === sheet && (one.file ?? null) === file);
    if (at === null || sheetIndex < 0) return [];
    return [{ sheetIndex, ...at, colour: severity, comment: `${message}${suggestion}` }];
  });
}

function listOf(issues: readonly IntakeIssue[]) {
  return {
    name: LIST_NAME,
    headers: [
      ...['级别', '代码', '文件', '工作表', '单元格', '读到', '按此处理', '问题', '建议', '处理'],
    ],
    widths: [8, 26, 20, 18, 9, 20, 20, 50, 50, 8],
    rows: issues.map((issue) => [
      ...[LEVEL_ZH[issue.severity], issue.code, issue.file, issue.sheet, issue.cell],
      ...[issue.read, issue.takenFor, issue.message, issue.suggestion],
      issue.mend === null ? null : MEND_ZH[issue.mend],
    ]),
  };
}
