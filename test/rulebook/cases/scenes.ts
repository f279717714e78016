/** The counties that most cases share: one move, a few movers, a rotation between two schools. */
import {
  mover,
  type TinyGroup,
  type TinySchool,
  type TinyTeacher,
} from '../../support/tiny-county.ts';
import type { Scene } from './rule-case.ts';

/** What is special about the move; all else as in `tinyCounty`. */
export interface OneMove {
  readonly home?: Partial<TinySchool>;
  readonly to?: Partial<TinySchool>;
  readonly group?: Partial<TinyGroup>;
  readonly teacher?: Partial<TinyTeacher>;
  readonly others?: readonly TinyTeacher[];
  readonly policy?: Record<string, unknown>;
}

/** t1 of the street school `home` goes to the one post group of the rural school `new`. */
export function oneMove({ home, to, group, teacher, others = [], policy = {} }: OneMove): Scene {
  const stage = group?.stage ?? to?.stage ?? 'P';
  const category = group?.category ?? 'T';
  const subject = category === 'T' ? (group?.subject ?? '语文') : '-';
  return {
    county: {
      schools: [
        { id: 'home', tier: 'U', ...home },
        { id: 'new', tier: 'R', ...to },
      ],
      groups: [{ schoolId: 'new', ...group }],
      teachers: [mover({ id: 't1', schoolId: 'home', ...teacher }), ...others],
    },
    places: { t1: `new/${stage}/${category}/${subject}` },
    policy,
  };
}

/** Movers m1 … mk of the school `home`. */
export const movers = (k: number, teacher: Partial<TinyTeacher> = {}): TinyTeacher[] =>
  Array.from({ length: k }, (_, n) => mover({ id: `m${n + 1}`, schoolId: 'home', ...teacher }));

/** People `<school>-1` … who are there already. */
export const staff = (
  k: number,
  schoolId: string,
  teacher: Partial<TinyTeacher> = {},
): TinyTeacher[] =>
  Array.from({ length: k }, (_, n) => ({ id: `${schoolId}-${n + 1}`, schoolId, ...teacher }));

/** The rural school `id`. */
export const rural = (id: string, school: Partial<TinySchool> = {}): TinySchool => ({
  id,
  tier: 'R',
  ...school,
});

/** m1 … mk at the Chinese lessons of `schoolId`. */
export const at = (schoolId: string, ...ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id) => [id, `${schoolId}/P/T/语文`]));

/** Ten due teachers at the street school `a`, nine at the rural `b`; the named ones of `a` go to `b`. */
export function rotation(
  moved: readonly string[],
  {
    teacher = {},
    posts = 5,
    policy = {},
  }: {
    readonly teacher?: Partial<TinyTeacher>;
    /** Posts of Chinese at `a`. */
    readonly posts?: number;
    readonly policy?: Record<string, unknown>;
  } = {},
): Scene {
  const due = { title: 'M', schoolStart: '2010-09' } as const;
  return {
    county: {
      schools: [
        { id: 'a', quota: 20 },
        { id: 'b', tier: 'R', quota: 20 },
      ],
      groups: [
        { schoolId: 'a', posts, openings: 0 },
        { schoolId: 'b', posts: 20, openings: 0 },
      ],
      teachers: [...staff(10, 'a', { ...due, ...teacher }), ...staff(9, 'b')],
    },
    places: at('b', ...moved),
    policy: { round: 'rotation', ...policy },
  };
}
