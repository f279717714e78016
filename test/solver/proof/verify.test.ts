/** The verifier alone, on proofs written by hand and at random. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  certifyInfeasible,
  type Model,
  modelHash,
  type Objective,
  type ProofTree,
  verifyCertificate,
} from '../../../solver/index.ts';
import { INF, maximise, minimise, modelOf } from '../support/builders.ts';
import {
  asJson,
  type Certified,
  certified,
  handMade,
  type Loose,
  verdict,
} from '../support/certificates.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

const leaf = (scale: number, ...rows: number[]): ProofTree => ({ kind: 'bound', scale, rows });
const empty = (...rows: number[]): ProofTree => ({ kind: 'infeasible', rows });
const branch = (column: number, at: number, down: ProofTree, up: ProofTree): ProofTree => ({
  kind: 'branch',
  column,
  at,
  down,
  up,
});

test('the file imports nothing', () => {
  const text = readFileSync('solver/proof/verify.ts', 'utf8');
  expect(text).not.toMatch(/\bimport\b(?!s)|\brequire\b/);
});

/** max 5x + 4y, 2x + 2y ≤ 3: the relaxation reaches 7, whole points 5. */
function odd() {
  return {
    model: modelOf(
      [[-INF, 3]],
      [
        [0, 1, 'int', [2]],
        [0, 1, 'int', [2]],
      ],
    ),
    goal: maximise(5, 4),
  };
}

describe('a tree', () => {
  // x = 0: y alone gives 4. x = 1: the row leaves ½ for y, so y = 0 by branching again.
  const closed = branch(0, 0, leaf(1, 0), branch(1, 0, leaf(1, 0), empty(-1)));

  it('proves by branching what no multipliers prove', () => {
    const { model, goal } = odd();
    const alone = handMade(model, [goal], [1, 0], [{ bound: 7, tree: leaf(1, -2) }]);
    expect(verdict(alone)).toMatchObject({ accepted: true, tiers: [{ value: 5, bound: 7 }] });
    const tree = handMade(model, [goal], [1, 0], [{ bound: 5, tree: closed }]);
    expect(verdict(tree)).toMatchObject({ accepted: true, tiers: [{ bound: 5, gap: 0 }] });
  });

  it('rounds to a multiple of the costs, and no further', () => {
    const { model } = odd();
    // max 10x + 10y: the relaxation reaches 15, so nothing of tens is better than 10.
    const tens = handMade(model, [maximise(10, 10)], [1, 0], [{ bound: 10, tree: leaf(1, -5) }]);
    expect(verdict(tens)).toMatchObject({ accepted: true, tiers: [{ value: 10, bound: 10 }] });
    const fives = handMade(model, [maximise(10, 5)], [1, 0], [{ bound: 10, tree: leaf(1, -5) }]);
    expect(verdict(fives)).toMatchObject({ accepted: false });
  });

  it('is refused with a leaf left out, another column, another place or a leaf that is not empty', () => {
    const { model, goal } = odd();
    const tree = handMade(model, [goal], [1, 0], [{ bound: 5, tree: closed }]);
    const spoil: ((tree: Loose, tier: Loose) => void)[] = [
      (t) => delete t.up,
      (t) => delete t.up.up,
      (_, tier) => {
        tier.tree = tier.tree.up;
      },
      (t) => {
        t.up.up = t.up.down;
      },
      (t) => {
        t.up.column = 0;
      },
      (t) => {
        t.column = 1;
      },
      (t) => {
        t.column = 2;
      },
      (t) => {
        t.column = -1;
      },
      (t) => {
        t.column = 0.5;
      },
      (t) => {
        t.at = 0.5;
      },
      (t) => {
        t.at = 1;
      },
      (t) => {
        t.at = -1;
      },
      (t) => {
        t.at = null;
      },
      (t) => {
        t.up.up.rows = [0];
      },
      (t) => {
        t.up.up.rows = [1];
      },
      (t) => {
        t.down = t.up.up;
      },
    ];
    for (const change of spoil)
      expect(verdict(tree, (copy) => change(copy.tiers[0].tree, copy.tiers[0])).accepted).toBe(
        false,
      );
  });

  it('does not branch on a column that is not whole', () => {
    const model = modelOf([[1, 1]], [[0, 1, 'real', [1]]]);
    const tree = branch(0, 0, empty(1), leaf(1, 0));
    expect(verdict(handMade(model, [minimise(1)], [1], [{ bound: 1, tree }])).problems).toEqual([
      expect.stringContaining('branches on 0'),
    ]);
  });

  it('too deep is refused, not followed', () => {
    const { model, goal } = odd();
    let tree = leaf(1, -2);
    for (let k = 0; k < 1001; k++) tree = branch(0, 0, leaf(1, -2), tree);
    const deep = handMade(model, [goal], [1, 0], [{ bound: 7, tree }]);
    expect(verdict(deep).problems).toEqual([expect.stringContaining('too deep')]);
  });

  it('that begins with multipliers fixes what no better point can change', () => {
    const { model, goal } = odd();
    const narrow = (rows: number[], rest: ProofTree): ProofTree => ({
      kind: 'narrow',
      scale: 1,
      rows,
      rest,
    });
    const rest = branch(1, 0, leaf(1, 0), empty(-1));
    const claim = (tree: ProofTree, bound: number) =>
      verdict(handMade(model, [goal], [1, 0], [{ bound, tree }])).accepted;
    // y = −1: d = (−3, −2) and N = −8. "Better than 5" leaves 8 − 6 = 2, so x stays at 1; then 5 is all there is.
    expect(claim(narrow([-1], rest), 5)).toBe(true);
    expect(claim(narrow([-1], rest), 6)).toBe(false);
    // Without that x may be 0, and the leaf y = 1 is not empty.
    expect(claim(rest, 5)).toBe(false);
    // y = 0: d = (−5, −4) and N = −9 leave 3: both stay at 1, and that is empty.
    expect(claim(narrow([0], empty(-1)), 5)).toBe(true);
    // d = (1, 2) leans on the wrong sides: N = −9 leaves 3.
    expect(claim(narrow([-3], rest), 5)).toBe(false);
    // The bound never is better than the value, even if nothing better is left.
    expect(claim(narrow([-1], narrow([-1], rest)), 5)).toBe(true);
    expect(claim(narrow([0], leaf(1, 0)), 9)).toBe(true);
    expect(claim(narrow([0], leaf(1, 0)), 5)).toBe(false);
  });
});

