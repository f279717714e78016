/** The totals that are shared out (Q01, Q02, A8), the ledgers (Q09, Q10) and the age of the approvals (Q04–Q06, A7). */
import type { ApprovedTotal, County, YearMonth } from '../../domain/county.ts';
import type { Establishment, StageRow } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { monthNumber } from '../arithmetic.ts';
import { sum } from './sums.ts';

/** In the ledger of the county's quota, whether or not they take a hiring place (Q23). */
export const isOnLedger = ({ employment }: { readonly employment: string }): boolean =>
  employment === 'established';

/** The total of a stage: what was approved (else the sum of what was entered), or the staff that is there. */
export function stageTotal(
  county: County,
  stage: Stage,
  policy: Policy,
): Pick<StageRow, 'total' | 'basis' | 'entered'> {
  const entered = sum(
    county.schools.flatMap(({ parts }) =>
      parts.filter((part) => part.stage === stage).map(({ quota }) => quota),
    ),
  );
  if (policy.quota.totals === 'staff') {
    const staff = county.teachers.filter((each) => each.stage === stage && isOnLedger(each));
    return { total: staff.length, basis: 'staff', entered };
  }
  const approved = county.approved.find((each) => each.stage === stage);
  return approved === undefined
    ? { total: entered, basis: 'entered', entered }
    : { total: approved.total, basis: 'approved', entered };
}

const monthOf = (number: number): YearMonth =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** Last month of an approval: its own end, and never more than `quotaCycle` years after it was given. */
function lastMonth({ approvedOn, validUntil }: ApprovedTotal, years: number): YearMonth | null {
  const byCycle = approvedOn === null ? null : monthOf(monthNumber(approvedOn) + 12 * years - 1);
  if (byCycle === null || validUntil === null) return byCycle ?? validUntil;
  return byCycle < validUntil ? byCycle : validUntil;
}

/** One row a stage: valid, due for review, given after the reference month, without a date, or missing. */
export function approvalRows(
  county: County,
  stages: readonly Stage[],
  policy: Policy,
): Establishment['approvals'] {
  return stages.map((stage) => {
    const approved = county.approved.find((each) => each.stage === stage);
    if (approved === undefined) return { stage, lastMonth: null, state: 'missing' };
    const last = lastMonth(approved, policy.quotaCycle);
    if (last === null) return { stage, lastMonth: null, state: 'undated' };
    const { approvedOn } = approved;
    if (approvedOn !== null && approvedOn > policy.referenceMonth) {
      return { stage, lastMonth: last, state: 'future' };
    }
    return { stage, lastMonth: last, state: last < policy.referenceMonth ? 'expired' : 'valid' };
  });
}
