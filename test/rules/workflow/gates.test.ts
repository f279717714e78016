/** Each gate of the summer: that it stops, what the planner is told, and that the journal opens it. */
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/domain/journal.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import {
  type Decision,
  type StageRecord,
  SUMMER_STAGES,
  type SummerStage,
} from '../../../src/domain/summer.ts';
import { ruleById } from '../../../src/rules/catalogue/index.ts';
import { GATES, type Gate, type GateFacts } from '../../../src/rules/workflow/gates.ts';
import { workCalendar } from '../../../src/rules/workflow/working-days.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const ILL = { kind: 'illness' as const, from: null, to: null };
const COUNTY = tinyCounty({
  schools: [{ id: 's1' }, { id: 's2' }, { id: 's3' }],
  // s3 has no posts, and so no plan.
  groups: [{ schoolId: 's1' }, { schoolId: 's2' }],
  teachers: [
    { id: 'a', schoolId: 's1', documentsComplete: false },
    { id: 'b', schoolId: 's1', exemption: { ...ILL, missing: ['consent', 'evidence'] } },
    { id: 'c', schoolId: 's2', exemption: { ...ILL, missing: [] } },
    { id: 'h', schoolId: 's2', leader: true, documentsComplete: false },
    { id: 'x', schoolId: 's2', employment: 'temporary', documentsComplete: false },
  ],
});
const POST = 's2/P/T/语文';

/** Entries without ids get one. */
type Draft = JournalEntry extends infer E ? (E extends unknown ? Omit<E, 'id'> : never) : never;
const journalOf = (drafts: readonly Draft[]) =>
  drafts.map((draft, k) => ({ id: `e${k}`, ...draft }) as JournalEntry);

const decision = (teacherId: string, kind: Decision['kind']): Decision => ({
  teacherId,
  kind,
  postGroupId: null,
  ground: null,
  batch: null,
  contractMonths: null,
});
const LEDGER = {
  ...{ posts: 2, people: 3, direct: 0, volunteers: 0, inSchool: 0, inDistrict: 0 },
  ...{ crossDistrict: 0, standby: 0, open: 3, held: 0, vacant: 2, above: 0 },
};
const stage = (name: SummerStage, ...decisions: Decision[]): StageRecord => ({
  stage: name,
  decisions,
  solves: [],
  ledger: LEDGER,
  ruleChecks: [],
  announced: [],
  read: [],
});

interface Given {
  readonly journal?: readonly Draft[];
  readonly done?: readonly StageRecord[];
  readonly policy?: object;
  /** Day up to which the journal is kept: long after the summer. */
  readonly asOf?: string;
}
const gate = (name: string) => GATES.find((each) => each.name === name) as Gate;
function ask(
  name: string,
  { journal = [], done = [], policy = {}, asOf = '2028-06-30' }: Given = {},
) {
  const facts: GateFacts = {
    county: COUNTY,
    policy: parsePolicy(policy),
    journal: journalOf([...journal, { kind: 'as-of', on: asOf }]),
    done,
    calendar: workCalendar(),
  };
  return gate(name).missing(facts);
}
const codes = (name: string, given?: Given) => ask(name, given).map(({ code }) => code);
const told = (name: string, given?: Given) =>
  ask(name, given).map(({ text, action }) => `${text.zh}${action.zh}`);

const publicity = (stageName: never | string, on: string, until: string) =>
  ({ kind: 'publicity', stage: stageName, on, until }) as Draft;

describe('posts-set (F03)', () => {
  test('stops the direct hires until the posts are set', () => {
    expect(told('posts-set')[0]).toMatch(/岗位设置完成.*先完成岗位设置/u);
    expect(codes('posts-set', { journal: [{ kind: 'posts-set', on: '2026-06-26' }] })).toEqual([]);
  });
});

