/** The end of a binding summer: the gates before it are counted anew from the journal; each act that is taken away or put wrong is found. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { County } from '../../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../../src/domain/holidays.ts';
import type { JournalEntry } from '../../../src/domain/journal.ts';
import type { SummerState } from '../../../src/domain/summer.ts';
import { verifySummer } from '../../../src/verification/index.ts';
import { oneOfEach } from '../../support/one-of-each.ts';
import { fullJournal, runSummer, whereabouts } from '../../support/summer.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const county = oneOfEach();
const JOURNAL = fullJournal(county, ['left']);
let state: SummerState;
beforeAll(async () => {
  const { state: reached, end } = await runSummer(county, { journal: JOURNAL });
  expect(end.kind).toBe('closed');
  state = reached;
});

const closed = (journal: readonly JournalEntry[], of: SummerState = state, at: County = county) =>
  verifySummer(at, { ...of, journal: [...journal] }, HOLIDAY_YEARS, { isClosed: true }).findings;
const act = (id: string, on: string, rest: object) => ({ id, on, ...rest }) as JournalEntry;
const POST = 'r/P/T/语文';
const ENGLISH = 'r/P/T/英语';

describe('closed', () => {
  it('by the book: accepted; before the end nothing of this is asked', () => {
    expect(whereabouts(state)).toMatchObject({
      far: `cross-district cross-district ${POST}`,
      left: 'standby standby -',
    });
    expect(closed(JOURNAL)).toEqual([]);
    const bare = JOURNAL.filter(({ kind }) => kind !== 'training' && kind !== 'school-contracts');
    const open = [...bare, act('kept', '2026-08-31', { kind: 'as-of' })];
    expect(verifySummer(county, { ...state, journal: open }, HOLIDAY_YEARS).findings).toEqual([]);
    expect(closed(open).length).toBeGreaterThan(1);
  });

  it('B01: somebody on standby without training', () => {
    const without = JOURNAL.filter(({ kind }) => kind !== 'training');
    expect(closed([...without, act('kept', '2026-09-01', { kind: 'as-of' })])).toEqual([
      'Gate (B01): left is in no training.',
    ]);
    const training = (on: string, event: string) =>
      act('t', on, { kind: 'training', teacherId: 'left', event });
    // To apply for a post is no training, nor is a course before the list; to decline it is an answer.
    expect(closed([...without, training('2026-09-01', 'applied')])).not.toEqual([]);
    expect(closed([...without, training('2026-08-01', 'begun')])).not.toEqual([]);
    expect(closed([...without, training('2026-09-01', 'declined')])).toEqual([]);
  });

  it('F05, F06: a school whose people have not signed, in time', () => {
    const other = JOURNAL.filter((e) => e.kind !== 'school-contracts' || e.schoolId !== 'b');
    expect(closed(other)).toEqual([
      'Gate (F06): own has not signed for b/P/T/语文.',
      'Gate (F06): near has not signed for b/P/T/数学.',
    ]);
    const early = act('c', '2026-07-15', { kind: 'school-contracts', schoolId: 'b' });
    expect(closed([...other, early])).toHaveLength(2);
    // Public until 20 July in school, until the 29th in the district.
    const between = act('c', '2026-07-21', { kind: 'school-contracts', schoolId: 'b' });
    expect(closed([...other, between])).toEqual([
      'Gate (F06): near has not signed for b/P/T/数学.',
    ]);
  });

  it('F06: a contract for another post, before the list, or of nobody hired', () => {
    const sign = (on: string, teacherId: string, postGroupId: string | null = null) =>
      act('c', on, { kind: 'contract', teacherId, postGroupId });
    expect(closed([...JOURNAL, sign('2026-08-20', 'far')])).toEqual([]);
    expect(closed([...JOURNAL, sign('2026-08-20', 'far', POST)])).toEqual([]);
    expect(closed([...JOURNAL, sign('2026-08-20', 'far', ENGLISH)])).toEqual([
      `Gate (F06): far has not signed for ${POST}.`,
    ]);
    expect(closed([...JOURNAL, sign('2026-08-13', 'far')])).toHaveLength(1);
    expect(closed([...JOURNAL, sign('2026-08-20', 'left')])).toEqual([
      'Gate (F06): left signed a contract without a post.',
    ]);
  });

  it('X04: an answer to no offer; who refused the post has nothing to sign and is trained', () => {
    const said = (on: string, kind: string) =>
      act(kind, on, { kind, teacherId: 'far', postGroupId: POST });
    expect(closed([...JOURNAL, said('2026-08-20', 'refusal')])).toEqual([
      `Gate (X04): ${POST} was not offered to far before the answer.`,
    ]);
    const refused = [...JOURNAL, said('2026-08-19', 'offer'), said('2026-08-20', 'refusal')];
    expect(closed(refused)).toEqual(['Gate (B01): far is in no training.']);
    const taken = [...refused, said('2026-08-21', 'acceptance')];
    expect(closed(taken)).toEqual([]);
  });

  it('B01, F06: who came to a post from standby signs for it once the training is passed', () => {
    const of = (id: string, on: string, rest: object) =>
      act(id, on, { teacherId: 'left', ...rest });
    const come = [
      ...JOURNAL,
      of('1', '2026-09-02', { kind: 'offer', postGroupId: ENGLISH }),
      of('2', '2026-09-03', { kind: 'acceptance', postGroupId: ENGLISH }),
    ];
    const passed = of('3', '2026-09-04', { kind: 'training', event: 'passed' });
    const signed = (on: string) => of('4', on, { kind: 'contract', postGroupId: ENGLISH });
    expect(closed(come)).toEqual([]);
    expect(closed([...come, signed('2026-09-05')])).toEqual([
      'Gate (F06): left signed a contract without a post.',
    ]);
    expect(closed([...come, passed])).toEqual([`Gate (F06): left has not signed for ${ENGLISH}.`]);
    expect(closed([...come, passed, signed('2026-09-03')])).toHaveLength(1);
    expect(closed([...come, passed, signed('2026-09-04')])).toEqual([]);
  });

  it('F04: objections after the last list that nobody decided, or that were upheld and not followed', () => {
    const objection = (stage: string, teacherId: string, upheld: boolean | null) =>
      act('o', '2026-08-25', { kind: 'objection', stage, teacherId, upheld });
    expect(closed([...JOURNAL, objection('cross-district', 'left', null)])).toEqual([
      'Gate (F04): an objection against left is open.',
    ]);
    expect(closed([...JOURNAL, objection('cross-district', 'left', false)])).toEqual([]);
    for (const [stage, id] of [
      ['in-school', 'own'],
      ['in-district', 'near'],
      ['cross-district', 'far'],
    ] as const)
      expect(closed([...JOURNAL, objection(stage, id, true)])).toEqual([
        `Gate (F04): the ${stage} decision about ${id} was not re-opened.`,
      ]);
  });

  it('F05: the primary schools of a town sign with its central school', async () => {
    const town = tinyCounty({
      schools: ['c', 'v'].map((id) => ({ id, districtId: 'D', tier: 'R' as const })),
      sites: [{ id: 'site', schoolId: 'c' }],
      groups: [{ schoolId: 'v', posts: 1, openings: 0 }],
      teachers: [{ id: 'one', schoolId: 'v' }],
    });
    const journal = fullJournal(town).filter(
      (e) => e.kind !== 'school-contracts' || e.schoolId === 'c',
    );
    const { state: done, end } = await runSummer(town, { journal });
    expect(end.kind).toBe('closed');
    expect(closed(journal, done, town)).toEqual([]);
    const none = journal.filter(({ kind }) => kind !== 'school-contracts');
    const kept = [...none, act('kept', '2026-09-01', { kind: 'as-of' })];
    expect(closed(kept, done, town)).toEqual(['Gate (F06): one has not signed for v/P/T/语文.']);
  });

  it('X17, F01: who goes to the mountains as on an exchange stands on a list of its own', async () => {
    const hills = tinyCounty({
      schools: [
        { id: 'j', stage: 'J', districtId: 'D1' },
        { id: 'm', tier: 'R', districtId: 'D2', zone: 'mountain' },
      ],
      groups: [
        { schoolId: 'j', posts: 1, openings: 0 },
        { schoolId: 'm', posts: 1, openings: 0 },
      ],
      teachers: [
        { id: 'v', schoolId: 'j', volunteer: true, wishes: [{ schoolId: 'm', postGroupId: null }] },
      ],
    });
    const list = act('rot', '2026-07-13', {
      ...{ kind: 'publicity', stage: 'rotation', until: '2026-07-20' },
    });
    const journal = [...fullJournal(hills), list];
    const { state: done, end } = await runSummer(hills, { journal });
    expect(whereabouts(done)).toMatchObject({ v: 'direct-hire rotation m/P/T/语文' });
    expect(end.kind).toBe('closed');
    const told = 'Gate (F01): the rotation list was not public.';
    expect(closed(fullJournal(hills), done, hills)).toEqual([told]);
    const short = { ...list, until: '2026-07-17' } as JournalEntry;
    expect(closed([...fullJournal(hills), short], done, hills)).toEqual([told]);
    const early = { ...list, on: '2026-07-01', until: '2026-07-20' } as JournalEntry;
    expect(closed([...fullJournal(hills), early], done, hills)).toEqual([told]);
  });
});

/** Acts after the last list, about people with a post, without one, hired directly, and unknown. */
const later = fc
  .record({
    day: fc.integer({ min: 14, max: 31 }),
    teacherId: fc.constantFrom('head', 'own', 'near', 'far', 'left', 'left', 'left'),
    postGroupId: fc.constantFrom(POST, POST, ENGLISH, ENGLISH, 'b/P/T/数学'),
    what: fc.constantFrom(
      ...['offer', 'offer', 'refusal', 'acceptance', 'contract', 'contract', 'contract of list'],
      ...[
        'begun',
        'passed',
        'passed',
        'declined',
        'applied',
        'signed',
        'open',
        'upheld',
        'not upheld',
      ],
    ),
    stage: fc.constantFrom('direct-hire', 'in-school', 'in-district', 'cross-district'),
    schoolId: fc.constantFrom('a', 'b', 'r'),
  })
  .map(({ day, teacherId, postGroupId, what, stage, schoolId }): [string, object] => [
    `2026-08-${day}`,
    what === 'signed'
      ? { kind: 'school-contracts', schoolId }
      : what === 'contract of list'
        ? { kind: 'contract', teacherId, postGroupId: null }
        : ['offer', 'refusal', 'acceptance', 'contract'].includes(what)
          ? { kind: what, teacherId, postGroupId }
          : ['begun', 'passed', 'declined', 'applied'].includes(what)
            ? { kind: 'training', teacherId, event: what }
            : {
                kind: 'objection',
                teacherId,
                stage,
                upheld: what === 'open' ? null : what === 'upheld',
              },
  ]);

test('whatever comes to the journal, the gates and the check say the same of the end', async () => {
  const seen = { closed: 0, stopped: 0 };
  const bases = [JOURNAL, JOURNAL.filter(({ kind }) => kind !== 'training')];
  const acts = fc.array(later, { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...bases), acts, async (base, added) => {
      const journal = [
        ...base.filter(({ id }) => id !== 'kept'),
        ...added.map(([on, rest], k) => act(`n${k}`, on, rest)),
        act('kept', '2026-09-02', { kind: 'as-of' }),
      ];
      const { end } = await runSummer(county, { journal, from: state });
      if (end.kind !== 'closed' && end.kind !== 'stopped') throw new Error(end.kind);
      seen[end.kind]++;
      expect([end.kind, closed(journal).length === 0]).toEqual([end.kind, end.kind === 'closed']);
    }),
    { seed: 20260831, numRuns: 120 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(15);
});
