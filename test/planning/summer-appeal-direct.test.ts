/** 直聘裁定: an upheld objection about a direct hire changes that person alone, and the summer goes on from it (D05, F04). */
import { describe, expect, test } from 'vitest';
import type { Exemption } from '../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import type { StageSolve, SummerState } from '../../src/domain/summer.ts';
import { type Reopened, reopen, resumed, untilBefore } from '../../src/planning/summer/index.ts';
import { verifySummer } from '../../src/verification/index.ts';
import { posts } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const ILL: Exemption = { kind: 'illness', missing: [], from: null, to: null };
/** One post: `ill` holds it by a direct hire, `bare` lacks a paper, `other` competes. */
const county = tinyCounty({
  schools: [{ id: 'a', quota: 40 }],
  groups: [posts('a', '语文', 1)],
  teachers: [
    { id: 'ill', schoolId: 'a', exemption: ILL, merit: 1 },
    { id: 'bare', schoolId: 'a', exemption: { ...ILL, missing: ['consent'] }, merit: 2 },
    { id: 'other', schoolId: 'a', merit: 9000 },
    { id: 'head', schoolId: 'a', leader: true },
    { id: 'keen', schoolId: 'a', exemption: ILL, optsIn: true },
  ],
});
const summer = summerOf(county);
const ask = (teacherId: string, state: SummerState, postGroupId: string | null = null) =>
  reopen(summer, state, { teacherId, postGroupId });
async function opened(teacherId: string, state: SummerState): Promise<Reopened> {
  const answer = await ask(teacherId, state);
  if (answer.kind !== 'reopened') throw new Error(answer.kind);
  return answer;
}
const findings = (state: SummerState) =>
  verifySummer(county, state, HOLIDAY_YEARS).findings.join('\n');
const start = () => runSummer(county, { to: 'direct-hire' }).then(({ state }) => state);