describe('exemption-papers (D05)', () => {
  test('names who stays in the round for want of which paper, and no health reason', () => {
    const found = ask('exemption-papers');
    expect(found).toMatchObject([{ code: 'paper-missing', teacherId: 'b' }]);
    expect(found[0]?.text.zh).toMatch(/缺单位同意、证明材料/u);
    expect(JSON.stringify(found)).not.toMatch(/illness|疾病|患病/u);
    expect(gate('exemption-papers').stops).toBe('person');
  });
  test('does not name who is near retirement where that needs no application', () => {
    const old = tinyCounty({
      schools: [{ id: 's1' }],
      teachers: [
        {
          id: 'o',
          schoolId: 's1',
          birth: '1966-10',
          exemption: { kind: 'near-retirement', missing: ['application'], from: null, to: null },
        },
      ],
    });
    const asked = (retireNeedsApplication: boolean) =>
      gate('exemption-papers').missing({
        county: old,
        policy: parsePolicy({ exempt: { retireNeedsApplication } }),
        journal: [],
        done: [],
        calendar: workCalendar(),
      });
    expect(asked(true)).toMatchObject([{ teacherId: 'o' }]);
    expect(asked(false)).toEqual([]);
  });
});

/** Monday 13 July 2026 is the fifth working day after Monday the 6th, Friday the 10th the fifth with it. */
describe.each([
  ['direct-publicity', 'direct-hire', 'in-school'],
  ['in-school-publicity', 'in-school', 'in-district'],
  ['in-district-publicity', 'in-district', 'cross-district'],
  ['cross-district-publicity', 'cross-district', 'standby'],
  ['rotation-publicity', 'rotation', 'close'],
])('%s (F01)', (name, list, before) => {
  const done = [stage('direct-hire', decision('a', 'rotation'))];
  test('stops while the list was not public', () => {
    expect(gate(name)).toMatchObject({
      before,
      stops: 'stage',
      rules: expect.arrayContaining(['F01']),
    });
    expect(codes(name, { done })).toEqual(['publicity-missing']);
    expect(told(name, { done })[0]).toContain('5 个工作日');
  });
  test('stops when it was public for four days only, and says until when', () => {
    const journal = [publicity(list, '2026-07-06', '2026-07-10')];
    const [found] = ask(name, { journal, done });
    expect(found).toMatchObject({
      code: 'publicity-too-short',
      from: '2026-07-06',
      until: '2026-07-13',
    });
    expect(found?.text.zh).toMatch(/首日不计，共 4 个工作日，少于 5 个，还差 1 个/u);
    expect(found?.text.en).toMatch(/4 working days \(first day not counted\), 1 short of 5/u);
    expect(found?.action.zh).toContain('2026-07-13');
  });
  test('opens on the fifth day', () => {
    const journal = [publicity(list, '2026-07-06', '2026-07-13')];
    expect(ask(name, { journal, done })).toEqual([]);
    expect(codes(name, { journal, done, policy: { publicityDays: 6 } })).toEqual([
      'publicity-too-short',
    ]);
  });
  test('the first day is one of them when the policy says so', () => {
    const journal = [publicity(list, '2026-07-06', '2026-07-10')];
    const first = { publicityCountsFirstDay: true };
    expect(ask(name, { journal, done, policy: first })).toEqual([]);
    expect(codes(name, { journal, done, policy: { ...first, publicityDays: 6 } })).toEqual([
      'publicity-too-short',
    ]);
  });
  test('stays shut to the last day of the publicity', () => {
    const journal = [publicity(list, '2026-07-06', '2026-07-13')];
    const [found] = ask(name, { journal, done, asOf: '2026-07-13' });
    expect(found).toMatchObject({ code: 'publicity-running', until: '2026-07-13' });
    expect(found?.text.zh).toContain('公示尚未期满');
    expect(found?.action.zh).toContain('2026-07-14');
    expect(ask(name, { journal, done, asOf: '2026-07-14' })).toEqual([]);
  });
});

