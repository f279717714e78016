/** The standby record: states, pay only after a recorded refusal of a recorded offer, exit, the list, recruitment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Teacher } from '../../../src/domain/county.ts';
import type { JournalEntry } from '../../../src/domain/journal.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { Decision, StageRecord } from '../../../src/domain/summer.ts';
import {
  lastKnownDay,
  nearPostText,
  recruitmentNeeds,
  STANDBY_HEADERS,
  standbyRecord,
  standbyRecords,
  standbyRows,
} from '../../../src/rules/standby/index.ts';
import { type TinyTeacher, tinyCounty } from '../../support/tiny-county.ts';

const POST = 's2/P/T/语文';
const OTHER = 's3/P/T/数学';

function countyOf(...teachers: TinyTeacher[]) {
  return tinyCounty({
    schools: [
      { id: 's1', name: '甲小学' },
      { id: 's2', name: '乙小学' },
      { id: 's3', name: '丙小学' },
    ],
    groups: [{ schoolId: 's2' }, { schoolId: 's3', subject: '数学', posts: 2 }],
    teachers,
  });
}

type Act =
  | 'offer'
  | 'refusal'
  | 'acceptance'
  | 'begun'
  | 'passed'
  | 'declined'
  | 'applied'
  | 'failed-test'
  | 'passed-test';

/** One act a day from 1 September 2026 on. */
function journalOf(acts: readonly Act[]): JournalEntry[] {
  return acts.map((act, k) => {
    const base = { id: `e${k}`, on: `2026-09-${String(k + 1).padStart(2, '0')}`, teacherId: 't' };
    switch (act) {
      case 'offer':
      case 'refusal':
      case 'acceptance':
        return { ...base, kind: act, postGroupId: POST };
      case 'failed-test':
      case 'passed-test':
        return { ...base, kind: 'monthly-test', passed: act === 'passed-test' };
      default:
        return { ...base, kind: 'training', event: act };
    }
  });
}

interface Given {
  readonly teacher?: Partial<Teacher>;
  readonly policy?: object;
  readonly asOf?: string;
}
function recordOf(acts: readonly Act[], { teacher = {}, policy: keys = {}, asOf }: Given = {}) {
  const county = countyOf({ id: 't', schoolId: 's1', ...teacher });
  const policy = parsePolicy(keys);
  const journal = journalOf(acts);
  const day = asOf ?? lastKnownDay({ policy, journal });
  return standbyRecord(county.teachers[0] as Teacher, { county, policy, journal, asOf: day });
}

describe('states (B01, B02, B05)', () => {
  test.each<[string, Act[]]>([
    ['unplaced', []],
    ['unplaced', ['offer']],
    ['training', ['begun']],
    ['training', ['begun', 'passed']],
    ['unplaced', ['offer', 'acceptance']],
    ['training', ['begun', 'offer', 'acceptance']],
    ['on-post', ['begun', 'offer', 'acceptance', 'passed']],
    ['on-post', ['begun', 'passed', 'offer', 'acceptance']],
    ['standby-training', ['begun', 'offer', 'refusal']],
    ['standby-training', ['offer', 'refusal']],
    ['absent', ['offer', 'refusal', 'declined']],
    ['absent', ['begun', 'offer', 'refusal', 'declined']],
    ['standby-training', ['offer', 'refusal', 'declined', 'begun']],
    ['training', ['begun', 'offer', 'refusal', 'applied']],
    ['on-post', ['begun', 'offer', 'refusal', 'applied', 'passed', 'acceptance']],
    ['unplaced', ['declined']],
  ])('%s after %j', (state, acts) => {
    expect(recordOf(acts).state).toBe(state);
  });

  test('nobody is on post without having passed and accepted, nobody absent without a refusal', () => {
    const acts = fc.array(
      fc.constantFrom<Act>(
        'offer',
        'refusal',
        'acceptance',
        'begun',
        'passed',
        'declined',
        'applied',
      ),
      { maxLength: 12 },
    );
    const reached = new Set<string>();
    fc.assert(
      fc.property(acts, (list) => {
        const { state, pay } = recordOf(list);
        reached.add(state);
        const offered = list.indexOf('offer');
        const answers = (act: Act) => offered >= 0 && list.lastIndexOf(act) > offered;
        if (state === 'on-post')
          expect([answers('acceptance'), list.includes('passed')]).toEqual([true, true]);
        if (state === 'absent') expect(answers('refusal') && list.includes('declined')).toBe(true);
        if (pay.stopped.length > 0) expect(answers('refusal')).toBe(true);
      }),
      { seed: 11, numRuns: 400 },
    );
    expect(reached.size).toBe(5);
  });

  test('the journal is read up to a day, in the order of its days', () => {
    const acts: Act[] = ['begun', 'offer', 'refusal'];
    expect(recordOf(acts, { asOf: '2026-09-02' }).state).toBe('training');
    expect(recordOf(acts, { asOf: '2026-09-03' }).state).toBe('standby-training');
  });
});

