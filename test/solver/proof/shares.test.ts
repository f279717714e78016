/** A tier in shares: the verifier on proofs written by hand, spoilt ones, and at random. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Objective, ProofTree, TierTree } from '../../../solver/index.ts';
import { INF, maximise, minimise, modelOf } from '../support/builders.ts';
import { asJson, certified, handMade, type Loose, verdict } from '../support/certificates.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

const leaf = (scale: number, ...rows: number[]): ProofTree => ({ kind: 'bound', scale, rows });
const empty = (...rows: number[]): ProofTree => ({ kind: 'infeasible', rows });
const branch = (column: number, at: number, down: ProofTree, up: ProofTree): ProofTree => ({
  ...{ kind: 'branch', column, at, down, up },
});
const sum = (...shares: (readonly [number[], ProofTree])[]): TierTree => ({
  kind: 'sum',
  shares: shares.map(([columns, tree]) => ({ columns, tree })),
});

/** Twice: max 5x + 4y, 2x + 2y ≤ 3, whose relaxation reaches 7 and whole points 5; and z that has a cost, w that has none. */
function twice() {
  const pair = (row: number): [0, 1, 'int', number[]] => [0, 1, 'int', row === 0 ? [2, 0] : [0, 2]];
  const model = modelOf(
    [
      [-INF, 3],
      [-INF, 3],
    ],
    [pair(0), pair(0), pair(1), pair(1), [0, 2, 'int', []], [0, 2, 'int', []]],
  );
  const gain = maximise(5, 4, 5, 4, 1, 0);
  const first = branch(0, 0, leaf(1, 0, 0), branch(1, 0, leaf(1, 0, 0), empty(-1, 0)));
  const second = branch(2, 0, leaf(1, 0, 0), branch(3, 0, leaf(1, 0, 0), empty(0, -1)));
  const tree = sum([[0, 1], first], [[2, 3], second], [[4], leaf(1, 0, 0)]);
  return { model, gain, tree, values: [1, 0, 1, 0, 2, 1], first };
}

