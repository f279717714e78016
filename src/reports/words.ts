/** What several reports call the same things. */
import type { PostGroup } from '../domain/county.ts';
import type { RuleCheck, Standby } from '../domain/proposal.ts';
import { CATEGORY_ZH, type SchoolTier, STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';

/** Subject match by percent. */
export const MATCH_ZH: Readonly<Record<number, string>> = {
  100: '学科一致',
  60: '第二学科',
  50: '资格证学科',
  40: '语数通识',
  30: '可转岗学科',
};
export const STANDBY_ZH: Readonly<Record<Standby['reason'], string>> = {
  exempt: '直聘（豁免）人员，不参加本轮',
  refused: '曾书面拒绝已安排岗位',
  'no-admissible-post': '无匹配岗位',
  'posts-filled': '匹配岗位已满',
};
export const STATUS_ZH: Readonly<Record<RuleCheck['status'], string>> = {
  pass: '通过',
  warn: '预警',
  fail: '违反',
};

/** Admissibility tests in a few words, for cells; the sentence stands in the test itself. */
export const TEST_ZH: Readonly<Record<string, string>> = {
  'flow-direction': '流向不允许',
  'other-district': '不在本轮范围',
  certificate: '资格证或学段不符',
  'subject-match': '学科不符',
  'open-post': '无空缺或无空编',
  'in-the-round': '不参加本轮或材料不齐',
  'service-term': '服务期未满',
  kinship: '亲属回避',
  'entry-exam': '未通过考试',
  teachable: '不得任教',
  'distance-limit': '超出距离上限',
  zones: '坝区、山区、重点校限制',
  'refused-post': '曾书面拒绝',
  'late-form': '逾期交表',
  locks: '人工限定',
};

/** `BU` as 「局直→街道」. */
export function flowLabel(flow: string): string {
  const [from, to] = [...flow] as SchoolTier[];
  return `${TIER_ZH[from as SchoolTier]}→${TIER_ZH[to as SchoolTier]}`;
}

type PostParts = Pick<PostGroup, 'stage' | 'category'> & {
  schoolId: string;
  subject: string | null;
};

/** The parts of a post-group id. */
export function postParts(postGroupId: string): PostParts {
  const [schoolId, stage, category, subject] = postGroupId.split('/') as [
    string,
    PostGroup['stage'],
    PostGroup['category'],
    string,
  ];
  return { schoolId, stage, category, subject: subject === '-' ? null : subject };
}

/** Subject, or category where there is none. */
export function postWord(postGroupId: string): string {
  const { category, subject } = postParts(postGroupId);
  return subject ?? CATEGORY_ZH[category];
}

/** 「小学语文」. */
export function stagePost(postGroupId: string): string {
  return `${STAGE_ZH[postParts(postGroupId).stage]}${postWord(postGroupId)}`;
}

/** `2026-09` as 「2026年9月」, `2026-09-01` as 「2026年9月1日」. */
export function dateZh(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day === undefined ? '' : `${day}日`}`;
}

/** Hundredths as a number with two decimals. */
export function hundredths(value: number | null): number | null {
  return value === null ? null : value / 100;
}
