/** Rules that only forbid more: the smaller program lies in the larger one, and its optimum follows from the basis there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { type Policy, parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';
import { propose } from '../../src/planning/index.ts';
import { replanner } from '../../src/planning/replan.ts';
import { embedded } from '../../src/planning/replan-embed.ts';
import { readyProgram } from '../../src/planning/replan-program.ts';
import { placementCounty, rotationCounty } from '../support/random-county.ts';

const LOOSE = {
  placement: parsePolicy({ 'flow.skip': 'free' }),
  rotation: parsePolicy({ round: 'rotation', rotation: { twoWay: true } }),
};
const STRICT: Readonly<Record<keyof typeof LOOSE, readonly Policy[]>> = {
  placement: [
    parsePolicy({ 'flow.skip': 'strict' }),
    parsePolicy({ 'flow.skip': 'strict', flow: { arcs: ['BU'] } }),
    parsePolicy({ 'flow.skip': 'strict', flow: { arcs: ['UR', 'RR'] } }),
  ],
  rotation: [
    parsePolicy({ round: 'rotation', rotation: { twoWay: false } }),
    parsePolicy({ round: 'rotation', distance: { maxKm: 10 } }),
  ],
};

const listed = (placements: readonly { teacherId: string; postGroupId: string }[]) =>
  placements.map(({ teacherId, postGroupId }) => `${teacherId} ${postGroupId}`).sort();

/** @returns how often the program lay in the other one with pairs left out */
async function compare(county: County, round: keyof typeof LOOSE): Promise<number> {
  const policy = LOOSE[round];
  const found = await replanner(county, policy);
  if (found.kind !== 'replanner') return 0;
  const large = readyProgram(formulate(county, policy));
  let parts = 0;
  for (const strict of STRICT[round]) {
    const small = readyProgram(formulate(county, strict));
    const isLess = small.formulation.pairs.person.length < large.formulation.pairs.person.length;
    if (embedded(large, small) !== null && isLess) parts++;
    if (isLess) expect(embedded(small, large)).toBeNull();
    const { plan } = await found.tryOut([{ kind: 'policy', policy: strict }]);
    const cold = await propose(county, strict);
    const answer = plan && listed(plan.allocation.placements);
    expect(answer).toEqual(cold.kind === 'proposal' ? listed(cold.proposal.placements) : null);
  }
  expect((await found.tryOut([])).plan).toEqual(found.base);
  return parts;
}

test.each([
  ['placement', 50, placementCounty],
  ['rotation', 150, rotationCounty],
] as const)(
  'a %s under stricter rules is the cold one, person by person',
  {
    timeout: 120_000,
  },
  async (round, numRuns, counties) => {
    let parts = 0;
    await fc.assert(
      fc.asyncProperty(counties as fc.Arbitrary<County>, async (county) => {
        parts += await compare(county, round);
      }),
      { numRuns, seed: 3 },
    );
    expect(parts).toBeGreaterThan(10);
  },
);
