/** What the indicators of a county say (均衡指标): per stage and per school part; and what each is called. */
import { z } from 'zod';
import { type Bilingual, Stage } from './vocabulary.ts';

const INDICATOR_IDS = [
  'above-degree',
  'backbone',
  'arts',
  'senior-title',
  'senior-schools',
  'staff',
  'fill-rate',
  'pupils-per-teacher',
  'degree-share',
  'temporary',
] as const;
export const IndicatorId = z.enum(INDICATOR_IDS);
export type IndicatorId = z.infer<typeof IndicatorId>;

/** Name with its unit. */
export const INDICATOR_NAME: Record<IndicatorId, Bilingual> = {
  'above-degree': {
    zh: '每百名学生拥有高于规定学历教师数',
    en: 'teachers above the required degree per 100 pupils',
  },
  backbone: {
    zh: '每百名学生拥有县级以上骨干教师数',
    en: 'county-level or higher backbone teachers per 100 pupils',
  },
  arts: {
    zh: '每百名学生拥有体育、艺术专任教师数',
    en: 'PE and art teachers per 100 pupils',
  },
  'senior-title': {
    zh: '每百名学生拥有高级职称教师数',
    en: 'senior-title teachers per 100 pupils',
  },
  'senior-schools': {
    zh: '有高级职称教师的义务教育学校占比（%）',
    en: 'compulsory schools with a senior-title teacher, %',
  },
  staff: { zh: '每百名学生拥有在编教职工数', en: 'staff on quota per 100 pupils' },
  'fill-rate': { zh: '编制使用率（%）', en: 'staff on quota / quota, %' },
  'pupils-per-teacher': { zh: '生师比（学生数/专任教师）', en: 'pupils per teacher' },
  'degree-share': { zh: '专任教师学历达标率（%）', en: 'teachers with the target degree, %' },
  temporary: { zh: '临聘人员数', en: 'temporary staff, heads' },
};

/** The same in a word or two, for column heads and single lines. */
export const INDICATOR_SHORT: Record<IndicatorId, Bilingual> = {
  'above-degree': { zh: '高于规定学历', en: 'above degree' },
  backbone: { zh: '骨干', en: 'backbone' },
  arts: { zh: '体音美', en: 'PE and art' },
  'senior-title': { zh: '高级职称', en: 'senior titles' },
  'senior-schools': { zh: '有高级职称学校', en: 'schools with a senior title' },
  staff: { zh: '每百生教职工', en: 'staff per 100' },
  'fill-rate': { zh: '编制使用率', en: 'fill rate' },
  'pupils-per-teacher': { zh: '生师比', en: 'pupils per teacher' },
  'degree-share': { zh: '学历达标率', en: 'target degree' },
  temporary: { zh: '临聘', en: 'temporary' },
};

const Count = z.number().int();
/** Rounded to 4 decimals; null where there is nothing to divide by. */
const Figure = z.number().nullable();
/** The school at an end of the scale. */
const Extreme = z.strictObject({ schoolId: z.string(), value: z.number() }).nullable();

export const StageIndicator = z.strictObject({
  indicator: IndicatorId,
  /** null = the primary and junior stage together, school by school (T09). */
  stage: Stage.nullable(),
  /** Heads (schools for T09) and what they are divided by, over the stage. */
  count: Count,
  base: Count.nullable(),
  value: Figure,
  /** Least value: per 100 pupils or percent; null = none set. */
  limit: Figure,
  met: z.boolean().nullable(),
  /** Pupil-weighted 差异系数 over the parts (fill rate: weighted by quota); null where none is taken. */
  cv: Figure,
  /** Largest coefficient allowed. */
  cvLimit: Figure,
  cvMet: z.boolean().nullable(),
  /** Parts measured, and those that reach the limit. */
  schools: Count,
  meeting: Count.nullable(),
  min: Extreme,
  max: Extreme,
});
export type StageIndicator = z.infer<typeof StageIndicator>;

export const PartIndicators = z.strictObject({
  schoolId: z.string(),
  stage: Stage,
  values: z.array(
    z.strictObject({
      indicator: IndicatorId,
      count: Count,
      value: Figure,
      /** 达标: reaches the limit of its stage (senior title: has at least one, T09). */
      met: z.boolean().nullable(),
    }),
  ),
});
export type PartIndicators = z.infer<typeof PartIndicators>;

export const IndicatorReport = z.strictObject({
  stages: z.array(StageIndicator),
  /** Parts in canonical order; an indicator that leaves a part out has no value there. */
  parts: z.array(PartIndicators),
});
export type IndicatorReport = z.infer<typeof IndicatorReport>;
