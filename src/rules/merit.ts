/** 业绩: the whole-percent weight of a person's record (I06, E01, §4.5). */
import type { Assessment, County, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';

/** Weight of a person without a record: the middle, so that a missing row neither helps nor harms much. */
const NO_RECORD = 50;

/** E01: what a grade stands for where there is no total, hundredths of 100. */
const GRADE: Record<Assessment, number> = { excellent: 10_000, pass: 7_000, basic: 4_000, fail: 0 };

/** The total of the record in hundredths of 100; without one the last grade (E01), without both null. */
function record({ merit, assessments }: Teacher): number | null {
  const last = assessments.at(-1);
  return merit ?? (last === undefined ? null : GRADE[last]);
}

/** Whole percent 0–100: the raw total, or the mid-rank percentile among the colleagues of the school. */
export function meritPercent(county: County, policy: Policy): (teacher: Teacher) => number {
  if (policy.merit.scale === 'raw') {
    return (teacher) => {
      const total = record(teacher);
      return total === null ? NO_RECORD : Math.floor(total / 100);
    };
  }
  const bySchool = new Map<string, number[]>();
  for (const teacher of county.teachers) {
    const total = record(teacher);
    if (teacher.employment !== 'established' || total === null) continue;
    const scores = bySchool.get(teacher.schoolId);
    if (scores === undefined) bySchool.set(teacher.schoolId, [total]);
    else scores.push(total);
  }
  for (const scores of bySchool.values()) scores.sort((a, b) => a - b);
  return (teacher) => {
    const total = record(teacher);
    const scores = bySchool.get(teacher.schoolId);
    if (total === null || scores === undefined) return NO_RECORD;
    const below = countBelow(scores, total);
    const equal = countBelow(scores, total + 1) - below;
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
