/** 业绩考核表 → merit of the teachers on the roster, in whole hundredths of a point. */
import { parseDecimal } from './cells.ts';
import { Fields } from './fields.ts';
import type { IssueLog } from './issues.ts';
import { claimPerson } from './person-keys.ts';
import type { Roster } from './roster.ts';
import type { FoundTable, Row } from './table.ts';
import { remarkStranger } from './wishes.ts';

const MAX_POINTS = 100;
const HUNDREDTHS = 100;

/** Merit by staff number; people without a record are absent, and a refused total counts as a record. */
export function readMerits(
  table: FoundTable<'merits'>,
  roster: Roster,
  log: IssueLog,
): ReadonlyMap<string, number> {
  const merits = new Map<string, number>();
  const rows = new Map<string, Row<'merits'>>();
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    const id = claimPerson(fields, rows, roster.people);
    if (id !== '' && !roster.staffNumbers.has(id)) remarkStranger(fields);
    const merit = fields.row.text('total') === '' ? null : readTotal(fields);
    if (id !== '' && merit !== null) merits.set(id, merit);
  }
  return merits;
}

function readTotal(fields: Fields<'merits'>): number {
  const total = parseDecimal(fields.raw('total'));
  if (typeof total === 'number' && total >= 0 && total <= MAX_POINTS) {
    return Math.round(total * HUNDREDTHS);
  }
  fields.error('total', {
    code: 'bad-merit',
    message: '「总分」不是 0 到 100 之间的数。',
    suggestion: '请折算为百分制后填写。',
  });
  return 0;
}
