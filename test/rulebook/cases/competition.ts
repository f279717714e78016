/** The competitions of the summer: in-school, in-district, late forms, couples, volunteers, entry by exam, standby. */
import { countyHash } from '../../../src/domain/canonical.ts';
import { HOLIDAY_YEARS } from '../../../src/domain/holidays.ts';
import { parsePolicy, policyHash } from '../../../src/domain/policy.ts';
import {
  type Decision,
  type StageRecord,
  SUMMER_FORMAT,
  type SummerState,
} from '../../../src/domain/summer.ts';
import { standbyRecord } from '../../../src/rules/standby/index.ts';
import { verifySummer } from '../../../src/verification/index.ts';
import { mover, type TinyCounty, type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase, type Scene, type Status } from './rule-case.ts';
import { oneMove, rural } from './scenes.ts';

const ill = { kind: 'illness', missing: [], from: null, to: null } as const;

/** t1 of the junior school `s`, which shares its district with the primary `p`; one vacancy each. */
function town(
  round: 'in-school' | 'in-district',
  to: string | null,
  teacher: Partial<TinyTeacher> = {},
  policy: Record<string, unknown> = {},
): Scene {
  return {
    county: {
      schools: [
        { id: 's', stage: 'J', districtId: 'D', quota: 20 },
        { id: 'p', districtId: 'D' },
        { id: 'q', stage: 'J', districtId: 'D' },
      ],
      groups: [
        { schoolId: 's' },
        { schoolId: 's', category: 'A' },
        { schoolId: 'p' },
        { schoolId: 'q' },
      ],
      teachers: [mover({ id: 't1', schoolId: 's', ...teacher })],
    },
    places: to === null ? {} : { t1: to },
    standby: to === null ? ['t1'] : [],
    policy: { round, ...policy },
  };
}

const IN_SCHOOL: readonly RuleCase[] = [
  ruleCase(['I03'], 'own-school', 'the competition of a school is for its own people', {
    keeps: town('in-school', 's/J/T/语文'),
    breaks: town('in-school', 'p/P/T/语文'),
  }),
  ruleCase(['I04'], 'in-school-floor', 'one post, one teacher: hired, or not', {
    keeps: floor(['t1']),
    breaks: floor([]),
  }),
  ruleCase(['I07'], 'subject-match', 'a junior teacher takes up support while the policy lets it', {
    keeps: town('in-school', 's/J/A/-'),
    breaks: town('in-school', 's/J/A/-', {}, { repostToSupport: false }),
  }),
  ruleCase(['D07'], 'in-the-round', 'a direct hire competes by own choice only', {
    keeps: town('in-school', 's/J/T/语文', { exemption: ill, optsIn: true }),
    breaks: town('in-school', 's/J/T/语文', { exemption: ill }),
  }),
  ruleCase(['N04'], 'post-openings', 'one approved cadre post, one cadre or two', {
    keeps: cadres(['m1']),
    breaks: cadres(['m1', 'm2']),
  }),
];

function floor(hired: readonly string[]): Scene {
  return {
    county: {
      schools: [{ id: 's' }],
      groups: [{ schoolId: 's' }],
      teachers: [mover({ id: 't1', schoolId: 's' })],
    },
    places: Object.fromEntries(hired.map((id) => [id, 's/P/T/语文'])),
    standby: hired.length === 0 ? ['t1'] : [],
    policy: { round: 'in-school' },
  };
}

function cadres(hired: readonly string[]): Scene {
  const ids = ['m1', 'm2'];
  return {
    county: {
      schools: [{ id: 's', quota: 40 }],
      groups: [{ schoolId: 's', category: 'M' }],
      teachers: ids.map((id) => mover({ id, schoolId: 's', category: 'M' })),
    },
    places: Object.fromEntries(hired.map((id) => [id, 's/P/M/-'])),
    standby: ids.filter((id) => !hired.includes(id)),
    policy: { round: 'in-school' },
  };
}

const IN_DISTRICT: readonly RuleCase[] = [
  ruleCase(['S01'], 'other-district', 'the in-district stage is for the own district', {
    keeps: town('in-district', 'p/P/T/语文'),
    breaks: town('in-district', 's/J/T/语文'),
  }),
  ruleCase(['S02'], 'must-take', 'a qualified applicant is taken while a post is free', {
    keeps: town('in-district', 'q/J/T/语文'),
    breaks: town('in-district', null),
  }),
  ruleCase(['S04'], 'must-take', 'an unplaced junior teacher is placed in the town’s primary', {
    keeps: town('in-district', 'p/P/T/语文'),
    breaks: town('in-district', null),
  }),
  ruleCase(['S06'], 'late-form', 'after a late form a rural primary school, no street school', {
    keeps: oneMove({ home: { tier: 'B' }, teacher: { formLate: true } }),
    breaks: oneMove({ home: { tier: 'B' }, to: { tier: 'U' }, teacher: { formLate: true } }),
  }),
];

const senior: Partial<TinyTeacher> = { certificates: [{ stage: 'H', subject: null }] };
const volunteers = (schoolId: string): Partial<TinyTeacher> => ({
  stage: 'J',
  volunteer: true,
  wishes: [{ schoolId, postGroupId: null }],
});
const mountain = oneMove({
  home: { stage: 'J' },
  to: { zone: 'mountain' },
  teacher: volunteers('new'),
});
const nearby = town('in-district', 'p/P/T/语文', volunteers('p'));

