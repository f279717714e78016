/** The parts of which an LP text is made: labels, sums of columns, numbers, comparisons. */
import type { LpSection, LpToken, LpTokens } from './lp-tokens.ts';
import { boundNumber, FormatError, finiteNumber, isInfinity, quoted } from './text.ts';

/** An infinity inside a sum, where only -inf <= a·x has a use for it; as a side it is infinite again. */
const HUGE = 1e30;

/** A sum of columns and a constant. */
export interface Expression {
  readonly line: number;
  /** Coefficient by column. */
  readonly terms: ReadonlyMap<number, number>;
  readonly constant: number;
}

/** What the left side of a comparison is: at most, at least or equal to the right side. */
export type Direction = 'most' | 'least' | 'equal';

export class LpExpressions {
  readonly tokens: LpTokens;
  private readonly columnOf: (name: string) => number;

  /** @param columnOf index of the column of that name, made if it is new */
  constructor(tokens: LpTokens, columnOf: (name: string) => number) {
    this.tokens = tokens;
    this.columnOf = columnOf;
  }

  /** The section whose word comes next; 'stop' at the end of the text; null before anything else. */
  atSection(): LpSection | 'stop' | null {
    const token = this.tokens.peek();
    if (token.kind === 'section') return token.section;
    return token.kind === 'stop' ? 'stop' : null;
  }

  atLabel(): boolean {
    return this.tokens.peek().kind === 'name' && this.tokens.peek(1).kind === 'colon';
  }

  /** Takes the name before a colon, if there is one. */
  label(): string | null {
    if (!this.atLabel()) return null;
    const { text } = this.tokens.take();
    this.tokens.take();
    return text;
  }

  /** Takes a sum as far as it goes; the empty one has no terms and constant 0. */
  expression(): Expression {
    const terms = new Map<number, number>();
    const { line } = this.tokens.peek();
    let constant = 0;
    for (let begun = false; ; begun = true) {
      const sign = this.sign();
      if (sign === null && (begun || !this.atTerm())) break;
      const { line: at } = this.tokens.peek();
      const { column, factor } = this.term();
      const signed = (sign ?? 1) * factor;
      const sum = signed + (column === null ? constant : (terms.get(column) ?? 0));
      if (!Number.isFinite(sum)) throw new FormatError(at, 'the numbers are too large to be added');
      if (column === null) constant = sum;
      else terms.set(column, sum);
    }
    return { line, terms, constant };
  }

  /** Takes a number with its sign, or an infinity. */
  constant(what: string): number {
    const sign = this.sign() ?? 1;
    const token = this.tokens.take();
    if (token.kind === 'number' || (token.kind === 'name' && isInfinity(token.text)))
      return sign * boundNumber(token.text, token.line, () => what) + 0;
    throw unexpected(token, `a number as ${what} (columns belong on the other side)`);
  }

  direction(): Direction {
    const token = this.tokens.take();
    if (token.kind !== 'compare') throw unexpected(token, '<=, >= or =');
    if (token.text === '=') return 'equal';
    return token.text.includes('<') ? 'most' : 'least';
  }

  private atTerm(): boolean {
    const { kind } = this.tokens.peek();
    return kind === 'number' || (kind === 'name' && !this.atLabel());
  }

  /** A number, a column or both; the column is null for a constant. */
  private term(): { readonly column: number | null; readonly factor: number } {
    if (!this.atTerm()) throw unexpected(this.tokens.peek(), 'a number or a column after the sign');
    const token = this.tokens.take();
    if (token.kind === 'name' && isInfinity(token.text)) return { column: null, factor: HUGE };
    if (token.kind === 'name') return { column: this.columnOf(token.text), factor: 1 };
    const factor = finiteNumber(token.text, token.line, () => 'the coefficient');
    const isCoefficient = this.tokens.peek().kind === 'name' && !this.atLabel();
    return { column: isCoefficient ? this.columnOf(this.tokens.take().text) : null, factor };
  }

  /** The product of the signs that come next; null when there are none. */
  private sign(): number | null {
    let sign: number | null = null;
    while (this.tokens.peek().kind === 'sign')
      sign = (sign ?? 1) * (this.tokens.take().text === '-' ? -1 : 1);
    return sign;
  }
}

/** The fault of a token that stands where something else should. */
export function unexpected(token: LpToken, wanted: string): FormatError {
  if (token.kind === 'section' && token.section === 'unsupported')
    return new FormatError(
      token.line,
      `section ${quoted(token.text)} is not supported; only linear rows, bounds, whole and 0/1 columns are`,
    );
  const found = token.kind === 'stop' ? token.text : quoted(token.text);
  return new FormatError(token.line, `expected ${wanted}; found ${found}`);
}
