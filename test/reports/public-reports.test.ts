/** What is made to be posted: nothing of it tells who somebody is beyond the name, or why, or how good. */
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import {
  publicityFrom,
  REPORTS,
  type ReportSources,
  writeReport,
} from '../../src/reports/index.ts';
import { publicName } from '../../src/reports/mask-name.ts';
import { GROUND_NAME } from '../../src/reports/summer-words.ts';
import { summerPublicWorkbook } from '../../src/reports/summer-workbook.ts';
import { reportScene, SECRET } from '../support/report-scene.ts';
import { zipMembers } from '../support/zip-members.ts';

/** Every member of every public file, one text. */
async function everythingPublic(sources: ReportSources): Promise<string> {
  const texts: string[] = [];
  for (const { id, formats } of REPORTS.filter((report) => report.public))
    for (const format of formats) {
      const { bytes } = await writeReport(id, format, sources);
      texts.push(
        format === 'csv'
          ? new TextDecoder().decode(bytes)
          : [...zipMembers(bytes)].map((member) => member.join('\n')).join('\n'),
      );
    }
  if (sources.summer !== undefined) {
    const bytes = await summerPublicWorkbook(sources.county, sources.summer);
    texts.push([...zipMembers(bytes).values()].join('\n'));
  }
  return texts.join('\n');
}

const FORBIDDEN: readonly [what: string, pattern: RegExp][] = [
  ['a staff number', new RegExp(SECRET.staffNumber)],
  ['an ID number', /\d{17}[\dXx]/],
  ['a birth date', /1971/],
  ['a score', /8765|87\.65|适配|业绩/],
  [
    'a ground of a direct hire',
    new RegExp(
      Object.values(GROUND_NAME)
        .map(({ zh }) => zh)
        .join('|'),
    ),
  ],
  ['a rule of a ground', /[>、,]D(0[1-9]|1[0-5])[<、,]/],
  ['health', /病|孕|哺乳|产假|残/],
];

describe.each([false, true])('all members of all public files (with the year: %s)', (year) => {
  test('say nothing beyond the list', async () => {
    const text = await everythingPublic(await reportScene({ year }));
    // The scan looks at the right thing: the people are there.
    expect(text).toContain('王m1');
    expect(FORBIDDEN.filter(([, pattern]) => pattern.test(text)).map(([what]) => what)).toEqual([]);
  });
  test('mask the names where the policy says so', async () => {
    const text = await everythingPublic(
      await reportScene({ year, policy: { 'reports.maskNames': 'given' } }),
    );
    expect(text).toContain('王**');
    expect(text).not.toMatch(/王[a-z]/);
  });
});

test('the scan would find them: an internal table has staff numbers, scores and grounds', async () => {
  const sources = await reportScene();
  const texts = await Promise.all(
    ['deployment-plan', 'direct-hire-list'].map(async (id) =>
      new TextDecoder().decode((await writeReport(id, 'csv', sources)).bytes),
    ),
  );
  const found = FORBIDDEN.filter(([, pattern]) => texts.some((text) => pattern.test(text)));
  expect(found.map(([what]) => what)).toEqual([
    ...['a staff number', 'a score', 'a ground of a direct hire', 'a rule of a ground', 'health'],
  ]);
});

describe('a masked name', () => {
  const given = parsePolicy({ 'reports.maskNames': 'given' });
  test.each([
    ['张丽', '张*'],
    ['张小丽', '张**'],
    ['欧阳小丽', '欧阳**'],
    ['阿·丽亚', '阿***'],
    ['𠮷伟', '𠮷*'],
    ['', ''],
  ])('%s is %s', (name, masked) => {
    expect(publicName(name, given)).toBe(masked);
    expect(publicName(name, parsePolicy({}))).toBe(name);
  });
});

describe('the publicity', () => {
  test('ends by working days: the days off are skipped, the make-up days count (F01)', () => {
    const policy = parsePolicy({});
    // Thursday; the fifth working day after it.
    expect(publicityFrom('2026-08-20', policy)).toEqual({ start: '2026-08-20', end: '2026-08-27' });
    // 2026-10-01…07 off, Saturday 10-10 worked: 9-30, 10-8, 10-9, 10-10, 10-12 after the 29th.
    expect(publicityFrom('2026-09-29', policy).end).toBe('2026-10-12');
    const counted = parsePolicy({ publicityCountsFirstDay: true });
    expect(publicityFrom('2026-08-20', counted).end).toBe('2026-08-26');
  });
  test.each(['2026-02-30', '20260820', 'soon'])('of %s there is none', (day) => {
    expect(() => publicityFrom(day, parsePolicy({}))).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code: 'not-a-day' })] }),
    );
  });
});
