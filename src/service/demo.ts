/** The committed demo county: a folder with the workbook and the policy of its round. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Found from source and from the build alike: the nearest folder above that holds it. */
export function demoCounty(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'data', 'demo', 'county.xlsx'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('data/demo/county.xlsx is missing from this package');
    folder = parent;
  }
  return join(folder, 'data', 'demo');
}
