/** How an entry of the table of policy keys is written. */
import type { Bilingual } from '../vocabulary.ts';

/** 环节: the part of the work that a key belongs to, in the order of a summer. */
export const POLICY_GROUPS = [
  { id: 'round', label: { zh: '轮次、目标与锁定', en: 'round, objective, locks' } },
  { id: 'establishment', label: { zh: '编制核定', en: 'establishment' } },
  { id: 'titles', label: { zh: '职称岗位', en: 'title posts' } },
  { id: 'direct-hire', label: { zh: '直聘与照顾', en: 'direct hire and exemptions' } },
  { id: 'in-school', label: { zh: '校内竞聘', en: 'in-school competition' } },
  { id: 'in-district', label: { zh: '学区竞聘', en: 'in-district competition' } },
  { id: 'cross-district', label: { zh: '跨学区调配', en: 'cross-district placement' } },
  { id: 'rotation', label: { zh: '交流轮岗', en: 'rotation' } },
  { id: 'itinerant', label: { zh: '走教与教研', en: 'itinerant teaching, researchers' } },
  { id: 'standby', label: { zh: '待岗与合同', en: 'standby and contract' } },
  { id: 'principals', label: { zh: '校长', en: 'principals' } },
  { id: 'indicators', label: { zh: '均衡指标', en: 'balance indicators' } },
  { id: 'workflow', label: { zh: '公示与报表', en: 'publicity and reports' } },
] as const satisfies readonly { id: string; label: Bilingual }[];
export type PolicyGroup = (typeof POLICY_GROUPS)[number]['id'];

/** What a key is called, means and accepts in words; default and range stand in the schema of the policy. */
export interface PolicyKeyEntry {
  readonly group: PolicyGroup;
  readonly label: Bilingual;
  readonly text: Bilingual;
  /** Unit of a number; null for what is no number. */
  readonly unit: Bilingual | null;
  /** What the codes of a choice mean, by code. */
  readonly choices: Readonly<Record<string, Bilingual>>;
  /** Ambiguities of the rulebook that it settles, A1 … A24. */
  readonly decisions: readonly string[];
}

const UNITS = {
  heads: { zh: '人', en: 'people' },
  percent: { zh: '%', en: '%' },
  points: { zh: '分', en: 'points' },
  headHundredths: { zh: '百分之一人', en: 'hundredths of a person' },
  km: { zh: '公里', en: 'km' },
  years: { zh: '年', en: 'years' },
  months: { zh: '个月', en: 'months' },
  days: { zh: '天', en: 'days' },
  workingDays: { zh: '个工作日', en: 'working days' },
  terms: { zh: '届', en: 'terms' },
  hours: { zh: '学时', en: 'hours' },
  periods: { zh: '课时', en: 'periods' },
  weeks: { zh: '周', en: 'weeks' },
  yuan: { zh: '元', en: 'yuan' },
  pupils: { zh: '名学生', en: 'pupils' },
} as const satisfies Readonly<Record<string, Bilingual>>;

interface More {
  readonly unit?: keyof typeof UNITS;
  /** Code → [Chinese, English]. */
  readonly choices?: Readonly<Record<string, readonly [string, string]>>;
  readonly decisions?: readonly string[];
}

/** The entries of one group: label and text, each Chinese then English. */
export function entriesOf(group: PolicyGroup) {
  return (
    [zh, en]: readonly [string, string],
    [textZh, textEn]: readonly [string, string],
    { unit, choices = {}, decisions = [] }: More = {},
  ): PolicyKeyEntry => ({
    group,
    label: { zh, en },
    text: { zh: textZh, en: textEn },
    unit: unit === undefined ? null : UNITS[unit],
    choices: Object.fromEntries(
      Object.entries(choices).map(([code, [chinese, english]]) => [
        code,
        { zh: chinese, en: english },
      ]),
    ),
    decisions,
  });
}
