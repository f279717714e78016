/** The Chinese words of the bureau's tables for the codes of the county. */
import type { Assessment, Teacher, UnplacedReason } from '../../src/domain/county.ts';
import type { Stage } from '../../src/domain/vocabulary.ts';

export const yesNo = (value: boolean): string => (value ? '是' : '否');

export const CERTIFICATE_ZH: Readonly<Record<Stage, string>> = {
  K: '幼儿园',
  P: '小学',
  J: '初级中学',
  H: '高级中学',
  V: '中职',
  X: '小学',
};
export const DEGREE_ZH: Readonly<Record<Teacher['degree'], string>> = {
  secondary: '中专',
  college: '大专',
  bachelor: '本科',
  master: '研究生',
};
export const HIRING_ZH: Readonly<Record<Teacher['hiring'], string>> = {
  hired: '已聘任',
  direct: '直聘',
  unplaced: '未聘任',
  waiting: '待竞聘',
};
export const REASON_ZH: Readonly<Record<UnplacedReason, string>> = {
  'over-quota': '超编',
  'subject-surplus': '学科富余',
  'not-hired': '竞聘落聘',
  volunteer: '自愿申请',
};
export const EXEMPTION_ZH: Readonly<Record<NonNullable<Teacher['exemption']>['kind'], string>> = {
  'near-retirement': '距退休不足5年',
  'pregnant-nursing': '孕期哺乳期',
  illness: '重病',
  seconded: '借调',
  'maternity-leave': '产假',
  'sick-leave': '长期病休',
  incapacity: '丧失劳动能力',
  'new-recruit': '新招聘',
};
export const ASSESSMENT_ZH: Readonly<Record<Assessment, string>> = {
  excellent: '优秀',
  pass: '合格',
  basic: '基本合格',
  fail: '不合格',
};
export const ZONE_ZH = { plain: '坝区', mountain: '山区' } as const;
export const TRACK_ZH = { men60: '男60', women55: '女55', women50: '女50' } as const;
