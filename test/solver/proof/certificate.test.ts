/** Certificates of the solvers' answers: accepted as they are, refused as soon as anything in them is changed. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  certify,
  certifyInfeasible,
  type Model,
  modelHash,
  solveLexicographic,
  verifyCertificate,
} from '../../../solver/index.ts';
import { INF, knapsack, maximise, minimise, modelOf } from '../support/builders.ts';
import { type Certified, certified, type Loose, verdict } from '../support/certificates.ts';
import { tinyPrograms, toModel } from '../support/tiny.ts';
import { randomNumbers, transport } from '../support/transport.ts';

const size = { persons: 60, groups: 40, schools: 12, pairs: 7, tiers: 6 };

const RUNS = { flow: 1500, highs: 400, glpk: 100, jslp: 100 };

describe('the certificate of an answer', () => {
  it.each(['flow', 'highs', 'glpk', 'jslp'] as const)(
    'is accepted on random programs of 1 to 4 tiers by %s',
    { timeout: 120_000 },
    async (backend) => {
      const seen = { face: 0, row: 0, open: 0, leansOnHeldRow: 0, trees: 0, infeasible: 0 };
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 4 }).chain(tinyPrograms), async (program) => {
          const { model, objectives } = toModel(program);
          const result = await solveLexicographic(model, objectives, { backend });
          const certificate = certify(model, objectives, result);
          expect(certificate === null).toBe(result.values === null);
          if (result.empty) {
            const none = certifyInfeasible(model, objectives, result.empty);
            const hash = modelHash(model, objectives);
            expect(verifyCertificate(model, objectives, hash, none).problems).toEqual([]);
            seen.infeasible++;
          }
          if (certificate === null) return;
          const found = verdict({ model, objectives, certificate });
          expect(found.problems).toEqual([]);
          result.tiers.forEach(({ name, value, held, proof }, k) => {
            const tier = found.tiers[k]!;
            expect([tier.name, tier.value]).toEqual([name, value]);
            // Proven here means proven there; what a backend only claims may stay open.
            if (proof === 'dual') expect(tier.gap).toBe(0);
            seen[held!]++;
            if (tier.gap !== 0) seen.open++;
            const { tree } = certificate.tiers[k]!;
            if (tree !== null && tree.kind !== 'bound') seen.trees++;
            if (tree?.kind !== 'bound') return;
            const onHeld = Array.from(tree.rows).slice(model.rowLower.length);
            if (onHeld.some((y) => y !== 0)) seen.leansOnHeldRow++;
          });
        }),
        { numRuns: RUNS[backend], seed: 3 },
      );
      expect(seen.row).toBeGreaterThan(5);
      if (backend !== 'jslp') expect(seen.face).toBeGreaterThan(10);
      if (backend === 'highs') expect(Math.min(seen.open, seen.leansOnHeldRow)).toBeGreaterThan(3);
      // Branching closes with a tree of its own, and what is infeasible is proven to be.
      if (backend !== 'flow') return;
      expect(seen.open).toBe(0);
      expect(Math.min(seen.trees, seen.infeasible)).toBeGreaterThan(20);
    },
  );

  it.each([0, 6])('closes every tier of a network with %i side rows', async (sideRows) => {
    for (const seed of [1, 2, 3]) {
      const { model, objectives } = transport({ ...size, sideRows }, seed);
      const turned = objectives.map((o, k) =>
        k % 2 === 0
          ? o
          : { ...o, sense: 'max' as const, coefficients: o.coefficients.map((c) => 0 - c) },
      );
      const { accepted, problems, tiers } = verdict((await certified(model, turned))!);
      expect([accepted, problems]).toEqual([true, []]);
      if (sideRows === 0) expect(tiers.map(({ gap }) => gap)).toEqual(turned.map(() => 0));
    }
  });

  it('says what the duals leave open where only branching closed a tier', async () => {
    const { model, objective: gain, optimum } = knapsack(30, randomNumbers(5));
    const count = { ...gain, name: 'count', coefficients: gain.coefficients.map(() => 1) };
    const answer = (await certified(model, [gain, count], { backend: 'highs' }))!;
    const { accepted, tiers } = verdict(answer);
    expect(accepted).toBe(true);
    expect(tiers[0]!.value).toBe(optimum);
    expect(tiers[0]!.bound!).toBeGreaterThan(optimum);
    expect(tiers[0]!.gap!).toBeGreaterThan(0);
  });

  it('is accepted with free rows, infinite bounds and continuous columns', async () => {
    const model = modelOf(
      [
        [2, INF],
        [-INF, INF],
        [-INF, 7],
      ],
      [
        [-INF, INF, 'int', [1, 5, 1]],
        [0, INF, 'real', [1, -3, 0]],
        [-INF, 4, 'int', [0, 1, 1]],
      ],
    );
    const goals = [
      { ...minimise(1, 1, 0), name: 'low' },
      { ...maximise(1, 0, 1), name: 'high' },
    ];
    const { problems, tiers } = verdict((await certified(model, goals))!);
    expect(problems).toEqual([]);
    expect(tiers.map(({ value, gap }) => [value, gap])).toEqual([
      [2, 0],
      [6, 0],
    ]);
  });

  it('is not made where numbers are not whole', async () => {
    const half = modelOf([[1, 1]], [[0, 4, 'real', [2]]]);
    expect(await certified(half, [minimise(1)])).toBeNull();
    const fraction = modelOf([[1, 2]], [[0, 4, 'int', [0.5]]]);
    expect(await certified(fraction, [minimise(1)])).toBeNull();
  });

  it('of a run that a limit stopped leaves the tiers behind it open', async () => {
    const { model, objective: gain } = knapsack(60, randomNumbers(3));
    const goals = [gain, { ...gain, name: 'again' }];
    const { accepted, tiers } = verdict(
      (await certified(model, goals, { backend: 'highs', limits: { nodes: 0 } }))!,
    );
    expect(accepted).toBe(true);
    expect(tiers[0]!.gap).toBeGreaterThan(0);
    expect(tiers[1]).toMatchObject({ bound: null, gap: null });
  });
});

describe('a certificate that was changed is refused', () => {
  let answer: Certified;
  beforeAll(async () => {
    const { model, objectives } = transport({ ...size, sideRows: 6 }, 4);
    answer = (await certified(model, objectives))!;
    expect(verdict(answer).problems).toEqual([]);
  });

  it('one multiplier: each of them is either refused or proves the same bound', () => {
    let refused = 0;
    let harmless = 0;
    for (const [k, { tree }] of answer.certificate.tiers.entries()) {
      // Which vertex a tier ends at decides whether it branches; leaves are what is changed here.
      if (tree?.kind !== 'bound') continue;
      for (let i = 0; i < tree.rows.length; i++) {
        for (const by of [-1, 1]) {
          const found = verdict(answer, (copy) => {
            copy.tiers[k].tree.rows[i] += by;
          });
          if (found.accepted) harmless++;
          else {
            refused++;
            expect(found.problems[0]).toMatch(/its proof gives|leans on/);
          }
          // Whatever is accepted proves no less than the original did.
          if (found.accepted)
            expect(found.tiers[k]!.bound).toBe(answer.certificate.tiers[k]!.bound);
        }
      }
    }
    expect(refused).toBeGreaterThan(2 * harmless);
    expect(refused).toBeGreaterThan(100);
  });

  it('one placement', () => {
    const { values } = answer.certificate;
    for (const [at, [column]] of values.entries()) {
      const without = verdict(answer, (copy) => copy.values.splice(at, 1));
      expect(without.accepted).toBe(false);
      const more = verdict(answer, (copy) => {
        copy.values[at][1] += 1;
      });
      expect(more.accepted).toBe(false);
      const elsewhere = verdict(answer, (copy) => {
        copy.values[at][0] = column + 1;
      });
      expect(elsewhere.accepted).toBe(false);
    }
  });

  it('a value or a bound, better or worse', () => {
    for (let k = 0; k < answer.objectives.length; k++)
      for (const key of ['value', 'bound'])
        for (const by of [-1, 1]) {
          const { accepted, problems } = verdict(answer, (copy) => {
            copy.tiers[k][key] += by;
          });
          expect(accepted).toBe(false);
          expect(problems[0]).toContain(`tier tier-${k}: claims`);
        }
  });

  it('another model: one number of it changed, whatever the number', () => {
    const { model, objectives } = answer;
    const changed = (part: keyof Model) => {
      const numbers = (model[part] as Float64Array).slice();
      numbers[numbers.length >> 1]! += 1;
      return { ...answer, model: { ...model, [part]: numbers } };
    };
    for (const part of ['lower', 'upper', 'rowLower', 'rowUpper', 'value'] as const)
      expect(verdict(changed(part)).problems).toEqual(['the certificate is of another model']);
    const cheaper = objectives.map((o) => ({
      ...o,
      coefficients: o.coefficients.map((c) => c - 1),
    }));
    expect(verdict({ ...answer, objectives: cheaper }).accepted).toBe(false);
    const swapped = [objectives[1]!, objectives[0]!, ...objectives.slice(2)];
    expect(verdict({ ...answer, objectives: swapped }).accepted).toBe(false);
  });

  const spoil: readonly (readonly [string, (copy: Loose) => void])[] = [
    ['no format', (c) => delete c.format],
    ['another format', (c) => (c.format = 'tiaopei-certificate/2')],
    ['a tier left out', (c) => c.tiers.pop()],
    ['a tier twice', (c) => c.tiers.push(c.tiers[0])],
    ['no tiers', (c) => delete c.tiers],
    ['two tiers swapped', (c) => c.tiers.reverse()],
    ['sense turned', (c) => (c.tiers[0].sense = 'max')],
    ['no tree under a bound', (c) => (c.tiers[0].tree = null)],
    ['a tree without kind', (c) => delete c.tiers[0].tree.kind],
    ['multipliers missing', (c) => delete c.tiers[0].tree.rows],
    ['multipliers cut off', (c) => c.tiers[0].tree.rows.pop()],
    ['multipliers too many', (c) => c.tiers[0].tree.rows.push(0)],
    ['multipliers as text', (c) => (c.tiers[0].tree.rows[0] = '1')],
    ['a hole', (c) => (c.tiers[0].tree.rows[0] = null)],
    ['NaN', (c) => (c.tiers[0].tree.rows[0] = Number.NaN)],
    ['Infinity', (c) => (c.tiers[0].tree.rows[0] = INF)],
    ['a fraction', (c) => (c.tiers[0].tree.rows[0] = 0.5)],
    ['2^60', (c) => (c.tiers[0].tree.rows[0] = 2 ** 60)],
    ['2^52', (c) => (c.tiers[0].tree.rows[0] = 2 ** 52)],
    ['scale 0', (c) => (c.tiers[0].tree.scale = 0)],
    ['scale −1', (c) => (c.tiers[0].tree.scale = -1)],
    ['scale ½', (c) => (c.tiers[0].tree.scale = 0.5)],
    ['scale 2', (c) => (c.tiers[0].tree.scale *= 2)],
    ['scale 2^60', (c) => (c.tiers[0].tree.scale = 2 ** 60)],
    ['no values', (c) => delete c.values],
    ['values out of order', (c) => c.values.reverse()],
    ['a value twice', (c) => c.values.push(c.values.at(-1))],
    ['a column that is not there', (c) => c.values.push([1e6, 1])],
    ['column −1', (c) => c.values.unshift([-1, 1])],
    ['column ½', (c) => c.values.unshift([0.5, 1])],
    ['a fractional value', (c) => (c.values[0][1] = 0.5)],
    ['a NaN value', (c) => (c.values[0][1] = Number.NaN)],
    ['a value of 2^60', (c) => (c.values[0][1] = 2 ** 60)],
    ['a call of infeasible', (c) => (c.infeasible = c.tiers[0].tree)],
    ['an empty leaf for a bound', (c) => (c.tiers[0].tree.kind = 'infeasible')],
  ];
  it.each(spoil)('%s', (_, change) => {
    expect(verdict(answer, change)).toMatchObject({
      accepted: false,
      problems: [expect.any(String)],
    });
  });

  it('no certificate at all', () => {
    for (const nothing of [null, undefined, 7, 'x', [], {}]) {
      const certificate = nothing as unknown as Certified['certificate'];
      const { accepted } = verdict({ ...answer, certificate: certificate ?? ({} as never) });
      expect(accepted).toBe(false);
    }
  });
});
