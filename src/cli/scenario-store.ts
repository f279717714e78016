/** Where the cases of a comparison come from and go to: scenario files, and one file for each result. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CaseResult } from '../domain/comparison.ts';
import { InputError } from '../domain/errors.ts';
import { parseScenarios } from '../planning/scenarios/index.ts';
import { parseJson } from '../service/index.ts';
import { writeFiles } from './write-files.ts';

type Scenarios = ReturnType<typeof parseScenarios>;

/**
 * Reads a scenario file, or all `.json` files of a folder in order of their names.
 * @throws InputError when there is none, or one is not right
 */
export async function readScenarios(path: string): Promise<Scenarios> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) throw missing(path, '找不到方案文件 (scenario file not found)');
  const files = entry.isDirectory()
    ? (await readdir(path))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw missing(path, '文件夹中没有 .json 方案 (no .json in the folder)');
  const scenarios: Scenarios = [];
  for (const file of files) {
    scenarios.push(...parseScenarios(parseJson(await readFile(file, 'utf8'), file), file));
  }
  return scenarios;
}

function missing(path: string, text: string): InputError {
  return new InputError([{ code: 'file-missing', path, message: `「${path}」：${text}。` }]);
}

/** Results by key in `<out>/scenarios/`. */
export class ResultStore {
  readonly #folder: string;

  constructor(out: string) {
    this.#folder = join(out, 'scenarios');
  }

  #path(key: string): string {
    return join(this.#folder, `${key.slice(0, 32)}.json`);
  }

  /** Only what was proven is used again: anything else may turn out better next time. A broken file is no result. */
  async read(key: string): Promise<CaseResult | null> {
    const text = await readFile(this.#path(key), 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      const result = CaseResult.parse(JSON.parse(text));
      const proven = result.status === 'optimal' || result.status === 'infeasible';
      return result.key === key && proven ? result : null;
    } catch {
      return null;
    }
  }

  async write(result: CaseResult): Promise<void> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(result)}\n`);
    await writeFiles([{ path: this.#path(result.key), bytes }]);
  }
}
