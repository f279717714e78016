/** The indicators of a county, as it stands or after a proposal: a pure function of county, policy and placements. */
import type { County } from '../../domain/county.ts';
import type { IndicatorReport, PartIndicators, StageIndicator } from '../../domain/indicators.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { INDICATORS, type Indicator, type Measure } from './catalogue.ts';
import { spreadOf, staysWithin } from './spread.ts';
import { type PartStaff, staffOfParts } from './staff.ts';

const STAGES: readonly Stage[] = ['K', 'P', 'J', 'H', 'V', 'X'];
/** Figures are handed out with four decimals. */
const DECIMALS = 10_000;

/**
 * Every indicator per stage and per school part. Heads are whole; quotients are rounded at the very end, and compared with
 * limits before rounding.
 * @param placements who takes which post; none = the county as it stands
 */
export function measureIndicators(
  county: County,
  policy: Policy,
  placements: readonly { readonly teacherId: string; readonly postGroupId: string }[] = [],
): IndicatorReport {
  const parts = staffOfParts(county, placements);
  return {
    stages: INDICATORS.flatMap((indicator) => stageRows(indicator, parts, policy)),
    parts: parts.map((staff) => partRow(staff, policy)),
  };
}

function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS;
}

/** Value of a part or a stage before rounding; null where nothing can be divided. */
function quotient(count: number, base: number | null, { scale }: Measure): number | null {
  if (base === null) return count;
  return base === 0 ? null : (scale * count) / base;
}

/** Whether the value reaches the limit, in whole numbers; null where there is no limit or no value. */
function reaches(
  { count, base }: Pick<Measured, 'count' | 'base'>,
  stage: Stage,
  { scale, limitTenths }: Measure,
): boolean | null {
  const tenths = limitTenths(stage);
  if (tenths === null || base === null || base === 0) return null;
  return 10 * scale * count >= tenths * base;
}

interface Measured {
  readonly schoolId: string;
  readonly count: number;
  readonly base: number | null;
  readonly value: number | null;
}

function measured(staff: PartStaff, measure: Measure, policy: Policy): Measured {
  const count = measure.count(staff, policy);
  const base = measure.base === null ? null : measure.base(staff);
  return { schoolId: staff.school.id, count, base, value: quotient(count, base, measure) };
}

function partRow(staff: PartStaff, policy: Policy): PartIndicators {
  const { school, part } = staff;
  return {
    schoolId: school.id,
    stage: part.stage,
    values: INDICATORS.flatMap(({ id, measure }) => {
      if (measure === null || !measure.covers(staff)) return [];
      const found = measured(staff, measure, policy);
      const { count, value } = found;
      const met = partMeets(found, part.stage, measure);
      return [{ indicator: id, count, value: value === null ? null : rounded(value), met }];
    }),
  };
}

function partMeets(part: Measured, stage: Stage, measure: Measure): boolean | null {
  if (measure.leastCount === undefined) return reaches(part, stage, measure);
  return stage === 'H' ? null : part.count >= measure.leastCount;
}

function stageRows(
  { id, measure }: Indicator,
  parts: readonly PartStaff[],
  policy: Policy,
): StageIndicator[] {
  if (measure === null) return [seniorSchools(parts, policy)];
  return STAGES.flatMap((stage) => {
    const members = parts.filter((staff) => staff.part.stage === stage && measure.covers(staff));
    if (members.length === 0) return [];
    const each = members.map((staff) => measured(staff, measure, policy));
    return [stageRow(id, stage, each, measure, policy)];
  });
}

function stageRow(
  indicator: StageIndicator['indicator'],
  stage: Stage,
  parts: readonly Measured[],
  measure: Measure,
  policy: Policy,
): StageIndicator {
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const base =
    measure.base === null ? null : parts.reduce((sum, part) => sum + (part.base as number), 0);
  const value = quotient(count, base, measure);
  const tenths = measure.limitTenths(stage);
  const marks = parts.map((part) => partMeets(part, stage, measure));
  const asked = marks.some((mark) => mark !== null);
  return {
    indicator,
    stage,
    count,
    base,
    value: value === null ? null : rounded(value),
    limit: tenths === null ? null : tenths / 10,
    met: reaches({ count, base }, stage, measure),
    ...variation(stage, parts, measure, policy),
    schools: parts.length,
    meeting: asked ? marks.filter((mark) => mark === true).length : null,
    ...extremes(parts),
  };
}

function variation(
  stage: Stage,
  parts: readonly Measured[],
  { spread, spreadLimit }: Measure,
  policy: Policy,
): Pick<StageIndicator, 'cv' | 'cvLimit' | 'cvMet'> {
  const weighted = parts.flatMap(({ count, base }) =>
    base === null || base === 0 ? [] : [{ count, weight: base }],
  );
  const found = spread ? spreadOf(weighted) : null;
  const pct = spreadLimit(stage, policy);
  const cvLimit = pct === null ? null : pct / 100;
  if (found === null) return { cv: null, cvLimit, cvMet: null };
  const cv = rounded(found.coefficient);
  return { cv, cvLimit, cvMet: pct === null ? null : staysWithin(weighted, pct) };
}

/** The first school of the lowest and of the highest value. */
function extremes(parts: readonly Measured[]): Pick<StageIndicator, 'min' | 'max'> {
  const known = parts.flatMap(({ schoolId, value }) =>
    value === null ? [] : [{ schoolId, value }],
  );
  const end = (better: (a: number, b: number) => boolean): StageIndicator['min'] => {
    let best: { schoolId: string; value: number } | null = null;
    for (const part of known) if (best === null || better(part.value, best.value)) best = part;
    return best === null ? null : { ...best, value: rounded(best.value) };
  };
  return { min: end((a, b) => a < b), max: end((a, b) => a > b) };
}

/** T09: schools of the compulsory stage that have a senior-title teacher in one of their parts. */
function seniorSchools(parts: readonly PartStaff[], policy: Policy): StageIndicator {
  const schools = new Map<string, boolean>();
  const senior = INDICATORS.find(({ id }) => id === 'senior-title')?.measure as Measure;
  for (const staff of parts) {
    if (staff.part.stage === 'H' || !senior.covers(staff)) continue;
    const { id } = staff.school;
    schools.set(id, (schools.get(id) ?? false) || senior.count(staff, policy) > 0);
  }
  const count = [...schools.values()].filter((has) => has).length;
  const base = schools.size;
  const limit = policy.indicators.seniorSchoolsPct;
  return {
    indicator: 'senior-schools',
    stage: null,
    count,
    base,
    value: base === 0 ? null : rounded((100 * count) / base),
    limit,
    met: base === 0 ? null : 100 * count >= limit * base,
    cv: null,
    cvLimit: null,
    cvMet: null,
    schools: base,
    meeting: count,
    min: null,
    max: null,
  };
}
