/** A binding summer: every act that opens a gate is on record; what the journal says of people is read stage by stage. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../../src/domain/holidays.ts';
import type { JournalEntry } from '../../../src/domain/journal.ts';
import { parsePolicy, policyHash } from '../../../src/domain/policy.ts';
import type { SummerState } from '../../../src/domain/summer.ts';
import { advance, freshState, reopen } from '../../../src/planning/summer/index.ts';
import { workCalendar } from '../../../src/rules/workflow/working-days.ts';
import { verifySummer } from '../../../src/verification/index.ts';
import { workdaysOf, workingDays } from '../../../src/verification/summer/journal.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import { decisionOf, runSummer, SMALL } from './small-summer.ts';

let county: County;
let state: SummerState;
beforeAll(async () => {
  ({ county, state } = await runSummer());
});

const list = (
  stage: 'direct-hire' | 'in-school' | 'in-district' | 'cross-district',
  on: string,
  until: string,
) => ({ id: `list-${stage}`, kind: 'publicity', stage, on, until }) as const;
const plan = (schoolId: string): JournalEntry[] => [
  {
    id: `m-${schoolId}`,
    on: '2026-07-06',
    kind: 'plan-passed',
    schoolId,
    body: 'principals-meeting',
  },
  { id: `s-${schoolId}`, on: '2026-07-06', kind: 'plan-passed', schoolId, body: 'staff-assembly' },
  { id: `p-${schoolId}`, on: '2026-07-07', until: '2026-07-14', kind: 'plan-publicity', schoolId },
];
/** Each list public for five working days after its first. */
const JOURNAL: readonly JournalEntry[] = [
  { id: 'set', on: '2026-07-01', kind: 'posts-set' },
  list('direct-hire', '2026-07-07', '2026-07-14'),
  ...['a', 'b', 'c'].flatMap(plan),
  list('in-school', '2026-07-15', '2026-07-22'),
  { id: 'v1', on: '2026-07-23', kind: 'vacancies-announced', stage: 'in-district' },
  list('in-district', '2026-07-28', '2026-08-04'),
  { id: 'v2', on: '2026-08-05', kind: 'vacancies-announced', stage: 'cross-district' },
  {
    id: 'ok1',
    on: '2026-08-11',
    kind: 'approved',
    stage: 'cross-district',
    what: 'intentions',
    by: '领导小组',
  },
  list('cross-district', '2026-08-12', '2026-08-19'),
  {
    id: 'ok2',
    on: '2026-08-20',
    kind: 'approved',
    stage: 'cross-district',
    what: 'list',
    by: '领导小组',
  },
  { id: 'kept', on: '2026-08-31', kind: 'as-of' },
];

/** Days on which the stages of the journal ran. */
const RAN = ['2026-07-06', '2026-07-14', '2026-07-27', '2026-08-11', '2026-08-20'];

/** As if every stage had read what was on record on its day. */
const binding = (journal: readonly JournalEntry[]): SummerState => {
  const stages = state.stages.map((record, k) => {
    const known = journal.filter(({ on }) => on <= RAN[k]!);
    return { ...record, read: known.map(({ id }) => id) };
  });
  return { ...state, mode: 'binding', journal: [...journal], stages };
};
const findings = (journal: readonly JournalEntry[]) =>
  verifySummer(county, binding(journal), HOLIDAY_YEARS).findings;
const without = (id: string) => JOURNAL.filter((each) => each.id !== id);

