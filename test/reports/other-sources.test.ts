/** Reports that need more than a proposal: 方案比较 of an audit, 交流轮岗台账 of a rotation round. */
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { auditPlan, propose } from '../../src/planning/index.ts';
import { type ReportSources, writeReport } from '../../src/reports/index.ts';
import { readWorkbook } from '../../src/workbook/index.ts';
import { reportScene } from '../support/report-scene.ts';
import { tinyCounty } from '../support/tiny-county.ts';

async function sheetsOf(id: string, sources: ReportSources) {
  const { name, bytes } = await writeReport(id, 'xlsx', sources);
  return (await readWorkbook({ bytes, fileName: name })).sheets;
}

test('方案比较: a manual plan that leaves one person out, beside the optimum', async () => {
  const sources = await reportScene();
  const { county, policy, proposal } = sources;
  const [first, ...rest] = proposal.placements;
  const audit = await auditPlan(county, policy, rest, {});
  const [sheet] = await sheetsOf('plan-comparison', { ...sources, audit });
  const row = (label: string) => sheet?.rows.find(([head]) => head === label)?.slice(1, 4);
  expect(row('安排（交流）人数')).toEqual([2, 2, 3]);
  // The one left out would have filled a rural post.
  expect(first?.flow).toBe('BR');
  expect(row('补上的农村学校岗位')).toEqual([1, 1, 2]);
  expect(row('比手工方案变好（人）')).toEqual([null, 0, 1]);
});

test('交流轮岗台账 of a rotation round: ground, term and return of everybody who goes (R04)', async () => {
  const county = tinyCounty({
    schools: [
      { id: 'u', name: '城南小学', tier: 'U' },
      { id: 'r', name: '河口小学', tier: 'R' },
    ],
    groups: [
      { schoolId: 'u', posts: 2 },
      { schoolId: 'r', posts: 2 },
    ],
    teachers: [
      { id: 't1', schoolId: 'u', title: 'M', schoolStart: '2010-09', backbone: true },
      { id: 't2', schoolId: 'u', volunteer: true },
      { id: 't3', schoolId: 'r' },
    ],
  });
  const policy = parsePolicy({
    round: 'rotation',
    'rotation.duePct': 100,
    'rotation.totalPct': 0,
    'rotation.donorFloor': false,
    'rotation.maxSharePct': 300,
  });
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') throw new Error('no allocation');
  const sources = { county, policy, proposal: outcome.proposal, publicity: null, phone: null };
  const [sheet] = await sheetsOf('rotation-ledger', sources);
  const header = sheet?.rows.find(([head]) => head === '序号') ?? [];
  const lines = sheet?.rows.slice(sheet.rows.indexOf(header) + 1) ?? [];
  const cell = (name: string) => lines[0]?.[header.indexOf(name)];
  expect(lines).toHaveLength(outcome.proposal.placements.length);
  expect([cell('职工号'), cell('骨干'), cell('交流学校'), cell('交流依据')]).toEqual([
    ...['t1', '是', '河口小学', '应交流'],
  ]);
  // R08, R10: from town into the country.
  expect(cell('交流形式')).toBe('支教');
  expect([cell('起'), cell('止'), cell('返回安排')]).toEqual([
    ...['2026-09', '2029-08', '2029-09 回原学校'],
  ]);
});
