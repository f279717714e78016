/** Each update of the inverse, against the matrix it should be the inverse of. */
import { describe, expect, it } from 'vitest';
import { WorkingBasis } from '../../../solver/flow/working-basis.ts';
import { Dice } from '../support/random-programs.ts';

const SIDES = 60;

/** The matrix itself: `w[k][s]` is what side row s sees of the column in place k, for all side rows. */
class Plain {
  readonly basis = new WorkingBasis(SIDES);
  readonly dice: Dice;
  w: number[][] = [];
  columns: number[] = [];
  rows: number[] = [];
  private next = 1000;

  constructor(seed: number, size: number) {
    this.dice = new Dice(seed);
    for (;;) {
      this.rows = this.dice.shuffled(SIDES).slice(0, size);
      this.columns = this.rows.map(() => this.next++);
      this.w = this.rows.map(() => this.randomColumn());
      this.basis.set(Int32Array.from(this.columns), Int32Array.from(this.rows));
      if (this.basis.load(this.matrix()) && this.worst() < 1e-9) return;
    }
  }

  randomColumn(): number[] {
    return Array.from({ length: SIDES }, () =>
      this.dice.chance(0.5) ? this.dice.whole(-3, 3) : 0,
    );
  }

  newColumn(): number {
    return this.next++;
  }

  /** A side row that is not active. */
  newRow(): number {
    for (;;) {
      const row = this.dice.whole(0, SIDES - 1);
      if (!this.rows.includes(row)) return row;
    }
  }

  matrix(): Float64Array {
    return Float64Array.from(this.w.flatMap((column) => this.rows.map((row) => column[row]!)));
  }

  /** inverse · (a column's entries in the active rows) */
  timesColumn(column: readonly number[]): Float64Array {
    const out = new Float64Array(this.basis.size);
    this.basis.timesColumn(Float64Array.from(column), out);
    return out;
  }

  /** (a row's entries in the columns) · inverse */
  rowCombination(entries: readonly number[]): Float64Array {
    const out = new Float64Array(this.basis.size);
    this.basis.rowCombination(Float64Array.from(entries), out);
    return out;
  }

  /** Largest entry of inverse · W − 1. */
  worst(): number {
    const { basis, w, rows } = this;
    let worst = 0;
    for (let k = 0; k < basis.size; k++)
      for (let c = 0; c < basis.size; c++) {
        let sum = k === c ? -1 : 0;
        for (const [r, row] of rows.entries()) sum += basis.entry(k, r) * w[c]![row]!;
        worst = Math.max(worst, Math.abs(sum));
      }
    return worst;
  }

  /** The bookkeeping and the inverse are those of the matrix. */
  expectInverse(): void {
    const { basis, columns, rows } = this;
    expect(basis.size).toBe(columns.length);
    expect([...basis.columns.subarray(0, basis.size)]).toEqual(columns);
    expect([...basis.rows.subarray(0, basis.size)]).toEqual(rows);
    expect(Array.from(basis.placeOfRow)).toEqual(
      Array.from({ length: SIDES }, (_, row) => rows.indexOf(row)),
    );
    for (const [k, column] of columns.entries()) expect(basis.placeOfColumn(column)).toBe(k);
    expect(this.worst()).toBeLessThan(1e-6);
  }

  place(): number {
    return this.dice.whole(0, this.basis.size - 1);
  }

  // ── the updates; each returns false where the new matrix would be (nearly) singular ─────────────

  expand(): boolean {
    const row = this.newRow();
    const column = this.randomColumn();
    const u = this.timesColumn(column);
    const entries = this.w.map((each) => each[row]!);
    const v = this.rowCombination(entries);
    const corner = column[row]! - this.rows.reduce((sum, r, k) => sum + v[k]! * column[r]!, 0);
    if (Math.abs(corner) < 0.1) return false;
    const name = this.newColumn();
    this.basis.expand(row, name, u, v, corner);
    this.w.push(column);
    this.rows.push(row);
    this.columns.push(name);
    return true;
  }

