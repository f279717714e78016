/** Who may go where: directions, certificates, subjects, exams, distances, zones (X, S, R06, B08, E04, L02, L09). */
import type { TinySchool } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase } from './rule-case.ts';
import { type OneMove, oneMove, rotation } from './scenes.ts';

/** Two single moves. */
const moves = (
  rules: readonly string[],
  check: string,
  title: string,
  keeps: OneMove,
  breaks: OneMove,
): RuleCase => ruleCase(rules, check, title, { keeps: oneMove(keeps), breaks: oneMove(breaks) });

const up: OneMove = { home: { tier: 'R' }, to: { tier: 'B' } };
const byRight: OneMove = { ...up, teacher: { returnRight: true } };
const managers: OneMove = { group: { category: 'M' }, to: { quota: 20 } };
const far: OneMove = { to: { position: { east: 10_000, north: 0 } } };
const colleague = { id: 'n1', schoolId: 'new', mainSubject: '数学' } as const;
const zones = (from: TinySchool['zone'], to: TinySchool['zone'], keyHome = false): OneMove => ({
  policy: { zones: true },
  home: { zone: from ?? null, keySchool: keyHome },
  to: { zone: to ?? null },
});

const DIRECTIONS: readonly RuleCase[] = [
  moves(
    ['X01'],
    'flow-direction',
    'street to rural is listed; street to street is not',
    {},
    { to: { tier: 'U' } },
  ),
  moves(
    ['X02'],
    'flow-direction',
    'nobody goes up without the right to return',
    { home: { tier: 'B' }, to: { tier: 'U' } },
    { ...up, teacher: { examPassed: true } },
  ),
  moves(
    ['D10'],
    'flow-direction',
    'a finished rural term opens the way back while the policy honours it',
    byRight,
    { ...byRight, policy: { returnRight: false } },
  ),
  ruleCase(['X09'], 'flow-direction', 'a rotation goes both ways unless the policy closes it', {
    keeps: upwardRotation({}),
    breaks: upwardRotation({ rotation: { twoWay: false } }),
  }),
  moves(
    ['X10', 'X11'],
    'entry-exam',
    'into a bureau-run school by exam',
    {
      ...up,
      teacher: { examPassed: true },
    },
    up,
  ),
  moves(
    ['S01'],
    'other-district',
    'stage 4 leaves the district',
    {},
    { home: { districtId: 'D' }, to: { districtId: 'D' } },
  ),
];

function upwardRotation(policy: Record<string, unknown>) {
  const scene = rotation(['a-1'], { teacher: { examPassed: true }, policy });
  const schools: TinySchool[] = [
    { id: 'a', tier: 'R' },
    { id: 'b', tier: 'U', quota: 20 },
  ];
  return { ...scene, county: { ...scene.county, schools } };
}

const PERSONS: readonly RuleCase[] = [
  moves(
    ['E04', 'L02', 'X16'],
    'certificate',
    'junior lessons need a junior certificate',
    { to: { stage: 'J' }, teacher: { certificates: [{ stage: 'J', subject: null }] } },
    { to: { stage: 'J' } },
  ),
  moves(
    ['X16'],
    'certificate',
    'junior to primary is open unless the policy closes lower stages',
    { home: { stage: 'J' } },
    { home: { stage: 'J' }, policy: { stage: { down: 'never' } } },
  ),
  moves(
    ['X06'],
    'subject-match',
    'mathematics is near enough in primary; PE is not',
    { group: { subject: '数学' } },
    { group: { subject: '体育' } },
  ),
  moves(
    ['Q16', 'X05'],
    'open-post',
    'a school with its quota full takes nobody',
    { to: { quota: 2 }, others: [colleague] },
    { to: { quota: 1 }, others: [colleague] },
  ),
  moves(
    ['R06'],
    'service-term',
    'an unfinished term keeps the person',
    { teacher: { boundUntil: '2026-08' } },
    { teacher: { boundUntil: '2026-09' } },
  ),
  moves(
    ['L09'],
    'kinship',
    'no management post under a relative',
    { ...managers, teacher: { category: 'M' } },
    { ...managers, teacher: { category: 'M', kinSchoolIds: ['new'] } },
  ),
  moves(
    ['B08'],
    'teachable',
    'who failed the registration does not teach',
    {},
    { teacher: { teachable: false } },
  ),
  moves(
    ['X04'],
    'refused-post',
    'the refused post is not offered again',
    { teacher: { refusedPostGroupIds: ['new/P/T/数学'] } },
    { teacher: { refusedPostGroupIds: ['new/P/T/语文'] } },
  ),
];

/** A post that the person is trained for first is a warning with their name. */
const TRAINING = moves(
  ['B01'],
  'needs-training',
  'science lessons for a teacher of Chinese need training',
  {},
  { group: { subject: '科学' } },
);

const PLACES: readonly RuleCase[] = [
  moves(
    ['X20'],
    'distance-limit',
    'thirteen kilometres by road against a hard limit',
    { ...far, policy: { distance: { maxKm: 13 } } },
    { ...far, policy: { distance: { maxKm: 12 } } },
  ),
  moves(['X20'], 'distance-soft-limit', 'thirteen kilometres by road against the soft limit', far, {
    ...far,
    policy: { distance: { softLimitKm: 12 } },
  }),
  moves(
    ['X12'],
    'zones',
    'plain schools choose from plain schools',
    zones('plain', 'plain'),
    zones('mountain', 'plain'),
  ),
  moves(
    ['X13'],
    'zones',
    'mountain schools fill openings, not full tables',
    zones('plain', 'mountain'),
    {
      ...zones('plain', 'mountain'),
      to: { zone: 'mountain', keySchool: true },
      group: { openings: 0 },
    },
  ),
  moves(
    ['X14'],
    'zones',
    'a key school takes outsiders into its openings only',
    { ...zones('plain', 'mountain'), to: { zone: 'mountain', keySchool: true } },
    {
      ...zones('plain', 'mountain'),
      to: { zone: 'mountain', keySchool: true },
      group: { openings: 0 },
    },
  ),
  moves(
    ['X15'],
    'zones',
    'people of the key school go to the mountains',
    zones('plain', 'mountain', true),
    zones('plain', 'plain', true),
  ),
];

export const PAIR_CASES: readonly RuleCase[] = [...DIRECTIONS, ...PERSONS, TRAINING, ...PLACES];
