/**
 * One line of an MPS file is a card of up to six fields:
 *
 *   field   code  name  name  number  name  number
 *   fixed   2–3   5–12  15–22 25–36   40–47 50–61   (columns of the card; names may hold blanks)
 *
 * In the free layout the fields are words, and code or first name may be missing where the section
 * has none.
 */
import { ModelError } from '../errors.ts';
import { FormatError, quoted, wordsOf } from './text.ts';

export type MpsLayout = 'free' | 'fixed';

/** Writes one card; a string in the place of the number is a word of a marker. */
export type Card = (
  code: string,
  first: string,
  second?: string,
  value?: number | string,
) => string;

export function cardWriter(layout: MpsLayout): Card {
  return layout === 'free' ? freeCard : fixedCard;
}

function freeCard(code: string, first: string, second?: string, value?: number | string): string {
  const head = code === '' ? ` ${first}` : ` ${code} ${first}`;
  if (second === undefined) return head;
  return value === undefined ? `${head} ${second}` : `${head} ${second} ${value}`;
}

function fixedCard(code: string, first: string, second = '', value?: number | string): string {
  // The name of a marker means nothing, so all may have the same.
  if (typeof value === 'string')
    return `${fixedCard(code, 'MARKER', second)}${' '.repeat(17)}${value}`;
  for (const name of [first, second])
    if (name.length > 8)
      throw new ModelError(`${name}: fixed MPS has names of 8 characters; write free MPS`);
  const head = ` ${code.padEnd(2)} ${first.padEnd(8)}  ${second.padEnd(8)}`;
  return (value === undefined ? head : `${head}  ${number12(value, second)}`).trimEnd();
}

/** The shortest exact form of a number. */
function number12(value: number, name: string): string {
  const short = String(value).replace('e+', 'e');
  const found = [short, value.toExponential().replace('e+', 'e')].find(
    ({ length }) => length <= 12,
  );
  if (found === undefined)
    throw new ModelError(
      `${name}: ${value} needs more than the 12 characters of fixed MPS; write free MPS`,
    );
  return found.padStart(12);
}

/** Reads the cards of the sections. Fields that are not there are ''. */
export interface CardReader {
  /** Of ROWS. */
  row(text: string, line: number): { readonly code: string; readonly name: string };
  /** Of COLUMNS, RHS and RANGES; `needsHead` where the first name may not be left out. */
  values(text: string, line: number, needsHead: boolean): ValueCard;
  /** Of BOUNDS. */
  bound(text: string, line: number, isColumn: (name: string) => boolean): BoundCard;
}

interface ValueCard {
  /** The column, or the name of the vector. */
  readonly head: string;
  /** One or two of row and number. A marker has its words here. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

interface BoundCard {
  readonly code: string;
  readonly vector: string;
  readonly column: string;
  readonly value: string;
}

/** Bounds that need no number. */
const WITHOUT_VALUE = new Set(['FR', 'MI', 'PL', 'BV']);

export const freeCards: CardReader = {
  row(text, line) {
    const words = wordsOf(text);
    if (words.length !== 2)
      throw new FormatError(line, `a row is a type and a name without blanks, not ${quoted(text)}`);
    return { code: words[0]!.toUpperCase(), name: words[1]! };
  },

  values(text, line, needsHead) {
    const words = wordsOf(text);
    const hasHead = words.length % 2 === 1;
    if (words.length < 2 || words.length > 5 || (needsHead && !hasHead))
      throw new FormatError(
        line,
        `${quoted(text)} is not a name followed by one or two pairs of row and number`,
      );
    const [head, ...rest] = hasHead ? words : ['', ...words];
    const pairs = [[rest[0]!, rest[1]!] as const];
    if (rest.length === 4) pairs.push([rest[2]!, rest[3]!] as const);
    return { head: head!, pairs };
  },

  bound(text, line, isColumn) {
    const [word = '', ...rest] = wordsOf(text);
    const code = word.toUpperCase();
    if (rest.length === 0 || rest.length > 3)
      throw new FormatError(
        line,
        `a bound is type, vector, column and number, not ${quoted(text)}`,
      );
    // Two words are vector and column, or column and number; one is the column.
    const hasVector =
      rest.length === 3 || (rest.length === 2 && WITHOUT_VALUE.has(code) && isColumn(rest[1]!));
    const [vector, column, value] = hasVector ? rest : ['', ...rest];
    return { code, vector: vector!, column: column!, value: value ?? '' };
  },
};

export const fixedCards: CardReader = {
  row(text, line) {
    const { code, first } = fixedFields(text, line);
    return { code, name: first };
  },

  values(text, line) {
    const { first, second, number, third, number2 } = fixedFields(text, line);
    const pairs = [[second, number] as const];
    if (third !== '' || number2 !== '') pairs.push([third, number2] as const);
    return { head: first, pairs };
  },

  bound(text, line) {
    const { code, first, second, number } = fixedFields(text, line);
    return { code, vector: first, column: second, value: number };
  },
};

/** Places of a card that hold nothing (from, to, as `slice` counts). */
const GAPS = [
  [0, 1],
  [3, 4],
  [12, 14],
  [22, 24],
  [36, 39],
  [47, 49],
] as const;

function fixedFields(text: string, line: number) {
  const stray = GAPS.find(([from, to]) => text.slice(from, to).trim() !== '');
  if (stray)
    throw new FormatError(
      line,
      `as fixed MPS, place ${stray[0] + 1}–${stray[1]} should be blank; are the fields in their places?`,
    );
  const name = (from: number, to: number) => text.slice(from, to).trimEnd();
  return {
    code: text.slice(1, 3).trim().toUpperCase(),
    first: name(4, 12),
    second: name(14, 22),
    number: text.slice(24, 36).trim(),
    third: name(39, 47),
    number2: text.slice(49, 61).trim(),
  };
}
