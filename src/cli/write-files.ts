/** All files or none: everything is written beside its place first and renamed at the end. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface FileToWrite {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @returns the paths written */
export async function writeFiles(folder: string, files: readonly FileToWrite[]): Promise<string[]> {
  const written: { temporary: string; path: string }[] = [];
  try {
    for (const { name, bytes } of files) {
      const path = join(folder, name);
      const temporary = `${path}.${process.pid}.part`;
      await mkdir(dirname(path), { recursive: true });
      written.push({ temporary, path });
      await writeFile(temporary, bytes);
    }
    for (const { temporary, path } of written) await rename(temporary, path);
  } catch (fault) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw fault;
  }
  return written.map(({ path }) => path);
}
