/** All files or none: everything is written beside its place first and renamed at the end. */
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../domain/errors.ts';

export interface FileToWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** @returns the paths written */
export async function writeFiles(files: readonly FileToWrite[]): Promise<string[]> {
  const temporary = (path: string) => `${path}.${process.pid}.part`;
  try {
    for (const { path, bytes } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary(path), bytes);
    }
    for (const { path } of files) await rename(temporary(path), path);
  } catch (fault) {
    await Promise.all(files.map(({ path }) => rm(temporary(path), { force: true })));
    throw fault;
  }
  return files.map(({ path }) => path);
}

/**
 * Looks at an output folder before the long work starts.
 * @throws InputError when the place is a file, or lies inside one
 */
export async function checkFolder(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    const entry = await stat(path).catch(() => null);
    if (entry?.isDirectory() === true || path === dirname(path)) return;
    if (entry !== null) {
      throw new InputError([
        {
          code: 'not-a-folder',
          path: folder,
          message: `不能写入「${folder}」：「${path}」不是文件夹 (not a folder)。`,
        },
      ]);
    }
  }
}
