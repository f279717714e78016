/** 关口 on the way of the summer: each stops a binding run before its stage and says what is missing; a rehearsal goes on. */
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/domain/journal.ts';
import { SUMMER_STAGES, type SummerState } from '../../src/domain/summer.ts';
import { reopen, untilBefore } from '../../src/planning/summer/index.ts';
import { GATES } from '../../src/rules/workflow/index.ts';
import { oneOfEach } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf, whereabouts } from '../support/summer.ts';

const county = oneOfEach();
const JOURNAL = fullJournal(county, ['left']);
const without = (drop: (entry: JournalEntry) => boolean) => JOURNAL.filter((entry) => !drop(entry));
const isPublicity = (entry: JournalEntry, stage: string) =>
  entry.kind === 'publicity' && entry.stage === stage;

/** The journal with a stage's list taken down one working day too early. */
const shortened = (stage: string, until: string) =>
  JOURNAL.map((entry) =>
    isPublicity(entry, stage) ? ({ ...entry, until } as JournalEntry) : entry,
  );

const STOPS: readonly {
  gate: string;
  before: string;
  what: string;
  journal: readonly JournalEntry[];
  told: RegExp;
}[] = [
  {
    gate: 'posts-set',
    before: 'direct-hire',
    what: 'posts not set',
    journal: without(({ kind }) => kind === 'posts-set'),
    told: /没有全县岗位设置完成的记录/,
  },
  {
    gate: 'direct-publicity',
    before: 'in-school',
    what: 'publicity of four working days',
    journal: shortened('direct-hire', '2026-07-08'),
    told: /共 4 个工作日，少于 5 个，还差 1 个/,
  },
  {
    gate: 'plan-passed',
    before: 'in-school',
    what: 'one body of one school',
    journal: without(
      (e) => e.kind === 'plan-passed' && e.schoolId === 'b' && e.body === 'staff-assembly',
    ),
    told: /学校 b 的聘任方案未经教职工代表大会通过/,
  },
  {
    gate: 'in-school-publicity',
    before: 'in-district',
    what: 'no publicity',
    journal: without((entry) => isPublicity(entry, 'in-school')),
    told: /没有校内竞聘结果的公示/,
  },
  {
    gate: 'in-district-vacancies',
    before: 'in-district',
    what: 'no vacancy notice',
    journal: without((e) => e.kind === 'vacancies-announced' && e.stage === 'in-district'),
    told: /没有学区竞聘的空缺岗位公告/,
  },
  {
    gate: 'in-district-publicity',
    before: 'cross-district',
    what: 'a weekend does not count',
    journal: shortened('in-district', '2026-07-28'),
    told: /还差 1 个/,
  },
  {
    gate: 'in-district-appeals',
    before: 'cross-district',
    what: 'an upheld objection whose decision was not opened again',
    journal: [
      ...JOURNAL,
      {
        id: 'o2',
        on: '2026-07-22',
        kind: 'objection',
        teacherId: 'near',
        stage: 'in-district',
        upheld: true,
      },
    ],
    told: /职工号 near 的异议（台账 o2）裁定成立，但此决定尚未重开/,
  },
  {
    gate: 'cross-district-vacancies',
    before: 'cross-district',
    what: 'no vacancy notice',
    journal: without((e) => e.kind === 'vacancies-announced' && e.stage === 'cross-district'),
    told: /没有跨学区调配的空缺岗位公告/,
  },
  {
    gate: 'intentions-approved',
    before: 'cross-district',
    what: 'no approval',
    journal: without((e) => e.kind === 'approved' && e.what === 'intentions'),
    told: /没有领导小组审核分流意向/,
  },
  {
    gate: 'cross-district-publicity',
    before: 'standby',
    what: 'no publicity',
    journal: without((entry) => isPublicity(entry, 'cross-district')),
    told: /没有跨学区调配名单的公示/,
  },
  {
    gate: 'list-approved',
    before: 'standby',
    what: 'no approval',
    journal: without((e) => e.kind === 'approved' && e.what === 'list'),
    told: /没有领导小组审定跨学区调配名单/,
  },
  {
    gate: 'no-open-objection',
    before: 'standby',
    what: 'an objection nobody decided',
    journal: [
      ...JOURNAL,
      {
        id: 'o1',
        on: '2026-07-30',
        kind: 'objection',
        teacherId: 'far',
        stage: 'cross-district',
        upheld: null,
      },
    ],
    told: /职工号 far 的异议（台账 o1）尚未裁定/,
  },
  {
    gate: 'cross-district-appeals',
    before: 'standby',
    what: 'an upheld objection whose decision was not opened again',
    journal: [
      ...JOURNAL,
      {
        id: 'o3',
        on: '2026-07-30',
        kind: 'objection',
        teacherId: 'left',
        stage: 'cross-district',
        upheld: true,
      },
    ],
    told: /职工号 left 的异议（台账 o3）裁定成立，但此决定尚未重开/,
  },
  {
    gate: 'late-objections',
    before: 'close',
    what: 'an objection after the standby list that nobody decided',
    journal: [
      ...JOURNAL,
      {
        id: 'o4',
        on: '2026-08-25',
        kind: 'objection',
        teacherId: 'left',
        stage: 'cross-district',
        upheld: null,
      },
    ],
    told: /职工号 left 的异议（台账 o4）尚未裁定/,
  },
  {
    gate: 'offers-recorded',
    before: 'close',
    what: 'a refusal without an offer',
    journal: [
      ...JOURNAL,
      { id: 'r1', on: '2026-08-20', kind: 'refusal', teacherId: 'far', postGroupId: 'r/P/T/语文' },
    ],
    told: /没有提供该岗位的记录/,
  },
  {
    gate: 'training-arranged',
    before: 'close',
    what: 'somebody on standby without training',
    journal: without(({ kind }) => kind === 'training'),
    told: /职工号 left 没有参加培训的记录/,
  },
  {
    gate: 'contracts-signed',
    before: 'close',
    what: 'a school whose people have not signed',
    journal: without((entry) => entry.kind === 'school-contracts' && entry.schoolId === 'b'),
    told: /学校 b（用人单位）尚有 2 人未签聘约/,
  },
];