describe('tiers after a tree', () => {
  it('have a row for each earlier tier, whatever held it', () => {
    const { model, goal } = odd();
    const branched = branch(0, 0, leaf(1, 0), branch(1, 0, leaf(1, 0), empty(-1)));
    const second: Objective = { ...minimise(1, 1), name: 'count' };
    // 5x + 4y = 5 gives x + y ≥ 1 with the multiplier 1/5 on −5x − 4y = −5.
    const tree = leaf(5, 0, -1);
    const both = handMade(
      model,
      [goal, second],
      [1, 0],
      [
        { bound: 5, tree: branched },
        { bound: 1, tree },
      ],
    );
    expect(verdict(both).problems).toEqual([]);
    const short = verdict(both, (copy) => copy.tiers[1].tree.rows.pop());
    expect(short.problems).toEqual(['tier count: 1 multipliers, not 2']);
  });

  it('may branch on what an earlier one fixed at 0', () => {
    // a + b ≤ 0 leaves nothing where a is 1; the first tier fixes a at 0 by its cost.
    const model = modelOf(
      [[-INF, 0]],
      [
        [0, 1, 'int', [1]],
        [0, 1, 'int', [1]],
      ],
    );
    const answer = (up: ProofTree) =>
      handMade(
        model,
        [minimise(1, 0), { ...minimise(0, -1), name: 'second' }],
        [0, 0],
        [
          { bound: 0, tree: leaf(1, 0) },
          { bound: 0, tree: branch(0, 0, leaf(1, -1, 0), up) },
        ],
      );
    expect(verdict(answer(empty(-1, 0))).problems).toEqual([]);
    expect(verdict(answer(empty(0, 0))).accepted).toBe(false);
  });
});

describe('infeasibility', () => {
  const model = modelOf(
    [
      [3, 3],
      [-INF, INF],
    ],
    [
      [0, 1, 'int', [2, 1]],
      [0, 1, 'int', [2, 1]],
    ],
  );
  const verify = (infeasible: ProofTree, of: Model = model) => {
    const certificate = certifyInfeasible(of, [], infeasible);
    return verifyCertificate(of, [], modelHash(of, []), certificate);
  };

  it('is proven by a tree whose leaves are all empty', () => {
    // 2x + 2y = 3 has fractional points only.
    const rest = (): ProofTree => branch(1, 0, empty(1, 0), empty(-1, 0));
    const tree = branch(0, 0, empty(1, 0), rest());
    expect(verify(tree)).toEqual({ accepted: true, problems: [], tiers: [] });
    expect(verify(rest()).accepted).toBe(false);
    expect(verify(branch(0, 0, leaf(1, 0, 0), rest())).accepted).toBe(false);
    expect(verify(branch(0, 0, empty(1, 1), rest())).accepted).toBe(false);
    expect(verify({ kind: 'narrow', scale: 1, rows: [0, 0], rest: tree }).accepted).toBe(false);
  });

  it('is not proven of a model that has a point', () => {
    const feasible = { ...model, rowLower: Float64Array.of(2, 0), rowUpper: Float64Array.of(2, 9) };
    const numbers = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const tree = branch(0, 0, empty(...a), branch(1, 0, empty(...b), empty(...c)));
        expect(verify(tree, feasible).accepted).toBe(false);
      }),
    );
  });
});