describe('pay (A18, B03, B06, B07)', () => {
  const ALL = ['town-allowance', 'rural-living-subsidy', 'performance-pay'];
  test('who has no post keeps the pay and the payroll', () => {
    expect(recordOf(['begun']).pay).toEqual({ schoolId: 's1', stopped: [] });
  });
  test('a refusal without an offer on record costs nothing', () => {
    expect(recordOf(['refusal', 'begun']).pay).toEqual({ schoolId: 's1', stopped: [] });
    expect(recordOf(['refusal', 'offer']).pay).toEqual({ schoolId: 's1', stopped: [] });
  });
  test('a refusal of an offer moves the payroll to the arranged school and stops three items', () => {
    expect(recordOf(['begun', 'offer', 'refusal']).pay).toEqual({ schoolId: 's2', stopped: ALL });
    expect(recordOf(['offer', 'refusal', 'declined']).pay.stopped).toEqual(ALL);
  });
  test('refusals that the roster has on record count as well', () => {
    const record = recordOf([], { teacher: { refusedPostGroupIds: [OTHER] } });
    expect(record).toMatchObject({ ground: 'refused', arrangedPostId: OTHER });
    expect(record.pay).toEqual({ schoolId: 's3', stopped: ALL });
  });
  test('at home (B06) the payroll stays and performance pay alone stops', () => {
    const home = { policy: { 'standby.location': 'home' } };
    expect(recordOf(['offer', 'refusal'], home).pay).toEqual({
      schoolId: 's1',
      stopped: ['performance-pay'],
    });
    // Everybody who shadows at home, refused or not.
    expect(recordOf(['begun'], home).pay.stopped).toEqual(['performance-pay']);
    expect(recordOf(['begun', 'passed', 'offer', 'acceptance'], home).pay.stopped).toEqual([]);
  });
  test('on post there is full pay of that post', () => {
    const record = recordOf(['begun', 'passed', 'offer', 'acceptance']);
    expect(record.pay).toEqual({ schoolId: 's2', stopped: [] });
    expect(record).toMatchObject({ ground: null, channel: null, nextCompetition: null });
  });
});

test('one failed monthly test bars a pass in the year’s assessment (B04)', () => {
  expect(recordOf(['begun', 'passed-test']).passBarred).toBe(false);
  const failed = recordOf(['begun', 'passed-test', 'failed-test', 'passed-test']);
  expect(failed.passBarred).toBe(true);
  expect(failed.tests.map(({ passed }) => passed)).toEqual([true, false, true]);
  expect(failed.trainingFrom).toBe('2026-09-01');
});

describe('grounds and exit (B08, B09, A22)', () => {
  test.each<[string, string[], string, Partial<Teacher>]>([
    ['no-post', ['not-hired'], 'training', {}],
    ['not-teachable', ['not-hired', 'registration'], 're-post', { teachable: false }],
    ['not-teachable', ['not-hired', 'assessment'], 're-post', { assessments: ['pass', 'fail'] }],
    ['no-post', ['not-hired'], 'training', { assessments: ['fail', 'pass'] }],
    ['not-teachable', ['not-hired', 'monitoring'], 're-post', { monitoringFails: 2 }],
    ['no-post', ['not-hired'], 'training', { monitoringFails: 1 }],
    ['not-teachable', ['not-hired', 'assessment'], 'dismissal', { assessments: ['fail', 'fail'] }],
  ])('%s, %j: %s', (ground, triggers, channel, teacher) => {
    expect(recordOf(['begun'], { teacher })).toMatchObject({ ground, triggers, channel });
  });
  test('a failed year with a refused post', () => {
    const teacher = { assessments: ['fail' as const] };
    expect(recordOf(['offer', 'refusal'], { teacher }).channel).toBe('dismissal');
  });
  test('accepted and not trained', () => {
    expect(recordOf(['begun', 'offer', 'acceptance']).ground).toBe('untrained');
  });
  test('after the longest standby the channel changes', () => {
    const at = (asOf: string, acts: Act[]) => recordOf(acts, { asOf });
    expect(at('2027-08-31', ['begun'])).toMatchObject({ months: 11, channel: 'training' });
    expect(at('2027-09-01', ['begun'])).toMatchObject({ months: 12, channel: 're-post' });
    expect(at('2027-08-31', ['offer', 'refusal']).channel).toBe('training');
    expect(at('2027-09-01', ['offer', 'refusal']).channel).toBe('dismissal');
    const short = { asOf: '2026-12-01', policy: { 'standby.maxMonths': 3 } };
    expect(recordOf(['begun'], short)).toMatchObject({ channel: 're-post', endsBefore: '2026-12' });
  });
  test('the next competition is a year later', () => {
    expect(recordOf([])).toMatchObject({ nextCompetition: '2027-09', endsBefore: '2027-09' });
  });
});

