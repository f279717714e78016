/** 公示名单: what is posted of the summer says nothing of anybody's health or leave. */
import { describe, expect, test } from 'vitest';
import { listSource, publicList } from '../../src/reports/summer-lists.ts';
import { posts } from '../support/one-of-each.ts';
import { runSummer } from '../support/summer.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const exemption = { kind: 'illness' as const, missing: [], from: null, to: null };

describe('the list of direct hires', () => {
  test('the absent, who take no hiring place, are listed like anybody else: post and term (Q23)', async () => {
    const county = tinyCounty({
      schools: [{ id: 'a', districtId: 'D1', quota: 40 }],
      groups: [posts('a', '语文', 2)],
      teachers: [
        { id: 'head', schoolId: 'a', leader: true },
        { id: 'absent', schoolId: 'a', exemption, countsAgainstPosts: false },
      ],
    });
    const { state } = await runSummer(county, { to: 'direct-hire' });
    const [record] = state.stages;
    const byId = new Map(record!.decisions.map((each) => [each.teacherId, each.postGroupId]));
    expect(Object.fromEntries(byId)).toEqual({ absent: null, head: 'a/P/T/语文' });
    const { rows } = publicList(listSource(county, state), record!)!;
    // Number, name and sex aside; 7 = 学段, 8 = 岗位, 9 = 聘任方式, 10 = 合同期限.
    for (const row of rows) expect(row.slice(7, 11)).toEqual(['小学', '语文', '直聘', 12]);
    const [first, second] = rows.map((row) => row.slice(3));
    expect(first).toEqual(second);
  });
});