describe('gates', () => {
  it('all open: accepted; in a rehearsal none is asked', () => {
    expect(findings(JOURNAL)).toEqual([]);
    expect(verifySummer(county, state, HOLIDAY_YEARS).accepted).toBe(true);
  });
  it.each([
    ['set', 'Gate (F03): the posts were not set.'],
    ['list-direct-hire', 'Gate (F01): the direct-hire list was not public for 5 working days.'],
    ['m-b', 'Gate (I01): the plan of b was not passed and shown.'],
    ['s-b', 'Gate (I01): the plan of b was not passed and shown.'],
    ['p-c', 'Gate (I01): the plan of c was not passed and shown.'],
    ['list-in-school', 'Gate (F01): the in-school list was not public for 5 working days.'],
    ['v1', 'Gate (F00): no vacancies were announced before in-district.'],
    ['list-in-district', 'Gate (F01): the in-district list was not public for 5 working days.'],
    ['v2', 'Gate (F00): no vacancies were announced before cross-district.'],
    ['ok1', 'Gate (S07): the intentions of cross-district were not approved.'],
    [
      'list-cross-district',
      'Gate (F01): the cross-district list was not public for 5 working days.',
    ],
    ['ok2', 'Gate (F04): the list of cross-district were not approved.'],
  ])('%s missing', (id, finding) => {
    expect(findings(without(id))).toEqual([finding]);
  });
  it('publicity a day too short, over a weekend', () => {
    const short = { ...list('in-school', '2026-07-16', '2026-07-22') };
    expect(findings([...without('list-in-school'), short])).toEqual([
      'Gate (F01): the in-school list was not public for 5 working days.',
    ]);
  });
  const moved = (id: string, on: string, until?: string) =>
    JOURNAL.map((each) =>
      each.id === id
        ? ({ ...each, on, ...(until === undefined ? {} : { until }) } as JournalEntry)
        : each,
    );
  it.each([
    ['ok2', '2026-01-01', undefined, 'the approval of the list came before its turn'],
    ['ok2', '2026-08-19', undefined, 'the approval of the list came before its turn'],
    ['ok1', '2026-08-10', undefined, 'the approval of the intentions came before its turn'],
    ['m-b', '2026-01-05', undefined, 'the plan of b was passed before the posts were set'],
    ['p-c', '2026-07-16', '2026-07-23', 'the in-school list came before its turn'],
    ['list-in-district', '2026-07-23', '2026-07-30', 'the in-district list came before its turn'],
  ])('F03: %s on %s is out of order', (id, on, until, fault) => {
    expect(findings(moved(id, on, until))).toEqual([`Gate (F03): ${fault}.`]);
  });
  it('a publicity that is not over counts for nothing', () => {
    const kept = JOURNAL.filter(({ on }) => on <= '2026-08-19').concat({
      ...{ id: 'now', on: '2026-08-19', kind: 'as-of' },
    });
    expect(findings(kept)).toContain(
      'Gate (F01): the cross-district list was not public for 5 working days.',
    );
  });
  it('the first day counts where the policy says so', () => {
    const short = JOURNAL.map((each) =>
      each.id === 'list-direct-hire' ? { ...each, until: '2026-07-13' } : each,
    ) as JournalEntry[];
    const values = parsePolicy({ publicityCountsFirstDay: true });
    const given = { ...binding(short), policy: { hash: policyHash(values), values } };
    expect(findings(short)).toEqual([
      'Gate (F01): the direct-hire list was not public for 5 working days.',
    ]);
    expect(verifySummer(county, given, HOLIDAY_YEARS).findings).toEqual([]);
  });
  it('an objection that nobody decided', () => {
    const open: JournalEntry = {
      ...{ id: 'o', on: '2026-08-12', kind: 'objection', teacherId: 'a-far' },
      ...{ stage: 'cross-district', upheld: null },
    };
    expect(findings([...JOURNAL, open])).toEqual([
      'Gate (F04): an objection against a-far is open.',
    ]);
  });
});

describe('rulings that were known when a stage ran (F04)', () => {
  const upheld = (teacherId: string, stage: 'direct-hire' | 'in-school', isUpheld = true) =>
    ({
      ...{ id: `o-${teacherId}-${isUpheld}`, kind: 'objection', teacherId, stage },
      ...{ on: isUpheld ? '2026-07-24' : '2026-07-25', upheld: isUpheld },
    }) satisfies JournalEntry;
  it('a direct hire that stands all the same', () => {
    expect(new Set(findings([...JOURNAL, upheld('b-ill', 'direct-hire')]))).toEqual(
      new Set(['Gate (F04): the ruling about the direct hire of b-ill was not followed.']),
    );
    const overruled = [upheld('b-ill', 'direct-hire'), upheld('b-ill', 'direct-hire', false)];
    expect(findings([...JOURNAL, ...overruled])).toEqual([]);
    // An appointment does not rest on papers (I08).
    expect(findings([...JOURNAL, upheld('a-head', 'direct-hire')])).toEqual([]);
  });
  it('an in-school decision that was not opened again', () => {
    expect(new Set(findings([...JOURNAL, upheld('a-good', 'in-school')]))).toEqual(
      new Set(['Gate (F04): the in-school decision about a-good was not re-opened.']),
    );
  });
});

