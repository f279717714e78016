/** The flow solver agrees with HiGHS and with trying every point, and says how it got there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveLexicographic } from '../../../solver/index.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { type Formulation, formulate } from '../../../src/formulation/index.ts';
import { countyOf } from '../../data/counties.ts';
import { rotationCounty } from '../../support/random-county.ts';
import { expectCertified, hardness, valuesOf } from '../support/compare.ts';
import {
  Dice,
  randomFloors,
  randomGeneral,
  randomPacking,
  randomRound,
  randomTies,
  type TieredProgram,
} from '../support/random-programs.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

const flow = { backend: 'flow', limits: { timeSeconds: 60 } } as const;
const highs = { backend: 'highs', limits: { timeSeconds: 60 } } as const;

interface Tally {
  models: number;
  columns: number;
  fellBack: number;
  hard: number;
  infeasible: number;
  pivots: number;
  nodes: number;
}

const tally: Tally = {
  models: 0,
  columns: 0,
  fellBack: 0,
  hard: 0,
  infeasible: 0,
  pivots: 0,
  nodes: 0,
};

/** The same end and the same value in every tier; where the flow solver did it alone, also proven. */
async function expectAgreement({ model, objectives }: TieredProgram): Promise<void> {
  const ours = await solveLexicographic(model, objectives, flow);
  const theirs = await solveLexicographic(model, objectives, highs);
  expect(ours.termination).toBe(theirs.termination);
  expect(ours.tiers.length).toBe(theirs.tiers.length);
  for (const [k, value] of valuesOf(ours).entries()) {
    const other = valuesOf(theirs)[k]!;
    if (value === null || Number.isInteger(value)) expect(value).toBe(other);
    else expect(value).toBeCloseTo(other!, 6);
  }
  const { fractional, binding } = hardness(model, ours);
  tally.models++;
  tally.columns = Math.max(tally.columns, model.lower.length);
  if (fractional && binding) tally.hard++;
  if (ours.termination === 'infeasible') tally.infeasible++;
  for (const { iterations, nodes } of ours.tiers) {
    tally.pivots += iterations;
    tally.nodes += nodes;
  }
  if (ours.backend !== 'flow') {
    tally.fellBack++;
    expect(ours.message).toMatch(/^solved by highs: /);
    return;
  }
  expect(ours.message).toBeUndefined();
  // What lies on continuous columns need not come out whole, and then there is no certificate.
  if (model.integer.every((whole) => whole === 1)) expectCertified(model, objectives, ours);
}

function programOf({ model, tiers }: Formulation): TieredProgram {
  return { model, objectives: tiers.map(({ objective }) => objective) };
}

describe('agreement with HiGHS on the value of every tier', { timeout: 120_000 }, () => {
  const families = [
    { name: 'rounds', make: randomRound, sizes: [3, 8, 20, 45], models: 40 },
    {
      name: 'side rows with coefficients of 3, 7, 30, 100',
      make: randomFloors,
      sizes: [6, 20, 30, 40],
      models: 90,
    },
    {
      name: 'packings with fractional relaxations',
      make: randomPacking,
      sizes: [30, 40, 50],
      models: 140,
    },
    { name: 'everything alike', make: randomTies, sizes: [4, 12, 40], models: 20 },
    { name: 'general integer programs', make: randomGeneral, sizes: [3, 6, 12], models: 40 },
  ];

  it.each(families)('$name ($models models)', async ({ make, sizes, models }) => {
    for (let seed = 1; seed <= models; seed++)
      await expectAgreement(make(new Dice(seed), sizes[seed % sizes.length]!));
  });

  it('the placement round of a generated county', async () => {
    const { county, policy } = countyOf('round', 1);
    await expectAgreement(programOf(formulate(county, parsePolicy(policy))));
  });

  it('rotations of tiny counties', async () => {
    const policy = parsePolicy({ round: 'rotation', rotation: { duePct: 100, totalPct: 50 } });
    for (const county of fc.sample(rotationCounty, { numRuns: 10, seed: 5 }))
      await expectAgreement(programOf(formulate(county, policy)));
  });

  it('and a third of them have binding side rows and a fractional relaxation', () => {
    const percent = (count: number) => `${((100 * count) / tally.models).toFixed(1)} %`;
    console.info(
      `flow against highs: ${tally.models} models of up to ${tally.columns} columns, ` +
        `${percent(tally.hard)} with binding side rows and a fractional relaxation, ` +
        `${percent(tally.infeasible)} infeasible; fell back to highs in ${percent(tally.fellBack)} ` +
        `(${tally.fellBack}); ${tally.pivots} pivots, ${tally.nodes} nodes`,
    );
    expect(tally.models).toBeGreaterThan(300);
    expect(tally.hard / tally.models).toBeGreaterThan(1 / 3);
  });
});

describe('agreement with trying every point', () => {
  it('on tiny programs of any shape, up to four tiers', async () => {
    let feasible = 0;
    let branched = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }).chain(tinyPrograms), async (program) => {
        const { model, objectives } = toModel(program);
        const best = bestByEnumeration(program);
        const result = await solveLexicographic(model, objectives, flow);
        expect(result.backend).toBe('flow');
        expect(result.termination).toBe(best ? 'optimal' : 'infeasible');
        expectCertified(model, objectives, result);
        if (!best) return;
        feasible++;
        expect(valuesOf(result)).toEqual(best);
        if (hardness(model, result).fractional) branched++;
      }),
      { numRuns: 1500, seed: 11 },
    );
    expect(feasible).toBeGreaterThan(500);
    expect(branched).toBeGreaterThan(50);
  });
});
