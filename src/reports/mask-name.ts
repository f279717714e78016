/** 姓名隐去: names in everything that is made public, as the policy says. */
import type { Policy } from '../domain/policy.ts';

/** Names of so many characters have a compound family name (欧阳, 司马) or are written out from another language. */
const LONG_NAME = 4;

/** 张小丽 → 张**, 欧阳小丽 → 欧阳**; as it is when the policy shows names. */
export function publicName(name: string, { reports }: Policy): string {
  if (reports.maskNames === 'off') return name;
  const characters = [...name];
  const isCompound = characters.length === LONG_NAME && !/[·•・.\s]/u.test(name);
  const shown = isCompound ? 2 : 1;
  return characters.map((each, at) => (at < shown ? each : '*')).join('');
}
