/**
 * The closed word lists of the field, with the Chinese term of each code.
 * Codes appear in JSON and in ids; planners see the Chinese terms only.
 */
import { z } from 'zod';

/** 学区类别: B 局直 (bureau-run), U 街道 (street), R 农村 (rural). */
export const SchoolTier = z.enum(['B', 'U', 'R']);
export type SchoolTier = z.infer<typeof SchoolTier>;
export const TIER_ZH: Record<SchoolTier, string> = { B: '局直', U: '街道', R: '农村' };
export const TIER_EN: Record<SchoolTier, string> = { B: 'bureau', U: 'street', R: 'rural' };
/** Downward order of the tiers: a move is upward when the rank falls (X02). */
export const TIER_RANK: Record<SchoolTier, number> = { B: 0, U: 1, R: 2 };

/** 学段: K 幼儿园, P 小学, J 初中, H 高中, V 中职, X 特教. */
export const Stage = z.enum(['K', 'P', 'J', 'H', 'V', 'X']);
export type Stage = z.infer<typeof Stage>;
export const STAGE_ZH: Record<Stage, string> = {
  K: '幼儿园',
  P: '小学',
  J: '初中',
  H: '高中',
  V: '中职',
  X: '特教',
};

export const STAGE_EN: Record<Stage, string> = {
  K: 'kindergarten',
  P: 'primary',
  J: 'junior',
  H: 'senior',
  V: 'vocational',
  X: 'special',
};

/** 编制账: 'school' is the primary + junior + senior ledger (Q09), 'other' the rest (Q10). */
export type Ledger = 'school' | 'other';
export const LEDGER_ZH: Record<Ledger, string> = { school: '中小学', other: '幼儿园、中职、特教' };
export function ledgerOf(stage: Stage): Ledger {
  return stage === 'P' || stage === 'J' || stage === 'H' ? 'school' : 'other';
}

/** 岗位类别: T 教学, A 教辅, M 管理 (行政), W 工勤. */
export const Category = z.enum(['T', 'A', 'M', 'W']);
export type Category = z.infer<typeof Category>;
export const CATEGORY_ZH: Record<Category, string> = {
  T: '专任教师',
  A: '教辅',
  M: '管理',
  W: '工勤',
};

export const CATEGORY_EN: Record<Category, string> = {
  T: 'teacher',
  A: 'support',
  M: 'administration',
  W: 'logistics',
};

/** 职称层级: H 高级, M 中级, E 初级或未定. */
export const TitleLevel = z.enum(['H', 'M', 'E']);
export type TitleLevel = z.infer<typeof TitleLevel>;
export const TITLE_ZH: Record<TitleLevel, string> = { H: '高级', M: '中级', E: '初级' };

/** 学科, canonical names (思品 = 品德 = 道法 = 政治 → 道德与法治; 信息技术 → 信息科技). */
export const SUBJECTS = [
  '语文',
  '数学',
  '英语',
  '道德与法治',
  '历史',
  '地理',
  '生物',
  '物理',
  '化学',
  '科学',
  '体育',
  '音乐',
  '美术',
  '信息科技',
  '劳动综合',
  '心理',
  '通用技术',
  '学前教育',
  '职业专业课',
  '特殊教育',
] as const;
export const SUBJECT_EN: Record<(typeof SUBJECTS)[number], string> = {
  语文: 'Chinese',
  数学: 'Mathematics',
  英语: 'English',
  道德与法治: 'Ethics and law',
  历史: 'History',
  地理: 'Geography',
  生物: 'Biology',
  物理: 'Physics',
  化学: 'Chemistry',
  科学: 'Science',
  体育: 'PE',
  音乐: 'Music',
  美术: 'Art',
  信息科技: 'IT',
  劳动综合: 'Labour',
  心理: 'Psychology',
  通用技术: 'Technology',
  学前教育: 'Preschool',
  职业专业课: 'Vocational',
  特殊教育: 'Special needs',
};
export const Subject = z.enum(SUBJECTS);
export type Subject = z.infer<typeof Subject>;

/** 学校类别. */
export const SCHOOL_KINDS = [
  '小学',
  '教学点',
  '初级中学',
  '九年一贯制',
  '完全中学',
  '高级中学',
  '十二年一贯制',
  '幼儿园',
  '中职',
  '特教',
] as const;
export const SchoolKind = z.enum(SCHOOL_KINDS);
export type SchoolKind = z.infer<typeof SchoolKind>;

/** Language of messages and labels: Chinese first, English beside it. */
export type Language = 'zh' | 'en';
/** One sentence in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
