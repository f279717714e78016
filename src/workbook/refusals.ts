/** Files that are refused whatever reader they would go to. */
import type { InputError } from '../domain/errors.ts';
import { fileFault } from './faults.ts';

export function notAWorkbook(file: string): InputError {
  return fileFault(
    'not-a-workbook',
    file,
    '不是完整的 Excel 工作簿（文件损坏、传输中断或只是改了扩展名），请用 Excel 或 WPS 重新另存为 .xlsx。',
    'not a readable workbook: damaged, truncated or of another kind',
  );
}

export function encryptedWorkbook(file: string): InputError {
  return fileFault(
    'encrypted-workbook',
    file,
    '设有打开密码，请在 Excel 或 WPS 中取消密码后重新提交。',
    'protected by a password; remove the password and hand it in again',
  );
}

export function macroWorkbook(file: string): InputError {
  return fileFault(
    'macro-workbook',
    file,
    '含有宏，不予读取；请另存为不含宏的 .xlsx 后提交。',
    'contains macros; save it as .xlsx without them',
  );
}

export function zipBomb(file: string): InputError {
  return fileFault(
    'zip-bomb',
    file,
    '解压后的内容超出上限，已拒绝读取；请删去无关工作表和图片后另存为新的 .xlsx。',
    'refused: the file unpacks to far more than a county needs',
  );
}

export function hostileXml(file: string): InputError {
  return fileFault(
    'hostile-xml',
    file,
    '内部含有实体声明，不是表格软件所写，已拒绝读取；请用 Excel 或 WPS 重新另存为 .xlsx。',
    'refused: its XML declares entities, which no spreadsheet program writes',
  );
}
