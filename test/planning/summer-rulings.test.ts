/** What the summer itself settles: publicity of a direct hire (D05), recruits (D14), volunteers' wishes, appeals (F04). */
import { describe, expect, test } from 'vitest';
import type { Exemption } from '../../src/domain/county.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import type { SummerState } from '../../src/domain/summer.ts';
import { advance, reopen, resumed } from '../../src/planning/summer/index.ts';
import { verifySummer } from '../../src/verification/index.ts';
import { posts } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf, whereabouts } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const ILL: Exemption = { kind: 'illness', missing: ['publicity'], from: null, to: null };

describe('D05: the publicity is the summer’s own', () => {
  const county = tinyCounty({
    schools: [{ id: 'a', quota: 40 }],
    groups: [posts('a', '语文', 2)],
    teachers: [
      { id: 'ill', schoolId: 'a', exemption: ILL },
      { id: 'bare', schoolId: 'a', exemption: { ...ILL, missing: ['consent', 'publicity'] } },
    ],
  });
  test('who lacks nothing else is hired directly and is not named by the gate of papers', async () => {
    const { state, end } = await runSummer(county, { to: 'direct-hire' });
    expect(whereabouts(state)).toEqual({ ill: 'direct-hire direct a/P/T/语文' });
    if (end.kind !== 'done') throw new Error(end.kind);
    const papers = end.passed.find(({ name }) => name === 'exemption-papers');
    expect(papers?.findings.map(({ teacherId }) => teacherId)).toEqual(['bare']);
    expect(papers?.findings[0]?.text.zh).not.toContain('公示');
  });
  test('an upheld objection takes it away', async () => {
    const objection: JournalEntry = {
      ...{ id: 'o', on: '2026-07-01', kind: 'objection' as const, teacherId: 'ill' },
      ...{ stage: 'direct-hire' as const, upheld: true },
    };
    const journal = [...fullJournal(county), objection];
    const { state } = await runSummer(county, { journal, to: 'in-school' });
    expect(whereabouts(state).ill).toBe('in-school in-school a/P/T/语文');
  });
});

test('D14: a new recruit is hired directly, opted in or near retirement as well', async () => {
  const recruit: Exemption = { kind: 'new-recruit', missing: [], from: null, to: null };
  const county = tinyCounty({
    schools: [{ id: 'a', quota: 40 }],
    groups: [posts('a', '语文', 2)],
    teachers: [
      { id: 'new', schoolId: 'a', exemption: recruit, optsIn: true },
      { id: 'old', schoolId: 'a', exemption: recruit, optsIn: true, birth: '1967-01' },
    ],
  });
  const policy = { exempt: { retireNeedsApplication: false } };
  const { state } = await runSummer(county, { policy, to: 'in-school' });
  expect(whereabouts(state)).toEqual({
    new: 'direct-hire direct a/P/T/语文',
    old: 'direct-hire direct a/P/T/语文',
  });
});

test('X17, X18: the first wish says where a volunteer may go', async () => {
  const volunteer = (id: string, wish: string) => ({
    ...{ id, schoolId: 'j', volunteer: true },
    wishes: [{ schoolId: wish, postGroupId: null }],
  });
  const county = tinyCounty({
    schools: [
      { id: 'j', districtId: 'D1', stage: 'J', kind: '初级中学', quota: 40 },
      { id: 'p', districtId: 'D1', quota: 40 },
      { id: 'm', districtId: 'D2', tier: 'R', zone: 'mountain', quota: 40 },
    ],
    groups: [posts('j', '语文', 3), posts('p', '语文', 1), posts('m', '语文', 1)],
    teachers: [volunteer('hill', 'm'), volunteer('near', 'p'), volunteer('second', 'p')],
  });
  const { state } = await runSummer(county, { to: 'direct-hire' });
  const movers = state.stages[0]?.solves.map(({ name, movers: heads }) => [name, heads]);
  expect(movers).toEqual([
    ['volunteers/in-district', 2],
    ['volunteers/cross-district', 1],
  ]);
  const found = whereabouts(state);
  expect(found.hill).toBe('direct-hire rotation m/P/T/语文');
  expect(Object.values(found).sort()).toEqual([
    'direct-hire rotation m/P/T/语文',
    'direct-hire transfer p/P/T/语文',
  ]);
});

test('F04: an appeal recorded in the state opens the gate that its objection closed', async () => {
  // x and y of school h, which has no posts, compete for one post of the town.
  const county = tinyCounty({
    schools: ['h', 's'].map((id) => ({ id, districtId: 'D1', quota: 40 })),
    groups: [posts('s', '语文', 1)],
    teachers: [
      { id: 'x', schoolId: 'h', merit: 9000 },
      { id: 'y', schoolId: 'h', merit: 8000 },
    ],
  });
  const objection = (upheld: boolean | null): JournalEntry => ({
    ...{ id: 'o', on: '2026-07-22', kind: 'objection' as const, teacherId: 'y' },
    ...{ stage: 'in-district' as const, upheld },
  });
  const open = [...fullJournal(county, ['x', 'y']), objection(null)];
  const summer = summerOf(county);
  const { state } = await runSummer(county, { journal: open, to: 'in-district' });
  // What was open when the stage ran is decided by an entry of its own.
  const upheld = [...open, { ...objection(true), id: 'o2', on: '2026-07-23' }];
  const ruled = resumed(state, county, summer.policy, upheld);
  expect(await advance(summer, ruled)).toMatchObject({
    kind: 'stopped',
    gates: [{ name: 'in-district-appeals' }],
  });
  const answer = await reopen(summer, ruled, { teacherId: 'y', postGroupId: null });
  if (answer.kind !== 'reopened') throw new Error(answer.kind);
  expect(await advance(summer, answer.state)).toMatchObject({ kind: 'done' });

  // A second ruling is not the one that was carried out: the gate and the independent check both ask for its appeal.
  expect(answer.solve.objection).toBe('o2');
  const again: JournalEntry = { ...objection(true), id: 'o3', on: '2026-07-24' };
  const twice = resumed(answer.state, county, summer.policy, [...upheld, again]);
  expect(await advance(summer, twice)).toMatchObject({
    kind: 'stopped',
    gates: [{ name: 'in-district-appeals', findings: [{ teacherId: 'y', from: '2026-07-24' }] }],
  });
  const { state: later } = await runSummer(county, {
    ...{ journal: upheld, from: answer.state, to: 'cross-district' },
  });
  const findings = (forged: SummerState) => verifySummer(county, forged, HOLIDAY_YEARS).findings;
  expect(findings(later)).toEqual([]);
  const stages = later.stages.map((record) =>
    record.stage === 'cross-district' ? { ...record, read: [...record.read, 'o3'] } : record,
  );
  expect(findings({ ...later, journal: [...later.journal, again], stages })).toContain(
    'Gate (F04): the in-district decision about y was not re-opened.',
  );
  const named = (id: string | null) => ({
    ...later,
    stages: later.stages.map((record) => ({
      ...record,
      solves: record.solves.map((solve) =>
        solve.objection === undefined ? solve : { ...solve, objection: id },
      ),
    })),
  });
  for (const id of ['nowhere', null])
    expect(findings(named(id)).join()).toContain('the ruling that it carries out is not on record');
});
