/** A study in its thread: counted as it goes, stopped at once, bad input told as such. */
import { expect, test } from 'vitest';
import { generateCounty } from '../../data/index.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { askStudy } from '../../src/planning/scenarios/studies/index.ts';
import { runStudy } from '../../src/service/study-run.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const policy = parsePolicy({});
const county = tinyCounty({
  schools: [
    { id: 'u', tier: 'U' },
    { id: 'r', tier: 'R' },
  ],
  groups: [{ schoolId: 'r', openings: 1 }],
  teachers: [mover({ id: 'a', schoolId: 'u' }), mover({ id: 'b', schoolId: 'u' })],
});
const never = new AbortController().signal;

test('the answer is that of the main thread; the steps are counted', {
  timeout: 60_000,
}, async () => {
  const question = { kind: 'refusals', percent: 50, draws: 3, seed: 2, published: null } as const;
  const steps: string[] = [];
  const outcome = await runStudy(
    { county, policy, question, limits: {} },
    { signal: never, onStep: ({ done, of }) => steps.push(`${done}/${of}`) },
  );
  expect(outcome).toEqual({ kind: 'study', study: await askStudy(county, policy, question) });
  expect(steps).toEqual(['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']);
});

test('stopped at the first step nothing is kept, however much is left', {
  timeout: 60_000,
}, async () => {
  const { county: large, policy: raw } = generateCounty('round', 1);
  const stop = new AbortController();
  const outcome = await runStudy(
    {
      ...{ county: large, policy: parsePolicy(raw), limits: {} },
      question: { kind: 'refusals', percent: 5, draws: 100_000, seed: 1, published: null },
    },
    { signal: stop.signal, onStep: () => stop.abort() },
  );
  expect(outcome).toEqual({ kind: 'cancelled' });
});

test('bad input comes back as bad input', { timeout: 60_000 }, async () => {
  const question = { kind: 'pareto', first: 'fit', second: 'fit', most: 3 } as const;
  const outcome = await runStudy(
    { county, policy, question, limits: {} },
    { signal: never, onStep: () => {} },
  );
  expect(outcome).toMatchObject({ kind: 'bad-input', issues: [{ code: 'same-tier' }] });
});