describe('publicity', () => {
  const short = (on: string, until: string) =>
    ask('in-school-publicity', { journal: [publicity('in-school', on, until)] })[0];
  test('weekends and National Day do not count, a make-up Sunday does', () => {
    expect(short('2025-09-29', '2025-10-10')?.text.zh).toMatch(/共 3 个工作日/u);
    expect(short('2025-09-29', '2025-10-10')?.until).toBe('2025-10-13');
    expect(short('2025-09-26', '2025-10-10')).toBeUndefined();
  });
  test('a list that was changed must be public anew: the last entry counts', () => {
    const journal = [
      publicity('in-school', '2026-07-06', '2026-07-13'),
      publicity('in-school', '2026-07-13', '2026-07-15'),
    ];
    expect(ask('in-school-publicity', { journal })).toMatchObject([{ until: '2026-07-20' }]);
  });
  test('it may not begin before the list before it was public to its end (F03)', () => {
    const journal = [
      publicity('direct-hire', '2026-07-06', '2026-07-10'),
      publicity('in-school', '2026-07-10', '2026-07-17'),
    ];
    const [found] = ask('in-school-publicity', { journal });
    expect(found).toMatchObject({ code: 'too-early', from: '2026-07-10', until: '2026-07-10' });
    expect(found?.text.zh).toContain('直聘名单公示');
    expect(
      codes('direct-publicity', {
        journal: [
          { kind: 'posts-set', on: '2026-07-06' },
          publicity('direct-hire', '2026-07-06', '2026-07-13'),
        ],
      }),
    ).toEqual(['too-early']);
  });
  test('days of a year without a notice are said to be provisional', () => {
    expect(short('2027-07-05', '2027-07-06')?.text.zh).toContain('2027 年放假安排未公布');
    expect(short('2026-07-06', '2026-07-07')?.text.zh).not.toContain('未公布');
  });
  test('without anybody on rotation no rotation list is asked for', () => {
    expect(
      codes('rotation-publicity', { done: [stage('direct-hire', decision('c', 'direct'))] }),
    ).toEqual([]);
  });
});

describe('objections to a direct hire (D05)', () => {
  const journal = (upheld: boolean | null): Draft[] => [
    publicity('direct-hire', '2026-07-06', '2026-07-13'),
    { kind: 'objection', on: '2026-07-07', stage: 'direct-hire', teacherId: 'c', upheld },
  ];
  const done = [stage('direct-hire', decision('c', 'direct'))];
  test('an open one stops, a rejected one does not', () => {
    expect(codes('direct-publicity', { journal: journal(null), done })).toEqual(['objection-open']);
    expect(codes('direct-publicity', { journal: journal(false), done })).toEqual([]);
  });
  test('an upheld one stops until the person is no direct hire any more', () => {
    expect(ask('direct-publicity', { journal: journal(true), done })).toMatchObject([
      { code: 'objection-upheld', teacherId: 'c' },
    ]);
    expect(
      codes('direct-publicity', { journal: journal(true), done: [stage('direct-hire')] }),
    ).toEqual([]);
  });
});

describe('plan-passed (I01)', () => {
  const whole = (schoolId: string): Draft[] => [
    { kind: 'plan-passed', on: '2026-06-29', schoolId, body: 'principals-meeting' },
    { kind: 'plan-passed', on: '2026-06-30', schoolId, body: 'staff-assembly' },
    { kind: 'plan-publicity', on: '2026-07-01', until: '2026-07-08', schoolId },
  ];
  test('asks every school with posts for both bodies and publicity', () => {
    const found = ask('plan-passed');
    expect(found.map(({ schoolId, code }) => `${schoolId} ${code}`)).toEqual([
      's1 plan-not-passed',
      's1 publicity-missing',
      's2 plan-not-passed',
      's2 publicity-missing',
    ]);
    expect(found[0]?.text.zh).toMatch(/校长办公会、教职工代表大会/u);
  });
  test('names the body that is missing', () => {
    const journal = [
      ...whole('s1'),
      ...whole('s2').filter((e) => !('body' in e) || e.body !== 'staff-assembly'),
    ];
    const found = ask('plan-passed', { journal });
    expect(found).toMatchObject([{ code: 'plan-not-passed', schoolId: 's2' }]);
    expect(found[0]?.text.zh).toContain('教职工代表大会');
    expect(found[0]?.text.zh).not.toContain('校长办公会');
  });
  test('a plan is public after it is passed, and long enough', () => {
    const journal: Draft[] = [
      ...whole('s1'),
      ...whole('s2').slice(0, 2),
      { kind: 'plan-publicity', on: '2026-06-30', until: '2026-07-02', schoolId: 's2' },
    ];
    expect(codes('plan-passed', { journal })).toEqual(['publicity-too-short']);
    const early = journal.map((e) =>
      e.kind === 'plan-publicity' && e.schoolId === 's2' ? { ...e, on: '2026-06-29' } : e,
    );
    expect(ask('plan-passed', { journal: early })).toMatchObject([
      { code: 'too-early', schoolId: 's2', until: '2026-06-30' },
      { code: 'publicity-too-short', schoolId: 's2' },
    ]);
  });
  test('opens when all of it is there', () => {
    expect(ask('plan-passed', { journal: [...whole('s1'), ...whole('s2')] })).toEqual([]);
  });
  test('a plan follows the posts, and the in-school results follow the plans (F03)', () => {
    const plans = [...whole('s1'), ...whole('s2')];
    const set: Draft = { kind: 'posts-set', on: '2026-06-29' };
    const early = ask('plan-passed', { journal: [set, ...plans] });
    expect(early.map(({ code, schoolId, until }) => `${code} ${schoolId} ${until}`)).toEqual([
      'too-early s1 2026-06-29',
      'too-early s2 2026-06-29',
    ]);
    expect(early[0]?.text.zh).toMatch(/校长办公会.*岗位设置到 2026-06-29 才结束/u);
    const results = publicity('in-school', '2026-07-08', '2026-07-15');
    expect(ask('in-school-publicity', { journal: [...plans, results] })).toMatchObject([
      { code: 'too-early', until: '2026-07-08' },
    ]);
    const later = publicity('in-school', '2026-07-09', '2026-07-16');
    expect(ask('in-school-publicity', { journal: [...plans, later] })).toEqual([]);
  });
});

