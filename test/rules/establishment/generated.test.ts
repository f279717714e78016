/** The generated counties: totals exact in both ledgers, nothing unexplained, the entered quotas found again. */
import { describe, expect, test } from 'vitest';
import { generateCounty, type ScaleName } from '../../../data/index.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { establishCounty } from '../../../src/planning/establish.ts';
import { establish } from '../../../src/rules/establishment/index.ts';

const CASES: readonly [ScaleName, number, Record<string, number>][] = [
  ['county', 1, { P: 2532, J: 1800, H: 1260, K: 420, V: 560, X: 106 }],
  ['county', 2, { P: 2532, J: 1800, H: 1260, K: 420, V: 560, X: 106 }],
  ['large', 1, { P: 9056, J: 6438, H: 4506 }],
];

describe.each(CASES)('%s of seed %i', (scale, seed, totals) => {
  const { county } = generateCounty(scale, seed);

  test('totals are exact, the re-check finds nothing, every site has its heads', async () => {
    const table = await establishCounty(county, parsePolicy({}));
    const sums = Object.fromEntries(
      table.stages.map(({ stage }) => [
        stage,
        table.parts.filter((row) => row.stage === stage).reduce((sum, { quota }) => sum + quota, 0),
      ]),
    );
    expect(sums).toEqual(totals);
    // Schools over quota are what the county is made for.
    const [over, ...others] = table.checks.filter(({ status }) => status !== 'pass');
    expect(over).toMatchObject({ name: 'over-quota', status: 'warn' });
    expect(others).toEqual([]);
    expect(table.siteProgram?.[0]).toMatchObject({ value: 0, bound: 0, proof: 'dual' });
  }, 60_000);

  test('without dormitory posts and least heads the quotas are those that were entered', () => {
    const quota = { boardingPost: false, smallSchoolPupils: 0, siteMinimum: 0 };
    const table = establish(county, parsePolicy({ quota }));
    expect(table.parts.filter(({ quota, entered }) => quota !== entered)).toEqual([]);
  });
});
