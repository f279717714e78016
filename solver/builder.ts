/**
 * Builds a {@link Model} row by row and column by column in growing typed arrays: amortised O(1)
 * for each number, so that five million columns cost their memory and little else.
 */
import { ModelError } from './errors.ts';
import { Growing } from './growing.ts';
import type { Coefficients, Model } from './model.ts';
import { NameList, type NameOf } from './names.ts';
import { validateModel } from './validate.ts';

/** One coefficient of a column. */
export interface Entry {
  readonly row: number;
  readonly value: number;
}

/** See the file head. Rows come first: a column may only name rows that are already there. */
export class ModelBuilder {
  readonly name: string;
  private readonly rowNames: string[] = [];
  private readonly columnNames = new NameList();
  private readonly rowLower = new Growing(new Float64Array(64));
  private readonly rowUpper = new Growing(new Float64Array(64));
  private readonly lower = new Growing(new Float64Array(64));
  private readonly upper = new Growing(new Float64Array(64));
  private readonly integer = new Growing(new Uint8Array(64));
  private readonly start = new Growing(new Int32Array(64));
  private readonly index = new Growing(new Int32Array(64));
  private value: Growing<Coefficients> = new Growing<Coefficients>(new Int8Array(64));

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
   * Makes room, so that nothing is copied while that many are added. A generous guess costs no
   * memory: pages that are never written are never there.
   * @param columns further columns
   * @param entries further non-zeros
   */
  reserve(columns: number, entries: number): void {
    for (const list of [this.lower, this.upper, this.integer, this.start]) list.reserve(columns);
    for (const list of [this.index, this.value]) list.reserve(entries);
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
   * @param name or the function that makes it from the column's index: for many columns, hand the
   * same function over each time. Such names are never looked through, so they must be distinct.
   * @returns its index, counted from 0
   * @throws ModelError when a row is unknown or named twice
   */
  addColumn(
    name: string | NameOf,
    lower: number,
    upper: number,
    integer: boolean,
    entries: readonly Entry[],
  ): number;
  addColumn(
    name: string | NameOf,
    lower: number,
    upper: number,
    integer: boolean,
    rows: readonly number[],
    values: readonly number[],
  ): number;
  addColumn(
    name: string | NameOf,
    lower: number,
    upper: number,
    integer: boolean,
    entries: readonly Entry[] | readonly number[],
    values?: readonly number[],
  ): number {
    const size = entries.length;
    if (values && values.length !== size)
      throw this.fault(name, `${size} rows but ${values.length} coefficients`);
    const begin = this.index.length;
    let sorted = true;
    let previous = -1;
    for (let k = 0; k < size; k++) {
      const row = values ? (entries[k] as number) : (entries[k] as Entry).row;
      const value = values ? values[k]! : (entries[k] as Entry).value;
      if (!(row >= 0 && row < this.rowNames.length && Number.isInteger(row)))
        throw this.fault(name, `no row ${row}`);
      if (value === 0) continue;
      sorted &&= row > previous;
      previous = row;
      this.pushEntry(row, value);
    }
    if (!sorted) this.sortFrom(begin, name);
    this.lower.push(lower);
    this.upper.push(upper);
    this.integer.push(integer ? 1 : 0);
    this.start.push(this.index.length);
    this.columnNames.push(name);
    return this.columnNames.length - 1;
  }

  /**
   * The finished model; the builder may go on growing without touching it.
   * @throws ModelError, see {@link validateModel}
   */
  build(): Model {
    const model: Model = {
      name: this.name,
      columnNames: this.columnNames.done(),
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

  private pushEntry(row: number, value: number): void {
    // The first coefficient that is no small whole number makes them all doubles.
    if (!this.value.holds(value)) this.value = this.value.as(new Float64Array(64));
    this.index.push(row);
    this.value.push(value);
  }

  /** About the column that is being added. */
  private fault(name: string | NameOf, what: string): ModelError {
    return new ModelError(
      `column ${typeof name === 'string' ? name : name(this.columns)}: ${what}`,
    );
  }

  private sortFrom(begin: number, name: string | NameOf): void {
    const entries: Entry[] = [];
    while (this.index.length > begin)
      entries.push({ row: this.index.pop(), value: this.value.pop() });
    entries.sort((a, b) => a.row - b.row);
    for (const [k, { row, value }] of entries.entries()) {
      if (entries[k - 1]?.row === row)
        throw this.fault(name, `row ${this.rowNames[row]} named twice`);
      this.pushEntry(row, value);
    }
  }
}
