/**
 * Reads MPS, fixed and free, as CPLEX, Gurobi, HiGHS and CBC write it. What it settles where they differ:
 *
 * - The first N row is the objective; further ones are kept as free rows (their RHS and RANGES mean nothing).
 * - RHS r of the objective is the constant −r of the objective.
 * - RANGES R on a row with side b: G b … b+|R|, L b−|R| … b, E b … b+R or b+R … b by the sign of R.
 * - Bounds by default: see `mps-bounds.ts`.
 * - One vector each of RHS, RANGES and BOUNDS, with or without a name; nothing may be given twice.
 */
import { Draft } from './draft.ts';
import { ColumnBounds } from './mps-bounds.ts';
import { type CardReader, fixedCards, freeCards, type MpsLayout } from './mps-cards.ts';
import {
  boundNumber,
  checkInterval,
  FormatError,
  finiteNumber,
  linesOf,
  type Problem,
  quoted,
} from './text.ts';

export interface ReadMpsOptions {
  /**
   * By default read as free, and as fixed if that is not possible: only names with blanks tell the
   * two apart.
   */
  readonly layout?: MpsLayout;
}

/**
 * The program of an MPS file.
 * @throws ModelError with the number of the line, what is wrong there and what to do
 */
export function readMps(text: string, { layout }: ReadMpsOptions = {}): Problem {
  const lines = linesOf(text);
  if (layout) return new MpsReader(layout === 'free' ? freeCards : fixedCards).read(lines);
  try {
    return new MpsReader(freeCards).read(lines);
  } catch (asFree) {
    if (!(asFree instanceof FormatError)) throw asFree;
    return readFixed(lines, asFree);
  }
}

/** The layout that got further is the one that was meant. */
function readFixed(lines: readonly string[], asFree: FormatError): Problem {
  try {
    return new MpsReader(fixedCards).read(lines);
  } catch (asFixed) {
    throw asFixed instanceof FormatError && asFixed.line <= asFree.line ? asFree : asFixed;
  }
}

/** A side or a range, and where it stands. */
interface Given {
  readonly value: number;
  readonly line: number;
}

type RowType = 'E' | 'G' | 'L' | 'N';
type Section = (text: string, line: number) => void;

class MpsReader {
  private readonly cards: CardReader;
  private readonly draft = new Draft();
  private title = '';
  private sense: 'min' | 'max' = 'min';
  /** Name of the objective row; null before it. */
  private objective: string | null = null;
  private readonly rowByName = new Map<string, number>();
  private readonly types: RowType[] = [];
  /** For each row, 1 + the column that was last seen in it. */
  private readonly lastColumn: number[] = [];
  private costSeen = false;
  private column = -1;
  private whole = false;
  private readonly vectors = new Map<string, string>();
  private readonly sides = new Map<number, Given>();
  private readonly ranges = new Map<number, Given>();
  private constant: number | null = null;
  private readonly bounds = new Map<number, ColumnBounds>();

  constructor(cards: CardReader) {
    this.cards = cards;
  }

  read(lines: readonly string[]): Problem {
    let section: Section = (text, line) => {
      throw new FormatError(
        line,
        `${quoted(text)} stands before any section; a file begins with NAME or ROWS`,
      );
    };
    for (const [k, text] of lines.entries()) {
      if (text.startsWith('*') || text.trim() === '') continue;
      if (/^\s/.test(text)) section(text, k + 1);
      else if (/^ENDATA\s*$/i.test(text)) return this.finish(k + 1);
      else section = this.begin(text, k + 1);
    }
    throw new FormatError(lines.length, 'the file ends without ENDATA; is it cut off?');
  }

