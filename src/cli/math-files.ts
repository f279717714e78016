/** Model files of `tiaopei math`: which format, read, written; faults as bad input. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import {
  type Model,
  ModelError,
  type Objective,
  type Problem,
  readDimacs,
  readLp,
  readMps,
  writeDimacs,
  writeLp,
  writeMps,
} from '../../solver/index.ts';
import { InputError } from '../domain/errors.ts';
import { checkFolder, writeFiles } from './write-files.ts';

export const FORMATS = ['mps', 'fixed-mps', 'lp', 'dimacs'] as const;
export type Format = (typeof FORMATS)[number];

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  '.mps': 'mps',
  '.lp': 'lp',
  '.min': 'dimacs',
  '.dimacs': 'dimacs',
};

const READ: Record<Format, (text: string) => Problem> = {
  mps: (text) => readMps(text),
  'fixed-mps': (text) => readMps(text, { layout: 'fixed' }),
  lp: readLp,
  dimacs: readDimacs,
};

const WRITE: Record<Format, (model: Model, objective: Objective) => string> = {
  mps: (model, objective) => writeMps(model, objective),
  'fixed-mps': (model, objective) => writeMps(model, objective, { layout: 'fixed' }),
  lp: writeLp,
  dimacs: writeDimacs,
};

/**
 * The format asked for, else that of the extension.
 * @throws InputError when the extension says nothing
 */
export function formatOf(path: string, asked: Format | undefined, option: string): Format {
  const known = asked ?? BY_EXTENSION[extname(path).toLowerCase()];
  if (known !== undefined) return known;
  const extensions = Object.keys(BY_EXTENSION).join(' ');
  throw refused(
    'unknown-format',
    path,
    `从扩展名认不出「${path}」的格式；请用 ${option} 指明 (unknown extension: use ${option} ${FORMATS.join('|')}, or one of ${extensions})。`,
  );
}

/** @throws InputError when the file is missing or not what its format asks for */
export async function readProblem(path: string, format: Format): Promise<Problem> {
  const text = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    throw fault.code === 'ENOENT'
      ? refused('file-missing', path, `找不到模型文件「${path}」 (model file not found)。`)
      : refused('file-unreadable', path, `读不了「${path}」 (cannot be read): ${fault.message}`);
  });
  return asInput(path, () => READ[format](text));
}

/** @throws InputError when the model cannot be said in this format */
export function problemText(path: string, format: Format, problem: Problem): string {
  return asInput(path, () => WRITE[format](problem.model, problem.objective));
}

/**
 * Looks at the place of an output file before the long work starts.
 * @throws InputError when it is a folder, or lies inside a file
 */
export async function checkTarget(path: string): Promise<void> {
  await checkFolder(dirname(path));
  const entry = await stat(path).catch(() => null);
  if (entry?.isDirectory() === true)
    throw refused('is-a-folder', path, `「${path}」是文件夹，不能写成文件 (is a folder)。`);
}

export function writeText(path: string, text: string): Promise<string[]> {
  return writeFiles([{ path, bytes: new TextEncoder().encode(text) }]);
}

/** A model that is not well-formed was handed in by somebody. */
function asInput<T>(path: string, use: () => T): T {
  try {
    return use();
  } catch (fault) {
    if (!(fault instanceof ModelError)) throw fault;
    throw refused('bad-model', path, `「${path}」: ${fault.message}`);
  }
}

function refused(code: string, path: string, message: string): InputError {
  return new InputError([{ code, path, message }]);
}