/** What a summer by the book leaves before each stage and the end, run once. */
let byTheBook: Promise<SummerState[]> | null = null;
async function statesByTheBook(): Promise<SummerState[]> {
  const states: SummerState[] = [];
  for (const to of SUMMER_STAGES) {
    const from = states.at(-1);
    const { state } = await runSummer(county, {
      ...{ journal: JOURNAL, to },
      ...(from === undefined ? {} : { from }),
    });
    states.push(state);
  }
  return states;
}

/** The run with another journal from before the step that it should stop at. */
async function stoppedAt({
  before,
  journal,
}: {
  before: string;
  journal: readonly JournalEntry[];
}) {
  byTheBook ??= statesByTheBook();
  const done = [...SUMMER_STAGES, 'close'].indexOf(before);
  const from = (await byTheBook)[done - 1];
  return runSummer(county, { journal, ...(from === undefined ? {} : { from }) });
}

describe('a binding run', () => {
  test('by the book reaches the end', async () => {
    const { end, state } = await runSummer(county, { journal: JOURNAL });
    expect(end.kind).toBe('closed');
    expect(state.mode).toBe('binding');
  });

  test.each(STOPS)('$gate stops it: $what', async ({ gate, before, journal, told }) => {
    const { end, state } = await stoppedAt({ before, journal });
    expect(end).toMatchObject({ kind: 'stopped', before });
    if (end.kind !== 'stopped') return;
    expect(end.gates.map(({ name }) => name)).toEqual([gate]);
    const texts = end.gates.flatMap(({ findings }) => findings.map(({ text }) => text.zh));
    expect(texts.join('\n')).toMatch(told);
    for (const { findings } of end.gates) {
      for (const { action } of findings) expect(action.zh).not.toBe('');
    }
    // Everything before the gate was done and stands.
    expect(SUMMER_STAGES[state.stages.length] ?? 'close').toBe(before);
  });

  test('every gate that stops a stage is in the table above, but that of the rotation list, of appeals after the last stage and of rulings', () => {
    const stopping = GATES.filter(({ stops }) => stops === 'stage').map(({ name }) => name);
    const shown = new Set(STOPS.map(({ gate }) => gate));
    expect(stopping.filter((name) => !shown.has(name))).toEqual([
      'in-district-rulings',
      'cross-district-rulings',
      'standby-rulings',
      'rotation-publicity',
      'late-appeals',
      'late-rulings',
    ]);
  });

  // What the appeal gate asks for is run, not written: summer-appeal.test.ts has it.
  const WRITTEN = STOPS.filter(({ gate }) => !gate.endsWith('-appeals'));
  test.each(WRITTEN)('$gate opens when the journal is put right: $what', async (given) => {
    const stopped = await stoppedAt(given);
    expect(stopped.end.kind).toBe('stopped');
    // Entries are added, corrected in their place, or struck.
    const { end } = await runSummer(county, { journal: JOURNAL, from: stopped.state });
    expect(end.kind).toBe('closed');
  });

  test('an open objection is decided in its entry or by a later one', async () => {
    const open = STOPS.find(({ gate }) => gate === 'no-open-objection')!;
    const { state } = await runSummer(county, { journal: open.journal });
    const objection = open.journal.at(-1) as Extract<JournalEntry, { kind: 'objection' }>;
    for (const journal of [
      [...JOURNAL, { ...objection, upheld: false }],
      [...open.journal, { ...objection, id: 'o2', on: '2026-08-03', upheld: false }],
    ]) {
      const { end } = await runSummer(county, { journal, from: state });
      expect(end.kind).toBe('closed');
    }
  });

  test('an answer without an offer is struck, or its offer entered', async () => {
    const asked = STOPS.find(({ gate }) => gate === 'offers-recorded')!;
    const { state } = await runSummer(county, { journal: asked.journal });
    const refusal = asked.journal.at(-1) as Extract<JournalEntry, { kind: 'refusal' }>;
    const offer: JournalEntry = { ...refusal, id: 'q', on: '2026-08-19', kind: 'offer' };
    const training: JournalEntry = {
      ...{ id: 't', on: '2026-09-01', kind: 'training', teacherId: 'far', event: 'begun' },
    };
    const { end } = await runSummer(county, {
      journal: [...asked.journal, offer, training],
      from: state,
    });
    expect(end.kind).toBe('closed');
  });

  test('what a stage that is done rests on stays as it was', async () => {
    const { state } = await runSummer(county, { journal: JOURNAL, to: 'in-school' });
    const again = (journal: readonly JournalEntry[]) =>
      runSummer(county, { journal, from: state, to: 'in-district' });
    await expect(again(shortened('direct-hire', '2026-07-10'))).rejects.toThrow(
      /已被此前的环节引用/,
    );
    await expect(again(shortened('in-school', '2026-07-20'))).resolves.toMatchObject({
      end: { kind: 'done' },
    });
  });

  test('once the journal opens the gate, the run goes on to the same end', async () => {
    const early = JOURNAL.filter(({ on }) => on < '2026-07-17');
    const stopped = await runSummer(county, { journal: early });
    expect(stopped.end).toMatchObject({ kind: 'stopped', before: 'in-district' });
    const { end, state } = await runSummer(county, { journal: JOURNAL, from: stopped.state });
    expect(end.kind).toBe('closed');
    expect(state.stages).toEqual((await runSummer(county, { journal: JOURNAL })).state.stages);
  });
});