describe('shares', () => {
  it('are proven each for itself, and their bounds are added up', () => {
    const { model, gain, tree, values } = twice();
    const found = verdict(handMade(model, [gain], values, [{ bound: 12, tree }]));
    expect(found).toMatchObject({ accepted: true, tiers: [{ value: 12, bound: 12, gap: 0 }] });
  });

  it('are refused when they are not what they claim', () => {
    const { model, gain, tree, values } = twice();
    const answer = handMade(model, [gain], values, [{ bound: 12, tree }]);
    const spoil: (readonly [(shares: Loose[], tier: Loose) => void, RegExp])[] = [
      [(shares) => shares.pop(), /a column with a cost is in no share/],
      [(shares) => shares.shift(), /a column with a cost is in no share/],
      [(_, tier) => Object.assign(tier.tree, { shares: [] }), /in no share/],
      [(shares) => shares[0].columns.pop(), /a column with a cost is in no share/],
      [(shares) => shares[0].columns.push(2), /column 2 has no cost, or is in two shares/],
      [(shares) => shares[1].columns.push(1), /column 1 has no cost, or is in two shares/],
      [(shares) => shares[0].columns.push(0), /column 0 has no cost, or is in two shares/],
      [(shares) => shares.push(shares[2]), /column 4 has no cost, or is in two shares/],
      [(shares) => shares[2].columns.push(5), /column 5 has no cost, or is in two shares/],
      [(shares) => shares[2].columns.push(6), /column 6 has no cost, or is in two shares/],
      [(shares) => shares[2].columns.push(-1), /column -1 has no cost, or is in two shares/],
      [(shares) => shares[2].columns.push(0.5), /column 0.5 has no cost, or is in two shares/],
      // A bound overstated: of the sum, or of a share whose tree gives less.
      [(_, tier) => Object.assign(tier, { bound: 11 }), /claims bound 11, its proof gives 12/],
      [(shares) => Object.assign(shares[0], { tree: leaf(1, 0, 0) }), /its proof gives 16/],
      [(shares) => Object.assign(shares[0], { tree: shares[1].tree }), /its proof gives 16/],
      [(shares) => Object.assign(shares[0], { tree: shares[0].tree.up }), /should be empty/],
      [
        (shares) => Object.assign(shares[0], { tree: null }),
        /claims bound 12, its proof gives null/,
      ],
      [(shares) => delete shares[0].tree, /./],
      [(shares) => delete shares[0].columns, /./],
      [(_, tier) => delete tier.tree.shares, /./],
      // Only a whole tier has shares.
      [
        (shares, tier) => Object.assign(shares[0], { tree: asJson(tier.tree) }),
        /no such kind|scale/,
      ],
    ];
    expect(verdict(answer).problems).toEqual([]);
    for (const [change, problem] of spoil) {
      const { accepted, problems } = verdict(answer, (copy) =>
        change(copy.tiers[0].tree.shares, copy.tiers[0]),
      );
      expect({ accepted, problem: problems[0] }).toEqual({
        accepted: false,
        problem: expect.stringMatching(problem),
      });
    }
  });

  it('lean on the box of the tier, not on what another share has fixed', () => {
    // x + y ≥ 1 has them depend on each other: x + 3y is 1 at (1, 0), and (0, 1) with its 3 only looks best share by share.
    const model = modelOf(
      [[1, INF]],
      [
        [0, 1, 'int', [1]],
        [0, 1, 'int', [1]],
      ],
    );
    const goal = minimise(1, 3);
    const tree = sum([[0], leaf(1, 0)], [[1], leaf(1, 3)]);
    const claim = (bound: number) => verdict(handMade(model, [goal], [0, 1], [{ bound, tree }]));
    expect(claim(3).problems).toEqual(['tier cost: claims bound 3, its proof gives 0']);
    // A tier that is open may not hold its shares: another point of the same value may be better in one of them.
    expect(claim(0).problems).toEqual(['tier cost: is in shares, but not closed']);
  });

  it('have a step, and a value that better points are better than, of their own', () => {
    const { model, values, first } = twice();
    // 10x + 10y reaches 15, so 10 by its own step; the other share has the step 1, as has the sum.
    const tens = maximise(10, 10, 5, 4, 0, 0);
    const second = branch(2, 0, leaf(1, 0, 0), branch(3, 0, leaf(1, 0, 0), empty(0, -1)));
    const own = sum([[0, 1], leaf(1, -5, 0)], [[2, 3], second]);
    const claim = (goal: Objective, tree: TierTree, bound: number) =>
      verdict(handMade(model, [goal], values, [{ bound, tree }])).accepted;
    expect(claim(tens, own, 15)).toBe(true);
    // "Better" than the 5 that the share has: y = −1 leaves x at 1 (see verify.test.ts), and nothing of 5 is left open.
    const rest = branch(1, 0, leaf(1, 0, 0), empty(-1, 0));
    const narrow: ProofTree = { kind: 'narrow', scale: 1, rows: [-1, 0], rest };
    const gain = maximise(5, 4, 5, 4, 0, 0);
    expect(claim(gain, sum([[0, 1], narrow], [[2, 3], second]), 10)).toBe(true);
    expect(claim(gain, sum([[0, 1], rest], [[2, 3], second]), 10)).toBe(false);
    expect(claim(gain, sum([[0, 1], first], [[2, 3], second]), 10)).toBe(true);
  });

  it('narrow for the tiers after them, and have a row each there', () => {
    const { model, gain, tree, values } = twice();
    // 5x + 4y = 5 gives x + y ≥ 1 with the multiplier 1/5 on −5x − 4y = −5: of the first pair, not of the second one.
    const count: Objective = { ...minimise(1, 1, 0, 0, 0, 0), name: 'count' };
    const both = (...rows: number[]) => {
      const tiers = [
        { bound: 12, tree },
        { bound: 1, tree: leaf(5, ...rows) },
      ];
      return verdict(handMade(model, [gain, count], values, tiers)).problems;
    };
    expect(both(0, 0, -1, 0, 0)).toEqual([]);
    expect(both(0, 0, 0, -1, 0)).toEqual(['tier count: claims bound 1, its proof gives 0']);
    expect(both(0, 0, -1)).toEqual(['tier count: 3 multipliers, not 5']);
    // z = 2 by the leaf of its share, so this leans on no row; whichever place its share has.
    const z: Objective = { ...minimise(0, 0, 0, 0, 1, 0), name: 'z' };
    const { shares } = tree as Extract<TierTree, { kind: 'sum' }>;
    for (const order of [shares, [...shares].reverse()]) {
      const tiers = [
        { bound: 12, tree: { kind: 'sum' as const, shares: order } },
        { bound: 2, tree: leaf(1, 0, 0, 0, 0, 0) },
      ];
      expect(verdict(handMade(model, [gain, z], values, tiers)).problems).toEqual([]);
    }
  });

  it('however cut and whatever the multipliers, bound nothing better than the best answer', async () => {
    const seen = { bounds: 0, tight: 0 };
    const numbers = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 6 });
    const leaves = fc.record({ scale: fc.integer({ min: 1, max: 3 }), numbers });
    const cuts = fc.array(fc.nat({ max: 1 }), { minLength: 5, maxLength: 5 });
    const tries = fc.array(fc.tuple(cuts, leaves, leaves, leaves), {
      minLength: 40,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(tinyPrograms(2), tries, async (program, proofs) => {
        const best = bestByEnumeration(program);
        const { model, objectives } = toModel(program);
        const answer = best && (await certified(model, objectives));
        if (!answer) return;
        const m = model.rowLower.length;
        for (const [cut, one, two, after] of proofs) {
          const certificate = asJson(answer.certificate);
          const costs = objectives[0]!.coefficients;
          const columns = (of: number) =>
            [...costs.keys()].filter((j) => costs[j] !== 0 && cut[j] === of);
          const tree = ({ scale, numbers: y }: typeof one, rows: number) =>
            leaf(scale, ...y.slice(0, rows));
          const first = sum([columns(0), tree(one, m)], [columns(1), tree(two, m)]);
          for (const [k, proof] of [first, tree(after, m + 2)].entries()) {
            certificate.tiers[k].tree = proof;
            // The verifier says what the proof gives: that is claimed then.
            certificate.tiers[k].bound = 'unknown';
            const { problems } = verdict({ ...answer, certificate });
            const found = /its proof gives (-?\d+)$/.exec(problems[0]!);
            if (found === null) break;
            const bound = Number(found[1]);
            certificate.tiers[k].bound = bound;
            const over = objectives[k]!.sense === 'min' ? bound - best[k]! : best[k]! - bound;
            expect(over).toBeLessThanOrEqual(0);
            seen.bounds++;
            if (over === 0) seen.tight++;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(seen.bounds).toBeGreaterThan(500);
    expect(seen.tight).toBeGreaterThan(50);
  }, 120_000);
});
