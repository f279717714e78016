/** `tiaopei indicators` as a process, on the committed demo county. */
import { describe, expect, test } from 'vitest';
import { IndicatorReport } from '../../src/domain/indicators.ts';
import { runCli } from '../support/run-cli.ts';

describe('tiaopei indicators', () => {
  test('the county as it stands, as JSON', { timeout: 60_000 }, async () => {
    const { code, stdout } = await runCli(['indicators', 'data/demo', '--json']);
    expect(code).toBe(0);
    const report = IndicatorReport.parse(JSON.parse(stdout));
    expect(report.parts.length).toBeGreaterThan(70);
  });
  test('before, standard, balanced, and the cost by tier', { timeout: 120_000 }, async () => {
    const { code, stdout } = await runCli([
      'indicators',
      'data/demo',
      '--balance',
      'arts',
      '--lang',
      'zh',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('少违规（罚分） > 体音美教师均衡 > 补短板、向农村倾斜');
    expect(stdout).toContain('已证明最优');
    expect(stdout).toMatch(/体音美教师均衡 .*更好/);
    expect(stdout).toMatch(/补短板、向农村倾斜 .*代价/);
  });
  test('an unknown tier is bad input that names the known ones', async () => {
    const args = ['indicators', 'data/demo', '--balance', 'arts', '--before', 'no-such-tier'];
    const { code, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stderr).toContain('shortage-tilt');
  });
  test('--before alone is refused', async () => {
    const { code, stderr } = await runCli(['indicators', 'data/demo', '--before', 'fit']);
    expect(code).toBe(2);
    expect(stderr).toContain('--balance');
  });
});