  private begin(text: string, line: number): Section {
    const word = text.split(/\s/, 1)[0]!.toUpperCase();
    const rest = text.slice(word.length).trim();
    switch (word) {
      case 'NAME':
        this.title = rest.endsWith(' FREE') ? rest.slice(0, -5).trimEnd() : rest;
        return (_, at) => {
          throw new FormatError(at, 'nothing may stand between NAME and the next section');
        };
      case 'OBJSENSE':
        if (rest !== '') this.readSense(rest, line);
        return (sense, at) => this.readSense(sense.trim(), at);
      case 'ROWS':
        return (card, at) => this.readRow(card, at);
      case 'COLUMNS':
        return (card, at) => this.readColumn(card, at);
      case 'RHS':
      case 'RANGES':
        return (card, at) => this.readSides(word, card, at);
      case 'BOUNDS':
        return (card, at) => this.readBound(card, at);
      default:
        throw new FormatError(line, unknownSection(word));
    }
  }

  private readSense(word: string, line: number): void {
    if (/^max(imi[sz]e)?$/i.test(word)) this.sense = 'max';
    else if (/^min(imi[sz]e)?$/i.test(word)) this.sense = 'min';
    else throw new FormatError(line, `OBJSENSE is MAX or MIN, not ${quoted(word)}`);
  }

  private readRow(text: string, line: number): void {
    const { code, name } = this.cards.row(text, line);
    if (!isRowType(code))
      throw new FormatError(
        line,
        `row ${quoted(name)} has type ${quoted(code)}; it must be N, E, L or G`,
      );
    if (name === '') throw new FormatError(line, 'the row has no name');
    if (this.rowByName.has(name) || name === this.objective)
      throw new FormatError(line, `row ${quoted(name)} is there already; names must differ`);
    if (code === 'N' && this.objective === null) {
      this.objective = name;
      return;
    }
    this.rowByName.set(name, this.draft.addRow(name, -Infinity, Infinity));
    this.types.push(code);
    this.lastColumn.push(0);
  }

  private readColumn(text: string, line: number): void {
    const { head, pairs } = this.cards.values(text, line, true);
    if (isMarker(pairs[0]!)) {
      this.readMarker(text, line);
      return;
    }
    if (head === '') throw new FormatError(line, 'the column has no name');
    this.enterColumn(head, line);
    for (const [row, token] of pairs) {
      const value = finiteNumber(
        token,
        line,
        () => `coefficient of ${quoted(head)} in ${quoted(row)}`,
      );
      this.enterCoefficient(row, value, line);
    }
  }

  private readMarker(text: string, line: number): void {
    const kind = /'?(INTORG|INTEND)'?\s*$/.exec(text)?.[1];
    if (kind === undefined)
      throw new FormatError(line, 'a marker must be INTORG or INTEND; SOS sets are not supported');
    this.whole = kind === 'INTORG';
  }

  private enterColumn(name: string, line: number): void {
    if (this.column >= 0 && this.draft.columns[this.column]!.name === name) return;
    if (this.draft.findColumn(name) !== undefined)
      throw new FormatError(line, `column ${quoted(name)} comes again; put all its lines together`);
    this.column = this.draft.addColumn(name);
    const column = this.draft.columns[this.column]!;
    column.integer = this.whole;
    if (this.whole) column.upper = 1;
    this.costSeen = false;
  }

  private enterCoefficient(rowName: string, value: number, line: number): void {
    const twice = () =>
      new FormatError(
        line,
        `the column has an entry in row ${quoted(rowName)} already; add them up`,
      );
    if (rowName === this.objective) {
      if (this.costSeen) throw twice();
      this.costSeen = true;
      this.draft.columns[this.column]!.cost = value;
      return;
    }
    const row = this.findRow(rowName, line);
    if (this.lastColumn[row] === this.column + 1) throw twice();
    this.lastColumn[row] = this.column + 1;
    this.draft.addEntry(row, this.column, value);
  }

  private readSides(section: 'RHS' | 'RANGES', text: string, line: number): void {
    const { head, pairs } = this.cards.values(text, line, false);
    this.checkVector(section, head, line);
    for (const [rowName, token] of pairs) {
      const value = boundNumber(token, line, () => `${section} of row ${quoted(rowName)}`);
      if (rowName === this.objective) this.readConstant(section, value, line);
      else this.enterSide(section, rowName, { value, line });
    }
  }

