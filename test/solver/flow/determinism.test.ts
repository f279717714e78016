/** The same model, the same answer; and the same one too when rows and columns stand in another order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepare, solveLexicographic } from '../../../solver/index.ts';
import { parsePolicy } from '../../../src/domain/policy.ts';
import { type Formulation, formulate } from '../../../src/formulation/index.ts';
import { countyOf } from '../../data/counties.ts';
import { placementCounty } from '../../support/random-county.ts';
import { valuesOf } from '../support/compare.ts';
import {
  Dice,
  permuted,
  randomFloors,
  randomPacking,
  randomRound,
  randomTies,
  type TieredProgram,
} from '../support/random-programs.ts';

const flow = { backend: 'flow' } as const;

function programOf({ model, tiers }: Formulation): TieredProgram {
  return { model, objectives: tiers.map(({ objective }) => objective) };
}

/** `first:` and `x:` are two columns of one placement. */
function placementOf(column: string): string {
  return column.slice(column.indexOf(':') + 1);
}

/** Tier values, and the placements by name: the pairs that the lots of the last tiers decide on. */
async function placements({ model, objectives }: TieredProgram) {
  const result = await solveLexicographic(model, objectives, flow);
  const names: string[] = [];
  result.values?.forEach((value, j) => {
    const drawn = objectives.slice(-2).some(({ coefficients }) => coefficients[j] !== 0);
    if (value !== 0 && drawn) names.push(placementOf(model.columnNames.at(j)!));
  });
  return { termination: result.termination, values: valuesOf(result), names: names.sort() };
}

function anyOrder(program: TieredProgram, seed: number): TieredProgram {
  const dice = new Dice(seed);
  const { model } = program;
  return permuted(program, dice.shuffled(model.rowLower.length), dice.shuffled(model.lower.length));
}

describe('the same model twice', () => {
  it('gives the same result in every part of it: point, bounds, proofs, pivots', async () => {
    for (const [k, make] of [randomRound, randomFloors, randomTies, randomPacking].entries())
      for (let seed = 1; seed <= 15; seed++) {
        const { model, objectives } = make(new Dice(100 * k + seed), 25);
        const once = await solveLexicographic(model, objectives, flow);
        expect(await solveLexicographic(model, objectives, flow)).toEqual(once);
        expect(await prepare(model, objectives).solve()).toEqual(once);
      }
  });

  it('from a session, the same tier values also the second time', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { model, objectives } = randomFloors(new Dice(seed), 20);
      const session = prepare(model, objectives);
      const once = await session.solve();
      const again = await session.solve();
      expect(again.termination).toBe(once.termination);
      expect(valuesOf(again)).toEqual(valuesOf(once));
    }
  });
});

describe('rows and columns in another order', () => {
  it('place the same people in the same posts: a whole placement round', {
    timeout: 120_000,
  }, async () => {
    const { county, policy } = countyOf('round', 1);
    const program = programOf(formulate(county, parsePolicy(policy)));
    const expected = await placements(program);
    expect(expected.termination).toBe('optimal');
    expect(expected.names.length).toBeGreaterThan(100);
    for (const seed of [1, 2]) expect(await placements(anyOrder(program, seed))).toEqual(expected);
  });

  it('place the same people in the same posts: tiny counties of every kind', async () => {
    let placed = 0;
    for (const [k, county] of fc.sample(placementCounty, { numRuns: 100, seed: 9 }).entries()) {
      const program = programOf(
        formulate(county, parsePolicy({ titleCaps: k % 2 ? 'hard' : 'soft' })),
      );
      const expected = await placements(program);
      placed += expected.names.length;
      for (const seed of [1, 2, 3])
        expect(await placements(anyOrder(program, seed))).toEqual(expected);
    }
    expect(placed).toBeGreaterThan(40);
  });

  it('have the same tier values, whatever the model', async () => {
    for (const [k, make] of [randomRound, randomFloors, randomTies, randomPacking].entries())
      for (let seed = 1; seed <= 25; seed++) {
        const program = make(new Dice(1000 * k + seed), 4 + seed);
        const { termination, values } = await placements(program);
        const moved = await placements(anyOrder(program, seed));
        expect(moved).toMatchObject({ termination, values });
      }
  });
});
