/**
 * Names that are not stored: five million strings would weigh more than the model they belong to.
 * Names made on demand are distinct by construction; whoever makes them sees to that.
 */
import type { Names } from './model.ts';

/** The name of column `index` of the model, made when somebody asks. */
export type NameOf = (index: number) => string;

/** Consecutive names: a list, or a block that is named on demand. */
interface Run {
  /** Index of its first name. */
  readonly from: number;
  readonly names: string[] | NameOf;
}

/** A growing list of given names and of blocks named on demand. */
export class NameList {
  length = 0;
  private readonly runs: Run[] = [];

  /** One more name. Neighbours with the same function are one block. */
  push(name: string | NameOf): void {
    const last = this.runs.at(-1)?.names;
    if (typeof name === 'string') {
      if (Array.isArray(last)) last.push(name);
      else this.runs.push({ from: this.length, names: [name] });
    } else if (last !== name) this.runs.push({ from: this.length, names: name });
    this.length++;
  }

  /** What is there now: a plain list if every name was given. */
  done(): Names {
    const runs = this.runs.map(({ from, names }) => ({
      from,
      names: Array.isArray(names) ? [...names] : names,
    }));
    const mixed = new Mixed(runs, this.length);
    return runs.some(({ names }) => !Array.isArray(names)) ? mixed : mixed.given();
  }
}

class Mixed implements Names {
  readonly length: number;
  private readonly runs: readonly Run[];
  constructor(runs: readonly Run[], length: number) {
    this.runs = runs;
    this.length = length;
  }
  at(index: number): string | undefined {
    const run = this.runs.findLast(({ from }) => from <= index);
    if (run === undefined || index >= this.length) return undefined;
    return Array.isArray(run.names) ? run.names[index - run.from] : run.names(index);
  }
  given(): string[] {
    return this.runs.flatMap(({ names }) => (Array.isArray(names) ? names : []));
  }
}

/** Those names that are stored as strings: the ones that could be the same by mistake. */
export function givenNames(names: Names): readonly string[] {
  if (names instanceof Mixed) return names.given();
  return Array.isArray(names) ? names : [];
}

/** The first name that occurs a second time among the given ones; null when there is none. */
export function repeatedName(names: Iterable<string>): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** These names, then those. */
export function joinNames(names: Names, more: readonly string[]): Names {
  const { length } = names;
  const at = (index: number) => (index < length ? names.at(index) : more[index - length]);
  return { length: length + more.length, at };
}

/** The names of some columns, in the order of `indices`. */
export function pickNames(names: Names, indices: Int32Array): Names {
  // A pick of a pick goes to the first names at once, so that no chain of them stays in memory.
  if (names instanceof Picked)
    return new Picked(
      names.names,
      indices.map((k) => names.indices[k]!),
    );
  return new Picked(names, indices);
}

class Picked implements Names {
  readonly names: Names;
  readonly indices: Int32Array;
  constructor(names: Names, indices: Int32Array) {
    this.names = names;
    this.indices = indices;
  }
  get length(): number {
    return this.indices.length;
  }
  at(index: number): string | undefined {
    const from = this.indices[index];
    return from === undefined ? undefined : this.names.at(from);
  }
}
