/** 均衡指标 and 学校指标 of a proposal. */
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { indicatorSheets } from '../../src/reports/indicator-sheets.ts';
import { reportContext } from '../../src/reports/sources.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

test('a row for each indicator and stage, a row for each part, before and after', async () => {
  const county = tinyCounty({
    schools: [
      { id: 'u', name: '街道小学', tier: 'U' },
      { id: 'r', name: '农村小学', tier: 'R' },
    ],
    groups: [{ schoolId: 'r', subject: '体育', openings: 1 }],
    teachers: [
      { id: 't', schoolId: 'u', mainSubject: '体育' },
      mover({ id: 'm', schoolId: 'u', mainSubject: '体育' }),
    ],
  });
  const outcome = await propose(county, DEFAULT_POLICY);
  if (outcome.kind !== 'proposal') throw new Error('no proposal');
  const [stages, parts] = indicatorSheets(
    reportContext({
      ...{ county, policy: DEFAULT_POLICY, proposal: outcome.proposal },
      ...{ publicity: null, phone: null },
    }),
  );
  for (const sheet of [stages, parts]) {
    expect(sheet?.rows.every((row) => row.length === sheet.headers.length)).toBe(true);
    expect(sheet?.widths).toHaveLength(sheet?.headers.length as number);
  }
  const arts = stages?.rows.find((row) => String(row[1]).includes('体育'));
  const cell = (name: string) => arts?.[stages?.headers.indexOf(name) as number];
  // Two heads at one of two equal schools: CV 1; one each: 0. One of 240 pupils is 0.4167 per 100.
  expect([cell('差异系数（前）'), cell('差异系数（后）'), cell('差异系数达标')]).toEqual([
    1,
    0,
    '是',
  ]);
  expect([cell('调配后'), cell('标准'), cell('达标')]).toEqual([0.4167, 0.9, '否']);
  const rural = parts?.rows.find((row) => row[1] === '农村小学');
  const at = parts?.headers.indexOf('体音美（前）') as number;
  expect(rural?.slice(at, at + 3)).toEqual([0, 0.4167, '否']);
});
