/**
 * Writes DIMACS minimum-cost flow, for programs that are one: every column has +1 in the row of its
 * tail and −1 in that of its head. Row i is node i, column j the j-th arc.
 *
 * Where a row is no equation or a column ends in one row only, one more node, the root, takes what is
 * left over: an arc between the row's node and the root is the slack of the row. The balance of the
 * root is minus the sum of all others, so nothing is lost or added; only the arcs of the slacks come
 * after those of the columns.
 */
import { ModelError } from '../errors.ts';
import type { Model, Objective } from '../model.ts';
import { minimised } from '../objective.ts';
import { legend } from './legend.ts';

/**
 * The model and one objective as DIMACS text, always a minimisation: a 'max' objective is negated and
 * a comment says so. The format has whole flows; for whole data that is no restriction.
 * @throws ModelError naming the first row or column that is not of a network, or a number that is
 * not whole or has no end where the format needs one
 */
export function writeDimacs(model: Model, objective: Objective): string {
  const costs = minimised(objective).coefficients;
  const rows = Array.from(model.rowLower, (_, i) => balance(model, i));
  const root = rows.length + 1;
  const arcs = Array.from(costs, (cost, j) => arcLine(model, j, cost, root));
  const slacks = rows.flatMap(({ slack }) => (slack === null ? [] : [slack]));
  const usesRoot = slacks.length > 0 || singleEnded(model);
  const total = rows.reduce((sum, { supply }) => sum + supply, 0);
  const lines = [
    ...legend(model, objective, { mark: 'c', objectiveName: 'cost', negates: true }),
    `p min ${usesRoot ? root : rows.length} ${arcs.length + slacks.length}`,
    ...rows.flatMap(({ supply }, i) => (supply === 0 ? [] : [`n ${i + 1} ${supply}`])),
    ...(usesRoot && total !== 0 ? [`n ${root} ${whole(-total, 'the root')}`] : []),
    ...arcs,
    ...slacks,
  ];
  return `${lines.join('\n')}\n`;
}

interface Balance {
  readonly supply: number;
  /** The arc that takes up the slack of a row that is no equation. */
  readonly slack: string | null;
}

/** a·x = supply, a·x + s = upper or a·x − s = lower with 0 ≤ s ≤ width. */
function balance(model: Model, i: number): Balance {
  const lower = model.rowLower[i]!;
  const upper = model.rowUpper[i]!;
  const what = `row ${model.rowNames[i]}`;
  const node = i + 1;
  const root = model.rowLower.length + 1;
  if (lower === upper) return { supply: whole(lower, what), slack: null };
  if (upper === Infinity) {
    if (lower === -Infinity)
      throw new ModelError(`${what} has no bounds; remove it to write DIMACS`);
    return { supply: whole(lower, what), slack: `a ${root} ${node} 0 -1 0` };
  }
  const width = lower === -Infinity ? -1 : whole(upper - lower, what);
  return { supply: whole(upper, what), slack: `a ${node} ${root} 0 ${width} 0` };
}

function arcLine(model: Model, j: number, cost: number, root: number): string {
  const what = `column ${model.columnNames.at(j)}`;
  const { tail, head } = endsOf(model, j);
  if (tail === null && head === null)
    throw new ModelError(`${what} is no arc: it needs +1 in one row and −1 in another`);
  const upper = model.upper[j]!;
  const lower = whole(model.lower[j]!, what);
  if (upper === Infinity && lower < 0)
    throw new ModelError(`${what}: DIMACS has no negative lower bound without an upper one`);
  const capacity = upper === Infinity ? -1 : whole(upper, what);
  return `a ${tail ?? root} ${head ?? root} ${lower} ${capacity} ${whole(cost, what)}`;
}

/** Rows of +1 and −1, from 1; null for the root; both null when it is no arc. */
function endsOf(model: Model, j: number) {
  let tail: number | null = null;
  let head: number | null = null;
  for (let k = model.start[j]!; k < model.start[j + 1]!; k++) {
    const node = model.index[k]! + 1;
    if (model.value[k] === 1 && tail === null) tail = node;
    else if (model.value[k] === -1 && head === null) head = node;
    else return { tail: null, head: null };
  }
  return { tail, head };
}

function singleEnded(model: Model): boolean {
  for (let j = 0; j < model.lower.length; j++)
    if (model.start[j + 1]! - model.start[j]! === 1) return true;
  return false;
}

function whole(value: number, what: string): number {
  if (!Number.isSafeInteger(value))
    throw new ModelError(`${what}: ${value} is not a whole number, as DIMACS needs`);
  return value + 0;
}
