/** Text files written line by line: a large county as MPS is longer than the longest string there can be. */
import { closeSync, openSync, writeSync } from 'node:fs';

const CHUNK = 1 << 20;

/** Writes what `write` puts out, one line a call. */
export function writeLines(path: string, write: (line: (text: string) => void) => void): void {
  const file = openSync(path, 'w');
  let pending = '';
  const flush = () => {
    writeSync(file, pending);
    pending = '';
  };
  try {
    write((text) => {
      pending += `${text}\n`;
      if (pending.length >= CHUNK) flush();
    });
    flush();
  } finally {
    closeSync(file);
  }
}
