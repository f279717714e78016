/** 待岗名单: the nearest posts of who is left over, vacant ones first, with distance and what stops the person (§6). */
import { expect, test } from 'vitest';
import { nearestPosts } from '../../src/planning/summer/index.ts';
import { posts } from '../support/one-of-each.ts';
import { fullJournal, runSummer, summerOf } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const at = (kilometres: number) => ({ east: 1000 * kilometres, north: 0 });
/**
 * `left` of school a lost the only post of it. Of the other districts, u and far are vacant: u asks for no exam, far is
 * farther; b is bureau-run, m has maths alone, near is held by its own teacher.
 */
const county = tinyCounty({
  schools: [
    { id: 'a', districtId: 'D1', quota: 9, position: at(0) },
    { id: 'b', districtId: 'D2', tier: 'B', quota: 9, position: at(1) },
    { id: 'far', districtId: 'D3', tier: 'R', quota: 9, position: at(20) },
    { id: 'near', districtId: 'D4', tier: 'R', quota: 9, position: at(2) },
    { id: 'm', districtId: 'D5', tier: 'R', quota: 9, position: at(3) },
  ],
  groups: [
    posts('a', '语文', 1),
    posts('b', '语文', 1),
    posts('far', '语文', 1),
    posts('near', '语文', 1),
    posts('m', '英语', 1),
  ],
  teachers: [
    { id: 'good', schoolId: 'a', merit: 9000 },
    { id: 'left', schoolId: 'a', merit: 10, refusedPostGroupIds: ['far/P/T/语文'] },
    { id: 'held', schoolId: 'near' },
  ],
});

test('nobody before the summer is over; then vacant first, with every rule that stops the person', async () => {
  const summer = summerOf(county);
  const early = await runSummer(county, { to: 'cross-district' });
  expect(nearestPosts(summer, early.state).size).toBe(0);
  const { state } = await runSummer(county);
  const near = nearestPosts(summer, state);
  expect([...near.keys()]).toEqual(['left']);
  expect(near.get('left')).toEqual([
    { postGroupId: 'far/P/T/语文', distance: 2600, vacant: 1, stops: ['refused-post'] },
    {
      postGroupId: 'b/P/T/语文',
      distance: 130,
      vacant: 1,
      stops: ['flow-direction', 'entry-exam'],
    },
    { postGroupId: 'a/P/T/语文', distance: 0, vacant: 0, stops: [] },
  ]);
});

test('what the journal says since counts: a post taken up is held, one refused is vacant (X04)', async () => {
  const journal = fullJournal(county, ['left']);
  const { state } = await runSummer(county, { journal });
  const since = (kind: 'refusal' | 'acceptance', teacherId: string, postGroupId: string) => {
    const about = { on: '2026-09-02', teacherId, postGroupId };
    return {
      ...state,
      journal: [
        ...journal,
        { id: 'offer', kind: 'offer' as const, ...about },
        { id: 'said', kind, ...about },
      ],
    };
  };
  const refused = nearestPosts(summerOf(county), since('refusal', 'held', 'near/P/T/语文'));
  expect(refused.get('left')?.map(({ postGroupId, vacant }) => [postGroupId, vacant])).toEqual([
    ['near/P/T/语文', 1],
    ['far/P/T/语文', 1],
    ['b/P/T/语文', 1],
  ]);
  const taken = nearestPosts(summerOf(county), since('acceptance', 'left', 'far/P/T/语文'));
  expect(taken.get('left')?.map(({ postGroupId, vacant }) => [postGroupId, vacant])).toEqual([
    ['b/P/T/语文', 1],
    ['a/P/T/语文', 0],
    ['near/P/T/语文', 0],
  ]);
});

test('a post that the person has refused on record since is not offered as free to take (X04)', async () => {
  const journal = fullJournal(county, ['left']);
  const { state } = await runSummer(county, { journal });
  const about = { on: '2026-09-02', teacherId: 'held', postGroupId: 'near/P/T/语文' };
  const refused = [
    ...journal,
    { id: 'offer', kind: 'offer' as const, ...about },
    { id: 'said', kind: 'refusal' as const, ...about },
  ];
  const near = nearestPosts(summerOf(county), { ...state, journal: refused });
  const stops = (id: string) =>
    near.get(id)?.find(({ postGroupId }) => postGroupId === about.postGroupId)?.stops;
  expect(stops('held')).toEqual(['refused-post']);
  // Nobody else is barred from it.
  expect(stops('left')).toEqual([]);
});
