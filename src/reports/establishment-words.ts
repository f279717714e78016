/** The words of the 编制岗位表: why a school has the quota it has, and what each step of the re-check is about. */
import type { PartRow, QuotaParts } from '../domain/establishment.ts';
import type { RuleCheck } from '../domain/proposal.ts';
import type { Bilingual, Language } from '../domain/vocabulary.ts';
import { ESTABLISHMENT_STEPS } from '../rules/establishment/index.ts';

/** In the order of the sentence. */
export const QUOTA_PART: Readonly<Record<keyof QuotaParts, Bilingual>> = {
  pupils: { zh: '按学生', en: 'by pupils' },
  growth: { zh: '按预计增长', en: 'by expected growth' },
  classes: { zh: '按班级', en: 'by classes' },
  entered: { zh: '按原核定', en: 'as entered' },
  least: { zh: '保底调节', en: 'least heads' },
  boarding: { zh: '寄宿岗位', en: 'dormitory post' },
  rounding: { zh: '取整', en: 'rounding' },
};

/** 「测算 55 名 = 按学生 18.40 + 按班级 37.05 − 取整 0.45」; the parts add up exactly. */
export function quotaSentence(
  { quota, parts }: Pick<PartRow, 'quota' | 'parts'>,
  language: Language = 'zh',
): string {
  const keys = Object.keys(QUOTA_PART) as (keyof QuotaParts)[];
  const terms = keys.filter((key) => parts[key] !== 0);
  const text = terms.map((key, at) => {
    const sign = parts[key] < 0 ? '− ' : at === 0 ? '' : '+ ';
    return `${sign}${QUOTA_PART[key][language]} ${heads(Math.abs(parts[key]))}`;
  });
  const head = language === 'zh' ? `测算 ${quota} 名` : `computed ${quota}`;
  return `${head}${text.length === 0 ? '' : ` = ${text.join(' ')}`}`;
}

/** Hundredths of a head as text. */
const heads = (hundredths: number): string => (hundredths / 100).toFixed(2);

type StepName = (typeof ESTABLISHMENT_STEPS)[number]['name'];

const STEP: Readonly<Record<StepName, Bilingual>> = {
  'stage-totals': { zh: '学段总量', en: 'stage totals' },
  'quota-cycle': { zh: '核定周期', en: 'age of the approvals' },
  ledgers: { zh: '编制账', en: 'quota ledgers' },
  'school-quotas': { zh: '各校编制分配', en: 'school quotas' },
  'least-heads': { zh: '保底人数', en: 'least heads' },
  'deputy-secretaries': { zh: '专职副书记', en: 'deputy secretaries' },
  'turnover-pool': { zh: '编制周转池', en: 'turnover pool' },
  'over-quota': { zh: '超编人数', en: 'heads over quota' },
  'non-teaching-cap': { zh: '非教学岗位上限', en: 'cap of non-teaching posts' },
  'subject-posts': { zh: '学科岗位', en: 'posts by subject' },
  'pe-floor': { zh: '体育教师最低数', en: 'least PE teachers' },
  'title-totals': { zh: '职称岗位总量', en: 'title posts of the stages' },
  'title-shares': { zh: '职称岗位分配', en: 'title posts by quota' },
  'title-tilt': { zh: '职称岗位倾斜', en: 'title posts tilted' },
  'site-heads': { zh: '教学点人数', en: 'heads of the sites' },
  'site-staff': { zh: '教学点派任', en: 'people of the sites' },
};

/** One step of the re-check with all the rules that it stands for. */
export interface CheckedStep extends Pick<RuleCheck, 'status' | 'measured' | 'limit' | 'text'> {
  readonly label: Bilingual;
  readonly rules: readonly string[];
  readonly offenders: readonly string[];
}

/** The steps that were checked, in the order in which they act. */
export function checkedSteps(checks: readonly RuleCheck[]): CheckedStep[] {
  return ESTABLISHMENT_STEPS.flatMap(({ name }) => {
    const own = checks.filter((check) => check.name === name);
    const [first] = own;
    if (first === undefined) return [];
    const { status, measured, limit, text, offenders } = first;
    return [
      {
        ...{ label: STEP[name], rules: own.map(({ ruleId }) => ruleId) },
        ...{ status, measured, limit, text, offenders },
      },
    ];
  });
}
