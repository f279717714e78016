/** A side that no proof leans on is worth nothing: one unit more of room leaves every tier as it is, also where tiers are proven in shares. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { solveLexicographic } from '../../solver/index.ts';
import { usedSides } from '../../src/planning/scenarios/studies/used-by-proof.ts';
import { packing, sideBySide } from '../solver/support/side-by-side.ts';
import { bestByEnumeration, type TinyProgram, toModel } from '../solver/support/tiny.ts';

function withMoreRoom(program: TinyProgram, row: number): TinyProgram {
  const rows = program.rows.map((each, i) => ({
    ...each,
    upper: each.upper + (i === row ? 1 : 0),
  }));
  return { ...program, rows };
}

test('one unit more on a side that no proof leans on changes nothing', {
  timeout: 120_000,
}, async () => {
  const seen = { unused: 0, worth: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(packing, { minLength: 2, maxLength: 2 }), async (pieces) => {
      const program = sideBySide(pieces);
      const { model, objectives } = toModel(program);
      const { values, proofs } = await solveLexicographic(model, objectives);
      const used = values && usedSides(model, objectives, proofs);
      if (!used || !proofs.some((proof) => proof?.tree.kind === 'sum')) return;
      const best = bestByEnumeration(program);
      for (const row of program.rows.keys()) {
        const wider = bestByEnumeration(withMoreRoom(program, row));
        const isWorth = JSON.stringify(wider) !== JSON.stringify(best);
        if (isWorth) seen.worth++;
        if (used.row(row, 'upper') !== null) continue;
        seen.unused++;
        expect(isWorth).toBe(false);
      }
    }),
    { numRuns: 400, seed: 4 },
  );
  expect(Math.min(seen.unused, seen.worth)).toBeGreaterThan(20);
});
