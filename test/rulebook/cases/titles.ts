/** Title posts: caps of school and county, the tilt, the share of rural schools and of schools with a senior (T). */
import { type RuleCase, ruleCase, type Scene } from './rule-case.ts';
import { at, movers, rural } from './scenes.ts';

const none = { H: 0, M: 0, E: 0 };

/** `r` has H senior and M middle posts; of two movers with the title the first k come. */
const posts = (k: number, { H = 0, M = 0, title = 'H' as 'H' | 'M', policy = {} } = {}): Scene => ({
  county: {
    schools: [{ id: 'home', titleCaps: none }, rural('r', { titleCaps: { H, M, E: 0 } })],
    groups: [{ schoolId: 'r', openings: 2 }],
    teachers: movers(2, { title }),
  },
  places: at('r', ...['m1', 'm2'].slice(0, k)),
  standby: ['m1', 'm2'].slice(k),
  policy,
});

/** Seniors of a junior school go down to a primary one that has H senior posts. */
const downward = (H: number): Scene => ({
  county: {
    schools: [{ id: 'home', stage: 'J' }, rural('r', { titleCaps: { H, M: 0, E: 0 } })],
    groups: [{ schoolId: 'r', openings: 2 }],
    teachers: movers(2, { title: 'H' }),
  },
  places: at('r', 'm1', 'm2'),
});

const tilted = (mode: string): Scene => ({
  county: {
    schools: [
      { id: 'home', titleCaps: { H: 60, M: 20, E: 0 } },
      rural('r', { titleCaps: { H: 40, M: 20, E: 0 }, quota: 40 }),
    ],
  },
  places: {},
  policy: { titleTilt: { mode } },
});

/** One of three middle titles goes to the countryside. */
const third = (floorPct: number): Scene => ({
  county: {
    schools: [{ id: 'home', tier: 'B' }, { id: 'u', tier: 'U' }, rural('r')],
    groups: [{ schoolId: 'u', openings: 2 }, { schoolId: 'r' }],
    teachers: movers(3, { title: 'M' }),
  },
  places: { ...at('u', 'm1', 'm2'), ...at('r', 'm3') },
  policy: { ruralTilt: { floorPct } },
});

const hard = { titleCaps: 'hard' };

export const TITLE_CASES: readonly RuleCase[] = [
  ruleCase(['T01'], 'title-senior', 'one senior post, two seniors', {
    keeps: posts(1, { H: 1, policy: hard }),
    breaks: posts(2, { H: 1, policy: hard }),
  }),
  ruleCase(['T01'], 'title-senior-middle', 'a senior and a middle post, and none', {
    keeps: posts(1, { M: 1, title: 'M', policy: hard }),
    breaks: posts(2, { M: 1, title: 'M', policy: hard }),
  }),
  ruleCase(['T01'], 'title-overflow-max', 'two levels over for one person, one allowed', {
    keeps: posts(1, { M: 1, policy: { titleOverflow: { max: 1 } } }),
    breaks: posts(1, { policy: { titleOverflow: { max: 1 } } }),
  }),
  ruleCase(['T01'], 'title-total', 'primary schools gain no more seniors than they have posts', {
    keeps: downward(2),
    breaks: downward(1),
  }),
  ruleCase(['T02'], 'title-tilt', 'the pool moves posts and makes none; points make some', {
    keeps: tilted('pool'),
    breaks: tilted('points'),
  }),
  ruleCase(['T05'], 'rural-floor', 'a third of the titles against a floor of 33 and 34 %', {
    keeps: third(33),
    breaks: third(34),
  }),
  ruleCase(['T07'], 'title-senior-middle', 'somebody must be hired below the own title', {
    keeps: posts(1, { M: 1, title: 'M' }),
    breaks: posts(2, { M: 1, title: 'M' }),
  }),
  ruleCase(['T09'], 'senior-schools', 'one of two schools has a senior: 50 % kept, 70 % not', {
    keeps: posts(1, { H: 2, policy: { indicators: { seniorSchoolsPct: 50 } } }),
    breaks: posts(1, { H: 2 }),
  }),
  ruleCase(['T10'], 'post-for-title', 'a senior comes where no senior post is free', {
    keeps: posts(1, { H: 1 }),
    breaks: posts(1),
  }),
];
