/** 状态文件: a resumed run equals the uninterrupted one byte for byte; a file that cannot be trusted is refused. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import { SUMMER_STAGES, type SummerState } from '../../src/domain/summer.ts';
import {
  advance,
  freshState,
  parseState,
  resumed,
  stateText,
} from '../../src/planning/summer/index.ts';
import { signed } from '../../src/planning/summer/state.ts';
import { type WorkCalendar, workCalendar } from '../../src/rules/workflow/index.ts';
import { oneOfEach } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf } from '../support/summer.ts';

const county = oneOfEach();
const JOURNAL = fullJournal(county, ['left']);
const { policy } = summerOf(county);

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (fault) {
    if (fault instanceof InputError) return fault.issues.map(({ code }) => code).join();
    throw fault;
  }
  return 'accepted';
}

/** The file as format 0 wrote it. */
function asFormat0({ county, policy, referenceMonth, stages }: SummerState): string {
  const old = {
    format: 'tiaopei-summer/0',
    county,
    policy,
    referenceMonth,
    stages: stages.map(({ announced: _announced, read: _read, ...record }) => record),
  };
  const checksum = createHash('sha256').update(JSON.stringify(old)).digest('hex');
  return JSON.stringify({ ...old, checksum });
}

describe('resuming', () => {
  test.each([['rehearsal', undefined] as const, ['binding', JOURNAL] as const])(
    'stopped after each stage and read back, a %s ends with the same bytes',
    async (_mode, journal) => {
      const options = journal === undefined ? {} : { journal };
      const whole = await runSummer(county, options);
      expect(whole.end.kind).toBe('closed');
      let text: string | undefined;
      for (const to of SUMMER_STAGES) {
        const from = text === undefined ? {} : { from: parseState(text, 'summer.json') };
        text = stateText((await runSummer(county, { ...options, ...from, to })).state);
      }
      expect(text).toBe(stateText(whole.state));
    },
  );

  test('a journal that grows stage by stage gives the same decisions as one that was there from the start', async () => {
    const whole = await runSummer(county, { journal: JOURNAL });
    const days = [...new Set(JOURNAL.map(({ on }) => on))].sort();
    let { state } = await runSummer(county, { journal: [] });
    for (const day of days) {
      const journal = JOURNAL.filter(({ on }) => on <= day);
      state = (await runSummer(county, { journal, from: state })).state;
    }
    expect(state.stages).toEqual(whole.state.stages);
  });
});

describe('a stage has read what it read', () => {
  /** The day on which the list of the in-district stage is made public. */
  const LISTED = JOURNAL.find((e) => e.kind === 'publicity' && e.stage === 'in-district')
    ?.on as string;
  const post = { teacherId: 'near', postGroupId: 'b/P/T/数学' };
  const entry = (id: string, on: string, rest: object) => ({ id, on, ...rest }) as JournalEntry;
  const later = (day: string, days: number) =>
    new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

  /** Runs the in-district stage with the first entries, then to the end with all of them. */
  async function thenWithAll(
    given: typeof county,
    isFirst: (entry: JournalEntry) => boolean,
    all: readonly JournalEntry[],
  ) {
    const first = await runSummer(given, { journal: all.filter(isFirst), to: 'in-district' });
    expect(first.end).toMatchObject({ kind: 'done' });
    const from = parseState(stateText(first.state), 'f');
    const { stages } = (await runSummer(given, { journal: all, from })).state;
    expect(stages.slice(0, 3)).toEqual(first.state.stages);
    expect(stages).toHaveLength(SUMMER_STAGES.length);
    return (id: string) => stages.map(({ read }) => read.includes(id));
  }

  test('papers of the day on which the list is made public are not forgotten (S03)', async () => {
    const teachers = county.teachers.map((teacher) =>
      teacher.id === 'near' ? { ...teacher, documentsComplete: false } : teacher,
    );
    const proof = entry('proof', LISTED, { kind: 'not-hired-proof', teacherId: 'near' });
    const isFirst = ({ id, on }: JournalEntry) => id === 'proof' || on < LISTED;
    const read = await thenWithAll({ ...county, teachers }, isFirst, [...JOURNAL, proof]);
    expect(read('proof')).toEqual([false, false, true, true, true]);
  });

  test('a list made public again, and what came between, reads nothing anew (X04)', async () => {
    const next = JOURNAL.find((e) => e.kind === 'vacancies-announced' && e.on > LISTED)
      ?.on as string;
    const all = [
      ...JOURNAL.filter(({ on }) => on < next),
      entry('offer', later(LISTED, 1), { kind: 'offer', ...post }),
      entry('refusal', later(LISTED, 2), { kind: 'refusal', ...post }),
      entry('again', later(LISTED, 5), {
        ...{ kind: 'publicity', stage: 'in-district', until: later(LISTED, 12) },
      }),
      ...JOURNAL.filter(({ on }) => on >= next).map((each) => ({
        ...each,
        on: later(each.on, 7),
        ...('until' in each ? { until: later(each.until, 7) } : {}),
      })),
    ];
    const read = await thenWithAll(county, ({ on }) => on < LISTED, all);
    expect(read('refusal')).toEqual([false, false, false, true, true]);
  });

  test('an entry that is dated back changes nothing of what was decided', async () => {
    const back = [
      entry('offer', later(LISTED, -2), { kind: 'offer', ...post }),
      entry('refusal', later(LISTED, -2), { kind: 'refusal', ...post }),
    ];
    const isFirst = ({ id, on }: JournalEntry) => id !== 'offer' && id !== 'refusal' && on < LISTED;
    const read = await thenWithAll(county, isFirst, [...JOURNAL, ...back]);
    expect(read('refusal')).toEqual([false, false, false, true, true]);
  });
});

