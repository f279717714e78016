/** Programs that fall apart are branched piece by piece: the same optimum, proven, in the sum of the trees' nodes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Objective, solveLexicographic } from '../../../solver/index.ts';
import { maximise, modelOf } from '../support/builders.ts';
import { expectCertified, valuesOf } from '../support/compare.ts';
import { packing, sideBySide } from '../support/side-by-side.ts';
import { bestByEnumeration, toModel } from '../support/tiny.ts';

describe('a program that falls apart', () => {
  it('has the optimum of its pieces, tier by tier, and a certificate', {
    timeout: 120_000,
  }, async () => {
    const seen = { shares: 0, later: 0, infeasible: 0 };
    const blocks = fc.array(packing, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(blocks, async (pieces) => {
        const { model, objectives } = toModel(sideBySide(pieces));
        const result = await solveLexicographic(model, objectives);
        const best = pieces.map(bestByEnumeration);
        if (best.includes(null)) {
          expect(result.termination).toBe('infeasible');
          seen.infeasible++;
        } else {
          expect(valuesOf(result)).toEqual(
            objectives.map((_, k) => best.reduce((sum, each) => sum + each![k]!, 0)),
          );
        }
        expectCertified(model, objectives, result);
        const inShares = result.proofs.map((proof) => proof?.tree.kind === 'sum');
        if (inShares.includes(true)) seen.shares++;
        if (inShares.lastIndexOf(true) > inShares.indexOf(true)) seen.later++;
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(Math.min(seen.shares, seen.later, seen.infeasible)).toBeGreaterThan(20);
  });

  /** `count` times max 3(x + y + z), any two of them at most 1: the relaxation has ½ each. Then which of the three. */
  function triangles(count: number) {
    const rows = Array.from({ length: 3 * count }, () => [0, 1] as const);
    const columns = rows.map((_, at) => {
      const values = rows.map((__, row) =>
        Math.floor(row / 3) === Math.floor(at / 3) && row % 3 !== at % 3 ? 1 : 0,
      );
      return [0, 1, 'int', values] as const;
    });
    const model = modelOf(rows, columns);
    const gain = maximise(...columns.map(() => 3));
    const lots: Objective = { ...maximise(...columns.map((_, at) => at % 3)), name: 'lots' };
    return { model, objectives: [gain, lots] };
  }

  it('needs as many nodes as its pieces together', async () => {
    const nodesOf = async (count: number) => {
      const { model, objectives } = triangles(count);
      const result = await solveLexicographic(model, objectives, { backend: 'flow' });
      expect(result.backend).toBe('flow');
      expect(valuesOf(result)).toEqual([3 * count, 2 * count]);
      expectCertified(model, objectives, result);
      return result.tiers.reduce((sum, { nodes }) => sum + nodes, 0);
    };
    const two = await nodesOf(2);
    expect(await nodesOf(20)).toBe(10 * two);
  });

  it('keeps a point when it is stopped halfway, and says what is open', async () => {
    const { model, objectives } = triangles(20);
    const limits = { nodes: 3 };
    const result = await solveLexicographic(model, objectives, { backend: 'flow', limits });
    expect(result).toMatchObject({ termination: 'feasible', limit: 'node', backend: 'flow' });
    expect(result.values).not.toBeNull();
    expect(result.tiers[0]!.bound).toBeGreaterThanOrEqual(60);
  });
});
