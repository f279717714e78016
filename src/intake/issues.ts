/** The findings of one intake, collected in any order and given out in one: sheet, row, column, code. */
import { compareIds } from '../domain/canonical.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { type Mends, NO_MENDS } from '../domain/mends.ts';
import { cellAddress, type RawWorkbook } from '../workbook/port.ts';
import type { TableId } from './headers.ts';
import { shownText } from './masks.ts';

/** Where a finding belongs; null column = the whole row's first cell, null row = the sheet, null place = everything handed in. */
export interface Place {
  readonly sheet: string;
  readonly sheetIndex: number;
  readonly row: number | null;
  readonly column: number | null;
}

/** Sheet and A1 address of a place; null for a place that is no cell. */
export function placeCell({ sheet, row, column }: Place): { sheet: string; cell: string | null } {
  return { sheet, cell: row === null ? null : cellAddress(row, column ?? 0) };
}

/** What to say: the code, what is wrong, what to do or what was assumed (both Chinese). */
export interface Remark {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
  /** What the cell was, or would be, taken for; masked on the way out. */
  readonly takenFor?: string;
}

interface Entry {
  readonly place: Place | null;
  readonly issue: IntakeIssue;
}

/** What a sheet was taken for, so that its cells can be shown without giving a person away. */
interface KnownSheet {
  readonly table: TableId;
  readonly fields: ReadonlyMap<number, string>;
  /** Zero-based last row of the header. */
  readonly headerRow: number;
}

/** Applied mends of one kind in one column that are listed one by one; the rest are counted. */
export const LISTED_MENDS = 1000;

export class IssueLog {
  readonly #raw: RawWorkbook;
  readonly #mends: Mends;
  readonly #entries: Entry[] = [];
  readonly #sheets = new Map<number, KnownSheet>();
  /** Applied mends by sheet, column and code: how many, and the first. */
  readonly #applied = new Map<string, { count: number; first: Entry }>();
  #errors = 0;

  /** @param raw the cells that the findings quote; none are quoted without it */
  constructor(raw: RawWorkbook = { sheets: [] }, mends: Mends = NO_MENDS) {
    this.#raw = raw;
    this.#mends = mends;
  }

  /** Says which field each column of a sheet holds. */
  know(sheetIndex: number, sheet: KnownSheet): void {
    this.#sheets.set(sheetIndex, sheet);
  }

  /** Stops the solve. */
  error(place: Place | null, remark: Remark): void {
    this.#errors++;
    this.#entries.push(this.#entry('error', place, remark, null));
  }

  /** Says what was assumed or left out. */
  warn(place: Place | null, remark: Remark): void {
    this.#entries.push(this.#entry('warning', place, remark, null));
  }

  /** Says what was put right: only what leaves no doubt about the meaning. */
  mended(place: Place, remark: Remark): void {
    const key = `${place.sheetIndex}/${place.column}/${remark.code}`;
    const known = this.#applied.get(key);
    if (known !== undefined && ++known.count > LISTED_MENDS) return;
    const entry = this.#entry('mended', place, remark, 'applied');
    if (known === undefined) this.#applied.set(key, { count: 1, first: entry });
    this.#entries.push(entry);
  }

  /** Offers a mend that could be wrong. @returns whether somebody said yes to it; until then it is an error */
  offer(place: Place, remark: Remark): boolean {
    const accepted = this.#isAccepted(place, remark.code);
    if (!accepted) this.#errors++;
    const severity = accepted ? 'mended' : 'error';
    const mend = accepted ? 'accepted' : 'offered';
    this.#entries.push(this.#entry(severity, place, remark, mend));
    return accepted;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** All findings in order of sheet, row, column and code. */
  sorted(): IntakeIssue[] {
    return [...this.#entries, ...this.#uncounted()].sort(comparePlaces).map(({ issue }) => issue);
  }

  #isAccepted(place: Place, code: string): boolean {
    const file = this.#fileOf(place);
    const { cell } = placeCell(place);
    return this.#mends.accept.some(
      (yes) =>
        yes.code === code &&
        (yes.file ?? file) === file &&
        (yes.sheet ?? place.sheet) === place.sheet &&
        (yes.cell ?? cell) === cell,
    );
  }

  /** One line for the applied mends of a column that are too many to be listed. */
  #uncounted(): Entry[] {
    return [...this.#applied.values()].flatMap(({ count, first }) => {
      if (count <= LISTED_MENDS || first.place === null) return [];
      const rest = `同类共 ${count} 处，其余 ${count - LISTED_MENDS} 处未逐一列出。`;
      const issue = { ...first.issue, cell: null, read: null, takenFor: null, suggestion: rest };
      return [{ place: { ...first.place, row: null }, issue }];
    });
  }

  #fileOf(place: Place | null): string | null {
    return place === null ? null : (this.#raw.sheets[place.sheetIndex]?.file ?? null);
  }

  #entry(
    severity: IntakeIssue['severity'],
    place: Place | null,
    { code, message, suggestion, takenFor }: Remark,
    mend: IntakeIssue['mend'],
  ): Entry {
    const show = (value: Parameters<typeof shownText>[0]) => this.#shown(place, value);
    const cell = place === null ? null : placeCell(place).cell;
    const issue: IntakeIssue = {
      ...{ code, severity, file: this.#fileOf(place), sheet: place?.sheet ?? null, cell },
      read: place === null ? null : show(this.#valueAt(place)),
      takenFor: takenFor === undefined ? null : show(takenFor),
      ...{ message, suggestion, mend },
    };
    return { place, issue };
  }

  #valueAt({ sheetIndex, row, column }: Place) {
    if (row === null || column === null) return null;
    return this.#raw.sheets[sheetIndex]?.rows[row]?.[column] ?? null;
  }

  #shown(place: Place | null, value: Parameters<typeof shownText>[0]): string | null {
    const sheet = place === null ? undefined : this.#sheets.get(place.sheetIndex);
    // Of a sheet that was not recognised nothing is quoted: it could be a list of people.
    if (place === null || sheet === undefined || value === null) return null;
    const isHeader = place.row !== null && place.row <= sheet.headerRow;
    const field = place.column === null ? null : (sheet.fields.get(place.column) ?? null);
    return shownText(value, isHeader ? 'header' : { table: sheet.table, field });
  }
}

function comparePlaces(a: Entry, b: Entry): number {
  return (
    (a.place?.sheetIndex ?? -1) - (b.place?.sheetIndex ?? -1) ||
    (a.place?.row ?? -1) - (b.place?.row ?? -1) ||
    (a.place?.column ?? -1) - (b.place?.column ?? -1) ||
    compareIds(a.issue.code, b.issue.code) ||
    compareIds(a.issue.message, b.issue.message)
  );
}
