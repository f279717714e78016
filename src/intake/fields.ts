/** Reads the cells of one row as values, remarking on what is wrong in the words of the bureau. */
import type { CellValue } from '../workbook/port.ts';
import { type CountFault, parseCount, parseMonth, parseYesNo } from './cells.ts';
import { type Column, TABLES, type TableId } from './headers.ts';
import type { IssueLog, Remark } from './issues.ts';
import { LARGEST } from './largest.ts';
import { isAboutPeople } from './masks.ts';
import type { ColumnOf, Row } from './table.ts';
import { canonicalWords, lookUp, PLAIN_WORDS } from './vocabulary.ts';

const COUNT_WORDS: Record<CountFault, { code: string; text: string }> = {
  missing: { code: 'missing-value', text: '为空' },
  'not-a-number': { code: 'not-a-number', text: '不是数字' },
  negative: { code: 'negative-number', text: '是负数' },
  'not-whole': { code: 'not-a-whole-number', text: '不是整数' },
};

/** Answers that are marks and no words. */
const MARKS = /^[√✓✔×✗✘YNX01]$|^(YES|NO|TRUE|FALSE)$/u;

export class Fields<Id extends TableId> {
  readonly row: Row<Id>;
  readonly #log: IssueLog;
  #failed = false;
  constructor(row: Row<Id>, log: IssueLog) {
    this.row = row;
    this.#log = log;
  }

  /** True once a cell of this row has been refused. */
  get failed(): boolean {
    return this.#failed;
  }

  error(key: ColumnOf<Id>, remark: Remark): void {
    this.#failed = true;
    if (!this.#isMissingColumn(key)) this.#log.error(this.row.place(key), remark);
  }

  warn(key: ColumnOf<Id>, remark: Remark): void {
    if (!this.#isMissingColumn(key)) this.#log.warn(this.row.place(key), remark);
  }

  /** Lists a safe mend. */
  mended(key: ColumnOf<Id>, remark: Remark): void {
    this.#log.mended(this.row.place(key), remark);
  }

  /** Offers an unsafe mend; the row fails as long as nobody said yes. @returns whether somebody did */
  offer(key: ColumnOf<Id>, remark: Remark): boolean {
    const accepted = this.#log.offer(this.row.place(key), remark);
    this.#failed ||= !accepted;
    return accepted;
  }

  /** A required column that is not there was said once, at the header; its cells need no word. */
  #isMissingColumn(key: ColumnOf<Id>): boolean {
    const columns: Readonly<Record<string, Column>> = TABLES[this.row.table.id].columns;
    const column = columns[key];
    return (
      column?.required === true && column.orElse === undefined && !this.row.table.columns.has(key)
    );
  }

  /** The canonical header of a column. */
  label(key: ColumnOf<Id>): string {
    const columns: Readonly<Record<string, Column>> = TABLES[this.row.table.id].columns;
    return columns[key]?.headers[0] ?? key;
  }

  /** 「值」 for tables of schools and posts, '' for tables about people. */
  quoted(key: ColumnOf<Id>): string {
    return isAboutPeople(this.row.table.id) ? '' : `「${this.row.text(key).slice(0, 30)}」`;
  }

  raw(key: ColumnOf<Id>): CellValue {
    return this.row.raw(key);
  }

  /** Text without white space; blank is an error. */
  required(key: ColumnOf<Id>): string {
    const word = this.row.word(key);
    if (word === '') this.#missing(key);
    return word;
  }

  #missing(key: ColumnOf<Id>): void {
    this.error(key, {
      code: 'missing-value',
      message: `「${this.label(key)}」为空。`,
      suggestion: '请填写。',
    });
  }

  /** A whole number from 0 to `most`. Blank takes `whenBlank`, or is an error where that is null. */
  count(key: ColumnOf<Id>, whenBlank: number | null = null, most: number = LARGEST.any): number {
    const result = parseCount(this.raw(key));
    if (typeof result === 'number') {
      if (result > most) this.#tooLarge(key, most);
      return Math.min(result, most);
    }
    if (result === 'missing' && whenBlank !== null) return whenBlank;
    const { code, text } = COUNT_WORDS[result];
    this.error(key, {
      code,
      message: `「${this.label(key)}」${result === 'missing' ? '' : this.quoted(key)}${text}。`,
      suggestion: '请填不小于 0 的整数。',
    });
    return 0;
  }

