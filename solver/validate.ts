/** Is this a well-formed model, and are its numbers such that a proof in integers is possible? */
import { ModelError } from './errors.ts';
import type { Coefficients, Costs, Model, Names, Objective } from './model.ts';
import { givenNames, repeatedName } from './names.ts';
import { largestWholeCost, magnitudeProblem } from './objective.ts';

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
  checkBounds('row', model.rowNames, model.rowLower, model.rowUpper);
  checkBounds('column', model.columnNames, model.lower, model.upper);
  for (let j = 0; j < model.lower.length; j++) checkEntries(model, j);
  checked.add(model);
}

/** @throws ModelError when the length is not n or a coefficient is not finite */
export function validateObjective(model: Model, objective: Objective): void {
  const { name, coefficients } = objective;
  const n = model.lower.length;
  if (coefficients.length !== n)
    throw new ModelError(`objective ${name}: ${coefficients.length} costs for ${n} columns`);
  const bad = firstNotFinite(coefficients);
  if (bad >= 0)
    throw new ModelError(
      `objective ${name}: cost of column ${model.columnNames.at(bad)} is ${coefficients[bad]}`,
    );
}

/**
 * A model and its objectives, in order.
 * @throws ModelError when one is not well-formed, there is none, or two bear the same name
 */
export function validateProgram(model: Model, objectives: readonly Objective[]): void {
  validateModel(model);
  for (const objective of objectives) validateObjective(model, objective);
  if (objectives.length === 0) throw new ModelError('no objective');
  const names = new Set(objectives.map((objective) => objective.name));
  if (names.size < objectives.length) throw new ModelError('two objectives bear the same name');
}

/** What the numbers of a model, or of one objective, come to. */
export interface Numbers {
  /** Why sums or proofs with them would not be exact, naming the first row or column in the way; null = they are. */
  readonly problem: string | null;
  /** Largest |coefficient|; only where there is no problem. */
  readonly largest: number;
}

/** Of the model: also the sum of all finite |bounds| of columns. */
export interface ModelNumbers extends Numbers {
  readonly bounds: number;
}

/**
 * Why no proof in exact integers can be made for this model and objective, naming the first row or
 * column in the way; null when one can.
 */
export function exactProblem(model: Model, objective: Objective): string | null {
  const { problem, bounds } = wholeModel(model);
  return problem ?? exactObjective(model, objective, bounds).problem;
}

/** The model's part of {@link exactProblem}. O(n + m + nz). */
function wholeModel(model: Model): ModelNumbers {
  const rows = wholeSum(model.rowLower) + wholeSum(model.rowUpper);
  const bounds = wholeSum(model.lower) + wholeSum(model.upper);
  const largest = largestOf(model.value);
  const isWhole = rows + bounds >= 0 && largest <= Number.MAX_SAFE_INTEGER;
  return { problem: isWhole ? null : firstProblem(model), largest, bounds };
}

/** {@link wholeModel}, and that no sum over a row could reach 2^53 (finite bounds). O(n + m + nz). */
export function exactModel(model: Model): ModelNumbers {
  const found = wholeModel(model);
  const { problem, largest, bounds } = found;
  // What no row can reach with the largest coefficient in every column need not be added up row by row.
  const isNear = !(largest * bounds < 2 ** 53);
  return problem === null && isNear ? { ...found, problem: reachProblem(model) } : found;
}

/**
 * The objective's part of {@link exactProblem}. O(n).
 * @param bounds no smaller than the sum of all finite |bounds| of columns
 */
export function exactObjective(model: Model, objective: Objective, bounds: number): Numbers {
  const largest = largestWholeCost(model, objective);
  if (Number.isNaN(largest)) {
    const problem = `objective ${objective.name} has a cost that is not whole or lies on a continuous column`;
    return { problem, largest };
  }
  const isNear = !(largest * Math.max(bounds, model.lower.length) < 2 ** 53);
  return { problem: isNear ? magnitudeProblem(model, objective) : null, largest };
}

