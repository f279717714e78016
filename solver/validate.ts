/** Is this a well-formed model, and are its numbers such that a proof in integers is possible? */
import { ModelError } from './errors.ts';
import type { Model, Objective } from './model.ts';
import { isIntegral, magnitudeProblem } from './objective.ts';

/** Models are immutable once built, so each is looked through only once. */
const checked = new WeakSet<Model>();

/**
 * Checks shapes, names and numbers. O(n + m + nz).
 * @throws ModelError naming the first row or column that is not well-formed
 */
export function validateModel(model: Model): void {
  if (checked.has(model)) return;
  checkShapes(model);
  checkNames('row', model.rowNames);
  checkNames('column', model.columnNames);
  model.rowNames.forEach((name, i) => {
    checkBounds(`row ${name}`, model.rowLower[i]!, model.rowUpper[i]!);
  });
  model.columnNames.forEach((name, j) => {
    checkBounds(`column ${name}`, model.lower[j]!, model.upper[j]!);
    checkEntries(model, j);
  });
  checked.add(model);
}

/** @throws ModelError when the length is not n or a coefficient is not finite */
export function validateObjective(model: Model, objective: Objective): void {
  const { name, coefficients } = objective;
  const n = model.columnNames.length;
  if (coefficients.length !== n)
    throw new ModelError(`objective ${name}: ${coefficients.length} costs for ${n} columns`);
  const bad = coefficients.findIndex((c) => !Number.isFinite(c));
  if (bad >= 0)
    throw new ModelError(
      `objective ${name}: cost of column ${model.columnNames[bad]} is ${coefficients[bad]}`,
    );
}

/**
 * Why no proof in exact integers can be made for this model and objective, naming the first row or
 * column in the way; null when one can.
 */
export function exactProblem(model: Model, objective: Objective): string | null {
  const whole = (x: number) => Number.isInteger(x) || !Number.isFinite(x);
  const row = model.rowNames.findIndex(
    (_, i) => !whole(model.rowLower[i]!) || !whole(model.rowUpper[i]!),
  );
  if (row >= 0) return `row ${model.rowNames[row]} has a bound that is not whole`;
  const column = model.columnNames.findIndex(
    (_, j) => !whole(model.lower[j]!) || !whole(model.upper[j]!),
  );
  if (column >= 0) return `column ${model.columnNames[column]} has a bound that is not whole`;
  const entry = model.value.findIndex((v) => !Number.isSafeInteger(v));
  if (entry >= 0)
    return `row ${model.rowNames[model.index[entry]!]} has a coefficient that is not whole`;
  if (!isIntegral(model, objective))
    return `objective ${objective.name} has a cost that is not whole or lies on a continuous column`;
  return magnitudeProblem(model, objective);
}

function checkShapes(model: Model): void {
  const n = model.columnNames.length;
  const m = model.rowNames.length;
  const nz = model.index.length;
  const expected: readonly (readonly [string, number, number])[] = [
    ['lower', model.lower.length, n],
    ['upper', model.upper.length, n],
    ['integer', model.integer.length, n],
    ['rowLower', model.rowLower.length, m],
    ['rowUpper', model.rowUpper.length, m],
    ['start', model.start.length, n + 1],
    ['value', model.value.length, nz],
    ['start[0]', model.start[0] ?? 0, 0],
    ['start[n]', model.start[n] ?? nz, nz],
  ];
  for (const [what, found, wanted] of expected)
    if (found !== wanted)
      throw new ModelError(`model ${model.name}: ${what} is ${found}, not ${wanted}`);
}

function checkNames(kind: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new ModelError(`${kind} ${name}: name used twice`);
    seen.add(name);
  }
}

function checkBounds(what: string, lower: number, upper: number): void {
  if (Number.isNaN(lower) || Number.isNaN(upper)) throw new ModelError(`${what}: a bound is NaN`);
  if (lower > upper)
    throw new ModelError(`${what}: lower bound ${lower} above upper bound ${upper}`);
  if (lower === Infinity || upper === -Infinity)
    throw new ModelError(`${what}: bounds ${lower} … ${upper} hold no number`);
}

function checkEntries(model: Model, j: number): void {
  const name = model.columnNames[j];
  let previous = -1;
  for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
    const row = model.index[k]!;
    const value = model.value[k]!;
    if (row >= model.rowNames.length || row < 0)
      throw new ModelError(`column ${name}: no row ${row}`);
    if (row <= previous)
      throw new ModelError(
        `column ${name}: row ${model.rowNames[row]} out of order or named twice`,
      );
    if (!Number.isFinite(value) || value === 0)
      throw new ModelError(`column ${name}: coefficient ${value} in row ${model.rowNames[row]}`);
    previous = row;
  }
}
