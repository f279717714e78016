/** Rule ids as they stand in source text, and the row families of the program's definition with their rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A letter of a rule family and two digits; not the `T00:00` of a time. */
const ID = /\b[QTNDISXRWBPEFL]\d\d\b(?!:\d)/g;

/** Ids named in a text; of a range only the ends. */
export const idsIn = (text: string): string[] => text.match(ID) ?? [];

/** Files (.ts, .tsx, .md) below a folder, as paths from the root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|md)$/.test(name))
    .map((name) => join(folder, name));
}

export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8');

/** A range of ids within one family, e.g. `D01–D05`. */
const RANGE = /\b([A-Z])(\d\d)–\1(\d\d)\b/g;

function expandRanges(text: string): string {
  return text.replace(RANGE, (_, letter: string, first: string, last: string) =>
    Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_each, k) => letter + String(Number(first) + k).padStart(2, '0'),
    ).join(' '),
  );
}

/** A table of `src/formulation/README.md` whose last column names rules: name in the given column → rule ids. */
function rulesByName(head: string, column: number): Map<string, string[]> {
  const text = readSource('src/formulation/README.md');
  const table = text.slice(text.indexOf(head)).split('\n\n')[0] as string;
  const found = new Map<string, string[]>();
  for (const line of table.split('\n').slice(2)) {
    const cells = line.split('|').map((cell) => cell.trim());
    for (const [, name = ''] of (cells[column] ?? '').matchAll(/`([a-z-]+)[:`]/g)) {
      found.set(name, idsIn(expandRanges(cells.at(-2) ?? '')));
    }
  }
  return found;
}

/** The rows of the program's definition: family → rule ids. */
export const rowFamilies = () => rulesByName('| row or arc family |', 1);
/** Its admissibility tests: name → rule ids. */
export const definedTests = () => rulesByName('| # | name | holds iff |', 2);
/** Its objective tiers: name → rule ids. */
export const definedTiers = () => rulesByName('| objective tier |', 1);