describe('a state file that cannot be trusted', () => {
  const text = stateText(freshState(county, policy, null));
  const parsed = JSON.parse(text) as Record<string, unknown>;
  const resign = (raw: object) => JSON.stringify(signed(raw as never));

  test('what was written is read', () => {
    expect(parseState(text, 'f')).toEqual(parsed);
    // White space is no change.
    expect(parseState(JSON.stringify(parsed, null, 4), 'f')).toEqual(parsed);
  });

  test.each([
    ['cut off', text.slice(0, -20), 'state-damaged'],
    ['one figure changed', text.replace('2026-09', '2026-10'), 'state-damaged'],
    ['another kind of file', '{"format":"tiaopei-proposal/1"}', 'state-damaged'],
    ['no format', '[]', 'state-foreign'],
    ['a newer format', resign({ ...parsed, format: 'tiaopei-summer/2' }), 'state-format'],
    [
      'an older format nobody knows',
      resign({ ...parsed, format: 'tiaopei-summer/-1' }),
      'state-format',
    ],
    ['stages out of order', resign({ ...parsed, stages: [{ stage: 'standby' }] }), 'state-damaged'],
  ])('%s is refused', (_what, changed, code) => {
    expect(codeOf(() => parseState(changed, 'f'))).toBe(code);
  });

  test('a state of the format before is brought up to date', async () => {
    const { state } = await runSummer(county, { to: 'in-school' });
    const migrated = parseState(asFormat0(state), 'f');
    expect(migrated).toEqual(state);
    const { state: after } = await runSummer(county, { from: migrated });
    expect(after).toEqual((await runSummer(county)).state);
  });

  test('a state of the format before that is past the first announcement is refused: it did not keep them', async () => {
    const { state } = await runSummer(county, { to: 'in-district' });
    expect(state.stages[2]?.announced.length).toBeGreaterThan(0);
    expect(codeOf(() => parseState(asFormat0(state), 'f'))).toBe('state-format');
  });

  test('a policy key that came since stands at its default; a policy that is not of its hash is not taken', async () => {
    const { state } = await runSummer(county, { to: 'in-school' });
    const { volunteersFirst: _, ...values } = state.policy.values;
    const hash = createHash('sha256').update(JSON.stringify(values)).digest('hex');
    const older = (of: string) =>
      parseState(resign({ ...state, policy: { hash: of, values } }), 'f');
    expect(older(hash)).toEqual(state);
    const foreign = older('0'.repeat(64));
    expect(codeOf(() => resumed(foreign, county, policy, null))).toBe('state-foreign-policy');
  });

  test('a state whose stages the rules of today refuse is not gone on from, and says why', async () => {
    const { state } = await runSummer(county, { to: 'in-school' });
    const [first, ...others] = state.stages;
    const forged = signed({ ...state, stages: [{ ...first!, decisions: [] }, ...others] });
    const run = runSummer(county, { from: forged });
    await expect(run).rejects.toThrow(/不合现行规则.*从头运行/u);
    await expect(run).rejects.toThrow(InputError);
  });

  test('a state run with other days off is refused, the same days in another order are not', () => {
    const [newest, ...years] = [...HOLIDAY_YEARS].reverse();
    const on = (calendar: WorkCalendar) =>
      codeOf(() => resumed(parseState(text, 'f'), county, policy, null, calendar));
    expect(on(workCalendar([newest!, ...years]))).toBe('accepted');
    expect(on(workCalendar(years))).toBe('state-other-holidays');
    const state = freshState(county, policy, null, workCalendar(years));
    expect(codeOf(() => resumed(state, county, policy, null))).toBe('state-other-holidays');
  });

  test('a summer is not closed on a state that the check refuses', async () => {
    const { state, end } = await runSummer(county);
    expect(end.kind).toBe('closed');
    const [first, ...others] = state.stages;
    const ledger = { ...first!.ledger, held: first!.ledger.held + 1 };
    const forged = signed({ ...state, stages: [{ ...first!, ledger }, ...others] });
    await expect(advance(summerOf(county), forged)).rejects.toThrow(
      /不合现行规则.*ledger held is/u,
    );
  });

  test.each([
    [
      'another county',
      { county: oneOfEach([{ id: 'new', schoolId: 'r' }]) },
      'state-foreign-county',
    ],
    [
      'another policy',
      { policy: summerOf(county, { publicityDays: 7 }).policy },
      'state-foreign-policy',
    ],
    ['a rehearsal as a binding run', { journal: [] }, 'state-other-mode'],
  ])('%s is refused', (_what, other, code) => {
    const given = { county, policy, journal: null, ...other };
    const state = parseState(text, 'f');
    expect(codeOf(() => resumed(state, given.county, given.policy, given.journal))).toBe(code);
  });

  test('entries that a stage rests on may not be changed or taken away, others may', async () => {
    const [set, list, ...others] = JOURNAL;
    const { state } = await runSummer(county, { journal: [set!, list!], to: 'direct-hire' });
    const again = (journal: typeof JOURNAL) =>
      codeOf(() => resumed(state, county, policy, journal));
    expect(again([list!, set!, ...others])).toBe('accepted');
    expect(again([set!])).toBe('accepted');
    expect(again([list!])).toBe('state-journal-changed');
    expect(again([{ ...set!, on: '2026-06-30' }, list!])).toBe('state-journal-changed');
    expect(codeOf(() => resumed(state, county, policy, null))).toBe('state-other-mode');
  });

  test('a policy that fixes people to posts is refused: appeals do that', () => {
    const forced = [{ teacherId: 'far', postGroupId: 'r/P/T/语文' }];
    const fixed = summerOf(county, { locks: { forced } }).policy;
    expect(codeOf(() => freshState(county, fixed, null))).toBe('locks-in-summer');
  });
});
