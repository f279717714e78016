/** Which caps of the program are used up on the way of a placement: post, school, district, county, title posts. */
import type { Explainer } from './explainer.ts';
import { capRules, WORDS } from './words.ts';

/** A cap on the person's way to the post that is used up. */
export interface BindingCap {
  /** Row or column of the program, e.g. `school-quota:S1`. */
  readonly name: string;
  readonly rules: readonly string[];
  readonly used: number;
  readonly limit: number;
  readonly sentence: string;
}

/** Arcs by the row they leave; caps by their column or row. */
interface Network {
  readonly arcs: ReadonlyMap<number, readonly { readonly column: number; readonly to: number }[]>;
  readonly activity: Float64Array;
}

const networks = new WeakMap<Explainer, Network>();

function networkOf(explainer: Explainer): Network {
  const found = networks.get(explainer);
  if (found !== undefined) return found;
  const { model, columns } = explainer.formulation;
  const { values } = explainer.replanner;
  const activity = new Float64Array(model.rowLower.length);
  const arcs = new Map<number, { column: number; to: number }[]>();
  const people = new Set([...columns.stay, ...columns.standby]);
  const pairs =
    columns.pair.length === 0 ? -1 : Math.max(...lastOf(columns.pair), ...lastOf(columns.first));
  for (let j = 0; j < model.lower.length; j++) {
    for (let k = model.start[j] as number; k < (model.start[j + 1] as number); k++)
      activity[model.index[k] as number] =
        (activity[model.index[k] as number] as number) +
        (model.value[k] as number) * (values[j] ?? 0);
    if (j <= pairs || people.has(j)) continue;
    const arc = arcOf(explainer, j);
    if (arc.from !== -1)
      arcs.set(arc.from, [...(arcs.get(arc.from) ?? []), { column: j, to: arc.to }]);
  }
  const network = { arcs, activity };
  networks.set(explainer, network);
  return network;
}

function lastOf(columns: Int32Array): number[] {
  return [columns.at(-1) ?? -1, columns.at(-2) ?? -1];
}

/** Tail and head of an arc between nodes (rows of equality at 0); −1 = a person, or out of the program. */
function arcOf({ formulation: { model } }: Explainer, column: number) {
  let [from, to] = [-1, -1];
  for (let k = model.start[column] as number; k < (model.start[column + 1] as number); k++) {
    const row = model.index[k] as number;
    if (model.rowLower[row] !== 0 || model.rowUpper[row] !== 0) continue;
    if (model.value[k] === 1) from = row;
    else if (model.value[k] === -1) to = row;
  }
  return { from, to };
}

/**
 * Caps that the optimum uses up on the ways from a column to the county's total, and the side rows it is in.
 * @returns null where the proposal is not the optimum that the program leads to, or a cascade
 */
export function bindingAt(explainer: Explainer, column: number): BindingCap[] | null {
  const known = explainer.isOptimum && explainer.replanner.values.length > 0;
  return known ? bindingCaps(explainer, column) : null;
}

function bindingCaps(explainer: Explainer, start: number): BindingCap[] {
  const { model, caps } = explainer.formulation;
  const { values } = explainer.replanner;
  const { arcs, activity } = networkOf(explainer);
  const found: BindingCap[] = [];
  const add = (name: string, used: number, limit: number) =>
    found.push({
      name,
      rules: capRules(name),
      used,
      limit,
      sentence: WORDS.bound(name, used, limit),
    });
  const capped = new Set(caps.filter(({ place }) => place === 'upper').map(({ at }) => at));
  for (let k = model.start[start] as number; k < (model.start[start + 1] as number); k++) {
    const row = model.index[k] as number;
    const limit = model.rowUpper[row] as number;
    const sided = model.rowLower[row] !== limit && Number.isFinite(limit);
    if (sided && activity[row] === limit)
      add(model.rowNames[row] as string, activity[row] as number, limit);
  }
  const seen = new Set<number>();
  const rows = [arcOf(explainer, start).to];
  for (let row = rows.pop(); row !== undefined; row = rows.pop()) {
    if (row === -1 || seen.has(row)) continue;
    seen.add(row);
    for (const { column, to } of arcs.get(row) ?? []) {
      rows.push(to);
      const limit = model.upper[column] as number;
      if (capped.has(column) && values[column] === limit)
        add(model.columnNames.at(column) as string, limit, limit);
    }
  }
  return found;
}
