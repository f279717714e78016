/** 岗位等级: the professional grades 1–13 in their spellings 「专技七级」「7级」「七」, and the level of title they belong to. */
import type { TitleLevel } from '../domain/vocabulary.ts';

/** Lowest (largest) grade of the senior and of the middle level (正高 1–4, 副高 5–7, 中级 8–10, 初级 11–13). */
const LAST = { H: 7, M: 10, E: 13 } as const;
const NUMERALS = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
];

/** @returns 1 to 13, or null for what is no professional grade */
export function parsePostGrade(text: string): number | null {
  const match =
    /^(?:专业技术|专技)?(?:岗位)?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:级|级岗|档)?$/u.exec(text);
  const written = match?.[1];
  if (written === undefined) return null;
  const grade = /^\d/.test(written) ? Number(written) : NUMERALS.indexOf(written) + 1;
  return grade >= 1 && grade <= LAST.E ? grade : null;
}

export function levelOfGrade(grade: number): TitleLevel {
  if (grade <= LAST.H) return 'H';
  return grade <= LAST.M ? 'M' : 'E';
}
