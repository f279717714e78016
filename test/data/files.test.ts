import { expect, test } from 'vitest';
import { generateFiles } from '../../data/index.ts';

test.each([
  [
    'round',
    [
      'county.xlsx',
      'dirty-planted.json',
      'dirty.xlsx',
      'infeasible.xlsx',
      'manual-plan-slips.json',
      'manual-plan.xlsx',
      'policy.json',
    ],
  ],
  ['county', ['county.xlsx', 'dirty-planted.json', 'dirty.xlsx', 'policy.json']],
] as const)('%s: the files, the same bytes twice', async (scale, names) => {
  const [first, second] = await Promise.all([generateFiles(scale, 4), generateFiles(scale, 4)]);
  expect(first.map(({ name }) => name).sort()).toEqual(names);
  expect(first.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
    second.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  );
});