/** The first row whose activity could reach 2^53 (finite bounds), so that sums would not be exact; null = none. */
function reachProblem(model: Model): string | null {
  const { start, index, value, lower, upper } = model;
  const reach = new Float64Array(model.rowLower.length);
  for (let j = 0; j < lower.length; j++) {
    const low = Math.abs(lower[j]!);
    const high = Math.abs(upper[j]!);
    const bound = Math.max(low === Infinity ? 0 : low, high === Infinity ? 0 : high);
    for (let k = start[j]!; k < start[j + 1]!; k++)
      reach[index[k]!]! += Math.abs(value[k]!) * bound;
  }
  const row = reach.findIndex((r) => r >= 2 ** 53);
  return row < 0 ? null : `row ${model.rowNames[row]} reaches 2^53: sums would not be exact`;
}

/** Sum of the finite |numbers|; NaN where one is neither whole nor infinite. */
function wholeSum(numbers: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < numbers.length; k++) {
    const x = numbers[k]!;
    if (x !== Math.floor(x)) return Number.NaN;
    const size = Math.abs(x);
    if (size < Infinity) sum += size;
  }
  return sum;
}

/** Largest |coefficient|, or a little more; NaN where one is not whole. */
function largestOf(value: Coefficients): number {
  if (value instanceof Int8Array) return 2 ** 7;
  let largest = 0;
  for (let k = 0; k < value.length; k++) {
    const x = value[k]!;
    if (x !== Math.floor(x)) return Number.NaN;
    const size = Math.abs(x);
    if (size > largest) largest = size;
  }
  return largest;
}

/** In the order in which a reader would look: rows, columns, coefficients. */
function firstProblem(model: Model): string | null {
  const row = firstFractional(model.rowLower, model.rowUpper);
  if (row >= 0) return `row ${model.rowNames[row]} has a bound that is not whole`;
  const column = firstFractional(model.lower, model.upper);
  if (column >= 0) return `column ${model.columnNames.at(column)} has a bound that is not whole`;
  const entry = model.value.findIndex((v) => !Number.isSafeInteger(v));
  return `row ${model.rowNames[model.index[entry]!]} has a coefficient that is not whole`;
}

/** The first row or column with a bound that is neither whole nor infinite; −1 when there is none. */
function firstFractional(lower: Float64Array, upper: Float64Array): number {
  const whole = (x: number) => Number.isInteger(x) || !Number.isFinite(x);
  for (let i = 0; i < lower.length; i++) if (!whole(lower[i]!) || !whole(upper[i]!)) return i;
  return -1;
}

function firstNotFinite(costs: Costs): number {
  if (costs instanceof Int32Array) return -1;
  for (let j = 0; j < costs.length; j++) if (!Number.isFinite(costs[j])) return j;
  return -1;
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

/** Names made on demand are distinct by construction (see `names.ts`): millions are not made for this. */
function checkNames(kind: string, names: Names): void {
  const repeated = repeatedName(givenNames(names));
  if (repeated !== null) throw new ModelError(`${kind} ${repeated}: name used twice`);
}

/** @throws ModelError when the bounds hold no number */
export function checkBounds(
  kind: string,
  names: Names,
  lower: Float64Array,
  upper: Float64Array,
): void {
  for (let i = 0; i < lower.length; i++) {
    const hold = lower[i]! <= upper[i]! && lower[i]! < Infinity && upper[i]! > -Infinity;
    if (!hold) throw boundsFault(`${kind} ${names.at(i)}`, lower[i]!, upper[i]!);
  }
}

function boundsFault(what: string, lower: number, upper: number): ModelError {
  if (Number.isNaN(lower) || Number.isNaN(upper)) return new ModelError(`${what}: a bound is NaN`);
  if (lower > upper)
    return new ModelError(`${what}: lower bound ${lower} above upper bound ${upper}`);
  return new ModelError(`${what}: bounds ${lower} … ${upper} hold no number`);
}

function checkEntries(model: Model, j: number): void {
  let previous = -1;
  for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
    const row = model.index[k]!;
    const value = model.value[k]!;
    if (!(row > previous && row < model.rowLower.length && Number.isFinite(value) && value !== 0))
      throw entryFault(model, j, { row, value, previous });
    previous = row;
  }
}

function entryFault(
  model: Model,
  j: number,
  { row, value, previous }: { row: number; value: number; previous: number },
): ModelError {
  const fault = (what: string) => new ModelError(`column ${model.columnNames.at(j)}: ${what}`);
  if (row >= model.rowLower.length || row < 0) return fault(`no row ${row}`);
  if (row <= previous) return fault(`row ${model.rowNames[row]} out of order or named twice`);
  return fault(`coefficient ${value} in row ${model.rowNames[row]}`);
}