const BETWEEN: readonly RuleCase[] = [
  ruleCase(['X22'], 'entry-exam', 'from junior to senior school by exam', {
    keeps: oneMove({
      home: { stage: 'J' },
      to: { stage: 'H' },
      teacher: { ...senior, examPassed: true },
    }),
    breaks: oneMove({ home: { stage: 'J' }, to: { stage: 'H' }, teacher: senior }),
  }),
  ruleCase(['X17'], 'move-kind', 'a volunteer for the mountains is on exchange', {
    keeps: { ...mountain, kinds: { t1: 'rotation' } },
    breaks: { ...mountain, kinds: { t1: 'cross-district' } },
  }),
  ruleCase(['X18'], 'move-kind', 'a volunteer for the near primary is transferred', {
    keeps: { ...nearby, kinds: { t1: 'transfer' } },
    breaks: { ...nearby, kinds: { t1: 'in-district' } },
  }),
  ruleCase(['X20'], 'couple', 'a couple goes to one town or to none', {
    keeps: couple({ m1: 'r1/P/T/语文', m2: 'r1/P/T/语文' }),
    breaks: couple({ m1: 'r1/P/T/语文', m2: 'r2/P/T/语文' }),
  }),
];

function couple(places: Readonly<Record<string, string>>): Scene {
  const partner = { m1: 'm2', m2: 'm1' } as const;
  return {
    county: {
      schools: [{ id: 'u' }, rural('r1'), rural('r2')],
      groups: [{ schoolId: 'r1', openings: 2 }, { schoolId: 'r2' }],
      teachers: (['m1', 'm2'] as const).map((id) =>
        mover({ id, schoolId: 'u', partnerId: partner[id] }),
      ),
    },
    places,
    policy: { couples: 'same-town' },
  };
}

/** A class teacher and a subject teacher for two posts; the class teacher is hired in the batch. */
function batchesInOrder(ofSubjectTeacher: number): Status {
  const county = tinyCounty({
    schools: [{ id: 's' }],
    groups: [{ schoolId: 's', posts: 2 }],
    teachers: [
      { id: 'class', schoolId: 's', classTeacher: true },
      { id: 'subject', schoolId: 's' },
    ],
  });
  const hire = (teacherId: string, batch: number): Decision => ({
    ...{ teacherId, kind: 'in-school', postGroupId: 's/P/T/语文', ground: null },
    ...{ batch, contractMonths: 12 },
  });
  const decisions = [hire('class', 2), hire('subject', ofSubjectTeacher)];
  const { ruleChecks } = verifySummer(county, inSchoolOnly(county, decisions), HOLIDAY_YEARS);
  return ruleChecks.find(({ name }) => name === 'summer:batch-order')!.status;
}

function inSchoolOnly(county: ReturnType<typeof tinyCounty>, decisions: Decision[]): SummerState {
  const values = parsePolicy({});
  const none = { posts: 2, people: 2, direct: 0, volunteers: 0, inDistrict: 0, crossDistrict: 0 };
  const record = (stage: StageRecord['stage'], made: Decision[]): StageRecord => ({
    ...{ stage, decisions: made, solves: [], ruleChecks: [], announced: [], read: [] },
    ledger: {
      ...{ ...none, standby: 0, above: 0, inSchool: made.length, open: 2 - made.length },
      ...{ held: made.length, vacant: 2 - made.length },
    },
  });
  return {
    format: SUMMER_FORMAT,
    holidays: '',
    mode: 'rehearsal',
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(values), values },
    referenceMonth: values.referenceMonth,
    journal: [],
    stages: [record('direct-hire', []), record('in-school', decisions)],
    checksum: '',
  };
}

/** B06: who refused the offered post shadows in the own school and loses performance pay only. */
function shadowsAtHome(location: 'home' | 'arranged'): Status {
  const tiny: TinyCounty = {
    schools: [{ id: 'home' }, rural('new')],
    groups: [{ schoolId: 'new' }],
    teachers: [mover({ id: 't1', schoolId: 'home', refusedPostGroupIds: ['new/P/T/语文'] })],
  };
  const county = tinyCounty(tiny);
  const { shadowSchoolId, pay } = standbyRecord(county.teachers[0]!, {
    county,
    policy: parsePolicy({ standby: { location } }),
    journal: [],
    asOf: '2026-10-01',
  });
  const variant = shadowSchoolId === 'home' && pay.stopped.join() === 'performance-pay';
  return variant ? 'pass' : 'warn';
}

const IN_ORDER: readonly RuleCase[] = [
  {
    rules: ['I02'],
    check: 'summer:batch-order',
    title: 'a subject teacher is hired with the subject teachers, not with the class teachers',
    keeps: () => batchesInOrder(3),
    breaks: () => batchesInOrder(2),
  },
  {
    rules: ['B06'],
    check: 'standby:location',
    title: 'who refused shadows at the own school, or at the arranged one',
    keeps: () => shadowsAtHome('home'),
    breaks: () => shadowsAtHome('arranged'),
  },
];

export const COMPETITION_CASES: readonly RuleCase[] = [
  ...IN_SCHOOL,
  ...IN_DISTRICT,
  ...BETWEEN,
  ...IN_ORDER,
];
