/**
 * A program in another one: rules that only forbid more (a direction of flow, a limit on the way) leave out pairs, and rows
 * that only these stand in. Then the smaller program is the larger one with these columns shut, and its optimum follows
 * from the basis of the larger one instead of being found anew.
 */
import type { Change, Model, Objective } from '../../solver/index.ts';
import type { Formulation } from '../formulation/index.ts';
import { isSame } from './program-changes.ts';
import type { ReadyProgram } from './replan-program.ts';

export interface Embedding {
  /** What turns the larger program into the smaller one. */
  readonly changes: readonly Change[];
  /** The same change of the smaller program, made in the larger one. */
  readonly carried: (change: Change) => Change;
  /** Values of the smaller program's columns out of those of the larger one's. */
  readonly pick: (values: Float64Array) => Float64Array;
}

/** Where each row and column of the smaller program is in the larger one. */
interface Places {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** @returns null when the smaller program has a row, a column or an entry that the larger one has not */
export function embedded(large: ReadyProgram, small: ReadyProgram): Embedding | null {
  const [a, b] = [large.formulation, small.formulation];
  if (!hasSameGround(large, small)) return null;
  const rows = rowsIn(a.model, b.model);
  const columns = rows && columnsIn(a, b);
  if (rows === null || columns === null) return null;
  const places = { rows, columns };
  if (!hasSameEntries(a.model, b.model, places)) return null;
  return {
    changes: [
      ...columnChanges(a.model, b.model, columns),
      ...rowChanges(a.model, b.model, rows),
      ...objectiveChanges(large.goals, small.goals, columns),
    ],
    carried: (change) => carried(change, places),
    pick: (values) => picked(values, columns),
  };
}

function picked(values: Float64Array, columns: Int32Array): Float64Array {
  const own = new Float64Array(columns.length);
  for (let j = 0; j < own.length; j++) own[j] = values[columns[j] as number] as number;
  return own;
}

function carried(change: Change, { rows, columns }: Places): Change {
  if (change.kind === 'objective') throw new Error('only bounds are carried');
  return change.kind === 'column'
    ? { ...change, column: columns[change.column] as number }
    : { ...change, row: rows[change.row] as number };
}

/** The same people, posts and objectives, each in its place. */
function hasSameGround(large: ReadyProgram, small: ReadyProgram): boolean {
  const goals = ({ goals: list }: ReadyProgram) =>
    list.map(({ name, sense }) => `${name} ${sense}`);
  const people = ({ formulation: { round } }: ReadyProgram) =>
    round.people.map(({ teacher }) => teacher.id);
  const posts = ({ formulation: { round } }: ReadyProgram) =>
    round.groups.map(({ group }) => group.id);
  return (
    isSame(goals(large), goals(small)) &&
    isSame(people(large), people(small)) &&
    isSame(posts(large), posts(small))
  );
}

/** Rows of `b` in `a`, in one order; null when one is not there. */
function rowsIn({ rowNames: a }: Model, { rowNames: b }: Model): Int32Array | null {
  const place = new Int32Array(b.length);
  let at = 0;
  for (let row = 0; row < b.length; row++) {
    while (at < a.length && a[at] !== b[row]) at++;
    if (at === a.length) return null;
    place[row] = at++;
  }
  return place;
}

/** Columns of `b` in `a`; null when one is not there. Both have their pairs, and all others, in one order. */
function columnsIn(a: Formulation, b: Formulation): Int32Array | null {
  const place = new Int32Array(b.model.lower.length).fill(-1);
  const taken = new Uint8Array(a.model.lower.length);
  for (const list of [a.columns.pair, a.columns.first])
    for (const at of list) if (at !== -1) taken[at] = 1;
  let k = 0;
  for (let j = 0; j < b.pairs.person.length; j++) {
    while (k < a.pairs.person.length && isBefore(a, k, b, j)) k++;
    if (k === a.pairs.person.length || isBefore(b, j, a, k)) return null;
    if (!put(place, b.columns.pair[j] as number, a.columns.pair[k] as number)) return null;
    if (!put(place, b.columns.first[j] as number, a.columns.first[k] as number)) return null;
  }
  let other = 0;
  for (let at = 0; at < place.length; at++) {
    if (place[at] !== -1) continue;
    const name = b.model.columnNames.at(at);
    while (other < taken.length && (taken[other] === 1 || a.model.columnNames.at(other) !== name))
      other++;
    if (other === taken.length) return null;
    place[at] = other++;
  }
  return place;
}

/** @returns false when only the smaller program has the column */
function put(place: Int32Array, at: number, to: number): boolean {
  if (at !== -1) place[at] = to;
  return at === -1 || to !== -1;
}

function isBefore(a: Formulation, k: number, b: Formulation, j: number): boolean {
  const by = (a.pairs.person[k] as number) - (b.pairs.person[j] as number);
  return by < 0 || (by === 0 && (a.pairs.group[k] as number) < (b.pairs.group[j] as number));
}

/** Entries of the larger program in rows that the smaller one lacks do not count: these rows say nothing then. */
function hasSameEntries(a: Model, b: Model, { rows, columns }: Places): boolean {
  const isRow = new Uint8Array(a.rowLower.length);
  for (const row of rows) isRow[row] = 1;
  for (let j = 0; j < columns.length; j++) {
    const at = columns[j] as number;
    const end = b.start[j + 1] as number;
    let own = b.start[j] as number;
    for (let k = a.start[at] as number; k < (a.start[at + 1] as number); k++) {
      if (isRow[a.index[k] as number] === 0) continue;
      if (own === end || a.index[k] !== rows[b.index[own] as number] || a.value[k] !== b.value[own])
        return false;
      own++;
    }
    if (own < end) return false;
  }
  return true;
}

/** Columns that the smaller program lacks are shut. */
function columnChanges(a: Model, b: Model, columns: Int32Array): Change[] {
  const lower = new Float64Array(a.lower.length);
  const upper = new Float64Array(a.lower.length);
  for (let j = 0; j < columns.length; j++) {
    lower[columns[j] as number] = b.lower[j] as number;
    upper[columns[j] as number] = b.upper[j] as number;
  }
  return differing([lower, upper], [a.lower, a.upper]).map((column) => ({
    kind: 'column',
    column,
    lower: lower[column] as number,
    upper: upper[column] as number,
  }));
}

/** Rows that the smaller program lacks say nothing. */
function rowChanges(a: Model, b: Model, rows: Int32Array): Change[] {
  const lower = new Float64Array(a.rowLower.length).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(a.rowLower.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < rows.length; row++) {
    lower[rows[row] as number] = b.rowLower[row] as number;
    upper[rows[row] as number] = b.rowUpper[row] as number;
  }
  return differing([lower, upper], [a.rowLower, a.rowUpper]).map((row) => ({
    kind: 'row',
    row,
    lower: lower[row] as number,
    upper: upper[row] as number,
  }));
}

type Sides = readonly [lower: Float64Array, upper: Float64Array];

function differing([lower, upper]: Sides, [oldLower, oldUpper]: Sides): number[] {
  const found: number[] = [];
  for (let at = 0; at < lower.length; at++)
    if (lower[at] !== oldLower[at] || upper[at] !== oldUpper[at]) found.push(at);
  return found;
}

/** A shut column keeps its price: it is never paid. */
function objectiveChanges(
  large: readonly Objective[],
  small: readonly Objective[],
  place: Int32Array,
): Change[] {
  return small.flatMap((goal, k): Change[] => {
    const before = (large[k] as Objective).coefficients;
    const coefficients = before.slice();
    for (let j = 0; j < place.length; j++)
      coefficients[place[j] as number] = goal.coefficients[j] as number;
    return isSame(before, coefficients)
      ? []
      : [{ kind: 'objective', objective: { ...goal, coefficients } }];
  });
}
