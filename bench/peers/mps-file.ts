/** Free MPS without the legend of names, streamed; otherwise as `solver/format/mps.ts` writes it. */
import type { Model } from '../../solver/index.ts';
import { writeLines } from './line-file.ts';
import type { OneProblem } from './outside.ts';

export function writeMpsFile(path: string, { model, objective }: OneProblem): void {
  const sign = objective.sense === 'min' ? 1 : -1;
  writeLines(path, (line) => {
    line('NAME MODEL FREE');
    line('ROWS');
    line(' N COST');
    for (let i = 0; i < model.rowLower.length; i++) line(` ${rowType(model, i)} R${i + 1}`);
    writeColumns(model, (j) => sign * objective.coefficients[j]! + 0, line);
    writeSides(model, line);
    line('BOUNDS');
    for (let j = 0; j < model.lower.length; j++) writeBounds(model, j, line);
    line('ENDATA');
  });
}

type Line = (text: string) => void;

function rowType(model: Model, i: number): string {
  if (model.rowLower[i] === model.rowUpper[i]) return 'E';
  if (Number.isFinite(model.rowLower[i])) return 'G';
  return Number.isFinite(model.rowUpper[i]) ? 'L' : 'N';
}

function writeColumns(model: Model, cost: (j: number) => number, line: Line): void {
  line('COLUMNS');
  let whole = false;
  let markers = 0;
  const marker = () => line(` M${markers++} 'MARKER' '${whole ? 'INTORG' : 'INTEND'}'`);
  for (let j = 0; j < model.lower.length; j++) {
    if (whole !== (model.integer[j] === 1)) {
      whole = !whole;
      marker();
    }
    line(` C${j + 1} COST ${cost(j)}`);
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      line(` C${j + 1} R${model.index[k]! + 1} ${model.value[k]}`);
  }
  whole = false;
  marker();
}

function writeSides(model: Model, line: Line): void {
  line('RHS');
  for (let i = 0; i < model.rowLower.length; i++) {
    const type = rowType(model, i);
    const side = type === 'L' ? model.rowUpper[i] : model.rowLower[i];
    if (type !== 'N' && side !== 0) line(` RHS R${i + 1} ${side}`);
  }
  line('RANGES');
  for (let i = 0; i < model.rowLower.length; i++) {
    const range = model.rowUpper[i]! - model.rowLower[i]!;
    if (range > 0 && Number.isFinite(range)) line(` RNG R${i + 1} ${range}`);
  }
}

/** Both bounds are always given: readers differ in what an integer column has by default. */
function writeBounds(model: Model, j: number, line: Line): void {
  const lower = model.lower[j]!;
  const upper = model.upper[j]!;
  if (lower === upper) line(` FX BND C${j + 1} ${lower}`);
  else {
    line(Number.isFinite(lower) ? ` LO BND C${j + 1} ${lower}` : ` MI BND C${j + 1}`);
    line(Number.isFinite(upper) ? ` UP BND C${j + 1} ${upper}` : ` PL BND C${j + 1}`);
  }
}