describe('objections to a direct hire and to the in-school competition', () => {
  const ill = { kind: 'illness', missing: [], from: null, to: null } as const;
  const open = oneOfEach([{ id: 'ill', schoolId: 'a', merit: 1, exemption: ill }]);
  // Who is left over in the end depends on the ruling: everybody is in training.
  const journal = fullJournal(
    open,
    open.teachers.map(({ id }) => id),
  );
  const upheld = (teacherId: string, stage: 'direct-hire' | 'in-school', on: string) =>
    ({ id: `o-${teacherId}`, on, kind: 'objection', teacherId, stage, upheld: true }) as const;
  const directs = ({ stages }: SummerState) =>
    stages[0]?.decisions.filter(({ kind }) => kind === 'direct').map(({ teacherId }) => teacherId);

  test('one that was upheld while the list was public: the stage is run again and the summer goes on (D05)', async () => {
    const before = journal.filter(({ on }) => on < '2026-07-05');
    const first = await runSummer(open, { journal: before });
    expect(first.end).toMatchObject({ kind: 'stopped', before: 'in-school' });
    expect(directs(first.state)).toEqual(['head', 'ill']);
    const given = [...journal, upheld('ill', 'direct-hire', '2026-07-06')];
    const stopped = await runSummer(open, { journal: given, from: first.state });
    expect(stopped.end).toMatchObject({
      kind: 'stopped',
      gates: [
        { name: 'direct-publicity', findings: [{ code: 'objection-upheld', teacherId: 'ill' }] },
      ],
    });
    const from = untilBefore(stopped.state, 'direct-hire');
    const { end, state } = await runSummer(open, { journal: given, from });
    expect(directs(state)).toEqual(['head']);
    expect(whereabouts(state).ill).not.toMatch(/^direct-hire/);
    expect(end.kind).toBe('closed');
  });

  test('one against an appointed leader stops nothing and says who decides (I08)', async () => {
    const given = [...journal, upheld('head', 'direct-hire', '2026-07-06')];
    const { end, state } = await runSummer(open, { journal: given, to: 'in-school' });
    expect(end).toMatchObject({
      kind: 'done',
      passed: [{ name: 'direct-without-papers', findings: [{ teacherId: 'head' }] }],
    });
    expect(directs(state)).toEqual(['head', 'ill']);
  });

  test('one that came when the in-school round was done stops every later stage, until the decision is opened (F04)', async () => {
    const late = [...journal, upheld('ill', 'direct-hire', '2026-07-15')];
    for (const [to, name] of [
      ['in-school', 'in-district-rulings'],
      ['in-district', 'cross-district-rulings'],
      ['cross-district', 'standby-rulings'],
      ['standby', 'late-rulings'],
    ] as const) {
      const { state } = await runSummer(open, { journal, to });
      const { end } = await runSummer(open, { journal: late, from: state });
      expect(end).toMatchObject({
        kind: 'stopped',
        gates: [{ name, findings: [{ code: 'objection-upheld', teacherId: 'ill' }] }],
      });
      if (end.kind !== 'stopped') return;
      expect(end.gates[0]?.findings[0]?.action.zh).toContain('直聘之后的状态文件');
    }
    const anew = await runSummer(open, { journal: late });
    expect(anew.end.kind).toBe('closed');
    expect(directs(anew.state)).toEqual(['head']);
  });

  test('one about an in-school decision: to run the stage again is not enough, its appeal is (F04)', async () => {
    const people = county.teachers.map(({ id }) => id);
    const before = fullJournal(county, people);
    const { state } = await runSummer(county, { journal: before, to: 'in-school' });
    const given = [...before, upheld('left', 'in-school', '2026-07-15')];
    const stops = {
      kind: 'stopped',
      gates: [{ name: 'in-district-rulings', findings: [{ teacherId: 'left' }] }],
    };
    const stopped = await runSummer(county, { journal: given, from: state });
    expect(stopped.end).toMatchObject(stops);
    const from = untilBefore(stopped.state, 'in-school');
    expect((await runSummer(county, { journal: given, from })).end).toMatchObject(stops);
    const answer = await reopen(summerOf(county), stopped.state, {
      ...{ teacherId: 'left', postGroupId: 'a/P/T/语文' },
    });
    if (answer.kind !== 'reopened') throw new Error(answer.kind);
    const { end } = await runSummer(county, { journal: given, from: answer.state });
    expect(end.kind).toBe('closed');
  });
});

