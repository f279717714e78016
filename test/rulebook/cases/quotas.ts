/** Heads within the caps: everybody once, posts, quotas of school, district, ledger, stage and county (Q, N, S05, W02). */
import type { TinyCounty, TinySchool } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase, type Scene } from './rule-case.ts';
import { at, movers, oneMove, rotation, rural, staff } from './scenes.ts';

const home = { id: 'home' };

/** Two movers, two rural schools of district D; `a` has openings for three. */
const pair = (a: number, b: number, thereB: number, k = 2): TinyCounty => ({
  schools: [
    home,
    rural('a', { districtId: 'D', quota: a }),
    rural('b', { districtId: 'D', quota: b }),
  ],
  groups: [{ schoolId: 'a', openings: 3 }],
  teachers: [...movers(k), ...staff(thereB, 'b')],
});
const first = { places: at('a', 'm1'), standby: ['m2'] };
const both = { places: at('a', 'm1', 'm2') };

const toKindergarten = (quota: number): Scene => ({
  county: {
    schools: [home, rural('k', { stage: 'K', quota: 1 }), rural('full', { stage: 'K', quota })],
    groups: [{ schoolId: 'k' }],
    teachers: [
      ...movers(1, { certificates: [{ stage: 'K', subject: null }] }),
      ...staff(1, 'full'),
    ],
  },
  places: { m1: 'k/K/T/语文' },
});
const crowdedHome = (quota: number): Scene => ({
  county: {
    schools: [{ ...home, quota }, rural('a', { quota: 1 })],
    groups: [{ schoolId: 'a' }],
    teachers: [...movers(1), ...staff(1, 'home')],
  },
  places: at('a', 'm1'),
});
/** The junior part of `a` has quota, the primary part has none. */
const nineYear = (primary: number): Scene => ({
  county: {
    schools: [
      { ...home, quota: 0 },
      rural('a', {
        parts: [
          { stage: 'J', quota: 5 },
          { stage: 'P', quota: primary },
        ],
      }),
    ],
    groups: [{ schoolId: 'a', stage: 'P' }],
    teachers: movers(1),
  },
  places: at('a', 'm1'),
});
/** Approved for the stage: two heads, all of them at `a`. */
const approved = (k: number): Scene => ({
  county: {
    schools: [{ ...home, quota: 0 }, rural('a', { quota: 2 })],
    groups: [{ schoolId: 'a', openings: 3 }],
    teachers: movers(3),
    approved: [{ stage: 'P', total: 2 }],
  },
  places: at('a', ...['m1', 'm2', 'm3'].slice(0, k)),
  standby: ['m1', 'm2', 'm3'].slice(k),
});

const QUOTAS: readonly RuleCase[] = [
  ruleCase(['Q01', 'Q02'], 'approved-total', 'two heads are approved, not three', {
    keeps: approved(2),
    breaks: approved(3),
  }),
  ruleCase(['Q02'], 'approved-total', 'quotas of the schools above the approved total', {
    keeps: {
      ...approved(2),
      county: { ...approved(2).county, approved: [{ stage: 'P', total: 3 }] },
    },
    breaks: approved(3),
  }),
  ruleCase(['Q03'], 'turnover-pool', 'the pool lends one head, not two', {
    keeps: { county: pair(1, 5, 0), ...both, policy: { pool: { size: 1 } } },
    breaks: {
      county: pair(1, 5, 0, 3),
      places: at('a', 'm1', 'm2', 'm3'),
      policy: { pool: { size: 1 } },
    },
  }),
  ruleCase(['Q07', 'Q09', 'Q16', 'X05'], 'school-quota', 'one free place, two arrivals', {
    keeps: { county: pair(1, 5, 0), ...first },
    breaks: { county: pair(1, 5, 0), ...both },
  }),
  ruleCase(['Q09', 'Q20', 'W02'], 'district-quota', 'a full sister school leaves no room', {
    keeps: { county: pair(1, 2, 2), ...first },
    breaks: { county: pair(1, 1, 2), ...first },
  }),
  ruleCase(['Q09'], 'ledger-quota', 'people elsewhere use the ledger up', {
    keeps: crowdedHome(1),
    breaks: crowdedHome(0),
  }),
  ruleCase(['Q10'], 'ledger-quota', 'kindergartens have a ledger of their own', {
    keeps: toKindergarten(1),
    breaks: toKindergarten(0),
  }),
  ruleCase(['Q09'], 'stage-quota', 'junior quota is not for primary posts', {
    keeps: nineYear(1),
    breaks: nineYear(0),
  }),
  ruleCase(['X14'], 'key-school-cap', 'the key school takes one outsider, not two', {
    keeps: keySchool(2),
    breaks: keySchool(1),
  }),
  ruleCase(
    ['Q23'],
    'absent-staff',
    'the place of a sick colleague is free unless the policy counts it',
    {
      keeps: sickColleague({}),
      breaks: sickColleague({ absentOutsidePosts: false }),
    },
  ),
];

