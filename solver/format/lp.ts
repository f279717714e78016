/**
 * Writes CPLEX LP: what a person can read. Columns are C1, C2 … and rows R1, R2 … as in MPS, with
 * comments for the names they stand for. Every column stands in the objective, with 0 where it costs
 * nothing, so that it is declared and keeps its place.
 */
import type { Model, Objective } from '../model.ts';
import { legend } from './legend.ts';
import { rangeColumn } from './lp-ranges.ts';

/** Lines are broken before this width: some readers take only 255 characters. */
const WIDTH = 200;

/** Sides of a row without any: taken for infinite by every reader, as the word is not. */
const NO_SIDE = '-1e+30';

/** The model and one objective as LP text, in the sense of the objective. */
export function writeLp(model: Model, objective: Objective): string {
  const lines = [
    ...legend(model, objective, { mark: '\\', objectiveName: 'obj', negates: false }),
    objective.sense === 'max' ? 'Maximize' : 'Minimize',
    ...wrapped(
      ' obj:',
      Array.from(objective.coefficients, (cost, j) => term(cost, `C${j + 1}`)),
    ),
    'Subject To',
    ...rowLines(model),
    'Bounds',
    ...boundLines(model),
    ...integerLines(model),
    'End',
  ];
  return `${lines.join('\n')}\n`;
}

function term(coefficient: number, name: string): string {
  const sign = coefficient < 0 ? '-' : '+';
  const size = Math.abs(coefficient);
  return size === 1 ? `${sign} ${name}` : `${sign} ${size} ${name}`;
}

/** Words on as many lines as they need; each line after the first begins with a blank. */
function wrapped(head: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = head;
  for (const word of words) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function rowLines(model: Model): string[] {
  const terms = rowTerms(model);
  return model.rowNames.flatMap((_, i) => {
    const { range, side } = sideOf(model, i);
    return wrapped(` R${i + 1}:`, [...terms[i]!, ...range, side]);
  });
}

/** The terms of each row; a row without any has 0 times the first column. */
function rowTerms(model: Model): string[][] {
  const terms = model.rowNames.map((): string[] => []);
  for (let j = 0; j < model.lower.length; j++)
    for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
      terms[model.index[k]!]!.push(term(model.value[k]!, `C${j + 1}`));
  const nothing = model.lower.length > 0 ? '0 C1' : '0';
  return terms.map((list) => (list.length > 0 ? list : [nothing]));
}

function sideOf(model: Model, i: number): { readonly range: string[]; readonly side: string } {
  const lower = model.rowLower[i]!;
  const upper = model.rowUpper[i]!;
  if (lower === upper) return { range: [], side: `= ${lower}` };
  if (isRange(model, i)) return { range: [`- ${rangeColumn(`R${i + 1}`)}`], side: `= ${lower}` };
  if (Number.isFinite(upper)) return { range: [], side: `<= ${upper}` };
  return { range: [], side: `>= ${Number.isFinite(lower) ? lower : NO_SIDE}` };
}

function isRange(model: Model, i: number): boolean {
  const width = model.rowUpper[i]! - model.rowLower[i]!;
  return width > 0 && Number.isFinite(width);
}

function boundLines(model: Model): string[] {
  const columns = Array.from(model.lower, (lower, j) => bound(lower, model.upper[j]!, `C${j + 1}`));
  const ranges = model.rowNames.flatMap((_, i) => {
    const width = model.rowUpper[i]! - model.rowLower[i]!;
    return isRange(model, i) ? [` 0 <= ${rangeColumn(`R${i + 1}`)} <= ${width}`] : [];
  });
  return [...columns.filter((line) => line !== null), ...ranges];
}

/** Null where the bounds are those a column has anyway. */
function bound(lower: number, upper: number, name: string): string | null {
  if (lower === upper) return ` ${name} = ${lower}`;
  if (upper === Infinity) {
    if (lower === 0) return null;
    return lower === -Infinity ? ` ${name} free` : ` ${name} >= ${lower}`;
  }
  return ` ${lower === -Infinity ? '-inf' : lower} <= ${name} <= ${upper}`;
}

function integerLines(model: Model): string[] {
  const names: string[] = [];
  for (let j = 0; j < model.integer.length; j++)
    if (model.integer[j] === 1) names.push(`C${j + 1}`);
  return names.length === 0 ? [] : ['Generals', ...wrapped('', names)];
}
