/**
 * The clean workbook with the dirt of real ones. A *safe* stain hides nothing: a careful reader recovers the clean
 * value; any other must come back as a finding at its cell.
 */

import { TABLES, type TableId } from '../../src/intake/headers.ts';
import { type CellValue, cellAddress, type SheetToWrite } from '../../src/workbook/port.ts';
import { type Dice, dice } from './random.ts';
import { STAINS, type Stain } from './stains.ts';
import { writtenKeys } from './workbook.ts';

interface PlantedDirt {
  readonly sheet: string;
  /** A1-style address. */
  readonly cell: string;
  readonly kind: string;
  readonly safe: boolean;
}

interface DirtyWorkbook {
  readonly sheets: SheetToWrite[];
  readonly planted: PlantedDirt[];
}

type Cell = Exclude<CellValue, boolean | Date>;
interface Draft {
  readonly id: TableId;
  readonly name: string;
  readonly widths: readonly number[];
  readonly headers: string[];
  readonly rows: Cell[][];
}

function draftsOf(sheets: readonly SheetToWrite[]): Draft[] {
  const ids = Object.keys(TABLES) as TableId[];
  return ids.flatMap((id) => {
    const sheet = sheets.find((one) => one.name === TABLES[id].sheets[0]);
    if (sheet === undefined) return [];
    return {
      id,
      name: sheet.name,
      widths: sheet.widths ?? [],
      headers: [...sheet.headers],
      rows: sheet.rows.map((row) => [...row]),
    };
  });
}

function columnOf(draft: Draft, key: string): number {
  return writtenKeys(draft.id).indexOf(key);
}

class Painter {
  readonly planted: PlantedDirt[] = [];
  readonly #source: Dice;
  /** Rows already stained: one stain a row, so that each has its own cause. */
  readonly #used = new Set<string>();

  constructor(source: Dice) {
    this.#source = source;
  }

  paint(draft: Draft, stain: Stain): void {
    const column = columnOf(draft, stain.column);
    const clean = (row: readonly Cell[], index: number) =>
      !this.#used.has(`${draft.id}|${index}`) &&
      stain.spoil(row[column] ?? null, this.#source) !== undefined;
    const candidates = [...draft.rows.keys()].filter((index) => clean(draft.rows[index]!, index));
    for (const index of this.#source.shuffled(candidates).slice(0, stain.count)) {
      const row = draft.rows[index]!;
      row[column] = stain.spoil(row[column] ?? null, this.#source) ?? null;
      this.#used.add(`${draft.id}|${index}`);
      this.#note(draft, { row: index + 1, column }, stain);
    }
  }

  /** The second of two people gets the number of the first. */
  repeatStaffNumber(roster: Draft): void {
    const last = roster.rows.length - 1;
    roster.rows[last]![0] = roster.rows[0]![0]!;
    this.#note(
      roster,
      { row: last + 1, column: 0 },
      { kind: 'duplicate-staff-number', safe: false },
    );
  }

  /** The own school as a further wish: it is passed over. */
  wishOwnSchool(wishes: Draft, roster: Draft, count: number): void {
    const last = columnOf(wishes, 'wish5');
    const home = new Map(roster.rows.map((row) => [row[0], row[columnOf(roster, 'unit')] ?? null]));
    const free = [...wishes.rows.keys()].filter(
      (index) => wishes.rows[index]![last] === null && !this.#used.has(`wishes|${index}`),
    );
    for (const index of this.#source.shuffled(free).slice(0, count)) {
      const row = wishes.rows[index]!;
      row[last] = home.get(row[0]!) ?? null;
      this.#used.add(`wishes|${index}`);
      this.#note(wishes, { row: index + 1, column: last }, { kind: 'own-school-wish', safe: true });
    }
  }

  header(draft: Draft, key: string, text: string, kind: string): void {
    const column = columnOf(draft, key);
    draft.headers[column] = text;
    this.#note(draft, { row: 0, column }, { kind, safe: true });
  }

  /** A row that is no school or person: a total, a signature. */
  appendRow(draft: Draft, cells: readonly Cell[], kind: string): void {
    draft.rows.push(draft.headers.map((_, index) => cells[index] ?? null));
    this.#note(draft, { row: draft.rows.length, column: 0 }, { kind, safe: true });
  }

  #note(
    draft: Draft,
    at: { row: number; column: number },
    stain: Pick<Stain, 'kind' | 'safe'>,
  ): void {
    const cell = cellAddress(at.row, at.column);
    this.planted.push({ sheet: draft.name, cell, kind: stain.kind, safe: stain.safe });
  }
}

function totals(draft: Draft): Cell[] {
  const sum = (key: string) =>
    draft.rows.reduce((total, row) => total + (Number(row[columnOf(draft, key)]) || 0), 0);
  const cells: Cell[] = [];
  cells[0] = '合计';
  for (const key of ['classes', 'pupils', 'quota']) cells[columnOf(draft, key)] = sum(key);
  return cells;
}

/**
 * Plants the dirt.
 * @param sheets the six sheets of the clean workbook
 * @param options `onlySafe`: nothing that must be asked back, so the result reads as the clean county
 */
export function plantDirt(
  sheets: readonly SheetToWrite[],
  seed: number,
  options: { readonly onlySafe?: boolean } = {},
): DirtyWorkbook {
  const painter = new Painter(dice(seed, 'dirt'));
  const drafts = draftsOf(sheets);
  const draft = (id: TableId) => drafts.find((one) => one.id === id)!;
  const total = totals(draft('schools'));
  painter.wishOwnSchool(draft('wishes'), draft('roster'), 4);
  for (const stain of STAINS) {
    if (stain.safe || options.onlySafe !== true) painter.paint(draft(stain.table), stain);
  }
  if (options.onlySafe !== true) painter.repeatStaffNumber(draft('roster'));
  painter.header(draft('schools'), 'quota', '核定\n编制', 'line-break-in-header');
  painter.header(draft('roster'), 'staffNo', '工号', 'header-synonym');
  painter.header(draft('posts'), 'openings', '空缺 岗位', 'header-synonym');
  painter.appendRow(draft('schools'), total, 'total-row');
  painter.appendRow(draft('roster'), ['填表人：'], 'footnote-row');
  return { sheets: drafts.map(({ id: _, ...sheet }) => sheet), planted: painter.planted };
}
