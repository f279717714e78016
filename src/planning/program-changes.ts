/** Two programs of one shape: what bounds, sides and costs tell them apart. A warm session goes on from one to the other. */
import type { Change, Model, Objective } from '../../solver/index.ts';

/** A program as a session holds it. */
export interface Program {
  readonly model: Model;
  readonly objectives: readonly Objective[];
}

/** Whether two models have the same rows, columns and entries. */
export function hasSameMatrix(a: Model, b: Model): boolean {
  return (
    isSame(a.start, b.start) &&
    isSame(a.index, b.index) &&
    isSame(a.value, b.value) &&
    a.rowLower.length === b.rowLower.length
  );
}

/** Whether two lists have the same entries in the same order. */
export function isSame(a: ArrayLike<number | string>, b: ArrayLike<number | string>): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

/** The changes that turn one program into another with the same matrix and as many objectives. */
export function programChanges(from: Program, to: Program): Change[] {
  const [a, b] = [from.model, to.model];
  const changes: Change[] = [];
  for (let column = 0; column < a.lower.length; column++) {
    const [lower, upper] = [b.lower[column] as number, b.upper[column] as number];
    if (lower !== a.lower[column] || upper !== a.upper[column])
      changes.push({ kind: 'column', column, lower, upper });
  }
  for (let row = 0; row < a.rowLower.length; row++) {
    const [lower, upper] = [b.rowLower[row] as number, b.rowUpper[row] as number];
    if (lower !== a.rowLower[row] || upper !== a.rowUpper[row])
      changes.push({ kind: 'row', row, lower, upper });
  }
  to.objectives.forEach((objective, k) => {
    const before = (from.objectives[k] as Objective).coefficients;
    if (!isSame(before, objective.coefficients)) changes.push({ kind: 'objective', objective });
  });
  return changes;
}
