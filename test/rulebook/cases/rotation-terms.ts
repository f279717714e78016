/** How long an exchange lasts (R04), who comes first after it (R05), what each school sends (R09), the share asked for (L08). */
import { mover, type TinyTeacher } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase, type Scene } from './rule-case.ts';
import { at, rotation } from './scenes.ts';

/** Two people of one record and one post; the named one gets it, `back` has finished an exchange. */
function hired(who: 'back' | 'other', other: Partial<TinyTeacher> = {}): Scene {
  return {
    county: {
      schools: [{ id: 's' }],
      groups: [{ schoolId: 's' }],
      teachers: [
        mover({ id: 'back', schoolId: 's', returnRight: true }),
        mover({ id: 'other', schoolId: 's', ...other }),
      ],
    },
    places: { [who]: 's/P/T/语文' },
    standby: [who === 'back' ? 'other' : 'back'],
    policy: { round: 'in-school' },
  };
}

/** Nobody moves; a-1 is on an exchange that ends in that month. */
function away(until: string): Scene {
  const exchange = { homeSchoolId: 'b', homePostGroupId: null, since: '2024-09', until };
  const scene = rotation([], { teacher: { exchange } });
  return { ...scene, places: {} };
}

/** One school more that has due people: five of fifteen. */
function withThird(moved: readonly string[]): Scene {
  const scene = rotation(moved);
  const { schools, groups = [], teachers = [] } = scene.county;
  const due = { title: 'M', schoolStart: '2010-09' } as const;
  return {
    ...scene,
    county: {
      schools: [...schools, { id: 'c', quota: 20 }],
      groups: [...groups, { schoolId: 'c', posts: 2, openings: 0 }],
      teachers: [
        ...teachers,
        ...Array.from({ length: 5 }, (_, k) => ({ id: `c-${k + 1}`, schoolId: 'c', ...due })),
      ],
    },
    places: at('b', ...moved),
  };
}

export const ROTATION_TERM_CASES: readonly RuleCase[] = [
  ruleCase(['R04'], 'exchange-term', 'thirty-six months, or thirty-seven', {
    keeps: away('2027-08'),
    breaks: away('2027-09'),
  }),
  ruleCase(['R05'], 'returners-first', 'who is back from an exchange wins the tie, or does not', {
    keeps: hired('back'),
    breaks: hired('other'),
  }),
  ruleCase(['R05'], 'returners-first', 'a better record comes before the exchange', {
    keeps: hired('other', { classTeacher: true }),
    breaks: hired('other'),
  }),
  ruleCase(
    ['R09'],
    'rotation-school',
    'three are due to leave: two of ten and one of five, or all of one school',
    {
      keeps: withThird(['a-1', 'a-2', 'c-1']),
      breaks: withThird(['a-1', 'a-2', 'a-3']),
    },
  ),
  ruleCase(
    ['L08'],
    'rotation-backbone',
    'half of the three who may move are backbone teachers, or none',
    {
      keeps: rotation(['a-1', 'a-2'], {
        teacher: { backbone: true },
        policy: { 'rotation.backbonePct': 50 },
      }),
      breaks: rotation(['a-1', 'a-2'], { policy: { 'rotation.backbonePct': 50 } }),
    },
  ),
];
