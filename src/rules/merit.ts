/** 业绩: the whole-percent weight of a person's record (I06, E01, §4.5). */
import type { County, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';

/** Weight of a person without a record: the middle, so that a missing row neither helps nor harms much. */
const NO_RECORD = 50;

/** Whole percent 0–100: the raw total, or the mid-rank percentile among the colleagues of the school. */
export function meritPercent(county: County, policy: Policy): (teacher: Teacher) => number {
  if (policy.merit.scale === 'raw') {
    return (teacher) => (teacher.merit === null ? NO_RECORD : Math.floor(teacher.merit / 100));
  }
  const bySchool = new Map<string, number[]>();
  for (const { employment, merit, schoolId } of county.teachers) {
    if (employment !== 'established' || merit === null) continue;
    const scores = bySchool.get(schoolId);
    if (scores === undefined) bySchool.set(schoolId, [merit]);
    else scores.push(merit);
  }
  for (const scores of bySchool.values()) scores.sort((a, b) => a - b);
  return (teacher) => {
    const scores = bySchool.get(teacher.schoolId);
    if (teacher.merit === null || scores === undefined) return NO_RECORD;
    const below = countBelow(scores, teacher.merit);
    const equal = countBelow(scores, teacher.merit + 1) - below;
    return Math.floor((100 * (2 * below + equal)) / (2 * scores.length));
  };
}

/** Entries of the ascending list that are smaller than x. */
function countBelow(ascending: readonly number[], x: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
