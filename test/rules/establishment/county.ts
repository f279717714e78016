/** Small counties and short cuts of the establishment tests. */
import type { County } from '../../../src/domain/county.ts';
import type { Establishment, PartRow } from '../../../src/domain/establishment.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import type { Stage } from '../../../src/domain/vocabulary.ts';
import { establish } from '../../../src/rules/establishment/index.ts';
import { type TinySchool, tinyCounty } from '../../support/tiny-county.ts';

/** Pupils and classes of each tier and stage (§5.2), one school a cell. */
const AGGREGATES = {
  P: {
    total: 2532,
    cells: [
      [9622, 228],
      [18_281, 462],
      [20_205, 745],
    ],
  },
  J: {
    total: 1800,
    cells: [
      [7290, 153],
      [6561, 141],
      [10_449, 267],
    ],
  },
  H: {
    total: 1260,
    cells: [
      [13_388, 276],
      [2362, 51],
    ],
  },
} as const;

const TIERS = { 3: ['B', 'U', 'R'], 2: ['B', 'R'] } as const;

/** The county of §5.2 with one school for each tier and stage, ids such as `P-B`. */
export function aggregateCounty(): County {
  const stages = Object.entries(AGGREGATES) as [Stage, (typeof AGGREGATES)['P']][];
  return tinyCounty({
    schools: stages.flatMap(([stage, { cells }]) =>
      cells.map(([pupils, classes], k): TinySchool => {
        const tier = TIERS[cells.length as 2 | 3][k]!;
        return { id: `${stage}-${tier}`, tier, stage, pupils, classes };
      }),
    ),
    approved: stages.map(([stage, { total }]) => ({ stage, total })),
  });
}

export function rowOf(table: Establishment, schoolId: string, stage?: Stage): PartRow {
  const row = table.parts.find(
    (each) => each.schoolId === schoolId && (stage === undefined || each.stage === stage),
  );
  if (row === undefined) throw new Error(`no row of ${schoolId}`);
  return row;
}

/** Quotas by school id, in order of the table. */
export function quotas(county: County, policy: unknown = {}): Record<string, number> {
  const { parts } = establish(county, parsePolicy(policy));
  return Object.fromEntries(parts.map(({ schoolId, quota }) => [schoolId, quota]));
}