  #tooLarge(key: ColumnOf<Id>, most: number): void {
    this.error(key, {
      code: 'number-too-large',
      message: `「${this.label(key)}」${this.quoted(key)}过大。`,
      suggestion: `请填不大于 ${most} 的整数；可能多填了几位，或误粘了号码。`,
    });
  }

  /** A word of a closed list; blank and unknown words are errors. */
  oneOf<T extends string>(key: ColumnOf<Id>, list: ReadonlyMap<string, T>): T | null {
    const text = this.row.text(key);
    if (text === '') {
      this.#missing(key);
      return null;
    }
    const code = lookUp(list, text);
    if (code === null) this.error(key, this.#unknownWord(key, list, '请改为'));
    else this.#noteSynonym(key, list, code);
    return code;
  }

  /** Words that are not the list's own word for it are listed as mended. */
  #noteSynonym<T extends string>(key: ColumnOf<Id>, list: ReadonlyMap<string, T>, code: T): void {
    const canonical = canonicalWords(list).get(code) ?? '';
    const written = this.row.word(key);
    if (written === canonical || PLAIN_WORDS.has(written)) return;
    this.mended(key, {
      code: 'synonym',
      message: `「${this.label(key)}」写的是别称。`,
      suggestion: `按「${canonical}」处理。`,
      takenFor: canonical,
    });
  }

  /** A word of a closed list; blank takes the fallback, an unknown word takes it with a warning. */
  oneOfOr<T extends string, F extends T | null>(
    key: ColumnOf<Id>,
    list: ReadonlyMap<string, T>,
    fallback: F,
    assumed = '按未填处理',
  ): T | F {
    const text = this.row.text(key);
    const code = text === '' ? null : lookUp(list, text);
    if (text !== '' && code === null) {
      this.warn(key, this.#unknownWord(key, list, `${assumed}；可填`));
    }
    if (code !== null) this.#noteSynonym(key, list, code);
    return code ?? fallback;
  }

  #unknownWord(key: ColumnOf<Id>, list: ReadonlyMap<string, string>, advice: string): Remark {
    const words = [...canonicalWords(list).values()];
    return {
      code: 'unknown-value',
      message: `「${this.label(key)}」${this.quoted(key)}不是可识别的内容。`,
      suggestion: `${advice}：${words.join('、')}。`,
    };
  }

  /** Yes or no; blank takes the fallback, an unclear word takes it with a warning. */
  yesNo<F extends boolean | null>(key: ColumnOf<Id>, fallback: F): boolean | F {
    const answer = parseYesNo(this.raw(key));
    if (answer === 'unclear') {
      this.warn(key, {
        code: 'unclear-yes-no',
        message: `「${this.label(key)}」应填「是」或「否」。`,
        suggestion: `按${fallback === null ? '未填' : fallback ? '「是」' : '「否」'}处理。`,
      });
      return fallback;
    }
    const written = this.row.word(key).toUpperCase();
    if (answer !== null && MARKS.test(written)) {
      this.mended(key, {
        code: 'yes-no-mark',
        message: `「${this.label(key)}」以符号表示是否。`,
        suggestion: `按「${answer ? '是' : '否'}」处理。`,
        takenFor: answer ? '是' : '否',
      });
    }
    return answer ?? fallback;
  }

  /** A month YYYY-MM, 'missing' or 'not-a-month', without a remark. */
  tryMonth(key: ColumnOf<Id>): string {
    const parsed = parseMonth(this.raw(key));
    return typeof parsed === 'string' ? parsed : parsed.month;
  }

  /** A month YYYY-MM, or null for blank; anything else is an error. */
  month(key: ColumnOf<Id>): string | null {
    const parsed = parseMonth(this.raw(key));
    if (parsed === 'missing') return null;
    if (parsed === 'not-a-month') {
      this.error(key, {
        code: 'not-a-month',
        message: `「${this.label(key)}」不是可识别的年月。`,
        suggestion: '请按「1975-03」的样式填写。',
      });
      return null;
    }
    if (parsed.doubt !== null) this.warn(key, this.#doubtfulMonth(key, parsed.doubt));
    return parsed.month;
  }

  #doubtfulMonth(key: ColumnOf<Id>, doubt: 'october' | 'century'): Remark {
    const what = doubt === 'october' ? '「.1」可能是 1 月，也可能是 10 月' : '年份只有两位';
    const assumed = doubt === 'october' ? '已按 1 月处理' : '已按最近的世纪处理';
    return {
      code: 'ambiguous-month',
      message: `「${this.label(key)}」${what}。`,
      suggestion: `${assumed}；请按「1975-03」的样式填写。`,
    };
  }
}
