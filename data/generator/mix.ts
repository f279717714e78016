/** Posts by subject and how the present staff departs from them (percent), stage by stage. */
import type { SchoolTier, Stage, Subject } from '../../src/domain/vocabulary.ts';

type Mix = Readonly<Partial<Record<Subject, number>>>;

/** Teaching posts by subject, tenths of a percent; 政 → 道德与法治, 信 → 信息科技, 通 → 通用技术. */
export const POST_MIX: Readonly<Record<Stage, Mix>> = {
  P: {
    语文: 275,
    数学: 170,
    英语: 70,
    道德与法治: 80,
    科学: 65,
    体育: 110,
    音乐: 70,
    美术: 70,
    信息科技: 40,
    劳动综合: 40,
    心理: 10,
  },
  J: {
    语文: 170,
    数学: 160,
    英语: 155,
    道德与法治: 65,
    历史: 65,
    地理: 45,
    生物: 65,
    物理: 60,
    化学: 40,
    体育: 85,
    音乐: 30,
    美术: 30,
    信息科技: 20,
    心理: 10,
  },
  H: {
    语文: 140,
    数学: 145,
    英语: 140,
    道德与法治: 70,
    历史: 70,
    地理: 70,
    物理: 90,
    化学: 80,
    生物: 75,
    体育: 50,
    音乐: 15,
    美术: 15,
    信息科技: 20,
    通用技术: 10,
    心理: 10,
  },
  K: { 学前教育: 1000 },
  V: { 职业专业课: 600, 语文: 100, 数学: 100, 英语: 100, 体育: 50, 信息科技: 50 },
  X: { 特殊教育: 700, 语文: 100, 数学: 100, 体育: 100 },
};

/** Multipliers of the staff mix, percent; subjects not named have 100. */
const STAFF_FACTORS: Readonly<Record<SchoolTier, Mix>> = {
  B: { 语文: 110, 数学: 109, 英语: 103, 体育: 95, 音乐: 95, 美术: 95, 科学: 85, 信息科技: 90 },
  U: {
    语文: 109,
    数学: 108,
    英语: 100,
    体育: 90,
    音乐: 90,
    美术: 90,
    科学: 80,
    信息科技: 85,
    历史: 105,
  },
  R: {
    语文: 110,
    数学: 108,
    英语: 82,
    体育: 68,
    音乐: 58,
    美术: 60,
    科学: 50,
    信息科技: 55,
    心理: 20,
    道德与法治: 105,
    物理: 95,
    地理: 85,
    生物: 90,
  },
};

export function staffFactor(tier: SchoolTier, subject: Subject): number {
  return STAFF_FACTORS[tier][subject] ?? 100;
}

/** Non-teaching posts, percent of the quota: below the caps of 9, 12 and 15 (N01). */
export const NON_TEACHING_PCT: Readonly<Record<Stage, number>> = {
  P: 6,
  J: 8,
  H: 10,
  K: 7,
  V: 10,
  X: 8,
};
/** Non-teaching posts by category: 教辅, 管理, 工勤. */
export const NON_TEACHING_MIX = { A: 50, M: 25, W: 25 } as const;
