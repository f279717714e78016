/** The code of the InputError a read ends in. */
import { InputError } from '../../src/domain/errors.ts';
import { type ReadLimits, readWorkbook, type WorkbookSource } from '../../src/workbook/index.ts';

/** Code and message of the refusal; fails when the file is read after all or another error appears. */
export async function refusalOf(source: WorkbookSource, limits?: ReadLimits) {
  try {
    await readWorkbook(source, limits);
  } catch (fault) {
    if (!(fault instanceof InputError)) throw fault;
    const [issue] = fault.issues;
    return { code: issue?.code, path: issue?.path, message: issue?.message ?? '' };
  }
  throw new Error('the file was read');
}