describe.each([
  ['in-district', 'in-school'],
  ['cross-district', 'in-district'],
] as const)('%s-vacancies (F00)', (name, before) => {
  const announced = (on: string) => ({ kind: 'vacancies-announced' as const, stage: name, on });
  test('stops the stage until the vacancies are announced', () => {
    expect(gate(`${name}-vacancies`)).toMatchObject({ before: name, stops: 'stage' });
    expect(codes(`${name}-vacancies`)).toEqual(['vacancies-not-announced']);
    expect(codes(`${name}-vacancies`, { journal: [announced('2026-07-17')] })).toEqual([]);
  });
  test('and after the stage before was public to its end', () => {
    const journal = [publicity(before, '2026-07-10', '2026-07-16'), announced('2026-07-16')];
    expect(codes(`${name}-vacancies`, { journal })).toEqual(['too-early']);
  });
});

describe('not-hired-proof (S03)', () => {
  const done = [
    stage('direct-hire', decision('c', 'direct')),
    stage('in-school', decision('b', 'in-school')),
  ];
  test('stops the person without the papers of the old school, and nobody else', () => {
    expect(gate('not-hired-proof').stops).toBe('person');
    const found = ask('not-hired-proof', { done });
    expect(found).toMatchObject([{ code: 'proof-missing', teacherId: 'a', schoolId: 's1' }]);
    expect(found[0]?.action.zh).toContain('不能参加学区竞聘和跨学区调配');
  });
  test('opens when the school has written them, and is not asked before the competition', () => {
    const journal: Draft[] = [{ kind: 'not-hired-proof', on: '2026-07-17', teacherId: 'a' }];
    expect(ask('not-hired-proof', { done, journal })).toEqual([]);
    expect(ask('not-hired-proof', { done: done.slice(0, 1) })).toEqual([]);
  });
});

describe('forms-in-time (S05, S06)', () => {
  // Announced on Wednesday 29 July: due on Monday 3 August.
  const journal = (on: string): Draft[] => [
    { kind: 'vacancies-announced', stage: 'cross-district', on: '2026-07-29' },
    { kind: 'form-received', teacherId: 'a', on },
  ];
  test('a late form costs the person the wishes', () => {
    expect(gate('forms-in-time').stops).toBe('person');
    const found = ask('forms-in-time', { journal: journal('2026-08-04') });
    expect(found).toMatchObject([{ code: 'form-late', teacherId: 'a', until: '2026-08-03' }]);
    expect(found[0]?.action.zh).toContain('志愿不计');
  });
  test('a form in time does not, no form neither, nor a form of somebody who has a post', () => {
    expect(ask('forms-in-time', { journal: journal('2026-08-03') })).toEqual([]);
    expect(ask('forms-in-time', { journal: journal('2026-08-03').slice(0, 1) })).toEqual([]);
    const done = [stage('in-school', decision('a', 'in-school'))];
    expect(ask('forms-in-time', { journal: journal('2026-08-04'), done })).toEqual([]);
  });
});