describe('what the journal says of people', () => {
  it('X04: a refusal of an offer on record bars the post, one without an offer does not', () => {
    const post = { teacherId: 'a-far', postGroupId: 'c/P/T/语文' };
    const refusal: JournalEntry = { id: 'r', on: '2026-08-07', kind: 'refusal', ...post };
    const offer: JournalEntry = { id: 'q', on: '2026-08-06', kind: 'offer', ...post };
    expect(findings([...JOURNAL, refusal])).toEqual([]);
    expect(findings([...JOURNAL, offer, refusal]).join()).toContain('(refused-post) is broken');
  });
  it('… and what happens after the list was public says nothing of it', () => {
    const post = { teacherId: 'a-far', postGroupId: 'c/P/T/语文' };
    const offer: JournalEntry = { id: 'q', on: '2026-08-19', kind: 'offer', ...post };
    const refusal: JournalEntry = { id: 'r', on: '2026-08-20', kind: 'refusal', ...post };
    expect(findings([...JOURNAL, offer, refusal])).toEqual([]);
  });
  it('S06: a late form loses its wishes, one in time does not', () => {
    const form = (on: string): JournalEntry => ({
      id: 'f',
      on,
      kind: 'form-received',
      teacherId: 'a-far',
    });
    expect(findings([...JOURNAL, form('2026-08-10')])).toEqual([]);
    expect(findings([...JOURNAL, form('2026-08-11')]).join()).toContain('Tier fit');
    // A second copy makes nobody late.
    expect(findings([...JOURNAL, form('2026-08-10'), { ...form('2026-08-11'), id: 'g' }])).toEqual(
      [],
    );
  });
  it('X04: a refusal that was taken back bars nothing; same-day answers are in order of their numbers', () => {
    const post = { teacherId: 'a-far', postGroupId: 'c/P/T/语文', on: '2026-08-07' };
    const acts = (['offer', 'refusal', 'acceptance', 'refusal'] as const).map(
      (kind, k): JournalEntry => ({ id: `R${k + 8}`, kind, ...post }),
    );
    // R8 offer, R9 refusal, R10 acceptance, R11 refusal: as text R9 would come last.
    expect(findings([...JOURNAL, ...acts.slice(0, 3)])).toEqual([]);
    expect(findings([...JOURNAL, ...acts]).join()).toContain('(refused-post) is broken');
  });
  it('D05: an upheld objection takes the ground of a direct hire away', () => {
    const upheld: JournalEntry = {
      ...{ id: 'o', on: '2026-07-06', kind: 'objection', teacherId: 'b-ill' },
      ...{ stage: 'direct-hire', upheld: true },
    };
    expect(findings([...JOURNAL, upheld]).join()).toContain(
      'b-ill is hired directly in direct-hire without a ground',
    );
  });
  it('S03: papers that came by the journal count', async () => {
    const bare = tinyCounty({
      ...SMALL,
      teachers: (SMALL.teachers ?? []).map((each) => ({
        ...each,
        documentsComplete: each.id !== 'a-near',
      })),
    });
    const proof: JournalEntry = {
      id: 'n',
      on: '2026-07-22',
      kind: 'not-hired-proof',
      teacherId: 'a-near',
    };
    const policy = parsePolicy({});
    const summer = { county: bare, policy, calendar: workCalendar() };
    const journal = [...JOURNAL, proof].sort((a, b) => (a.on < b.on ? -1 : 1));
    let run = freshState(bare, policy, journal);
    for (let k = 0; k < 5; k++) {
      const step = await advance(summer, run);
      if (step.kind !== 'done') throw new Error(JSON.stringify(step));
      run = step.state;
    }
    expect(decisionOf(run, 'a-near')?.kind).toBe('in-district');
    expect(verifySummer(bare, run, HOLIDAY_YEARS).findings).toEqual([]);
    const unproved = { ...run, journal: run.journal.filter(({ id }) => id !== 'n') };
    expect(verifySummer(bare, unproved, HOLIDAY_YEARS).findings.join()).toContain(
      'Rule S03 (in-the-round)',
    );
  });
});

