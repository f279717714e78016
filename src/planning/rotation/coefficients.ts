/** 差异系数 of a year (L04): before and after the exchanges, and why one did not fall from the year before to this one. */
import type { IndicatorReport } from '../../domain/indicators.ts';
import type { CvReason, YearIndicator } from '../../domain/rotation-plan.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { BALANCE_ROWS, type BalanceRow } from './balance-rows.ts';

/** One coefficient over a year: as the last year left it, as this one begins, as it ends. */
export interface CvYear {
  readonly row: BalanceRow;
  readonly stage: Stage;
  readonly last: number;
  readonly begin: number;
  readonly end: number;
}

/** Says why a coefficient did not fall. */
export type Reasoner = (year: CvYear) => Promise<CvReason>;

/** @param lastYear rows of the year before; null in the first year: then it is the county as the year begins */
export async function yearIndicators(
  { before, after }: { readonly before: IndicatorReport; readonly after: IndicatorReport },
  lastYear: readonly YearIndicator[] | null,
  reason: Reasoner,
): Promise<YearIndicator[]> {
  const rows: YearIndicator[] = [];
  for (const row of BALANCE_ROWS)
    for (const stage of ['P', 'J'] as const) {
      const [from, to] = [rowOf(before, row, stage), rowOf(after, row, stage)];
      if (from === undefined || to === undefined) continue;
      const earlier = lastYear?.find((each) => each.indicator === row.id && each.stage === stage);
      const last = lastYear === null ? from.cv : (earlier?.cvAfter ?? null);
      const rose = last !== null && to.cv !== null && to.cv >= last;
      rows.push({
        indicator: row.id,
        stage,
        before: from.value,
        after: to.value,
        cvBefore: from.cv,
        cvAfter: to.cv,
        cvLimit: to.cvLimit,
        cvMet: to.cvMet,
        note: rose
          ? await reason({ row, stage, last, begin: from.cv ?? last, end: to.cv as number })
          : null,
      });
    }
  return rows;
}

export function rowOf({ stages }: IndicatorReport, { id }: BalanceRow, stage: Stage) {
  return stages.find((each) => each.indicator === id && each.stage === stage);
}