describe.each([
  ['intentions-approved', 'intentions', 'cross-district'],
  ['list-approved', 'list', 'standby'],
] as const)('%s (S07, F04)', (name, what, before) => {
  const approved = (of: 'intentions' | 'list'): Draft => ({
    kind: 'approved',
    stage: 'cross-district',
    what: of,
    by: '领导小组',
    on: '2026-08-04',
  });
  test('stops until the leading group has approved just this', () => {
    expect(gate(name)).toMatchObject({ before, stops: 'stage' });
    expect(codes(name)).toEqual(['not-approved']);
    expect(told(name)[0]).toContain('领导小组');
    const other = what === 'list' ? 'intentions' : 'list';
    expect(codes(name, { journal: [approved(other)] })).toEqual(['not-approved']);
    expect(codes(name, { journal: [approved(what)] })).toEqual([]);
  });
});

describe('the order of the steps (F03)', () => {
  const entry = (on: string, what: 'intentions' | 'list'): Draft => {
    return { kind: 'approved', stage: 'cross-district', what, by: '领导小组', on };
  };
  test('intentions are approved after the forms are due', () => {
    // Due on Monday 3 August.
    const announced: Draft = {
      kind: 'vacancies-announced',
      stage: 'cross-district',
      on: '2026-07-29',
    };
    const approve = (on: string) =>
      codes('intentions-approved', { journal: [announced, entry(on, 'intentions')] });
    expect(approve('2026-07-27')).toEqual(['too-early']);
    expect(approve('2026-08-03')).toEqual(['too-early']);
    expect(approve('2026-08-04')).toEqual([]);
  });
  test('the list is approved after it was public', () => {
    const list = publicity('cross-district', '2026-08-06', '2026-08-13');
    const approve = (on: string) => codes('list-approved', { journal: [list, entry(on, 'list')] });
    expect(approve('2026-01-01')).toEqual(['too-early']);
    expect(approve('2026-08-13')).toEqual(['too-early']);
    expect(approve('2026-08-14')).toEqual([]);
  });
  test('the in-district results follow the vacancies they fill, the cross-district ones the intentions', () => {
    const notice: Draft = { kind: 'vacancies-announced', stage: 'in-district', on: '2026-07-20' };
    const list = publicity('in-district', '2026-07-08', '2026-07-15');
    expect(codes('in-district-publicity', { journal: [notice, list] })).toEqual(['too-early']);
    const cross = publicity('cross-district', '2026-08-06', '2026-08-13');
    expect(
      codes('cross-district-publicity', { journal: [entry('2026-08-06', 'intentions'), cross] }),
    ).toEqual(['too-early']);
  });
});

test('no-open-objection (F04): every objection is decided', () => {
  const objection = (upheld: boolean | null): Draft => ({
    kind: 'objection',
    on: '2026-08-10',
    stage: 'cross-district',
    teacherId: 'a',
    upheld,
  });
  const [found] = ask('no-open-objection', { journal: [objection(null)] });
  expect(found).toMatchObject({ code: 'objection-open', teacherId: 'a' });
  expect(found?.action.zh).toMatch(/仲裁.*另记一条/u);
  // A later entry about the same decision decides it, one about another stage does not.
  const later = (stage: 'in-school' | 'cross-district'): Draft => {
    return { kind: 'objection', on: '2026-08-12', stage, teacherId: 'a', upheld: true };
  };
  expect(
    codes('no-open-objection', { journal: [objection(null), later('cross-district')] }),
  ).toEqual([]);
  expect(codes('no-open-objection', { journal: [objection(null), later('in-school')] })).toEqual([
    'objection-open',
  ]);
  expect(ask('no-open-objection', { journal: [objection(true)] })).toEqual([]);
  expect(ask('no-open-objection', { journal: [objection(false)] })).toEqual([]);
});

test('offers-recorded (X04): a refusal needs an offer on record, made before it', () => {
  const refusal: Draft = { kind: 'refusal', on: '2026-08-20', teacherId: 'a', postGroupId: POST };
  const offer = (on: string): Draft => ({ kind: 'offer', on, teacherId: 'a', postGroupId: POST });
  expect(codes('offers-recorded', { journal: [refusal] })).toEqual(['answer-without-offer']);
  expect(codes('offers-recorded', { journal: [refusal, offer('2026-08-21')] })).toEqual([
    'answer-without-offer',
  ]);
  expect(codes('offers-recorded', { journal: [refusal, offer('2026-08-20')] })).toEqual([]);
});

