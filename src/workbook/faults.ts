/** The one shape of a fault in a file that was handed in. */
import { InputError } from '../domain/errors.ts';

/** An InputError about one file: Chinese first, the English in brackets. `file` is a bare file name. */
export function fileFault(code: string, file: string, zh: string, en: string): InputError {
  return new InputError([{ code, path: file, message: `「${file}」${zh} (${en})` }]);
}

/** Mebibytes for a message, one decimal at most. */
export function mebibytes(bytes: number): string {
  return String(Math.round((bytes / (1024 * 1024)) * 10) / 10);
}