function keySchool(cap: number): Scene {
  const schools: TinySchool[] = [home, rural('a', { keySchool: true })];
  return { county: { ...pair(9, 9, 0), schools }, ...both, policy: { keySchool: { cap } } };
}

function sickColleague(policy: Record<string, unknown>): Scene {
  const sick = {
    exemption: { kind: 'sick-leave', missing: [], from: null, to: null },
    countsAgainstPosts: false,
  } as const;
  return {
    county: {
      schools: [home, rural('a', { quota: 1 })],
      groups: [{ schoolId: 'a' }],
      teachers: [...movers(1), ...staff(1, 'a', sick)],
    },
    places: at('a', 'm1'),
    policy,
  };
}

const support = (k: number, quota = 24): Scene => ({
  county: {
    schools: [home, rural('a', { quota })],
    groups: [{ schoolId: 'a', category: 'M', openings: 1 }],
    teachers: movers(2, { category: 'M' }),
  },
  places: Object.fromEntries(['m1', 'm2'].slice(0, k).map((id) => [id, 'a/P/M/-'])),
  standby: ['m1', 'm2'].slice(k),
});
/** One place left at `a`: the mover m1 can teach there, the supporter helps in the office. */
const lastPlace = (who: 'm1' | 'office'): Scene => ({
  county: {
    schools: [home, rural('a', { quota: 12 })],
    groups: [{ schoolId: 'a' }, { schoolId: 'a', category: 'A' }],
    teachers: [...movers(1), ...movers(1, { id: 'office', category: 'A' }), ...staff(11, 'a')],
  },
  places: who === 'm1' ? at('a', 'm1') : { office: 'a/P/A/-' },
  standby: [who === 'm1' ? 'office' : 'm1'],
});
const openings = (k: number, mustFill = 0): Scene => ({
  county: {
    schools: [home, rural('a')],
    groups: [{ schoolId: 'a', openings: 1, mustFill }],
    teachers: movers(2),
  },
  places: at('a', ...['m1', 'm2'].slice(0, k)),
  standby: ['m1', 'm2'].slice(k),
});

const POSTS: readonly RuleCase[] = [
  ruleCase(['S05', 'X04'], 'teacher', 'everybody is placed or on standby', {
    keeps: openings(1),
    breaks: { ...openings(1), standby: [] },
  }),
  ruleCase(['Q24', 'X06'], 'post-openings', 'one opening, two arrivals', {
    keeps: openings(1),
    breaks: openings(2),
  }),
  ruleCase(['Q15'], 'post-openings', 'a post that must be filled stays empty', {
    keeps: openings(1, 1),
    breaks: openings(0, 1),
  }),
  ruleCase(['N04'], 'post-openings', 'one management post, two arrivals', {
    keeps: support(1),
    breaks: support(2),
  }),
  ruleCase(['N01'], 'non-teaching', '9 % of twelve is one head, of eleven none', {
    keeps: support(1, 12),
    breaks: support(1, 11),
  }),
  ruleCase(['N02'], 'support-posts', 'nobody newly comes to manage', {
    keeps: openings(1),
    breaks: support(1),
  }),
  ruleCase(['Q12'], 'national-subjects-first', 'the last place goes to the lessons', {
    keeps: lastPlace('m1'),
    breaks: lastPlace('office'),
  }),
  ruleCase(['X06'], 'donor-floor', 'the school that gives keeps its posts filled', {
    keeps: rotation(['a-1'], { posts: 9 }),
    breaks: rotation(['a-1'], { posts: 10 }),
  }),
  ruleCase(['Q16'], 'open-post', 'an over-quota school takes nobody', {
    keeps: oneMove({ to: { quota: 1 } }),
    breaks: oneMove({ to: { quota: 0 } }),
  }),
];

export const QUOTA_CASES: readonly RuleCase[] = [...QUOTAS, ...POSTS];
