/** `tiaopei rollover --principals` as a process: the heads of a summer take office, and the next summer counts on. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeCountyFile } from '../../data/index.ts';
import { PrincipalsReport } from '../../src/domain/principals.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import { tinyCounty } from '../support/tiny-county.ts';
import { deputy, head } from '../support/tiny-heads.ts';

/** 001, 002 and 003 have led for six years; 003 has nowhere to go, and the deputy 005 may follow. */
const [A, B, N] = ['3700000001', '3700000002', '3700000003'];
const juniors = { certificates: [{ stage: 'J' as const, subject: null }], stage: 'J' as const };
const people = [
  head('001', A, '2020-09'),
  head('002', B, '2020-09'),
  head('003', N, '2020-09', { ...juniors, kinSchoolIds: [A, B] }),
  deputy('004', A),
  deputy('005', N, { ...juniors, leadership: { deputyYears: 5 } }),
];
const county = tinyCounty({
  schools: [
    { id: A, name: '甲小学' },
    { id: B, name: '乙小学' },
    { id: N, name: '丙中学', stage: 'J' },
  ],
  groups: [A, B].map((schoolId) => ({ schoolId, posts: 3, openings: 0 })),
  teachers: people.map((each) => ({ name: `教师${each.id}`, ...each })),
});

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli([...args, '--lang', 'zh']);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function reportIn(folder: string): Promise<PrincipalsReport> {
  return PrincipalsReport.parse(
    JSON.parse(await readFile(join(folder, 'principals.json'), 'utf8')),
  );
}

test('two summers: offices begun, offices left, and the way back closed', {
  timeout: 120_000,
}, async () => {
  await inTemporaryFolder(async (root) => {
    const [first, second, heads] = ['2026', '2027', 'heads'].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(first);
    await writeFile(join(first, 'county.xlsx'), await writeCountyFile(county));
    await run('principals', first, '--out', heads);
    const { appointments } = await reportIn(heads);
    expect(appointments.map(({ schoolId, teacherId }) => [schoolId, teacherId])).toEqual([
      [A, '002'],
      [B, '001'],
      [N, '005'],
    ]);

    const file = join(heads, 'principals.json');
    const said = await run('rollover', first, '--principals', file, '--out', second);
    expect(said).toContain('新到任校长 3 人');
    const yearEnd = JSON.parse(await readFile(join(second, 'year-end.json'), 'utf8'));
    expect(yearEnd).toMatchObject({
      ...{ from: '2026-09', to: '2027-09' },
      ...{ headsAppointed: ['001', '002', '005'], headsLeft: ['003'], headsTermsEnded: [] },
    });

    // A year later: everybody is inside the first term, and the former head is a candidate, but not for 丙中学.
    await run('principals', second, '--out', heads);
    const next = await reportIn(heads);
    expect(
      next.heads.map(({ teacherId, schoolId, months, standing }) => [
        ...[teacherId, schoolId, months, standing],
      ]),
    ).toEqual([
      ['001', B, 12, 'in-term'],
      ['002', A, 12, 'in-term'],
      ['005', N, 12, 'in-term'],
    ]);
    expect(next.candidates.map(({ teacherId, failed }) => [teacherId, failed])).toContainEqual([
      '003',
      [],
    ]);
    const demands = join(root, 'demands.json');
    await writeFile(demands, JSON.stringify({ forced: [{ teacherId: '003', schoolId: N }] }));
    const back = await runCli(['principals', second, '--demands', demands, '--out', heads]);
    expect(back.code).toBe(3);

    // The report of a summer without a plan, and that of another county, are refused.
    for (const [folder, word] of [
      [second, '没有方案'],
      [first, '属于另一份县数据'],
    ] as const) {
      const refused = await runCli([
        ...['rollover', folder, '--principals', file, '--out', join(root, 'refused')],
      ]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain(word);
    }
  });
});
