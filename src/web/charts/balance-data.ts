/** 均衡: one indicator by school, before and after, sorted; and what the stage as a whole says. */

import type { IndicatorReport, StageIndicator } from '../../domain/indicators.ts';
import type { Proposal } from '../../domain/proposal.ts';

interface SchoolBar {
  readonly schoolId: string;
  readonly before: number | null;
  readonly after: number | null;
  /** 达标 after the plan; null = no limit is set. */
  readonly met: boolean | null;
}

export interface Balance {
  /** Largest value after the plan first. */
  readonly bars: readonly SchoolBar[];
  readonly before: StageIndicator | null;
  readonly after: StageIndicator | null;
}

/** Pairs of indicator and stage that are measured by school, in the order of the report. */
export function measured(report: IndicatorReport): { indicator: string; stage: string }[] {
  return report.stages.flatMap(({ indicator, stage, schools }) =>
    stage === null || schools === 0 ? [] : [{ indicator, stage }],
  );
}

export function balanceOf(
  { before, after }: Proposal['indicators'],
  indicator: string,
  stage: string,
): Balance {
  const valuesOf = (report: IndicatorReport) =>
    new Map(
      report.parts
        .filter((part) => part.stage === stage)
        .map((part) => [
          part.schoolId,
          part.values.find((value) => value.indicator === indicator) ?? null,
        ]),
    );
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const bars = [...now].flatMap(([schoolId, value]) =>
    value === null || value.value === null
      ? []
      : [
          {
            schoolId,
            before: old.get(schoolId)?.value ?? null,
            after: value.value,
            met: value.met,
          },
        ],
  );
  const whole = (report: IndicatorReport) =>
    report.stages.find((each) => each.indicator === indicator && each.stage === stage) ?? null;
  return {
    bars: bars.sort((a, b) => b.after - a.after || (a.schoolId < b.schoolId ? -1 : 1)),
    before: whole(before),
    after: whole(after),
  };
}
