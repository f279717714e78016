/** 待遇与退出: pay, assessment, exit triggers and channel that follow from a state (B03–B09, A18, A22). */
import type { Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { mayTeach, TEACHING_ENDS } from '../stage.ts';
import type { Course, StandbyState } from './states.ts';

/** 停发项目 (B03, B06). */
export type PayItem = 'town-allowance' | 'rural-living-subsidy' | 'performance-pay';
export const PAY_ITEM_NAME: Readonly<Record<PayItem, Bilingual>> = {
  'town-allowance': { zh: '乡镇津贴', en: 'town allowance' },
  'rural-living-subsidy': { zh: '乡村教师岗位生活补助', en: 'rural living subsidy' },
  'performance-pay': { zh: '奖励性绩效', en: 'performance pay' },
};

/** Whose payroll, and what is not paid. */
export interface Pay {
  readonly schoolId: string;
  readonly stopped: readonly PayItem[];
}

/**
 * Whoever is on post has the full pay of that post (B07). Where people stay in their own school (B06, `standby.location` =
 * home) the payroll stays and performance pay alone stops, for everybody without a post; else only the refusal of an offer
 * on record costs pay (A18).
 * @param arrangedSchoolId school of the post that was accepted or refused
 */
export function payOf(
  state: StandbyState,
  { course, homeSchoolId, arrangedSchoolId, policy }: PayFacts,
): Pay {
  if (state === 'on-post') return { schoolId: arrangedSchoolId ?? homeSchoolId, stopped: [] };
  if (policy.standby.location === 'home')
    return { schoolId: homeSchoolId, stopped: ['performance-pay'] };
  if (course.stance !== 'refused') return { schoolId: homeSchoolId, stopped: [] };
  return {
    schoolId: arrangedSchoolId ?? homeSchoolId,
    stopped: ['town-allowance', 'rural-living-subsidy', 'performance-pay'],
  };
}
interface PayFacts {
  readonly course: Course;
  readonly homeSchoolId: string;
  readonly arrangedSchoolId: string | null;
  readonly policy: Policy;
}

/** 退出情形 (B08). */
export type ExitTrigger = 'not-hired' | 'registration' | 'assessment' | 'monitoring';
export const TRIGGER_NAME: Readonly<Record<ExitTrigger, Bilingual>> = {
  'not-hired': { zh: '未能竞聘上岗', en: 'not hired' },
  registration: { zh: '不得任教（资格注册或考核）', en: 'may not teach' },
  assessment: { zh: '年度考核不合格', en: 'annual assessment failed' },
  monitoring: { zh: '监测连续两年不合格', en: 'monitoring failed two years running' },
};
const ENDS = ['registration', 'assessment', 'monitoring'] as const;

export function exitTriggers(teacher: Teacher, state: StandbyState): ExitTrigger[] {
  return [
    ...(state === 'on-post' ? [] : (['not-hired'] as const)),
    ...ENDS.filter((end) => TEACHING_ENDS[end](teacher)),
  ];
}

/** 退出渠道 (B09): standby training, re-posting, dismissal; a proposal to the bureau, never an act. */
export type ExitChannel = 'training' | 're-post' | 'dismissal';
export const CHANNEL_NAME: Readonly<Record<ExitChannel, Bilingual>> = {
  training: { zh: '待岗培训', en: 'standby training' },
  're-post': { zh: '转岗', en: 're-posting' },
  dismissal: { zh: '解聘', en: 'dismissal' },
};

/**
 * The channel that is open to a person; null on post. Dismissal: two failed years running, or a failed year and a refused
 * post (事业单位人事管理条例 Art. 16), or a refusal that lasted `standby.maxMonths` (A22). Re-posting: may not teach (B08), or
 * the months are over without a refusal.
 */
export function exitChannel(
  teacher: Teacher,
  {
    state,
    course,
    months,
    policy,
  }: { state: StandbyState; course: Course; months: number; policy: Policy },
): ExitChannel | null {
  if (state === 'on-post') return null;
  const refused = course.stance === 'refused';
  const last = teacher.assessments.at(-1);
  const before = teacher.assessments.at(-2);
  const over = months >= policy.standby.maxMonths;
  if (last === 'fail' && (refused || before === 'fail')) return 'dismissal';
  if (over && refused) return 'dismissal';
  return over || !mayTeach(teacher) ? 're-post' : 'training';
}