test('F01: the working days are counted by the notices that the run rests on', () => {
  const off = { name: '停课', from: '2026-07-16', until: '2026-07-16' } as const;
  const notice = { year: 2026, source: '本县', provisional: false, rest: [off], work: [] };
  expect(verifySummer(county, binding(JOURNAL), [...HOLIDAY_YEARS, notice]).findings).toEqual([
    'Gate (F01): the in-school list was not public for 5 working days.',
  ]);
});

test('D07: who chose to compete, lost, and has lost the ground to an objection since, is no direct hire', async () => {
  const full = tinyCounty({
    ...SMALL,
    groups: (SMALL.groups ?? []).map((each) =>
      each.schoolId === 'b' ? { ...each, posts: 2 } : each,
    ),
  });
  const upheld: JournalEntry = {
    ...{ id: 'o', on: '2026-07-10', kind: 'objection', teacherId: 'b-keen' },
    ...{ stage: 'direct-hire', upheld: true },
  };
  const policy = parsePolicy({});
  const summer = { county: full, policy, calendar: workCalendar() };
  let run = freshState(full, policy, JOURNAL);
  for (const journal of [JOURNAL, [...JOURNAL, upheld]]) {
    const step = await advance(summer, { ...run, journal: [...journal] });
    if (step.kind !== 'done') throw new Error(JSON.stringify(step));
    run = step.state;
  }
  expect(run.stages.map(({ read }) => read)).toEqual([[], ['o']]);
  expect(decisionOf(run, 'b-keen')).toBeNull();
  expect(verifySummer(full, run, HOLIDAY_YEARS).findings).toEqual([]);
});

it('a stage that says it read what is not on record, or forgot what was known', () => {
  const honest = binding(JOURNAL);
  const reading = (k: number, read: string[]) => ({
    ...honest,
    stages: honest.stages.map((each, n) => (n === k ? { ...each, read } : each)),
  });
  const told = (state: SummerState) => verifySummer(county, state, HOLIDAY_YEARS).findings;
  expect(told(reading(4, [...honest.stages[4]!.read, 'x']))).toEqual([
    'standby: entry x was read but is not in the journal.',
  ]);
  expect(
    told(
      reading(
        1,
        honest.stages[1]!.read.filter((id) => id !== 'set'),
      ),
    ),
  ).toEqual(['in-school: entry set was known before and is not read.']);
});

test('working days: make-up Sundays count, public holidays do not, as the caller says or as published', () => {
  expect(workingDays('2025-09-27', '2025-10-12', workdaysOf(HOLIDAY_YEARS))).toBe(6);
  expect(workingDays('2026-08-11', '2026-08-17', workdaysOf(HOLIDAY_YEARS))).toBe(5);
  expect(workingDays('2026-08-11', '2026-08-17', () => true)).toBe(7);
  expect(workingDays('2026-08-17', '2026-08-11', () => true)).toBe(0);
});

test('after an appeal the state holds, and so does what comes after it', async () => {
  const { policy } = state;
  const summer = { county, policy: policy.values, calendar: workCalendar() };
  const run = await runSummer(SMALL, {}, 3);
  const answer = await reopen(summer, run.state, {
    teacherId: 'a-far',
    postGroupId: 'b/P/T/语文',
  });
  if (answer.kind !== 'reopened') throw new Error(answer.kind);
  expect(answer.moved.map(({ teacherId }) => teacherId)).toEqual(['a-near']);
  let after = answer.state;
  for (const _ of ['cross-district', 'standby']) {
    expect(verifySummer(county, after, HOLIDAY_YEARS).findings).toEqual([]);
    const step = await advance(summer, after);
    if (step.kind !== 'done') throw new Error(JSON.stringify(step));
    after = step.state;
  }
  expect(decisionOf(after, 'a-near')?.kind).toBe('cross-district');
  expect(verifySummer(county, after, HOLIDAY_YEARS).findings).toEqual([]);
});
