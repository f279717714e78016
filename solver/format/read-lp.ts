/**
 * Reads CPLEX LP: one objective, linear constraints, bounds, whole and 0/1 columns. What it settles:
 *
 * - A section word counts at the start of a line only. A constraint ends with the number on its
 *   right, or where a line begins that cannot go on with it.
 * - A column has the bounds 0 … ∞ until told otherwise, so a negative upper bound needs a lower one;
 *   the last word on a bound counts. A 0/1 column keeps what its bounds leave of 0 … 1.
 * - A column twice in one sum is added up; constants belong into the objective only.
 * - A range may be written low <= a·x <= high, or with a column Rg…: see `lp-ranges.ts`.
 */
import { Draft, type DraftColumn } from './draft.ts';
import { type Direction, type Expression, LpExpressions, unexpected } from './lp-expressions.ts';
import { foldRangeColumns, type LpRow } from './lp-ranges.ts';
import { LpTokens } from './lp-tokens.ts';
import { beyond, checkInterval, FormatError, isInfinity, type Problem, quoted } from './text.ts';

/**
 * The program of an LP file.
 * @throws ModelError with the number of the line, what is wrong there and what to do
 */
export function readLp(text: string): Problem {
  return new LpReader(text).read();
}

interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The same comparison read from the right. */
const TURNED = { most: 'least', least: 'most', equal: 'equal' } as const;

class LpReader {
  private readonly parts: LpExpressions;
  private readonly draft = new Draft();
  private readonly rows: LpRow[] = [];
  private readonly labels = new Set<string>();
  /** Where the bounds of a column were last set. */
  private readonly boundLine = new Map<DraftColumn, number>();

  constructor(text: string) {
    const { draft } = this;
    const columnOf = (name: string) => draft.findColumn(name) ?? draft.addColumn(name);
    this.parts = new LpExpressions(new LpTokens(text), columnOf);
  }

  read(): Problem {
    const start = this.parts.tokens.take();
    const section = start.kind === 'section' ? start.section : null;
    if (section !== 'minimise' && section !== 'maximise')
      throw unexpected(start, 'Minimize or Maximize');
    const objective = this.parts.label() ?? 'obj';
    const { line, terms, constant } = this.parts.expression();
    if (!Number.isFinite(beyond(constant)))
      throw new FormatError(
        line,
        `the constant ${constant} of the objective is as good as infinite`,
      );
    for (const [column, cost] of terms) this.draft.columns[column]!.cost = cost;
    this.constraints();
    this.sections();
    this.checkBounds();
    this.enterRows();
    const sense = section === 'minimise' ? 'min' : 'max';
    return this.draft.finish({ model: 'LP', objective, sense, constant });
  }

  private constraints(): void {
    if (this.parts.atSection() !== 'rows')
      throw unexpected(this.parts.tokens.peek(), 'a sign, or Subject To');
    this.parts.tokens.take();
    while (!this.parts.atSection()) this.constraint();
  }

  /** What follows the constraints, up to End. */
  private sections(): void {
    for (;;) {
      const section = this.parts.atSection();
      const token = this.parts.tokens.take();
      if (section === 'end') return;
      if (section === 'bounds') this.each(() => this.bound());
      else if (section === 'integers') this.each(() => this.wholeColumn());
      else if (section === 'binaries') this.each(() => this.binaryColumn());
      else throw unexpected(token, 'Bounds, Generals, Binaries or End (is the file cut off?)');
    }
  }

  private each(read: () => void): void {
    while (!this.parts.atSection()) read();
  }

  private constraint(): void {
    const { line } = this.parts.tokens.peek();
    const name = this.parts.label();
    const what = name === null ? 'the constraint' : `constraint ${quoted(name)}`;
    if (name !== null && this.labels.has(name))
      throw new FormatError(line, `${what} is there already; names must differ`);
    if (name !== null) this.labels.add(name);
    const left = this.parts.expression();
    const direction = this.parts.direction();
    const row = left.terms.size > 0 ? this.onLeft(left, direction) : this.onRight(left, direction);
    checkInterval(row.lower, row.upper, line, () => what);
    this.rows.push({ name, ...row });
    const next = this.parts.tokens.peek();
    if (!next.first && !this.parts.atLabel() && !this.parts.atSection())
      throw unexpected(next, `a new line, as the right side of ${what} is one number`);
  }

  /** a·x ≥ 3 */
  private onLeft(left: Expression, direction: Direction): Omit<LpRow, 'name'> {
    const columns = columnsOf(left);
    return { ...columns, ...interval(direction, this.parts.constant('the right side')) };
  }

