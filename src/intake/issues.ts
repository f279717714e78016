/** The findings of one intake, collected in any order and given out in one: sheet, row, column, code. */
import { compareIds } from '../domain/canonical.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { cellAddress } from '../workbook/port.ts';

/** Where a finding belongs; null column = the whole row's first cell, null row = the sheet, null place = the file. */
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
}

interface Entry {
  readonly place: Place | null;
  readonly issue: IntakeIssue;
}

export class IssueLog {
  readonly #entries: Entry[] = [];
  #errors = 0;

  /** Stops the solve. */
  error(place: Place | null, remark: Remark): void {
    this.#errors++;
    this.#add('error', place, remark);
  }

  /** Says what was assumed or left out. */
  warn(place: Place | null, remark: Remark): void {
    this.#add('warning', place, remark);
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** All findings in order of sheet, row, column and code. */
  sorted(): IntakeIssue[] {
    return this.#entries.sort(comparePlaces).map((entry) => entry.issue);
  }

  #add(severity: IntakeIssue['severity'], place: Place | null, remark: Remark): void {
    const cell = place === null ? null : placeCell(place).cell;
    this.#entries.push({
      place,
      issue: {
        code: remark.code,
        severity,
        sheet: place?.sheet ?? null,
        cell,
        message: remark.message,
        suggestion: remark.suggestion,
      },
    });
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
