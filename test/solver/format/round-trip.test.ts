/** What is written is read back with the same numbers, by us and by HiGHS. */
import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import {
  readDimacs,
  readLp,
  readMps,
  solve,
  writeDimacs,
  writeLp,
  writeMps,
} from '../../../solver/index.ts';
import { minimised } from '../../../solver/objective.ts';
import { anyPrograms, networks, numbersOf } from '../support/programs.ts';
import { bestByEnumeration, tinyPrograms, toModel } from '../support/tiny.ts';

describe('write, then read', () => {
  it.each([
    ['free', 2 ** 40],
    ['fixed', 2 ** 30],
  ] as const)('MPS, %s layout, numbers up to %i', (layout, largest) => {
    fc.assert(
      fc.property(anyPrograms(largest), ({ model, objective }) => {
        const read = readMps(writeMps(model, objective, { layout }), { layout });
        expect(numbersOf(read)).toEqual(numbersOf({ model, objective: minimised(objective) }));
        expect(read.constant).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('LP, sense and all', () => {
    fc.assert(
      fc.property(anyPrograms(2 ** 40), ({ model, objective }) => {
        const read = readLp(writeLp(model, objective));
        expect(numbersOf(read)).toEqual(numbersOf({ model, objective }));
        expect(read.constant).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('DIMACS, when the program is a network', () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const read = readDimacs(writeDimacs(network.model, network.objective));
        expect(numbersOf(read)).toEqual(numbersOf(network));
      }),
      { numRuns: 500 },
    );
  });
});

describe('HiGHS reads what we write', async () => {
  const load = loadHighs as unknown as typeof loadHighs.default;
  const runtime = await load();
  const optimum = (format: 'mps' | 'lp', text: string): number | null =>
    runtime.withModel({ format, data: new TextEncoder().encode(text) }, (read) => {
      read.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
      read.run();
      return read.getModelStatus() === 7 ? Math.round(read.getObjectiveValue()) + 0 : null;
    });

  it('as LP and as fixed MPS: the same optimum', () => {
    fc.assert(
      fc.property(tinyPrograms(1), (program) => {
        const { model, objectives } = toModel(program);
        const objective = objectives[0]!;
        const best = bestByEnumeration(program)?.[0] ?? null;
        const least = best === null ? null : objective.sense === 'min' ? best : 0 - best;
        expect(optimum('lp', writeLp(model, objective))).toBe(best);
        expect(optimum('mps', writeMps(model, objective, { layout: 'fixed' }))).toBe(least);
      }),
      { numRuns: 200 },
    );
  });
});

describe('DIMACS with a root', () => {
  it('has the same optimum when rows are no equations and columns end in one row', async () => {
    await fc.assert(
      fc.asyncProperty(
        networks(),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean())),
        async ({ model, objective }, changes) => {
          const rowLower = model.rowLower.slice();
          const rowUpper = model.rowUpper.slice();
          changes.slice(0, rowLower.length).forEach(([width, down], i) => {
            if (down) rowLower[i] = width === 3 ? -Infinity : rowLower[i]! - width;
            else rowUpper[i] = width === 3 ? Infinity : rowUpper[i]! + width;
          });
          const open = { ...model, rowLower, rowUpper };
          const read = readDimacs(writeDimacs(open, objective));
          const [one, other] = [
            await solve(open, objective, { backend: 'highs' }),
            await solve(read.model, read.objective, { backend: 'highs' }),
          ];
          expect(other.termination).toBe(one.termination);
          expect(other.objective).toBe(one.objective);
        },
      ),
      { numRuns: 60 },
    );
  });
});