  /** 3 ≤ a·x, or 3 ≤ a·x ≤ 5, or, without any column, 0 ≥ 3 */
  private onRight(left: Expression, direction: Direction): Omit<LpRow, 'name'> {
    const middle = this.parts.expression();
    if (middle.terms.size === 0) return emptyRow(left, direction, middle.constant);
    const columns = columnsOf(middle);
    const first = interval(TURNED[direction], beyond(left.constant));
    const next = this.parts.tokens.peek();
    if (next.kind !== 'compare') return { ...columns, ...first };
    if (this.parts.direction() !== direction || direction === 'equal')
      throw new FormatError(next.line, 'a range reads low <= columns <= high, both signs alike');
    const second = interval(direction, this.parts.constant('the right side'));
    const lower = Math.max(first.lower, second.lower);
    return { ...columns, lower, upper: Math.min(first.upper, second.upper) };
  }

  /** x >= 1, 1 <= x, 1 <= x <= 3, x = 2, x free */
  private bound(): void {
    const { kind, text, line } = this.parts.tokens.peek();
    const columnFirst = kind === 'name' && !isInfinity(text);
    const column = columnFirst ? this.knownColumn() : this.boundOnLeft();
    this.boundLine.set(column, line);
    if (this.parts.tokens.peek().kind === 'compare') this.boundOnRight(column);
    else if (columnFirst) this.free(column);
  }

  private boundOnLeft(): DraftColumn {
    const value = this.parts.constant('a bound');
    const direction = this.parts.direction();
    const column = this.knownColumn();
    setBound(column, TURNED[direction], value);
    return column;
  }

  private boundOnRight(column: DraftColumn): void {
    const direction = this.parts.direction();
    setBound(column, direction, this.parts.constant('a bound'));
  }

  private free(column: DraftColumn): void {
    const token = this.parts.tokens.take();
    if (token.text.toLowerCase() !== 'free') throw unexpected(token, '<=, >=, = or free');
    column.lower = -Infinity;
    column.upper = Infinity;
  }

  private wholeColumn(): void {
    this.knownColumn().integer = true;
  }

  private binaryColumn(): void {
    const column = this.knownColumn();
    column.integer = true;
    column.lower = Math.max(column.lower, 0);
    column.upper = Math.min(column.upper, 1);
  }

  /** Takes the name of a column that stands in the objective or in a constraint. */
  private knownColumn(): DraftColumn {
    const token = this.parts.tokens.take();
    if (token.kind !== 'name') throw unexpected(token, 'a column');
    const column = this.draft.findColumn(token.text);
    if (column === undefined)
      throw new FormatError(
        token.line,
        `column ${quoted(token.text)} stands in no constraint; add 0 ${token.text.slice(0, 40)} to the objective if it is meant`,
      );
    return this.draft.columns[column]!;
  }

  private checkBounds(): void {
    for (const [column, line] of this.boundLine) {
      const what = () => `column ${quoted(column.name)} (its lower bound is 0 unless given)`;
      checkInterval(column.lower, column.upper, line, what);
    }
  }

  private enterRows(): void {
    foldRangeColumns(this.rows, this.draft);
    this.rows.forEach(({ name, lower, upper, columns, values }, i) => {
      const row = this.draft.addRow(name ?? this.newLabel(i), lower, upper);
      columns.forEach((column, k) => {
        this.draft.addEntry(row, column, values[k]!);
      });
    });
  }

  private newLabel(row: number): string {
    let label = `R${row + 1}`;
    while (this.labels.has(label)) label += '_';
    this.labels.add(label);
    return label;
  }
}

function columnsOf({ line, terms, constant }: Expression) {
  if (constant !== 0)
    throw new FormatError(
      line,
      `the constant ${constant} stands beside columns; move it to the other side`,
    );
  return { columns: [...terms.keys()], values: [...terms.values()] };
}

/** A constraint without columns: 0 ≥ 3 */
function emptyRow(left: Expression, direction: Direction, side: number): Omit<LpRow, 'name'> {
  if (left.constant !== 0)
    throw new FormatError(
      left.line,
      'the constraint has no columns; remove it, or write 0 on its left',
    );
  return { columns: [], values: [], ...interval(direction, beyond(side)) };
}

function setBound(column: DraftColumn, direction: Direction, value: number): void {
  if (direction !== 'most') column.lower = value;
  if (direction !== 'least') column.upper = value;
}

/** What may be on the left, given the comparison with what is on the right. */
function interval(direction: Direction, side: number): Interval {
  return {
    lower: direction === 'most' ? -Infinity : side,
    upper: direction === 'least' ? Infinity : side,
  };
}
