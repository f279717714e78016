/** 教研员兼课 (W06): where a researcher teaches each week, and who owes a year in a school. */
import type { County, Researcher } from '../../domain/county.ts';
import { FIFTHS, type ResearcherRow } from '../../domain/itinerant.ts';
import type { Policy } from '../../domain/policy.ts';
import { monthNumber } from '../arithmetic.ts';
import { campusId, type Place } from './places.ts';
import { groupId } from './staff.ts';

/** A year in a school is owed after so many years on post. */
const YEARS_ON_POST = 5;

/** ⌊5 · periods a term / weeks⌋: 100 periods in 20 weeks are 5 periods, 25 fifths, a week. */
function weeklyFifths({ researchers }: Policy): number {
  return Math.floor((FIFTHS * researchers.periodsPerTerm) / researchers.weeksPerTerm);
}

/** One row for each researcher, in county order. @param places all places of the plan */
export function researcherRows(
  county: County,
  policy: Policy,
  places: readonly Place[],
): ResearcherRow[] {
  const known = new Set(places.flatMap(({ id, stage }) => (stage === 'H' ? [] : [id])));
  return county.researchers.map((researcher) => {
    const reason = whyNot(researcher, policy, known);
    const years = yearsOnPost(researcher, policy);
    return {
      researcherId: researcher.id,
      subject: researcher.subject,
      stage: researcher.stage,
      schoolId: researcher.schoolId,
      fifths: reason === null ? weeklyFifths(policy) : 0,
      reason,
      years,
      owesYear: years >= YEARS_ON_POST,
    };
  });
}

function whyNot(
  { subject, stage, schoolId }: Researcher,
  policy: Policy,
  places: ReadonlySet<string>,
): ResearcherRow['reason'] {
  if (!policy.researchersTeach) return 'not-asked';
  if (schoolId === null) return 'no-school';
  if (!places.has(campusId(schoolId, stage))) return 'no-such-stage';
  return policy.itinerant.subjects.includes(subject) ? null : 'not-itinerant-subject';
}

/** Full years since the start on post, or since the latest year in a school. */
function yearsOnPost({ since, lastInSchool }: Researcher, { referenceMonth }: Policy): number {
  const from = lastInSchool !== null && lastInSchool > since ? lastInSchool : since;
  return Math.max(0, Math.floor((monthNumber(referenceMonth) - monthNumber(from)) / 12));
}

/** Lessons of researchers by place and subject ({@link groupId}), fifths. */
export function researcherLessons(rows: readonly ResearcherRow[]): ReadonlyMap<string, number> {
  const lessons = new Map<string, number>();
  for (const { schoolId, stage, subject, fifths } of rows) {
    if (schoolId === null || fifths === 0) continue;
    const key = groupId(campusId(schoolId, stage), subject);
    lessons.set(key, (lessons.get(key) ?? 0) + fifths);
  }
  return lessons;
}
