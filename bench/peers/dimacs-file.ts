/**
 * A model without side rows as a DIMACS min-cost flow. A column's +1 row is its tail and its −1 row its head;
 * one that has only one of them comes from, or goes to, the node `root`, which balances all supplies.
 */
import type { Model } from '../../solver/index.ts';
import { writeLines } from './line-file.ts';
import type { OneProblem } from './outside.ts';

interface Arc {
  readonly tail: number;
  readonly head: number;
}

/** Why a model is no flow problem, or null. */
export function notNetwork(model: Model): string | null {
  for (let j = 0; j < model.lower.length; j++)
    if (arcOf(model, j) === undefined) return `column ${model.columnNames.at(j)} is no arc`;
  return null;
}

/**
 * @returns what columns without a row (fixed ones) add to the objective of the flow
 * @throws Error when the model is no flow problem
 */
export function writeDimacsFile(path: string, { model, objective }: OneProblem): number {
  const sign = objective.sense === 'min' ? 1 : -1;
  let constant = 0;
  writeLines(path, (line) => {
    const root = model.rowLower.length + 1;
    const arcs: string[] = [];
    for (let j = 0; j < model.lower.length; j++) {
      const arc = arcOf(model, j);
      if (arc === undefined) throw new Error(`column ${model.columnNames.at(j)} is no arc`);
      const cost = sign * objective.coefficients[j]! + 0;
      if (arc === null) constant += cost * model.lower[j]!;
      else arcs.push(arcLine(arc, model.lower[j]!, model.upper[j]!, cost, root));
    }
    const supplies = addSlacks(model, root, arcs);
    line(`p min ${root} ${arcs.length}`);
    supplies.forEach((supply, i) => {
      if (supply !== 0) line(`n ${i + 1} ${supply}`);
    });
    for (const arc of arcs) line(arc);
  });
  return constant;
}

/** Rows of the column by sign, 0 = the root; null without rows; undefined when it is no arc. */
function arcOf({ start, index, value }: Model, j: number): Arc | null | undefined {
  let tail = 0;
  let head = 0;
  for (let k = start[j]!; k < start[j + 1]!; k++) {
    if (value[k] === 1 && tail === 0) tail = index[k]! + 1;
    else if (value[k] === -1 && head === 0) head = index[k]! + 1;
    else return undefined;
  }
  return tail === 0 && head === 0 ? null : { tail, head };
}

/** LEMON takes a negative capacity as none. */
function arcLine(arc: Arc, lower: number, upper: number, cost: number, root: number): string {
  const capacity = Number.isFinite(upper) ? upper : -1;
  return `a ${arc.tail || root} ${arc.head || root} ${lower} ${capacity} ${cost}`;
}

/** Supplies of the nodes, the root last; a row that is no equation gets an arc to the root or from it. */
function addSlacks(model: Model, root: number, arcs: string[]): number[] {
  const supplies = Array.from(model.rowLower, (lower, i) => {
    const upper = model.rowUpper[i]!;
    if (lower === upper) return lower;
    const bounded = Number.isFinite(upper);
    const arc = bounded ? { tail: i + 1, head: 0 } : { tail: 0, head: i + 1 };
    arcs.push(arcLine(arc, 0, upper - lower, 0, root));
    return bounded ? upper : lower;
  });
  return [...supplies, 0 - supplies.reduce((sum, supply) => sum + supply, 0)];
}
