/** Figures of a script: each row is printed when it is there, and all are kept as `results/service-<name>.json`. */
import { circumstances, ResultFolder } from '../results.ts';

export class Figures {
  readonly #name: string;
  readonly #rows: object[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  add(row: object): void {
    this.#rows.push(row);
    process.stdout.write(`${JSON.stringify(row)}\n`);
  }

  /** @param folder undefined = with the others */
  save(folder: string | undefined): void {
    const part = `service-${this.#name}`;
    const result = { part, ...circumstances(), rows: this.#rows };
    new ResultFolder(folder).write(`${part}.json`, `${JSON.stringify(result, null, 1)}\n`);
  }
}

/** One digit behind the point. */
export function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
