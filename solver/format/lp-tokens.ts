/** Cuts a CPLEX LP text into tokens, one at a time: a large file is never held twice. */
import { FormatError, quoted } from './text.ts';

export type LpSection =
  | 'minimise'
  | 'maximise'
  | 'rows'
  | 'bounds'
  | 'integers'
  | 'binaries'
  | 'unsupported'
  | 'end';

export type LpToken = {
  /** Counted from 1. */
  readonly line: number;
  /** The first of its line? */
  readonly first: boolean;
  readonly text: string;
} & (
  | { readonly kind: 'number' | 'name' | 'sign' | 'compare' | 'colon' | 'stop' }
  | { readonly kind: 'section'; readonly section: LpSection }
);

/** Section words, only valid at the start of a line; the longer before what it begins with. */
const SECTIONS: readonly (readonly [RegExp, LpSection])[] = [
  [/(?:minimi[sz]e|minimum|min)(?=\s|$)/iy, 'minimise'],
  [/(?:maximi[sz]e|maximum|max)(?=\s|$)/iy, 'maximise'],
  [/(?:subject[ \t]+to|such[ \t]+that|s\.t\.|st\.?)(?=\s|$)/iy, 'rows'],
  [/bounds?(?=\s|$)/iy, 'bounds'],
  [/general[ \t]+constraints?(?=\s|$)/iy, 'unsupported'],
  [/(?:generals?|gen|integers?|int)(?=\s|$)/iy, 'integers'],
  [/(?:binaries|binary|bin)(?=\s|$)/iy, 'binaries'],
  [
    /(?:semi-continuous|semis?|sos[12]?|lazy[ \t]+constraints?|user[ \t]+cuts?|pwlobj)(?=\s|$)/iy,
    'unsupported',
  ],
  [/end(?=\s|$)/iy, 'end'],
];

const BLANKS = /[^\S\n]*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const COMPARE = /<=|>=|=<|=>|<|>|=/y;
/** Anything that is no operator; brackets may stand inside, as in x[1,2]. */
const NAME = /[^\s+\-*^<>=:\\[\]][^\s+\-*^<>=:\\]*/y;

export class LpTokens {
  private readonly text: string;
  private at: number;
  private line = 1;
  private first = true;
  private readonly ahead: LpToken[] = [];

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** The next token, or the one after it, without taking it. */
  peek(further: 0 | 1 = 0): LpToken {
    while (this.ahead.length <= further) this.ahead.push(this.scan());
    return this.ahead[further]!;
  }

  take(): LpToken {
    const token = this.peek();
    this.ahead.shift();
    return token;
  }

  private scan(): LpToken {
    this.skip();
    const { line, first } = this;
    this.first = false;
    if (this.at >= this.text.length)
      return { kind: 'stop', text: 'the end of the file', line, first };
    const section = first ? this.section() : null;
    if (section) return { kind: 'section', ...section, line, first };
    const char = this.text[this.at]!;
    if (this.text.startsWith('->', this.at))
      throw new FormatError(
        line,
        'indicator constraints (->) are not supported; write them with a large coefficient',
      );
    if (char === '+' || char === '-') return this.token('sign', char, first);
    if (char === ':') return this.token('colon', char, first);
    for (const [kind, pattern] of [
      ['number', NUMBER],
      ['compare', COMPARE],
      ['name', NAME],
    ] as const) {
      const text = this.match(pattern);
      if (text !== null) return this.token(kind, text, first);
    }
    throw new FormatError(
      line,
      `${quoted(char)} is not understood here; quadratic terms ([ ] * ^) are not supported`,
    );
  }

  private token(kind: Exclude<LpToken['kind'], 'section'>, text: string, first: boolean): LpToken {
    this.at += text.length;
    return { kind, text, line: this.line, first };
  }

  /** A section word that is not the label of a row. */
  private section(): { readonly section: LpSection; readonly text: string } | null {
    for (const [pattern, section] of SECTIONS) {
      const text = this.match(pattern);
      if (text === null) continue;
      const after = this.at + text.length;
      BLANKS.lastIndex = after;
      BLANKS.test(this.text);
      if (this.text[BLANKS.lastIndex] === ':') return null;
      this.at = after;
      return { section, text };
    }
    return null;
  }

  /** Over blanks, ends of lines and comments. */
  private skip(): void {
    for (;;) {
      BLANKS.lastIndex = this.at;
      BLANKS.test(this.text);
      this.at = BLANKS.lastIndex;
      const char = this.text[this.at];
      if (char === '\\') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (char === '\n') {
        this.at++;
        this.line++;
        this.first = true;
      } else return;
    }
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? null;
  }
}
