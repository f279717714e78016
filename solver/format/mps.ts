/**
 * Writes free-format MPS, read by every solver there is (HiGHS, CBC, glpsol, Gurobi, CPLEX, SCIP),
 * so that an answer can be checked outside. Columns are C1, C2 …, rows R1, R2 … and the objective
 * COST: our names may be Chinese and hold slashes and blanks. Comments give the names they stand for.
 */
import type { Model, Objective } from '../model.ts';
import { minimised } from '../objective.ts';

/**
 * The model and one objective as MPS text, always a minimisation: a 'max' objective is negated and
 * a comment says so. Infinite bounds are left out or written FR/MI/PL.
 */
export function writeMps(model: Model, objective: Objective): string {
  const lines = [
    ...header(model, objective),
    'ROWS',
    ' N COST',
    ...model.rowNames.map((_, i) => ` ${rowType(model, i)} R${i + 1}`),
    'COLUMNS',
    ...columnLines(model, minimised(objective).coefficients),
    'RHS',
    ...sideLines(model),
    'RANGES',
    ...rangeLines(model),
    'BOUNDS',
    ...model.columnNames.flatMap((_, j) => boundLines(model, j)),
    'ENDATA',
  ];
  return `${lines.join('\n')}\n`;
}

function header(model: Model, objective: Objective): string[] {
  const negated = objective.sense === 'max' ? ' (a maximisation, negated: minimise)' : '';
  return [
    `* model ${comment(model.name)}`,
    `* COST ${comment(objective.name)}${negated}`,
    ...model.rowNames.map((name, i) => `* R${i + 1} ${comment(name)}`),
    ...model.columnNames.map((name, j) => `* C${j + 1} ${comment(name)}`),
    'NAME MODEL FREE',
  ];
}

/** A name must not break out of its comment line. */
function comment(name: string): string {
  return name.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

/** E equal, G at least, L at most, N free; a range row is G with a RANGES entry. */
function rowType(model: Model, i: number): 'E' | 'G' | 'L' | 'N' {
  const lower = model.rowLower[i]!;
  const upper = model.rowUpper[i]!;
  if (lower === upper) return 'E';
  if (Number.isFinite(lower)) return 'G';
  return Number.isFinite(upper) ? 'L' : 'N';
}

function columnLines(model: Model, costs: Float64Array): string[] {
  const lines: string[] = [];
  let whole = false;
  const marker = (kind: 'INTORG' | 'INTEND') =>
    lines.push(` MARKER${lines.length} 'MARKER' '${kind}'`);
  for (let j = 0; j < costs.length; j++) {
    if (whole !== (model.integer[j] === 1)) {
      whole = !whole;
      marker(whole ? 'INTORG' : 'INTEND');
    }
    // Written even when 0, so that a column without entries is still declared.
    lines.push(` C${j + 1} COST ${costs[j]}`);
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      lines.push(` C${j + 1} R${model.index[k]! + 1} ${model.value[k]}`);
  }
  if (whole) marker('INTEND');
  return lines;
}

function sideLines(model: Model): string[] {
  return model.rowNames.flatMap((_, i) => {
    const type = rowType(model, i);
    const side = type === 'L' ? model.rowUpper[i]! : model.rowLower[i]!;
    return type === 'N' || side === 0 ? [] : [` RHS R${i + 1} ${side}`];
  });
}

function rangeLines(model: Model): string[] {
  return model.rowNames.flatMap((_, i) => {
    const range = model.rowUpper[i]! - model.rowLower[i]!;
    return range > 0 && Number.isFinite(range) ? [` RNG R${i + 1} ${range}`] : [];
  });
}

/** Both bounds are always given: readers differ in what an integer column has by default. */
function boundLines(model: Model, j: number): string[] {
  const name = `C${j + 1}`;
  const lower = model.lower[j]!;
  const upper = model.upper[j]!;
  if (lower === upper) return [` FX BND ${name} ${lower}`];
  if (!Number.isFinite(lower) && !Number.isFinite(upper)) return [` FR BND ${name}`];
  return [
    Number.isFinite(lower) ? ` LO BND ${name} ${lower}` : ` MI BND ${name}`,
    Number.isFinite(upper) ? ` UP BND ${name} ${upper}` : ` PL BND ${name}`,
  ];
}