  replaceRow(): boolean {
    const r = this.place();
    const row = this.newRow();
    const v = this.rowCombination(this.w.map((each) => each[row]!));
    if (Math.abs(v[r]!) < 0.1) return false;
    this.basis.replaceRow(r, row, v);
    this.rows[r] = row;
    return true;
  }

  replaceColumn(): boolean {
    const k = this.place();
    const column = this.randomColumn();
    const u = this.timesColumn(column);
    if (Math.abs(u[k]!) < 0.1) return false;
    const name = this.newColumn();
    this.basis.replaceColumn(k, name, u);
    this.w[k] = column;
    this.columns[k] = name;
    return true;
  }

  shrink(): boolean {
    const k = this.place();
    const r = this.place();
    if (Math.abs(this.basis.entry(k, r)) < 0.05) return false;
    this.basis.shrink(k, r);
    const last = this.columns.length - 1;
    for (const [list, at] of [
      [this.columns, k],
      [this.rows, r],
      [this.w, k],
    ] as const) {
      (list as unknown[])[at] = list[last];
      list.pop();
    }
    return true;
  }

  subtractCycle(): boolean {
    const column = this.randomColumn();
    const u = this.timesColumn(column);
    const beta = this.w.map(() => this.dice.whole(-1, 1));
    const pivot = 1 - beta.reduce((sum, by, k) => sum + by * u[k]!, 0);
    if (Math.abs(pivot) < 0.1) return false;
    this.basis.subtractCycle(u, Float64Array.from(beta));
    this.w = this.w.map((each, k) => each.map((x, s) => x - beta[k]! * column[s]!));
    return true;
  }

  swapWithTree(): boolean {
    const k = this.place();
    const sign = this.dice.pick([1, -1]);
    const beta = this.w.map((_, i) => (i === k ? 0 : this.dice.whole(-1, 1)));
    const name = this.newColumn();
    this.basis.swapWithTree(k, name, sign, Float64Array.from(beta));
    const old = this.w[k]!;
    this.w = this.w.map((each, i) =>
      each.map((x, s) => (i === k ? x / sign : x - beta[i]! * old[s]!)),
    );
    this.columns[k] = name;
    return true;
  }
}

const UPDATES = [
  'expand',
  'replaceRow',
  'replaceColumn',
  'shrink',
  'subtractCycle',
  'swapWithTree',
] as const;

describe('WorkingBasis', () => {
  it.each(UPDATES)('after %s the inverse is that of the new matrix', (update) => {
    let done = 0;
    for (let seed = 1; done < 60; seed++) {
      const plain = new Plain(seed, 1 + (seed % 8));
      if (!plain[update]()) continue;
      plain.expectInverse();
      done++;
    }
  });

  it('stays the inverse through a long mixture of updates, growing beyond its first room', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const plain = new Plain(seed, 2);
      let largest = 0;
      for (let k = 0; k < 150; k++) {
        const { size } = plain.basis;
        largest = Math.max(largest, size);
        const grow = size < 2 || (k < 90 && size < 24);
        if (grow ? plain.expand() : plain[plain.dice.pick(UPDATES)]())
          if (plain.worst() > 1e-7) expect(plain.basis.load(plain.matrix())).toBe(true);
      }
      plain.expectInverse();
      expect(largest).toBeGreaterThan(16);
    }
  });

  it('counts its updates until it is inverted anew', () => {
    const plain = new Plain(3, 5);
    expect(plain.basis.updates).toBe(0);
    while (!plain.replaceColumn());
    expect(plain.basis.updates).toBe(1);
    plain.basis.load(plain.matrix());
    expect(plain.basis.updates).toBe(0);
  });

  it('says when a matrix has no inverse', () => {
    const basis = new WorkingBasis(3);
    basis.set(Int32Array.of(7, 8), Int32Array.of(0, 2));
    expect(basis.load(Float64Array.of(1, 2, 2, 4))).toBe(false);
  });

  it('forgets its rows when it is emptied', () => {
    const { basis } = new Plain(5, 4);
    basis.clear();
    expect(basis.size).toBe(0);
    expect(Array.from(basis.placeOfRow)).toEqual(new Array(SIDES).fill(-1));
  });
});
