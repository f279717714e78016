/** Totals that two tables tell: 实有在编 and 已聘 of a title against the roster. The roster decides. */
import type { Teacher } from '../domain/county.ts';
import { TITLE_ZH } from '../domain/vocabulary.ts';
import type { IssueLog } from './issues.ts';
import type { Roster } from './roster.ts';
import type { StaffClaim } from './schools.ts';
import type { TitleClaim } from './titles.ts';

/** Warns where a claimed head count differs from the established people on the roster. */
export function crossCheck(
  roster: Roster,
  claims: { staff: readonly StaffClaim[]; titles: readonly TitleClaim[] },
  log: IssueLog,
): void {
  const heads = countHeads(roster);
  for (const { schoolId, stage, heads: claimed, place } of claims.staff) {
    const counted = heads.get(`${schoolId}/${stage}`) ?? 0;
    if (counted === claimed) continue;
    log.warn(place, {
      code: 'staff-count-differs',
      message: `「实有在编」为 ${claimed} 人，花名册中该校该学段在编 ${counted} 人。`,
      suggestion: '以花名册为准；请核对。',
    });
  }
  for (const { schoolId, stage, level, heads: claimed, place } of claims.titles) {
    const counted = heads.get(`${schoolId}/${stage}/${level}`) ?? 0;
    if (counted === claimed) continue;
    log.warn(place, {
      code: 'title-count-differs',
      message: `「${TITLE_ZH[level]}已聘」为 ${claimed} 人，花名册中该校该学段在编${TITLE_ZH[level]} ${counted} 人。`,
      suggestion: '以花名册为准；请核对。',
    });
  }
}

function countHeads(roster: Roster): Map<string, number> {
  const heads = new Map<string, number>();
  for (const { teacher } of roster.entries.values()) {
    if (teacher.employment !== 'established') continue;
    for (const key of keysOf(teacher)) heads.set(key, (heads.get(key) ?? 0) + 1);
  }
  return heads;
}

function keysOf({ schoolId, stage, title }: Teacher): string[] {
  return [`${schoolId}/${stage}`, `${schoolId}/${stage}/${title}`];
}