describe('gates about single people', () => {
  test('not-hired-proof: without it the person is told of and cannot be placed elsewhere (S03)', async () => {
    const open = oneOfEach([
      { id: 'bare', schoolId: 'a', otherSubjects: ['英语'], merit: 5, documentsComplete: false },
    ]);
    const journal = fullJournal(open, ['left', 'bare']);
    const bare = await runSummer(open, { journal, to: 'in-district' });
    expect(bare.end).toMatchObject({
      kind: 'done',
      passed: [{ name: 'not-hired-proof', findings: [{ teacherId: 'bare', schoolId: 'a' }] }],
    });
    const all = await runSummer(open, { journal });
    expect(whereabouts(all.state).bare).toBe('standby standby -');
    const proof = {
      id: 'p',
      on: '2026-07-17',
      kind: 'not-hired-proof',
      teacherId: 'bare',
    } as const;
    const proved = await runSummer(open, { journal: [...journal, proof] });
    expect(whereabouts(proved.state).bare).toBe('cross-district cross-district r/P/T/英语');
  });

  test('forms-in-time: a late form costs the wishes, and the post is a rural primary one (S06)', async () => {
    const journal = (on: string) => [
      ...JOURNAL,
      { id: 'f', on, kind: 'form-received', teacherId: 'far' } as const,
    ];
    const inTime = await runSummer(county, {
      journal: journal('2026-08-04'),
      to: 'cross-district',
    });
    expect(inTime.end).toMatchObject({ kind: 'done', passed: [] });
    const tooLate = await runSummer(county, {
      journal: journal('2026-08-05'),
      to: 'cross-district',
    });
    expect(tooLate.end).toMatchObject({
      kind: 'done',
      passed: [{ name: 'forms-in-time', findings: [{ teacherId: 'far' }] }],
    });
    expect(whereabouts(tooLate.state).far).toBe('cross-district cross-district r/P/T/语文');
  });

  test('exemption-papers: who lacks one is named with the paper, not with the ground, and competes (D05)', async () => {
    const open = oneOfEach([
      {
        id: 'ill',
        schoolId: 'a',
        merit: 1,
        exemption: { kind: 'illness', missing: ['evidence'], from: null, to: null },
      },
    ]);
    const { end } = await runSummer(open, { journal: fullJournal(open), to: 'direct-hire' });
    expect(end).toMatchObject({
      passed: [{ name: 'exemption-papers', findings: [{ teacherId: 'ill' }] }],
    });
    expect(JSON.stringify(end.kind === 'done' ? end.passed : [])).not.toMatch(/病|illness/);
  });
});

describe('a rehearsal', () => {
  test('goes on without a journal and lists what each stage will need', async () => {
    const { end, state } = await runSummer(county);
    expect(end.kind).toBe('closed');
    expect(state.mode).toBe('rehearsal');
    const first = await runSummer(county, { to: 'direct-hire' });
    expect(first.end).toMatchObject({ kind: 'done', passed: [{ name: 'posts-set' }] });
  });
});
