/** Invented names from short lists (namesakes happen, as in every county) and identity numbers nobody can have. */
import type { Dice } from './random.ts';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
];
const FIRST = [...'文建志海晓春国明玉秀雪丽佳思雨子俊宏永立新学'];
const LAST = {
  M: [...'伟强军杰涛斌峰磊鹏辉超勇刚平亮波林宇飞龙'],
  F: [...'芳娟敏静丽霞燕玲红艳梅洁琳颖娜萍婷慧莹欣'],
} as const;

/** Two or three characters. */
export function drawName(source: Dice, sex: 'M' | 'F'): string {
  const surname = source.pick(SURNAMES);
  const first = source.chance(0.78) ? source.pick(FIRST) : '';
  return surname + first + source.pick(LAST[sex]);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first 17 digits (GB 11643). */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Region 999999 is assigned to no place, so the number belongs to nobody; the 17th digit is odd for men. */
export function identityNumber(birth: string, sex: 'M' | 'F', serial: number): string {
  const order = 2 * (Math.floor(serial / 28) % 500) + (sex === 'M' ? 1 : 0);
  const day = String((serial % 28) + 1).padStart(2, '0');
  const digits = `999999${birth.replace('-', '')}${day}${String(order).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}