test('training-arranged (B01): everybody on standby is in training, or has said no', () => {
  const done = [stage('standby', decision('a', 'standby'))];
  expect(ask('training-arranged', { done })).toMatchObject([
    { code: 'training-not-begun', teacherId: 'a' },
  ]);
  const training = (event: 'begun' | 'declined'): Draft[] => [
    { kind: 'training', on: '2026-09-03', teacherId: 'a', event },
  ];
  expect(ask('training-arranged', { done, journal: training('begun') })).toEqual([]);
  expect(ask('training-arranged', { done, journal: training('declined') })).toEqual([]);
});

test('training-arranged asks for who refused the post of the decision too, and for training since (B01)', () => {
  const placed = { ...decision('a', 'cross-district'), postGroupId: POST };
  const done = [stage('cross-district', placed)];
  const answer = (kind: 'offer' | 'refusal' | 'acceptance', on: string): Draft => {
    return { kind, on, teacherId: 'a', postGroupId: POST };
  };
  const refused = [
    publicity('cross-district', '2026-08-06', '2026-08-13'),
    answer('offer', '2026-08-20'),
    answer('refusal', '2026-08-21'),
  ];
  expect(ask('training-arranged', { done, journal: refused })).toMatchObject([{ teacherId: 'a' }]);
  const begun = (on: string, event: 'begun' | 'applied' = 'begun'): Draft => {
    return { kind: 'training', on, teacherId: 'a', event };
  };
  const asked = (...more: Draft[]) =>
    codes('training-arranged', { done, journal: [...refused, ...more] });
  expect(asked(begun('2026-01-12'))).toEqual(['training-not-begun']);
  expect(asked(begun('2026-09-01', 'applied'))).toEqual(['training-not-begun']);
  expect(asked(begun('2026-09-01'))).toEqual([]);
  expect(asked(answer('acceptance', '2026-08-22'))).toEqual([]);
});

describe('the list of gates', () => {
  test('names are unique, in order of the stages, and serve rules of the book', () => {
    expect(new Set(GATES.map(({ name }) => name)).size).toBe(GATES.length);
    const order: string[] = [...SUMMER_STAGES, 'close'];
    const places = GATES.map(({ before }) => order.indexOf(before));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const { rules } of GATES) for (const id of rules) expect(ruleById(id)).not.toBeNull();
  });
  test('a summer without a journal is stopped before every stage, and at the end', () => {
    const done = [stage('standby', decision('a', 'standby'))];
    const stopped = GATES.filter(
      ({ stops, name }) => stops === 'stage' && ask(name, { done }).length > 0,
    ).map(({ before }) => before);
    expect(new Set(stopped)).toEqual(new Set([...SUMMER_STAGES, 'close']));
  });
});

test('cross-district-appeals: the decision of a cascade is opened like any other (F04)', () => {
  const journal: Draft[] = [
    { kind: 'objection', on: '2026-08-10', stage: 'cross-district', teacherId: 'a', upheld: true },
  ];
  const done = [stage('cross-district', decision('a', 'cross-district'))];
  for (const policy of [{}, { flow: { mode: 'cascade' } }])
    expect(told('cross-district-appeals', { journal, done, policy })[0]).toContain(
      'appeal --teacher a',
    );
});

