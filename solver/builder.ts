/**
 * Builds a {@link Model} row by row and column by column in growing typed arrays: amortised O(1)
 * for each number, so that five million columns cost their memory and little else.
 */
import { ModelError } from './errors.ts';
import type { Model } from './model.ts';
import { validateModel } from './validate.ts';

/** One coefficient of a column. */
export interface Entry {
  readonly row: number;
  readonly value: number;
}

type Numbers = Float64Array | Int32Array | Uint8Array;

/** A typed array that doubles its room. */
class Growing<T extends Numbers> {
  length = 0;
  private items: T;
  constructor(items: T) {
    this.items = items;
  }
  push(value: number): void {
    if (this.length === this.items.length) {
      const wider = new (this.items.constructor as new (n: number) => T)(2 * this.length);
      wider.set(this.items);
      this.items = wider;
    }
    this.items[this.length++] = value;
  }
  pop(): number {
    return this.items[--this.length]!;
  }
  /** A copy of its own, cut to length. */
  done(): T {
    return this.items.slice(0, this.length) as T;
  }
}

/** See the file head. Rows come first: a column may only name rows that are already there. */
export class ModelBuilder {
  readonly name: string;
  private readonly rowNames: string[] = [];
  private readonly columnNames: string[] = [];
  private readonly rowLower = new Growing(new Float64Array(64));
  private readonly rowUpper = new Growing(new Float64Array(64));
  private readonly lower = new Growing(new Float64Array(64));
  private readonly upper = new Growing(new Float64Array(64));
  private readonly integer = new Growing(new Uint8Array(64));
  private readonly start = new Growing(new Int32Array(64));
  private readonly index = new Growing(new Int32Array(64));
  private readonly value = new Growing(new Float64Array(64));

  constructor(name: string) {
    this.name = name;
    this.start.push(0);
  }

  get rows(): number {
    return this.rowNames.length;
  }

  get columns(): number {
    return this.columnNames.length;
  }

  /**
   * Adds the row lower ≤ a·x ≤ upper; ±Infinity where it has no such bound.
   * @returns its index, counted from 0
   */
  addRow(name: string, lower: number, upper: number): number {
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
    return this.rowNames.push(name) - 1;
  }

  /**
   * Adds a column with its coefficients: a list of entries, or two parallel lists (cheaper when
   * there are millions). Zero coefficients are left out.
   * @returns its index, counted from 0
   * @throws ModelError when a row is unknown or named twice
   */
  addColumn(
    name: string,
    lower: number,
    upper: number,
    integer: boolean,
    ...entries: readonly [readonly Entry[]] | readonly [readonly number[], readonly number[]]
  ): number {
    const [first, values] = entries;
    const size = first.length;
    if (values && values.length !== size)
      throw new ModelError(`column ${name}: ${size} rows but ${values.length} coefficients`);
    const begin = this.index.length;
    let sorted = true;
    let previous = -1;
    for (let k = 0; k < size; k++) {
      const row = values ? (first[k] as number) : (first[k] as Entry).row;
      const value = values ? values[k]! : (first[k] as Entry).value;
      if (!(row >= 0 && row < this.rowNames.length && Number.isInteger(row)))
        throw new ModelError(`column ${name}: no row ${row}`);
      if (value === 0) continue;
      sorted &&= row > previous;
      previous = row;
      this.index.push(row);
      this.value.push(value);
    }
    if (!sorted) this.sortFrom(begin, name);
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(integer ? 1 : 0);
    this.start.push(this.index.length);
    return this.columnNames.push(name) - 1;
  }

  /**
   * The finished model; the builder may go on growing without touching it.
   * @throws ModelError, see {@link validateModel}
   */
  build(): Model {
    const model: Model = {
      name: this.name,
      columnNames: [...this.columnNames],
      rowNames: [...this.rowNames],
      lower: this.lower.done(),
      upper: this.upper.done(),
      integer: this.integer.done(),
      rowLower: this.rowLower.done(),
      rowUpper: this.rowUpper.done(),
      start: this.start.done(),
      index: this.index.done(),
      value: this.value.done(),
    };
    validateModel(model);
    return model;
  }

  private sortFrom(begin: number, name: string): void {
    const entries: Entry[] = [];
    while (this.index.length > begin)
      entries.push({ row: this.index.pop(), value: this.value.pop() });
    entries.sort((a, b) => a.row - b.row);
    for (const [k, { row, value }] of entries.entries()) {
      if (entries[k - 1]?.row === row)
        throw new ModelError(`column ${name}: row ${this.rowNames[row]} named twice`);
      this.index.push(row);
      this.value.push(value);
    }
  }
}