describe('whatever the proof', () => {
  const rows = (k: number) =>
    fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 4 + k, maxLength: 4 + k });
  const scale = fc.integer({ min: 1, max: 3 });
  const trees = (k: number): fc.Arbitrary<ProofTree> =>
    fc.letrec<{ tree: ProofTree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.record({ kind: fc.constant('bound' as const), scale, rows: rows(k) }),
        fc.record({ kind: fc.constant('infeasible' as const), rows: rows(k) }),
        fc.record({
          kind: fc.constant('narrow' as const),
          scale,
          rows: rows(k),
          rest: tie('tree'),
        }),
        fc.record({
          kind: fc.constant('branch' as const),
          column: fc.integer({ min: 0, max: 4 }),
          at: fc.integer({ min: -3, max: 4 }),
          down: tie('tree'),
          up: tie('tree'),
        }),
      ),
    })).tree;

  it('no bound is better than the best answer, in no tier', { timeout: 120_000 }, async () => {
    const seen = { bounds: 0, tight: 0, trees: 0 };
    const pairs = fc.array(fc.tuple(trees(0), trees(1)), { minLength: 30, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(tinyPrograms(2), pairs, async (program, proofs) => {
        const best = bestByEnumeration(program);
        const { model, objectives } = toModel(program);
        const answer = best && (await certified(model, objectives));
        if (!answer) return;
        for (const proof of proofs) tryProof(answer, best, proof, seen);
      }),
      { numRuns: 200 },
    );
    expect(seen.bounds).toBeGreaterThan(500);
    expect(Math.min(seen.tight, seen.trees)).toBeGreaterThan(50);
  });

  function tryProof(
    answer: Certified,
    best: readonly number[],
    proof: readonly ProofTree[],
    seen: { bounds: number; tight: number; trees: number },
  ): void {
    const certificate = asJson(answer.certificate);
    for (const [k, { sense }] of answer.objectives.entries()) {
      certificate.tiers[k].tree = cut(proof[k]!, 4 - answer.model.rowLower.length);
      // The verifier says what the proof gives: that is claimed then.
      certificate.tiers[k].bound = 'unknown';
      const found = /its proof gives (-?\d+)$/.exec(
        verdict({ ...answer, certificate }).problems[0]!,
      );
      if (found === null) return;
      const bound = Number(found[1]);
      certificate.tiers[k].bound = bound;
      expect(sense === 'min' ? bound - best[k]! : best[k]! - bound).toBeLessThanOrEqual(0);
      seen.bounds++;
      if (bound === best[k]) seen.tight++;
      if (proof[k]!.kind !== 'bound') seen.trees++;
    }
  }

  /** Without the multipliers of the first `by` rows. */
  function cut(tree: ProofTree, by: number): ProofTree {
    if (tree.kind === 'branch') return { ...tree, down: cut(tree.down, by), up: cut(tree.up, by) };
    const fewer = { ...tree, rows: Array.from(tree.rows).slice(by) };
    return fewer.kind === 'narrow' ? { ...fewer, rest: cut(fewer.rest, by) } : fewer;
  }
});

describe('exactness', () => {
  it('goes beyond 2^53 where a sum does', () => {
    const big = 2 ** 40;
    const model = modelOf(
      [
        [big, INF],
        [-INF, big],
      ],
      [
        [0, big, 'int', [1, 0]],
        [0, big, 'int', [0, 1]],
      ],
    );
    const goal = minimise(3, -3);
    const claim = (bound: number, by: number) =>
      verdict(
        handMade(
          model,
          [goal],
          [big, big],
          [{ bound, tree: leaf(2 ** 9, 3 * 2 ** 9, by - 3 * 2 ** 9) }],
        ),
      );
    expect(claim(0, 0)).toMatchObject({ accepted: true, tiers: [{ value: 0, bound: 0 }] });
    expect(claim(0, 1).accepted).toBe(true);
    expect(claim(1, 1).accepted).toBe(false);
  });

  it('refuses what it cannot sum exactly', () => {
    const model = modelOf([[-INF, INF]], [[0, 1, 'int', [2 ** 52]]]);
    const rows = (y: number): ProofTree => leaf(1, y);
    const goal = minimise(1);
    expect(verdict(handMade(model, [goal], [0], [{ bound: 0, tree: rows(0) }])).accepted).toBe(
      true,
    );
    const leaning = verdict(handMade(model, [goal], [0], [{ bound: 0, tree: rows(1) }]));
    expect(leaning.problems).toEqual([expect.stringContaining('leans on the side')]);
    const sided = { ...model, rowLower: Float64Array.of(0) };
    const large = verdict(handMade(sided, [goal], [0], [{ bound: 0, tree: rows(4) }]));
    expect(large.problems).toEqual([expect.stringContaining('too large')]);
  });
});
