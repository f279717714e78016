/** What all readers share: numbers, bounds, and faults that say on which line something is wrong. */
import { ModelError } from '../errors.ts';
import type { Model, Objective } from '../model.ts';

/** What a file holds. */
export interface Problem {
  readonly model: Model;
  readonly objective: Objective;
  /** To be added to the value of the objective, in its own sense; 0 in most files. */
  readonly constant: number;
}

/** Bounds and sides at least this large are infinite, as CPLEX, Gurobi and HiGHS take them. */
const INFINITE = 1e20;

/** A text that is not what its format asks for. */
export class FormatError extends ModelError {
  readonly line: number;
  /** @param line counted from 1 */
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.line = line;
  }
}

/** A piece of the text as a message shows it: a broken file may have very long ones. */
export function quoted(token: string): string {
  return token.length > 40 ? `“${token.slice(0, 40)}…”` : `“${token}”`;
}

// No part of it can match in two ways, so that a long token costs linear time.
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

/** Whose number it is, for a message: made only when something is wrong with it. */
type What = () => string;

/** @throws FormatError when the token is not a finite number */
export function finiteNumber(token: string, line: number, what: What): number {
  const value = NUMBER.test(token) ? Number(token) : Number.NaN;
  if (!Number.isFinite(value))
    throw new FormatError(line, `${what()} is ${quoted(token)}; it must be a finite number`);
  return value + 0;
}

/** A number, or ±Infinity for `inf`, `infinity` and what is as large as {@link INFINITE}. */
export function boundNumber(token: string, line: number, what: What): number {
  const infinity = INFINITY.exec(token);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  return beyond(finiteNumber(token, line, what));
}

/** Is it the word for infinity, without a sign? */
export function isInfinity(token: string): boolean {
  return /^inf(?:inity)?$/i.test(token);
}

/** The number, or the infinity it stands for. */
export function beyond(value: number): number {
  return Math.abs(value) < INFINITE ? value : Math.sign(value) * Infinity;
}

/** @throws FormatError when no number lies between the two */
export function checkInterval(lower: number, upper: number, line: number, what: What): void {
  if (lower > upper)
    throw new FormatError(line, `${what()}: lower bound ${lower} is above upper bound ${upper}`);
  if (lower === Infinity || upper === -Infinity)
    throw new FormatError(line, `${what()}: no number lies between ${lower} and ${upper}`);
}

/** The lines of a text; a mark of the byte order before them is left out. */
export function linesOf(text: string): string[] {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).split(/\r\n|\n|\r/);
}

/** The words of a line. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}
