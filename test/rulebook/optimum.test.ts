/** An optimal round keeps every hard rule, and leaves nobody a better rural or weak post for nothing. */
import { expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { propose } from '../../src/planning/index.ts';
import { verify } from '../../src/verification/index.ts';
import { allocation, ruleCheck } from '../verification/allocation.ts';

const { county, policy: raw } = generateCounty('round', 1);
const policy = parsePolicy(raw);

test('the generated round', async () => {
  const outcome = await propose(county, policy);
  if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
  const { placements, standby, ruleChecks } = outcome.proposal;
  expect(ruleChecks.filter(({ status }) => status === 'fail')).toEqual([]);
  const leanings = ruleChecks.filter(({ name }) =>
    ['rural-shortage', 'weak-schools', 'national-subjects-first'].includes(name),
  );
  expect(leanings.map(({ ruleId, status }) => [ruleId, status])).toEqual([
    ['Q12', 'pass'],
    ['X07', 'pass'],
    ['X08', 'pass'],
  ]);
  // Without its rural placements rural posts stay open, which bureau-run staff could have had were the way free (A1).
  const elsewhere = placements.filter(({ flow }) => !flow.endsWith('R'));
  const dropped = placements.filter(({ flow }) => flow.endsWith('R'));
  const worse = verify(
    county,
    parsePolicy({ ...raw, flow: { skip: 'free' } }),
    allocation(
      Object.fromEntries(elsewhere.map(({ teacherId, postGroupId }) => [teacherId, postGroupId])),
      [...standby, ...dropped].map(({ teacherId }) => teacherId),
    ),
  );
  expect(dropped.length).toBeGreaterThan(50);
  expect(worse.findings).toEqual([]);
  expect(ruleCheck(worse, 'X08', 'rural-shortage')).toMatchObject({ status: 'warn', measured: 0 });
});
