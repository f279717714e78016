/** The indicators, one entry each: whom it counts, what it divides by, its limits and the rules it serves. */
import { INDICATOR_NAME, type IndicatorId } from '../../domain/indicators.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bilingual, Stage } from '../../domain/vocabulary.ts';
import {
  ARTS_SUBJECTS,
  degreeReaches,
  hasAttribute,
  isCompared,
  type PersonAttribute,
} from '../../rules/attributes.ts';
import type { PartStaff } from './staff.ts';

export interface Indicator {
  readonly id: IndicatorId;
  readonly rules: readonly string[];
  readonly name: Bilingual;
  /** How a part is measured; null = school by school over the compulsory stage (T09). */
  readonly measure: Measure | null;
}

export interface Measure {
  /** Parts that are measured. */
  readonly covers: (staff: PartStaff) => boolean;
  readonly count: (staff: PartStaff, policy: Policy) => number;
  /** What the count is divided by; null = a plain count. */
  readonly base: ((staff: PartStaff) => number) | null;
  /** 100 for "per 100 pupils" and percent. */
  readonly scale: 1 | 100;
  /** Least value of a stage and of its schools, in tenths so that it is whole; null = none. */
  readonly limitTenths: (stage: Stage) => number | null;
  /** Whether a part meets what is asked of it by its count alone, instead of by the limit. */
  readonly leastCount?: number;
  /** Whether a coefficient of variation is taken, and its largest value in percent by stage. */
  readonly spread: boolean;
  readonly spreadLimit: (stage: Stage, policy: Policy) => number | null;
}

/** L1–L3 of L04: thresholds per 1000 pupils, primary and junior. */
const THRESHOLDS: Readonly<
  Record<'above-degree' | 'backbone' | 'arts', Record<'P' | 'J', number>>
> = {
  'above-degree': { P: 42, J: 53 },
  backbone: { P: 10, J: 10 },
  arts: { P: 9, J: 9 },
};
/** E03: least share of teachers with the target degree, percent. */
const DEGREE_TARGET = {
  K: { degree: 'college', pct: 83 },
  P: { degree: 'bachelor', pct: 58 },
  J: { degree: 'bachelor', pct: 92 },
  H: { degree: 'master', pct: 14 },
  V: { degree: 'master', pct: 14 },
} as const;

const isCompulsory = (stage: Stage): stage is 'P' | 'J' => stage === 'P' || stage === 'J';
const pupils = ({ part }: PartStaff): number => part.pupils;
const none = () => null;

/** L04: largest coefficient of variation of a stage, percent. */
function largestSpread(stage: Stage, { indicators }: Policy): number | null {
  return isCompulsory(stage)
    ? { P: indicators.cvPrimaryPct, J: indicators.cvJuniorPct }[stage]
    : null;
}

/** Teachers per 100 pupils over the parts that L04 compares. */
function per100(
  id: keyof typeof THRESHOLDS,
  has: (staff: PartStaff, policy: Policy) => number,
): Measure {
  return {
    covers: ({ school, part }) => isCompared(school, part),
    count: has,
    base: pupils,
    scale: 100,
    limitTenths: (stage) => (isCompulsory(stage) ? THRESHOLDS[id][stage] : null),
    spread: true,
    spreadLimit: largestSpread,
  };
}

const withAttribute =
  (attribute: PersonAttribute) =>
  ({ teachers, part }: PartStaff, policy: Policy): number =>
    teachers.filter(({ teacher }) => hasAttribute(attribute, teacher, part.stage, policy)).length;

const MEASURES: Record<IndicatorId, { rules: readonly string[]; measure: Measure | null }> = {
  'above-degree': { rules: ['L04'], measure: per100('above-degree', withAttribute('degree')) },
  backbone: { rules: ['L04'], measure: per100('backbone', withAttribute('backbone')) },
  arts: {
    rules: ['L04'],
    measure: per100(
      'arts',
      ({ teachers }) => teachers.filter(({ subject }) => ARTS_SUBJECTS.has(subject)).length,
    ),
  },
  'senior-title': {
    rules: ['T09'],
    measure: {
      covers: ({ school, part }) => isCompared(school, part) || part.stage === 'H',
      count: withAttribute('senior'),
      base: pupils,
      scale: 100,
      limitTenths: none,
      leastCount: 1,
      spread: true,
      spreadLimit: none,
    },
  },
  'senior-schools': { rules: ['T09'], measure: null },
  staff: {
    rules: ['Q08'],
    measure: {
      covers: ({ school, part }) => isCompared(school, part) || part.stage === 'H',
      count: ({ staff }) => staff.length,
      base: pupils,
      scale: 100,
      limitTenths: none,
      spread: true,
      spreadLimit: none,
    },
  },
  'fill-rate': {
    rules: ['Q07', 'Q15', 'Q16'],
    measure: {
      covers: () => true,
      count: ({ staff }) => staff.length,
      base: ({ part }) => part.quota,
      scale: 100,
      limitTenths: none,
      spread: true,
      spreadLimit: none,
    },
  },
  'pupils-per-teacher': {
    rules: ['Q08'],
    measure: {
      covers: () => true,
      count: pupils,
      base: ({ teachers }) => teachers.length,
      scale: 1,
      limitTenths: none,
      spread: false,
      spreadLimit: none,
    },
  },
  'degree-share': {
    rules: ['E03'],
    measure: {
      covers: ({ part }) => part.stage !== 'X',
      count: ({ teachers, part }) => {
        const target = part.stage === 'X' ? null : DEGREE_TARGET[part.stage];
        if (target === null) return 0;
        return teachers.filter(({ teacher }) => degreeReaches(teacher.degree, target.degree))
          .length;
      },
      base: ({ teachers }) => teachers.length,
      scale: 100,
      limitTenths: (stage) => (stage === 'X' ? null : 10 * DEGREE_TARGET[stage].pct),
      spread: false,
      spreadLimit: none,
    },
  },
  temporary: {
    rules: ['Q17'],
    measure: {
      covers: () => true,
      count: ({ part }) => part.temporary,
      base: null,
      scale: 1,
      limitTenths: none,
      spread: false,
      spreadLimit: none,
    },
  },
};

/** All indicators in the order in which they are reported. */
export const INDICATORS: readonly Indicator[] = (Object.keys(MEASURES) as IndicatorId[]).map(
  (id) => ({ id, name: INDICATOR_NAME[id], ...MEASURES[id] }),
);