describe('a ruling about a direct hire', () => {
  test('against it: the person competes, the post is vacant, nobody else is touched', async () => {
    const state = await start();
    expect(whereabouts(state)).toEqual({
      ill: 'direct-hire direct a/P/T/语文',
      head: 'direct-hire direct a/P/T/语文',
    });
    const answer = await opened('ill', state);
    expect(answer).toMatchObject({
      stage: 'direct-hire',
      appellant: { from: 'a/P/T/语文', to: null },
      moved: [],
      leastMoved: 0,
      proof: 'nobody',
    });
    expect(whereabouts(answer.state)).toEqual({ head: 'direct-hire direct a/P/T/语文' });
    expect(findings(answer.state)).toBe('');
    const { state: end } = await runSummer(county, { from: answer.state });
    expect(whereabouts(end).ill).toBe('standby standby -');
  });

  test('for it: hired at the own post, above the posts where others hold it', async () => {
    const answer = await opened('bare', await start());
    expect(whereabouts(answer.state)).toMatchObject({
      bare: 'direct-hire direct a/P/T/语文',
      ill: 'direct-hire direct a/P/T/语文',
    });
    expect(answer.state.stages[0]?.ledger).toMatchObject({ direct: 3, held: 1, above: 2 });
    expect(findings(answer.state)).toBe('');
    const { state: end } = await runSummer(county, { from: answer.state });
    expect(whereabouts(end).bare).toBe('direct-hire direct a/P/T/语文');
  });

  test('that names a post, or changes nothing, is refused; a stage with appeals is not made anew', async () => {
    const state = await start();
    await expect(ask('ill', state, 'a/P/T/语文')).rejects.toThrow(/--post/);
    for (const id of ['head', 'other', 'keen'])
      await expect(ask(id, state)).rejects.toThrow(/并无变化/);
    const { state: after } = await opened('ill', state);
    expect(() => untilBefore(after, 'direct-hire')).toThrow(/丢掉这些裁定/);
    // Opened twice it does not turn back.
    await expect(ask('ill', after)).rejects.toThrow(/并无变化/);
  });

  test('in a binding run the gate waits for it, whichever way the ruling went (D05)', async () => {
    const people = county.teachers.map(({ id }) => id);
    const journal = fullJournal(county, people);
    const early = journal.filter(({ on }) => on < '2026-07-05');
    const { state } = await runSummer(county, { journal: early, to: 'direct-hire' });
    const upheld = (teacherId: string): JournalEntry => ({
      ...{ id: `o-${teacherId}`, on: '2026-07-06', kind: 'objection', teacherId },
      ...{ stage: 'direct-hire', upheld: true },
    });
    for (const [id, way] of [
      ['ill', 'standby standby -'],
      ['bare', 'direct-hire direct a/P/T/语文'],
    ] as const) {
      const given = [...journal, upheld(id)];
      const stopped = await runSummer(county, { journal: given, from: state });
      expect(stopped.end).toMatchObject({
        kind: 'stopped',
        gates: [
          { name: 'direct-publicity', findings: [{ code: 'objection-upheld', teacherId: id }] },
        ],
      });
      const ruled = resumed(state, county, summer.policy, given);
      await expect(ask('other', ruled)).rejects.toThrow(/没有职工号「other」在该环节裁定成立/);
      const answer = await opened(id, ruled);
      const { end, state: over } = await runSummer(county, { journal: given, from: answer.state });
      expect([end.kind, whereabouts(over)[id]]).toEqual(['closed', way]);
      // A journal that was there from the start tells the same summer.
      const anew = await runSummer(county, { journal: given });
      expect([anew.end.kind, whereabouts(anew.state)]).toEqual(['closed', whereabouts(over)]);
    }
  });

  test('a ruling that is turned round after its appeal stops the summer, however far it has come (F04)', async () => {
    const people = county.teachers.map(({ id }) => id);
    const journal = fullJournal(county, people);
    const ruling = (id: string, on: string, upheld: boolean): JournalEntry => ({
      ...{ id, on, kind: 'objection', teacherId: 'ill', stage: 'direct-hire', upheld },
    });
    const given = [...journal, ruling('o1', '2026-07-06', true)];
    const early = given.filter(({ on }) => on < '2026-07-05');
    const { state } = await runSummer(county, { journal: early, to: 'direct-hire' });
    const { state: opened_ } = await opened('ill', resumed(state, county, summer.policy, given));
    const turned = [...given, ruling('o2', '2026-07-08', false)];
    const finding = { code: 'ruling-turned-round', teacherId: 'ill', from: '2026-07-08' };
    const says = { zh: expect.stringContaining('换 --out 用同一台账从头运行') };
    for (const [to, name] of [
      [null, 'direct-publicity'],
      ['in-school', 'in-district-rulings'],
      ['in-district', 'cross-district-rulings'],
      ['cross-district', 'standby-rulings'],
      ['standby', 'late-rulings'],
    ] as const) {
      const reached =
        to === null
          ? opened_
          : (await runSummer(county, { journal: given, from: opened_, to })).state;
      const { end } = await runSummer(county, { journal: turned, from: reached });
      const gates = [{ name, findings: [{ ...finding, action: says }] }];
      expect(end).toMatchObject({ kind: 'stopped', gates });
      expect(findings({ ...reached, journal: turned })).toContain(
        'appeal/ill: no upheld objection is on record',
      );
    }
    // Nobody else's decision is opened on top of it.
    const bare: JournalEntry = { ...ruling('o3', '2026-07-08', true), teacherId: 'bare' } as never;
    const now = resumed(opened_, county, summer.policy, [...turned, bare]);
    await expect(ask('bare', now)).rejects.toThrow(/从头运行/);
    const anew = await runSummer(county, { journal: turned });
    expect([anew.end.kind, whereabouts(anew.state).ill]).toEqual([
      'closed',
      'direct-hire direct a/P/T/语文',
    ]);
  });

  test('the ruling that an appeal carries out stays in the journal as it was', async () => {
    const { state } = await runSummer(county, {
      journal: fullJournal(county).filter(({ on }) => on < '2026-07-05'),
      to: 'direct-hire',
    });
    const ruling: JournalEntry = {
      ...{ id: 'o1', on: '2026-07-06', kind: 'objection', teacherId: 'ill' },
      ...{ stage: 'direct-hire', upheld: true },
    };
    const given = [...state.journal, ruling];
    const answer = await opened('ill', resumed(state, county, summer.policy, given));
    expect(answer.solve.objection).toBe('o1');
    const overwritten = [...state.journal, { ...ruling, upheld: false }];
    expect(() => resumed(answer.state, county, summer.policy, overwritten)).toThrow(/第「o1」条/);
  });

  test('a forged one is found: of others, of nothing, without its ruling, undone', async () => {
    const { state } = await opened('ill', await start());
    const [record] = state.stages;
    const forged = (change: (solve: StageSolve) => StageSolve) =>
      findings({ ...state, stages: [{ ...record!, solves: record!.solves.map(change) }] });
    const [{ replaced = [] }] = record!.solves as [StageSolve];
    const others = [...replaced, { ...replaced[0]!, teacherId: 'other' }];
    expect(forged((solve) => ({ ...solve, replaced: others }))).toContain(
      'other is changed by a ruling about somebody else',
    );
    expect(forged((solve) => ({ ...solve, replaced: [] }))).toContain('is not decided anew');
    expect(findings({ ...state, mode: 'binding' })).toContain('no upheld objection is on record');
    expect(findings({ ...state, stages: [{ ...record!, solves: [] }] })).toContain(
      'ill has a ground but no direct hire in direct-hire',
    );
  });
});