describe('contracts-signed (F06): everybody hired signs, after the list was public (F05, D06)', () => {
  const hired = (teacherId: string, postGroupId: string): Decision => ({
    ...decision(teacherId, 'in-school'),
    ...{ postGroupId, batch: 3, contractMonths: 12 },
  });
  const done = [
    stage('in-school', hired('a', 's1/P/T/语文'), hired('c', POST)),
    stage('standby', decision('b', 'standby')),
  ];
  const list: Draft = {
    kind: 'publicity',
    stage: 'in-school',
    on: '2026-07-13',
    until: '2026-07-20',
  };
  const school = (schoolId: string, on = '2026-07-21'): Draft => ({
    ...{ kind: 'school-contracts', schoolId, on },
  });
  const signs = (on: string, postGroupId: string | null = null): Draft => ({
    ...{ kind: 'contract', teacherId: 'a', postGroupId, on },
  });
  const codes = (...journal: Draft[]) =>
    ask('contracts-signed', { journal: [list, ...journal], done }).map(
      ({ code, schoolId, teacherId }) => [code, schoolId ?? teacherId],
    );

  test('stops the end for each school whose people have not, and says how many', () => {
    expect(gate('contracts-signed')).toMatchObject({ before: 'close', stops: 'stage' });
    expect(codes()).toEqual([
      ['contract-missing', 's1'],
      ['contract-missing', 's2'],
    ]);
    expect(codes(school('s2'))).toEqual([['contract-missing', 's1']]);
    const [told_] = told('contracts-signed', { journal: [list, school('s2')], done });
    expect(told_).toContain('学校 s1（用人单位）尚有 1 人未签聘约：职工号 a');
  });
  test('opens by school or by person; nobody on standby signs', () => {
    expect(codes(school('s1'), school('s2'))).toEqual([]);
    expect(codes(signs('2026-07-21'), school('s2'))).toEqual([]);
  });
  test('a contract of before the list was public to its end, or for another post, is none', () => {
    expect(codes(signs('2026-07-20'), school('s2'))).toEqual([['too-early', 'a']]);
    expect(codes(school('s1', '2026-07-20'), school('s2'))).toEqual([['contract-missing', 's1']]);
    expect(codes(signs('2026-07-21', POST), school('s2'))).toEqual([['contract-other-post', 'a']]);
    // Signed anew: the last entry counts.
    const anew = [signs('2026-07-21', POST), signs('2026-07-22', 's1/P/T/语文')];
    expect(codes(...anew, school('s2'))).toEqual([]);
  });
  test('who refused the post on record signs nothing (X04)', () => {
    const offer = { teacherId: 'a', postGroupId: 's1/P/T/语文', on: '2026-07-21' };
    const refused: Draft[] = [
      { kind: 'offer', ...offer },
      { kind: 'refusal', ...offer },
    ];
    expect(codes(...refused, school('s2'))).toEqual([]);
  });
  test('who takes up a post from standby signs for it too, once it is taken up (B01)', () => {
    const about = { teacherId: 'b', postGroupId: POST };
    const taken: Draft[] = [
      { kind: 'offer', on: '2026-09-01', ...about },
      { kind: 'acceptance', on: '2026-09-02', ...about },
    ];
    const passed: Draft = { kind: 'training', on: '2026-10-20', teacherId: 'b', event: 'passed' };
    const signed = (on: string, postGroupId: string | null = null): Draft => ({
      ...{ kind: 'contract', teacherId: 'b', postGroupId, on },
    });
    const all = [school('s1'), school('s2')];
    // Not before the training is passed; the contracts of the summer do not stand for it.
    expect(codes(...all, ...taken)).toEqual([]);
    expect(codes(...all, ...taken, passed)).toEqual([['contract-missing', 's2']]);
    expect(codes(...all, ...taken, passed, signed('2026-10-19'))).toEqual([['too-early', 'b']]);
    const elsewhere = signed('2026-10-20', 's1/P/T/语文');
    expect(codes(...all, ...taken, passed, elsewhere)).toEqual([['contract-other-post', 'b']]);
    expect(codes(...all, ...taken, passed, signed('2026-10-20'))).toEqual([]);
    expect(codes(...all, ...taken, passed, school('s2', '2026-10-20'))).toEqual([]);
  });
  test('a contract of somebody without a post is told of, not passed over', () => {
    const all = [school('s1'), school('s2')];
    const signed = (teacherId: string): Draft => ({
      ...{ kind: 'contract', teacherId, postGroupId: null, on: '2026-07-22' },
    });
    expect(codes(...all, signed('b'))).toEqual([['contract-without-post', 'b']]);
    expect(codes(...all, signed('x'))).toEqual([['contract-without-post', 'x']]);
    const [told_] = told('contracts-signed', { journal: [list, ...all, signed('b')], done });
    expect(told_).toContain('没有聘用岗位');
  });
  test('a town signs with its central primary school (F05)', () => {
    const town = tinyCounty({
      schools: ['z', 'v'].map((id) => ({ id, tier: 'R', kind: '小学', districtId: 'D' })),
      sites: [{ id: 'z1', schoolId: 'z' }],
      groups: [{ schoolId: 'v' }],
      teachers: [{ id: 'a', schoolId: 'v' }],
    });
    const found = (schoolId: string) =>
      gate('contracts-signed').missing({
        county: town,
        policy: parsePolicy({}),
        journal: journalOf([school(schoolId)]),
        done: [stage('in-school', hired('a', 'v/P/T/语文'))],
        calendar: workCalendar(),
      });
    expect(found('nowhere').map(({ schoolId }) => schoolId)).toEqual(['z']);
    for (const id of ['z', 'v']) expect(found(id)).toEqual([]);
  });
});
