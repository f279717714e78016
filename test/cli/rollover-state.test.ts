/** `tiaopei rollover --state` as a process: a whole summer carried out, and the next county made again from it alone. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeCountyFile } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { SummerState } from '../../src/domain/summer.ts';
import { readCountyFrom } from '../../src/intake/index.ts';
import { verifyRollover } from '../../src/verification/index.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const [TOWN, COUNTRY] = ['3700000001', '3700000002'];
const away = (until: string, since: string) => ({
  exchange: { homeSchoolId: TOWN, homePostGroupId: `${TOWN}/P/T/语文`, since, until },
  boundUntil: until,
  schoolStart: since,
});
/** One post short in town: of the four teachers there somebody goes to the country. */
const county = tinyCounty({
  schools: [
    { id: TOWN, name: '城区小学', quota: 20 },
    { id: COUNTRY, name: '乡村小学', tier: 'R', quota: 10 },
  ],
  groups: [
    { schoolId: TOWN, posts: 3, openings: 0 },
    { schoolId: COUNTRY, posts: 5, openings: 1 },
  ],
  teachers: [
    ...['101', '102', '103', '104'].map((id, k) => ({
      id,
      name: `教师${id}`,
      schoolId: TOWN,
      merit: 9000 - 100 * k,
    })),
    {
      id: '105',
      name: '教师105',
      schoolId: TOWN,
      exemption: { kind: 'illness' as const, missing: [], from: null, to: '2027-03' },
    },
    // Ends in the year: comes home, or stays; runs on; was over before the summer.
    { id: '201', name: '教师201', schoolId: COUNTRY, ...away('2027-08', '2024-09') },
    { id: '202', name: '教师202', schoolId: COUNTRY, ...away('2027-08', '2024-09') },
    { id: '203', name: '教师203', schoolId: COUNTRY, ...away('2028-08', '2025-09') },
    { id: '204', name: '教师204', schoolId: COUNTRY, ...away('2026-08', '2023-09') },
  ],
});

async function countyIn(path: string): Promise<County> {
  const { county: read } = await readCountyFrom({ path });
  if (read === null) throw new Error(`no county in ${path}`);
  return read;
}

test('a summer, its year end, and the county of the next year', { timeout: 240_000 }, async () => {
  await inTemporaryFolder(async (root) => {
    const [now, whole, next] = ['now', 'whole', 'next'].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(now);
    const file = join(now, 'county.xlsx');
    await writeFile(file, await writeCountyFile(county));
    const summer = await runCli(['reform', file, '--out', whole]);
    expect(summer.code).toBe(0);
    const state = join(whole, 'summer.json');
    const run = await runCli([
      ...['rollover', file, '--state', state, '--stay', '202', '--out', next, '--json'],
    ]);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    const yearEnd = JSON.parse(run.stdout);
    expect(yearEnd).toMatchObject({
      from: '2026-09',
      to: '2027-09',
      // Who was over before the summer competed at the exchange school, was hired there and stays (R05).
      settled: [{ teacherId: '204', months: 36, returnRight: true }],
      returned: [{ teacherId: '201' }, { teacherId: '202' }],
      stayed: ['202', '204'],
      away: ['203'],
      exemptionsEnded: ['105'],
    });
    expect(yearEnd.transferred).toHaveLength(1);
    expect(yearEnd.directEnded).toContain('105');

    const { stages } = SummerState.parse(JSON.parse(await readFile(state, 'utf8')));
    const policy = parsePolicy({});
    const decisions = stages.flatMap((stage) => stage.decisions);
    const [before, after] = [await countyIn(file), await countyIn(join(next, 'county.xlsx'))];
    const year = { policy, decisions, stays: ['202'] };
    expect(verifyRollover(before, year, after).findings).toEqual([]);
    const [moved] = yearEnd.transferred;
    const without = { ...year, decisions: decisions.filter((each) => each.teacherId !== moved) };
    expect(verifyRollover(before, without, after).accepted).toBe(false);
    const where = new Map(after.teachers.map(({ id, schoolId }) => [id, schoolId]));
    expect(['201', '202', '203', '204'].map((id) => where.get(id))).toEqual([
      TOWN,
      COUNTRY,
      COUNTRY,
      COUNTRY,
    ]);

    const stranger = await runCli([
      ...['rollover', file, '--state', state, '--stay', '203', '--out', next],
    ]);
    expect(stranger.code).toBe(2);
    expect(stranger.stderr).toContain('没有期满的交流');
  });
});
