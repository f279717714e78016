/** The competitions of the summer on tiny counties, every allocation enumerated: the answer is the lexicographic best. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { agrees } from '../support/brute-force.ts';
import {
  type CompetitionRound,
  competitionCounty,
  competitionPolicy,
} from '../support/random-competition.ts';

/** @returns how many of the counties left something to choose */
async function bruteForce(round: CompetitionRound, runs: number): Promise<number> {
  let withChoice = 0;
  await fc.assert(
    fc.asyncProperty(competitionCounty(round), competitionPolicy(round), async (county, raw) => {
      if ((await agrees(county, parsePolicy(raw))) > 1) withChoice++;
    }),
    { numRuns: runs, seed: 11 },
  );
  return withChoice;
}

test('in-school', { timeout: 120_000 }, async () => {
  expect(await bruteForce('in-school', 110)).toBeGreaterThan(20);
});

test('in-district, couples among them', { timeout: 120_000 }, async () => {
  expect(await bruteForce('in-district', 110)).toBeGreaterThan(12);
});

test('cross-district with the facts of the summer', { timeout: 120_000 }, async () => {
  expect(await bruteForce('placement', 90)).toBeGreaterThan(8);
});
