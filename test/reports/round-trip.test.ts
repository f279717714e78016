/** What is written is read back by the audit's reader without loss. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { readManualPlanFrom } from '../../src/intake/index.ts';
import { propose } from '../../src/planning/index.ts';
import { type ReportSources, writeReport, writeReportBook } from '../../src/reports/index.ts';
import { placementCounty } from '../support/random-county.ts';
import { reportScene } from '../support/report-scene.ts';

const planOf = ({ proposal }: ReportSources) =>
  proposal.placements.map(({ teacherId, postGroupId }) => `${teacherId}>${postGroupId}`).sort();

async function readBack(
  { name, bytes }: { name: string; bytes: Uint8Array },
  { county }: ReportSources,
): Promise<string[]> {
  const { placements } = await readManualPlanFrom({ bytes, fileName: name }, county);
  return placements.map(({ teacherId, postGroupId }) => `${teacherId}>${postGroupId}`).sort();
}

describe('a written plan', () => {
  test.each([
    ['deployment-plan', 'xlsx'],
    ['deployment-plan', 'csv'],
    ['publicity-list', 'xlsx'],
    ['publicity-list', 'csv'],
  ] as const)('%s as %s is the plan again', async (id, format) => {
    const sources = await reportScene();
    expect(planOf(sources).length).toBeGreaterThan(1);
    expect(await readBack(await writeReport(id, format, sources), sources)).toEqual(
      planOf(sources),
    );
  });
  test('in the whole book too, among all the other sheets', async () => {
    const sources = await reportScene();
    expect(await readBack(await writeReportBook(sources), sources)).toEqual(planOf(sources));
  });
  test('of any county: the internal plan by its staff numbers', async () => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(placementCounty, async (county) => {
        const outcome = await propose(county, DEFAULT_POLICY);
        if (outcome.kind !== 'proposal' || outcome.proposal.placements.length === 0) return;
        written += outcome.proposal.placements.length;
        const sources = {
          ...{ county, policy: DEFAULT_POLICY, proposal: outcome.proposal },
          ...{ publicity: null, phone: null },
        };
        const file = await writeReport('deployment-plan', 'xlsx', sources);
        expect(await readBack(file, sources)).toEqual(planOf(sources));
      }),
      { seed: 9, numRuns: 50 },
    );
    expect(written).toBeGreaterThan(15);
  });
});
