/**
 * An `.xls` that is an HTML page inside, as many school systems export it: every `<table>` becomes a sheet. One pass
 * over the text, linear in its length; scripts, styles and attributes but the spans are passed over.
 */
import { fileFault } from './faults.ts';
import type { CellValue, MergedRange, RawSheet, ReadLimits } from './port.ts';
import { checkColumns, checkRows, withoutBlankTail } from './sheet-limits.ts';
import { decodeText } from './text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
};
/** Elements whose content is no text of the page. */
const SILENT = new Set(['script', 'style', 'title', 'head', 'xml']);
/** Spans beyond these are no table of people. */
const MAX_SPAN = 1000;

/** @throws InputError `no-table-in-html`, `not-text`, `too-many-rows`, `too-many-columns` */
export function readHtmlSheets(bytes: Uint8Array, file: string, limits: ReadLimits): RawSheet[] {
  const base = file.replace(/\.(xls|xlsx|html?|et)$/i, '');
  const tables = new TableBuilder(limits, file, base);
  for (const token of tokens(decodeText(bytes, file))) tables.take(token);
  const sheets = tables.sheets();
  if (sheets.length > 0) return sheets;
  throw fileFault(
    'no-table-in-html',
    file,
    '是网页文件，其中没有表格；请在 Excel 中打开后另存为 .xlsx。',
    'a web page without a table; save it as .xlsx',
  );
}

/** A tag in lower case with its attributes as written, or a run of text. */
type Token = { readonly tag: string; readonly attributes: string } | { readonly text: string };

function* tokens(html: string): Generator<Token> {
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (open < 0) return yield { text: html.slice(at) };
    if (open > at) yield { text: html.slice(at, open) };
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) return;
    const inner = html.slice(open + 1, close);
    const tag = /^\/?[a-z][a-z0-9:]*/i.exec(inner)?.[0].toLowerCase() ?? '';
    yield { tag, attributes: inner.slice(tag.length) };
    at = close + 1;
    if (!SILENT.has(tag)) continue;
    const end = indexOfClosing(html, tag, at);
    at = end < 0 ? html.length : end;
  }
}

/** Names of elements may be written in either case; the two usual spellings are looked for. */
function indexOfClosing(html: string, tag: string, from: number): number {
  const ends = [`</${tag}`, `</${tag.toUpperCase()}`].map((word) => html.indexOf(word, from));
  const found = ends.filter((end) => end >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

interface Draft {
  readonly rows: CellValue[][];
  readonly merges: MergedRange[];
  /** Cells covered from above by a row span, as `row,column`. */
  readonly covered: Set<string>;
}

class TableBuilder {
  readonly #limits: ReadLimits;
  readonly #file: string;
  readonly #base: string;
  readonly #drafts: Draft[] = [];
  #depth = 0;
  #row = -1;
  #column = 0;
  #text: string | null = null;

  constructor(limits: ReadLimits, file: string, base: string) {
    this.#limits = limits;
    this.#file = file;
    this.#base = base;
  }

  sheets(): RawSheet[] {
    const filled = this.#drafts.filter(({ rows }) => rows.some((row) => row.length > 0));
    return filled.map(({ rows, merges }, index) => ({
      name: index === 0 ? this.#base : `${this.#base} (${index + 1})`,
      file: this.#file,
      rows: Array.from(rows, (row) => withoutBlankTail(row)),
      merges,
      textOnly: true,
    }));
  }

  take(token: Token): void {
    if ('text' in token) {
      if (this.#text !== null) this.#text += token.text.replace(/\s+/g, ' ');
      return;
    }
    const { tag, attributes } = token;
    // A table within a cell is text of that cell.
    if (tag === 'table' && ++this.#depth === 1) this.#beginTable();
    else if (tag === '/table' && this.#depth > 0 && --this.#depth === 0) this.#endCell();
    else if (this.#depth !== 1) this.#break(tag);
    else if (tag === 'tr') this.#beginRow();
    else if (tag === 'td' || tag === 'th') this.#beginCell(attributes);
    else if (tag === '/td' || tag === '/th' || tag === '/tr') this.#endCell();
    else this.#break(tag);
  }

  #break(tag: string): void {
    if (this.#text !== null && /^(br|\/p|\/div)$/.test(tag)) this.#text += '\n';
  }

  #beginTable(): void {
    this.#drafts.push({ rows: [], merges: [], covered: new Set() });
    this.#row = -1;
    this.#text = null;
  }

  #beginRow(): void {
    this.#endCell();
    this.#row++;
    this.#column = 0;
    this.#drafts.at(-1)?.rows.push([]);
    checkRows(this.#row + 1, this.#file, this.#base, this.#limits);
  }

  #beginCell(attributes: string): void {
    this.#endCell();
    const draft = this.#drafts.at(-1);
    if (draft === undefined) return;
    if (this.#row < 0) this.#beginRow();
    while (draft.covered.has(`${this.#row},${this.#column}`)) this.#column++;
    this.#cover(draft, span(attributes, 'rowspan'), span(attributes, 'colspan'));
    this.#text = '';
  }

  #cover(draft: Draft, down: number, across: number): void {
    checkColumns(this.#column + across, this.#file, this.#base, this.#limits);
    if (down === 1 && across === 1) return;
    const [startRow, startCol] = [this.#row, this.#column];
    draft.merges.push({
      ...{ startRow, endRow: startRow + down - 1 },
      ...{ startCol, endCol: startCol + across - 1 },
    });
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        if (row > 0 || column > 0) draft.covered.add(`${startRow + row},${startCol + column}`);
      }
    }
    checkRows(draft.covered.size, this.#file, this.#base, this.#limits);
  }

  #endCell(): void {
    if (this.#text === null) return;
    const row = this.#drafts.at(-1)?.rows[this.#row];
    if (row !== undefined) {
      while (row.length < this.#column) row.push(null);
      row[this.#column] = decodeEntities(this.#text).trim() || null;
    }
    this.#column++;
    this.#text = null;
  }
}

function span(attributes: string, name: string): number {
  const written = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,7})`, 'i').exec(attributes)?.[1];
  return Math.min(MAX_SPAN, Math.max(1, Number(written ?? 1)));
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const hex = name[1] === 'x' || name[1] === 'X';
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
