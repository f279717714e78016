/** Leaders for tiny counties: heads, deputies and middle leaders with everything in order unless told. */
import type { Leadership } from '../../src/domain/county.ts';
import type { TinyTeacher } from './tiny-county.ts';

type Who = Omit<Partial<TinyTeacher>, 'leadership'> & { leadership?: Partial<Leadership> };

const IN_ORDER: Leadership = {
  duty: null,
  since: null,
  deputyYears: 4,
  middleYears: 4,
  teachingYears: 12,
  trainingHours: 240,
  certificate: true,
  reviews: [],
  lastHeaded: null,
};

/** A head of the school since that month; the reference month of the default policy is 2026-09. */
export function head(
  id: string,
  schoolId: string,
  since: string | null,
  { leadership = {}, ...more }: Who = {},
): TinyTeacher {
  return {
    ...{ id, schoolId, leader: true, birth: '1980-01', ...more },
    leadership: { ...IN_ORDER, duty: 'head', since, ...leadership },
  };
}

export function deputy(id: string, schoolId: string, who: Who = {}): TinyTeacher {
  const { leadership = {}, ...more } = who;
  return {
    ...{ id, schoolId, leader: true, birth: '1985-01', ...more },
    leadership: { ...IN_ORDER, duty: 'deputy', since: '2022-09', ...leadership },
  };
}
