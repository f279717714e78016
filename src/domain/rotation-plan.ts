/** 交流轮岗中长期规划: the plan of some years, each with the proven rotation that follows from the year before (R09). Staff numbers only. */
import { z } from 'zod';
import { YearMonth } from './county.ts';
import { IndicatorId } from './indicators.ts';
import { ObjectiveTierId, Policy } from './policy.ts';
import { Stage } from './vocabulary.ts';

export const ROTATION_PLAN_FORMAT = 'tiaopei-rotation/2';

const Count = z.number().int();
const Sentence = z.strictObject({ zh: z.string(), en: z.string() });

/** Why a person may go: 应交流, 自愿, 学科富余. */
export const ExchangeGround = z.enum(['due', 'volunteer', 'surplus']);
export type ExchangeGround = z.infer<typeof ExchangeGround>;

/** 交流形式 that can be read off the data (R08): 定期交流, 结对帮扶, 支教, 上挂, 下派, 转岗. */
export const ExchangeForm = z.enum([
  'regular',
  'paired',
  'teaching-support',
  'seconded-up',
  'seconded-down',
  're-posted',
]);
export type ExchangeForm = z.infer<typeof ExchangeForm>;

/** An exchange that is over; `months` are those really spent. */
const EndedExchange = z.strictObject({
  teacherId: z.string(),
  fromSchoolId: z.string(),
  homeSchoolId: z.string(),
  months: Count,
  returnRight: z.boolean(),
});

export const PlannedExchange = z.strictObject({
  teacherId: z.string(),
  fromSchoolId: z.string(),
  fromPostGroupId: z.string(),
  schoolId: z.string(),
  postGroupId: z.string(),
  ground: ExchangeGround,
  form: ExchangeForm,
  backbone: z.boolean(),
  since: YearMonth,
  /** Last month of the term (R04). */
  until: YearMonth,
  /** Month of the return. */
  returns: YearMonth,
});
export type PlannedExchange = z.infer<typeof PlannedExchange>;

/** 分校指标: what a school sends and takes in a year, heads. */
export const SchoolYear = z.strictObject({
  schoolId: z.string(),
  due: Count,
  target: Count,
  dueOut: Count,
  out: Count,
  in: Count,
});
export type SchoolYear = z.infer<typeof SchoolYear>;

/** Why a coefficient did not fall from one year to the next. */
export const CvReason = z.strictObject({
  /** Coefficient a year before, and as the year begins: returns, retirements of grounds and terms lie between. */
  last: z.number(),
  begin: z.number(),
  end: z.number(),
  /** No legal plan of the year reaches less (proven); null = no bound was found. */
  atLeast: z.number().nullable(),
  /** Reached when this balance comes before every other goal; null = not asked, or no answer. */
  alone: z.number().nullable(),
  zh: z.string(),
  en: z.string(),
});
export type CvReason = z.infer<typeof CvReason>;

/** An indicator of a stage before and after the exchanges of a year; `note` says why a coefficient did not fall. */
export const YearIndicator = z.strictObject({
  indicator: IndicatorId,
  stage: Stage,
  before: z.number().nullable(),
  after: z.number().nullable(),
  cvBefore: z.number().nullable(),
  cvAfter: z.number().nullable(),
  cvLimit: z.number().nullable(),
  cvMet: z.boolean().nullable(),
  note: CvReason.nullable(),
});
export type YearIndicator = z.infer<typeof YearIndicator>;

/** A target that was missed, by how many heads, and the reason. */
export const MissedTarget = z.strictObject({
  target: z.enum(['due', 'total', 'backbone', 'school']),
  missing: Count,
  reason: Sentence,
});
export type MissedTarget = z.infer<typeof MissedTarget>;

export const RotationYear = z.strictObject({
  referenceMonth: YearMonth,
  countyHash: z.string(),
  policyHash: z.string(),
  /** 'optimal' = every tier proven. */
  status: z.enum(['optimal', 'feasible']),
  solver: z.strictObject({ backend: z.string(), version: z.string() }),
  tiers: z.array(
    z.strictObject({ id: ObjectiveTierId, value: Count, bound: z.number().nullable() }),
  ),
  certificate: z.string().nullable(),
  /** Due people, and the targets of the year, heads. */
  due: Count,
  targets: z.strictObject({ due: Count, total: Count, most: Count, backbone: Count.nullable() }),
  moved: z.strictObject({ all: Count, due: Count, total: Count, backbone: Count }),
  missed: z.array(MissedTarget),
  schools: z.array(SchoolYear),
  exchanges: z.array(PlannedExchange),
  /** On an exchange at the beginning of the year, before the new ones. */
  awayBefore: Count,
  /** Back at the home school when the year is over. */
  returned: z.array(EndedExchange),
  /** Staff numbers of those who came home to a post group that has more heads than posts. */
  overfull: z.array(z.string()),
  indicators: z.array(YearIndicator),
});
export type RotationYear = z.infer<typeof RotationYear>;

export const RotationPlan = z.strictObject({
  format: z.literal(ROTATION_PLAN_FORMAT),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  preset: z.string().nullable(),
  /** Of the first year; later years differ in the reference month only. */
  policy: Policy,
  /** Exchanges that were over before the plan began and still stood on the roster: back at home before the first year. */
  settled: z.array(EndedExchange),
  years: z.array(RotationYear),
  /**
   * Months of the longest single exchange (R04: at most 36): really spent where it is over, so far where it runs on, and as
   * planned for those of the plan; those that began before the plan included.
   */
  longestExchangeMonths: Count,
});
export type RotationPlan = z.infer<typeof RotationPlan>;
