/**
 * Writes MPS, read by every solver there is (HiGHS, CBC, glpsol, Gurobi, CPLEX, SCIP), so that an
 * answer can be checked outside. Columns are C1, C2 …, rows R1, R2 … and the objective COST: our
 * names may be Chinese and hold slashes and blanks. Comments give the names they stand for.
 */
import type { Costs, Model, Objective } from '../model.ts';
import { minimised } from '../objective.ts';
import { legend } from './legend.ts';
import { type Card, cardWriter, type MpsLayout } from './mps-cards.ts';

export interface WriteMpsOptions {
  /** 'free' by default; 'fixed' for old programs: fields in set places, numbers of at most 12 characters. */
  readonly layout?: MpsLayout;
}

/**
 * The model and one objective as MPS text, always a minimisation: a 'max' objective is negated and
 * a comment says so. Infinite bounds are left out or written FR/MI/PL.
 * @throws ModelError in fixed layout, when a name or a number does not fit into its field
 */
export function writeMps(
  model: Model,
  objective: Objective,
  { layout = 'free' }: WriteMpsOptions = {},
): string {
  const card = cardWriter(layout);
  const costs = minimised(objective).coefficients;
  const lines = [
    ...legend(model, objective, { mark: '*', objectiveName: 'COST', negates: true }),
    layout === 'free' ? 'NAME MODEL FREE' : 'NAME          MODEL',
    'ROWS',
    card('N', 'COST'),
    ...model.rowNames.map((_, i) => card(rowType(model, i), `R${i + 1}`)),
    'COLUMNS',
    ...columnLines(model, costs, card),
    'RHS',
    ...sideLines(model, card),
    'RANGES',
    ...rangeLines(model, card),
    'BOUNDS',
    ...Array.from(costs, (_, j) => boundLines(model, j, card)).flat(),
    'ENDATA',
  ];
  return `${lines.join('\n')}\n`;
}

/** E equal, G at least, L at most, N free; a range row is G with a RANGES entry. */
function rowType(model: Model, i: number): 'E' | 'G' | 'L' | 'N' {
  const lower = model.rowLower[i]!;
  const upper = model.rowUpper[i]!;
  if (lower === upper) return 'E';
  if (Number.isFinite(lower)) return 'G';
  return Number.isFinite(upper) ? 'L' : 'N';
}

function columnLines(model: Model, costs: Costs, card: Card): string[] {
  const lines: string[] = [];
  let whole = false;
  const marker = (kind: 'INTORG' | 'INTEND') =>
    lines.push(card('', `MARKER${lines.length}`, `'MARKER'`, `'${kind}'`));
  for (let j = 0; j < costs.length; j++) {
    if (whole !== (model.integer[j] === 1)) {
      whole = !whole;
      marker(whole ? 'INTORG' : 'INTEND');
    }
    // Written even when 0, so that a column without entries is still declared.
    lines.push(card('', `C${j + 1}`, 'COST', costs[j]!));
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      lines.push(card('', `C${j + 1}`, `R${model.index[k]! + 1}`, model.value[k]!));
  }
  if (whole) marker('INTEND');
  return lines;
}

function sideLines(model: Model, card: Card): string[] {
  return model.rowNames.flatMap((_, i) => {
    const type = rowType(model, i);
    const side = type === 'L' ? model.rowUpper[i]! : model.rowLower[i]!;
    return type === 'N' || side === 0 ? [] : [card('', 'RHS', `R${i + 1}`, side)];
  });
}

function rangeLines(model: Model, card: Card): string[] {
  return model.rowNames.flatMap((_, i) => {
    const range = model.rowUpper[i]! - model.rowLower[i]!;
    return range > 0 && Number.isFinite(range) ? [card('', 'RNG', `R${i + 1}`, range)] : [];
  });
}

/** Both bounds are always given: readers differ in what an integer column has by default. */
function boundLines(model: Model, j: number, card: Card): string[] {
  const name = `C${j + 1}`;
  const lower = model.lower[j]!;
  const upper = model.upper[j]!;
  if (lower === upper) return [card('FX', 'BND', name, lower)];
  if (!Number.isFinite(lower) && !Number.isFinite(upper)) return [card('FR', 'BND', name)];
  return [
    Number.isFinite(lower) ? card('LO', 'BND', name, lower) : card('MI', 'BND', name),
    Number.isFinite(upper) ? card('UP', 'BND', name, upper) : card('PL', 'BND', name),
  ];
}
