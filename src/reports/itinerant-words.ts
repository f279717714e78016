/** Figures of an itinerant plan in words: periods, kilometres, sums by subject. */
import {
  type Coverage,
  FIFTHS,
  type ItinerantPlan,
  type ItinerantTierName,
  type ResearcherRow,
  type Trip,
} from '../domain/itinerant.ts';
import { type Bilingual, type Stage, SUBJECTS, type Subject } from '../domain/vocabulary.ts';

export const periods = (fifths: number): number => fifths / FIFTHS;
export const kilometres = (hundredths: number): number => hundredths / 100;

/** A day of lessons at the home place is no trip. */
export const isAway = ({ placeId, homePlaceId }: Trip): boolean => placeId !== homePlaceId;

/** There and back on each day, hundredths of a km. */
export const weeklyWay = ({ distance, days }: Trip): number => 2 * distance * days;

export const TIER_WORD: Readonly<Record<ItinerantTierName, Bilingual>> = {
  covered: { zh: '多开的课时（五分之一节）', en: 'lessons covered (fifths of a period)' },
  distance: { zh: '每周里程（百分之一公里）', en: 'kilometres a week (hundredths)' },
  travellers: { zh: '走教教师（人）', en: 'teachers who travel' },
  'lot-high': { zh: '公开抽签（高位）', en: 'published lot (high)' },
  'lot-low': { zh: '公开抽签（低位）', en: 'published lot (low)' },
};

/** … without units. */
export const TIER_NAME: Readonly<Record<ItinerantTierName, Bilingual>> = {
  covered: { zh: '课时', en: 'lessons' },
  distance: { zh: '里程', en: 'kilometres' },
  travellers: { zh: '走教人数', en: 'people who travel' },
  'lot-high': { zh: '抽签高位', en: 'lot (high)' },
  'lot-low': { zh: '抽签低位', en: 'lot (low)' },
};

/** Why a researcher gives no lessons in the plan. */
export const NO_LESSONS: Readonly<Record<NonNullable<ResearcherRow['reason']>, Bilingual>> = {
  'not-asked': { zh: '政策未启用兼课', en: 'not asked by the policy' },
  'no-school': { zh: '未定联系学校', en: 'no school assigned' },
  'no-such-stage': { zh: '联系学校无该学段', en: 'no such stage at the school' },
  'not-itinerant-subject': { zh: '不属走教学科', en: 'not an itinerant subject' },
};

/** Lessons of a subject over all places, fifths of a period. */
export interface SubjectSum {
  readonly subject: Subject;
  /** null = both stages. */
  readonly stage: Stage | null;
  readonly need: number;
  readonly before: number;
  readonly researchers: number;
  readonly home: number;
  readonly travelling: number;
  readonly after: number;
}

/** One sum for each subject of the plan, in the order of the vocabulary. */
export function sumsBySubject({ coverage }: Pick<ItinerantPlan, 'coverage'>): SubjectSum[] {
  return SUBJECTS.filter((subject) => coverage.some((row) => row.subject === subject)).map(
    (subject) => sumOf(coverage, subject, null),
  );
}

/** … and by stage. */
export function sumsByStage({ coverage }: Pick<ItinerantPlan, 'coverage'>): SubjectSum[] {
  return sumsBySubject({ coverage }).flatMap(({ subject }) =>
    (['P', 'J'] as const)
      .filter((stage) => coverage.some((row) => row.subject === subject && row.stage === stage))
      .map((stage) => sumOf(coverage, subject, stage)),
  );
}

function sumOf(coverage: readonly Coverage[], subject: Subject, stage: Stage | null): SubjectSum {
  const rows = coverage.filter(
    (row) => row.subject === subject && (stage === null || row.stage === stage),
  );
  const total = (of: (row: Coverage) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    subject,
    stage,
    need: total(({ need }) => need),
    before: total(({ before }) => before),
    researchers: total(({ researchers }) => researchers),
    home: total(({ home }) => home),
    travelling: total(({ travelling }) => travelling),
    after: total(({ after }) => after),
  };
}