  private readConstant(section: 'RHS' | 'RANGES', value: number, line: number): void {
    if (section === 'RANGES' || this.constant !== null || !Number.isFinite(value))
      throw new FormatError(
        line,
        `the objective takes one finite RHS (minus its constant), no ${section} ${value}`,
      );
    this.constant = 0 - value;
  }

  private enterSide(section: 'RHS' | 'RANGES', rowName: string, given: Given): void {
    const row = this.findRow(rowName, given.line);
    const list = section === 'RHS' ? this.sides : this.ranges;
    const before = list.get(row);
    if (before)
      throw new FormatError(
        given.line,
        `row ${quoted(rowName)} has its ${section} from line ${before.line}; keep one of the two`,
      );
    list.set(row, given);
  }

  private readBound(text: string, line: number): void {
    const isColumn = (name: string) => this.draft.findColumn(name) !== undefined;
    const { code, vector, column: name, value } = this.cards.bound(text, line, isColumn);
    this.checkVector('BOUNDS', vector, line);
    const column = this.draft.findColumn(name);
    if (column === undefined)
      throw new FormatError(line, `no column is called ${quoted(name)}; columns stand in COLUMNS`);
    const bounds = this.bounds.get(column) ?? new ColumnBounds(name);
    bounds.set(code, value, line);
    this.bounds.set(column, bounds);
  }

  private checkVector(section: string, name: string, line: number): void {
    if (name === '') return;
    const first = this.vectors.get(section) ?? name;
    this.vectors.set(section, first);
    if (first !== name)
      throw new FormatError(
        line,
        `a second ${section} vector ${quoted(name)} after ${quoted(first)}; a file may hold one`,
      );
  }

  private findRow(name: string, line: number): number {
    const row = this.rowByName.get(name);
    if (row === undefined)
      throw new FormatError(line, `no row is called ${quoted(name)}; rows stand in ROWS`);
    return row;
  }

  private finish(line: number): Problem {
    if (this.objective === null)
      throw new FormatError(line, 'there is no objective; ROWS needs a row of type N');
    this.types.forEach((type, i) => {
      this.closeRow(type, i, line);
    });
    for (const [j, bounds] of this.bounds) {
      const column = this.draft.columns[j]!;
      Object.assign(column, bounds.interval());
      column.integer ||= bounds.integer;
    }
    const { title, objective, sense } = this;
    return this.draft.finish({ model: title, objective, sense, constant: this.constant ?? 0 });
  }

  private closeRow(type: RowType, i: number, end: number): void {
    if (type === 'N') return;
    const row = this.draft.rows[i]!;
    const side = this.sides.get(i);
    const range = this.ranges.get(i);
    Object.assign(row, interval(type, side?.value ?? 0, range?.value));
    const line = Math.max(side?.line ?? 0, range?.line ?? 0) || end;
    checkInterval(row.lower, row.upper, line, () => `row ${quoted(row.name)}`);
  }
}

function interval(type: RowType, side: number, range: number | undefined) {
  const width = range === undefined ? Infinity : Math.abs(range);
  if (type === 'G') return { lower: side, upper: side + width };
  if (type === 'L') return { lower: side - width, upper: side };
  const signed = range ?? 0;
  return { lower: side + Math.min(0, signed), upper: side + Math.max(0, signed) };
}

function isRowType(code: string): code is RowType {
  return ['E', 'G', 'L', 'N'].includes(code);
}

function isMarker([word]: readonly [string, string]): boolean {
  return word === `'MARKER'`;
}

function unknownSection(word: string): string {
  const known = 'NAME OBJSENSE ROWS COLUMNS RHS RANGES BOUNDS ENDATA';
  return `section ${quoted(word)} is not supported (only ${known}: linear, without sets); lines of data begin with a blank`;
}
