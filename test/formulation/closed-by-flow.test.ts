/** Counties whose tiers `flow` once gave up on: it closes them itself, each with its proof. */
import { expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import { solveLexicographic } from '../../solver/index.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { formulate } from '../../src/formulation/index.ts';

test('a branch is empty by multipliers that no small denominator expresses', async () => {
  // In the last tier of this county a leaf is infeasible by multipliers that 1/720720 rounds away.
  const policy = parsePolicy({ round: 'rotation', 'titleTilt.pct': 4 });
  const { model, tiers } = formulate(generateCounty('county', 1).county, policy);
  const objectives = tiers.map(({ objective }) => objective);
  const result = await solveLexicographic(model, objectives);
  expect(result).toMatchObject({ termination: 'optimal', backend: 'flow' });
  expect(result.tiers.every(({ value, bound }) => value === bound)).toBe(true);
});