const decision = (teacherId: string, postGroupId: string | null): Decision => ({
  teacherId,
  kind: postGroupId === null ? 'standby' : 'cross-district',
  postGroupId,
  ground: null,
  batch: null,
  contractMonths: null,
});
const stage = (name: StageRecord['stage'], ...decisions: Decision[]): StageRecord => ({
  stage: name,
  decisions,
  solves: [],
  ledger: {
    ...{ posts: 0, people: 0, direct: 0, volunteers: 0, inSchool: 0, inDistrict: 0 },
    ...{ crossDistrict: 0, standby: 0, open: 0, held: 0, vacant: 0, above: 0 },
  },
  ruleChecks: [],
  announced: [],
  read: [],
});

describe('after the summer', () => {
  const county = countyOf(
    { id: 'n', schoolId: 's1', name: '甲' },
    { id: 'r', schoolId: 's1', mainSubject: '数学', assessments: ['fail'] },
    { id: 'p', schoolId: 's1', mainSubject: '数学' },
  );
  const policy = parsePolicy({});
  const done = [
    stage('cross-district', decision('r', OTHER), decision('p', OTHER)),
    stage('standby', decision('n', null)),
  ];
  const base = { on: '2026-09-02', teacherId: 'r', postGroupId: OTHER };
  const journal: JournalEntry[] = [
    { id: '1', kind: 'offer', ...base },
    { id: '2', kind: 'refusal', ...base },
  ];
  const facts = { county, policy, journal, asOf: '2026-09-30' };

  test('a record for everybody without a post and for who refused the post of the decision', () => {
    const records = standbyRecords(done, facts);
    expect(records.map(({ teacherId, ground }) => `${teacherId} ${ground}`)).toEqual([
      'n no-post',
      'r refused',
    ]);
    expect(
      standbyRecords(done, { ...facts, journal: [] }).map(({ teacherId }) => teacherId),
    ).toEqual(['n']);
  });

  test('a refusal that was taken back leaves no record, and an accepted post is no vacancy', () => {
    const accepted: JournalEntry = { id: '3', kind: 'acceptance', ...base };
    expect(
      standbyRecords(done, { ...facts, journal: [...journal, accepted] }).map((r) => r.teacherId),
    ).toEqual(['n']);
    const post = { on: '2026-09-03', teacherId: 'n', postGroupId: POST };
    const taken: JournalEntry[] = [
      { id: '4', kind: 'offer', ...post },
      { id: '5', kind: 'acceptance', ...post },
    ];
    const records = standbyRecords(done, { ...facts, journal: [...journal, ...taken] });
    expect(records[0]).toMatchObject({ teacherId: 'n', state: 'unplaced', heldPostId: POST });
    expect(recruitmentNeeds({ county, policy: parsePolicy({}) }, done, records)).toEqual([
      { stage: 'P', category: 'T', subject: '数学', vacant: 1, freed: 1 },
    ]);
  });

  test('a near post is told with its distance, its vacancies and what stops the person', () => {
    const text = (more: object) =>
      nearPostText({ postGroupId: POST, distance: 1234, vacant: 1, stops: [], ...more }, county);
    expect(text({})).toBe(`乙小学·小学·语文，12.3公里，空缺1（${POST}）`);
    expect(text({ distance: null, vacant: 0, stops: ['refused-post'] })).toMatch(
      /距离未知，无空缺，.*拒绝/u,
    );
  });

  test('a row a person under the headings of the list', () => {
    const rows = standbyRows(standbyRecords(done, facts), county, new Map([['n', [POST]]]));
    const cells = (row: readonly unknown[] | undefined) =>
      Object.fromEntries(STANDBY_HEADERS.map((header, k) => [header, row?.[k]]));
    expect(rows.map((row) => row.length)).toEqual([STANDBY_HEADERS.length, STANDBY_HEADERS.length]);
    expect(cells(rows[0])).toMatchObject({
      职工号: 'n',
      姓名: '甲',
      原校: '甲小学',
      学科: '语文',
      原因: '无匹配岗位',
      最近可安排岗位: POST,
      工资关系单位: '甲小学',
      停发项目: '',
    });
    expect(cells(rows[1])).toMatchObject({
      原因: '不服从安排',
      状态: '待岗培训、跟岗',
      安排岗位: OTHER,
      工资关系单位: '丙小学',
      停发项目: '乡镇津贴、乡村教师岗位生活补助、奖励性绩效',
      建议渠道: '解聘',
      下次竞聘: '2027-09',
    });
  });

  test('open posts and freed heads make the demand for recruits (Q18, B09)', () => {
    // Two posts of mathematics, one of them refused; nobody took the Chinese one.
    expect(
      recruitmentNeeds({ county, policy: parsePolicy({}) }, done, standbyRecords(done, facts)),
    ).toEqual([
      { stage: 'P', category: 'T', subject: '数学', vacant: 1, freed: 1 },
      { stage: 'P', category: 'T', subject: '语文', vacant: 1, freed: 0 },
    ]);
    expect(recruitmentNeeds({ county, policy: parsePolicy({}) }, done, [])).toEqual([
      { stage: 'P', category: 'T', subject: '语文', vacant: 1, freed: 0 },
    ]);
  });
});
