/** What the page remembers, and how a press of a button changes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PolicyKey, VersionView } from '../../src/web/api/shapes.ts';
import {
  DEMO_RULES,
  emptyMends,
  isAccepted,
  pendingMends,
  waitingChanges,
  withAccept,
  withCell,
  withColumn,
  withSheet,
} from '../../src/web/state/intake.ts';
import { readPlace, writePlace } from '../../src/web/state/place.ts';
import { indexRoster } from '../../src/web/state/roster.ts';
import { issuesOf } from '../../src/web/state/rules-book.ts';
import { draftValue, patchOf, withValue } from '../../src/web/state/rules-draft.ts';
import { type Run, withProgress } from '../../src/web/state/run.ts';
import {
  type Steering,
  stepped,
  withBanned,
  withForced,
  withoutLock,
} from '../../src/web/state/steering.ts';
import { createStore } from '../../src/web/state/store.ts';

describe('store', () => {
  test('listeners hear of another value, not of the same, and not after they have left', () => {
    const store = createStore(1);
    const heard: number[] = [];
    const leave = store.subscribe(() => heard.push(store.get()));
    store.set(2);
    store.set(2);
    store.update((now) => now + 1);
    leave();
    store.set(9);
    expect(heard).toEqual([2, 3]);
  });

  test('a listener that leaves while it is told does not keep others from hearing', () => {
    const store = createStore(0);
    const heard: string[] = [];
    const leave = store.subscribe(() => {
      heard.push('first');
      leave();
    });
    store.subscribe(() => heard.push('second'));
    store.set(1);
    expect(heard).toEqual(['first', 'second']);
  });
});

describe('address', () => {
  test('step, tab and panel come back as they were written', () => {
    const places = [
      { step: 'bring', tab: null, panel: null },
      { step: 'look', tab: 'map', panel: { kind: 'school', id: 'S001' } },
      { step: 'hand-in', tab: null, panel: { kind: 'person', id: '00/1 &?#张' } },
    ] as const;
    for (const place of places) expect(readPlace(writePlace(place))).toEqual(place);
  });

  test('what it does not know is the first step', () => {
    for (const hash of ['', '#', '#/nowhere', '#/<img>'])
      expect(readPlace(hash).step).toBe('bring');
  });
});

const key = (name: string, byDefault: unknown) => ({ key: name, default: byDefault }) as PolicyKey;

describe('rules', () => {
  const keys = [key('flow.skip', 'fallback'), key('titleTilt.pct', 5), key('zones', false)];

  test('a value that is the default is no difference', () => {
    const [skip, pct] = keys as [PolicyKey, PolicyKey];
    const one = withValue({}, pct, 7);
    expect(one).toEqual({ 'titleTilt.pct': 7 });
    expect(withValue(one, pct, 5)).toEqual({});
    expect([draftValue(one, pct), draftValue(one, skip)]).toEqual([7, 'fallback']);
  });

  test('what differs in a whole policy, nested or dotted', () => {
    const nested = { flow: { skip: 'strict' }, titleTilt: { pct: 5 }, zones: true };
    expect(patchOf(nested, keys)).toEqual({ 'flow.skip': 'strict', zones: true });
    expect(patchOf({ 'titleTilt.pct': 9 }, keys)).toEqual({ 'titleTilt.pct': 9 });
  });

  test('an issue stands at its field, with those of its entries', () => {
    const issue = (path?: string) => ({ code: 'x', message: 'x', ...(path && { path }) });
    const issues = [issue('titleTilt.pct'), issue('flow.arcs[0]'), issue('flow.arcsOf'), issue()];
    expect(issuesOf(issues, 'flow.arcs')).toEqual([issues[1]]);
    expect(issuesOf(issues, 'titleTilt.pct')).toEqual([issues[0]]);
  });

  test('the demo county comes with the rules that lie beside it', () => {
    const file = join(import.meta.dirname, '../../data/demo/policy.json');
    expect(DEMO_RULES).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});

describe('mends', () => {
  const version = { mends: withAccept(emptyMends(), { code: 'a' }) } as VersionView;

  test('a yes, and the yes taken back', () => {
    const cell = { code: 'wide-date', sheet: '花名册', cell: 'C4' };
    const yes = withAccept(emptyMends(), cell);
    expect(isAccepted(yes, cell)).toBe(true);
    expect(isAccepted(yes, { ...cell, cell: 'C5' })).toBe(false);
    expect(withAccept(yes, cell).accept).toEqual([]);
    expect(isAccepted(withAccept(emptyMends(), { code: 'wide-date' }), cell)).toBe(true);
  });

  test('the last word about a sheet, a column, a cell counts', () => {
    const sheet = { file: 'a.xlsx', sheet: 'S' };
    const once = withSheet(emptyMends(), { ...sheet, table: 'posts' });
    expect(withSheet(once, { ...sheet, table: 'ignore' }).sheets).toEqual([
      { ...sheet, table: 'ignore' },
    ]);
    const named = withColumn(once, { ...sheet, column: 'B', field: 'name' });
    expect(withColumn(named, { ...sheet, column: 'B', field: 'ignore' }).columns.length).toBe(1);
    expect(withColumn(named, { ...sheet, column: 'C', field: 'name' }).columns.length).toBe(2);
    const set = withCell(named, { ...sheet, cell: 'A1', value: '1' });
    expect(withCell(set, { ...sheet, cell: 'A1', value: '' }).cells).toEqual([
      { ...sheet, cell: 'A1', value: '' },
    ]);
  });

  test('only what differs from what was read waits', () => {
    expect(waitingChanges(version, null)).toBe(0);
    expect(waitingChanges(version, version.mends)).toBe(0);
    expect(waitingChanges(version, withAccept(version.mends ?? emptyMends(), { code: 'b' }))).toBe(
      1,
    );
    expect(waitingChanges(version, emptyMends())).toBe(1);
    expect(pendingMends.get()).toBeNull();
  });
});

describe('steering', () => {
  const pair = (teacherId: string, postGroupId: string) => ({ teacherId, postGroupId });
  const none = { forced: [], banned: [] };

  test('a person is pinned to one post, and not barred from where she is pinned', () => {
    const banned = withBanned(none, pair('1', 'A'));
    expect(withForced(banned, pair('1', 'A'))).toEqual({ forced: [pair('1', 'A')], banned: [] });
    const moved = withForced(withForced(none, pair('1', 'A')), pair('1', 'B'));
    expect(moved.forced).toEqual([pair('1', 'B')]);
    expect(withBanned(moved, pair('1', 'B'))).toEqual({ forced: [], banned: [pair('1', 'B')] });
    expect(withoutLock(moved, pair('1', 'B'))).toEqual(none);
  });

  test('others are left alone', () => {
    const two = withForced(withForced(none, pair('1', 'A')), pair('2', 'A'));
    expect(withoutLock(two, pair('1', 'A')).forced).toEqual([pair('2', 'A')]);
  });

  test('the way back has the plan and the setting that were there before', () => {
    const setting = (pct: number) => ({ locks: none, patch: { pct } });
    const start: Steering = {
      planId: 'p1',
      solved: setting(1),
      wanted: setting(2),
      before: [],
      busy: true,
      refused: null,
      fault: null,
    };
    const next = stepped(start, setting(2), 'p2');
    expect([next.planId, next.solved, next.busy]).toEqual(['p2', setting(2), false]);
    expect(next.before).toEqual([{ planId: 'p1', setting: setting(1) }]);
  });
});

describe('run', () => {
  const progress = {
    phase: 'solve',
    tier: 1,
    tiers: 2,
    tierId: 'fit',
    gap: null,
    nodes: 0,
  } as const;
  const start = { sightings: [] as Run['sightings'] } as Run;

  test('sees incumbent and bound as they come; nothing to see is no sighting', () => {
    const one = withProgress(start, { ...progress, incumbent: 4, bound: null });
    expect(one.sightings).toEqual([{ tier: 1, incumbent: 4, bound: null }]);
    expect(withProgress(one, { ...progress, incumbent: null, bound: null }).sightings.length).toBe(
      1,
    );
  });

  test('keeps no more than it can draw', () => {
    let run = start;
    for (let k = 0; k < 1000; k++)
      run = withProgress(run, { ...progress, incumbent: k, bound: null });
    expect(run.sightings.length).toBe(400);
    expect(run.sightings.at(-1)?.incumbent).toBe(999);
  });
});

test('roster: everybody and everything by id', () => {
  const roster = indexRoster([{ id: '1', name: '张' } as never], {
    districts: [{ id: 'D' }],
    schools: [{ id: 'S' }],
    postGroups: [{ id: 'S/P/T/-' }],
  } as never);
  expect(roster.person.get('1')?.name).toBe('张');
  expect([roster.school.has('S'), roster.district.has('D'), roster.postGroup.size]).toEqual([
    true,
    true,
    1,
  ]);
});
