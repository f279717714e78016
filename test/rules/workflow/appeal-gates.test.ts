/** Appeals as gates (F04): the next stage waits until each upheld objection has had its decision opened again. */
import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/domain/journal.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { StageRecord, StageSolve } from '../../../src/domain/summer.ts';
import { GATES } from '../../../src/rules/workflow/gates.ts';
import { workCalendar } from '../../../src/rules/workflow/working-days.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const COUNTY = tinyCounty({ schools: [{ id: 's' }], teachers: [{ id: 'a', schoolId: 's' }] });
type Stage = 'in-school' | 'in-district' | 'cross-district';

const objection = (upheld: boolean | null, stage: Stage, on = '2026-07-22'): JournalEntry => ({
  id: `${on} ${stage}`,
  on,
  kind: 'objection',
  teacherId: 'a',
  stage,
  upheld,
});
/** A stage that is done, with an appeal (of an older version: that does not tell its ruling) or without. */
const done = (stage: Stage, appealed = false, ...objections: readonly string[]) =>
  ({
    stage,
    decisions: [],
    solves: [
      ...(appealed ? [{ name: 'appeal/a' } as StageSolve] : []),
      ...objections.map((id) => ({ name: 'appeal/a', objection: id }) as StageSolve),
    ],
  }) as Partial<StageRecord> as StageRecord;

function missing(name: string, journal: readonly JournalEntry[], stages: readonly StageRecord[]) {
  const gate = GATES.find((each) => each.name === name);
  if (gate === undefined) throw new Error(name);
  const policy = parsePolicy({});
  return gate.missing({ county: COUNTY, policy, journal, done: stages, calendar: workCalendar() });
}

describe.each([
  { name: 'in-district-appeals', before: 'cross-district', stage: 'in-district' },
  { name: 'cross-district-appeals', before: 'standby', stage: 'cross-district' },
  { name: 'late-appeals', before: 'close', stage: 'cross-district' },
] as const)('$name', ({ name, before, stage }) => {
  test('stops until the decision was opened again, and says how', () => {
    expect(GATES.find((each) => each.name === name)).toMatchObject({ before, stops: 'stage' });
    const [found, ...more] = missing(name, [objection(true, stage)], [done(stage)]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'appeal-missing', teacherId: 'a', from: '2026-07-22' });
    expect(found?.action.zh).toContain('appeal --teacher a --apply');
    expect(missing(name, [objection(true, stage)], [done(stage, true)])).toEqual([]);
  });
  test('asks for no appeal where none was won; the last ruling counts', () => {
    for (const upheld of [false, null])
      expect(missing(name, [objection(upheld, stage)], [done(stage)])).toEqual([]);
    const again = [objection(true, stage), objection(false, stage, '2026-07-25')];
    expect(missing(name, again, [done(stage)])).toEqual([]);
  });
});

describe.each([
  { name: 'in-district-rulings', stage: 'in-school' },
  { name: 'late-rulings', stage: 'in-school' },
  { name: 'in-district-appeals', stage: 'in-district' },
  { name: 'late-appeals', stage: 'cross-district' },
] as const)('$name', ({ name, stage }) => {
  const [first, second] = [objection(true, stage), objection(true, stage, '2026-07-26')];
  const found = (journal: readonly JournalEntry[], record: StageRecord) =>
    missing(name, journal, [record]).map(({ code, from }) => [code, from]);
  test('an appeal answers the ruling that it names, not one that came after it', () => {
    expect(found([first], done(stage, false, first.id))).toEqual([]);
    expect(found([first, second], done(stage, false, first.id))).toMatchObject([
      [expect.stringMatching(/appeal-missing|objection-upheld/), '2026-07-26'],
    ]);
    expect(found([first, second], done(stage, false, first.id, second.id))).toEqual([]);
  });
  test('an appeal whose ruling was turned round stops', () => {
    const turned = [first, objection(false, stage, '2026-07-26')];
    for (const record of [done(stage, true), done(stage, false, first.id)])
      expect(found(turned, record)).toEqual([['ruling-turned-round', '2026-07-26']]);
  });
});

test('an objection of the stage before stops too, and asks for the state file of that stage', () => {
  const stages = [done('in-district'), done('cross-district')];
  const [found] = missing('cross-district-appeals', [objection(true, 'in-district')], stages);
  expect(found?.action.zh).toContain('该环节之后的状态文件');
});
