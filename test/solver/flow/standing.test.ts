/** What a warm solve owes to the basis before it: no pass of pricing where that still stands, or where it can be repaired. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../solver/flow/network.ts';
import { Tiers } from '../../../solver/flow/tiers.ts';
import { certifyInfeasible, modelHash, verifyCertificate } from '../../../solver/index.ts';
import { Dice, randomRound } from '../support/random-programs.ts';

const OPTIONS = {
  deadline: Number.POSITIVE_INFINITY,
  mostNodes: Number.POSITIVE_INFINITY,
  shouldStop: () => false,
};

/** The passes of pricing so far: private, as nobody else needs them. */
function passesOf(tiers: Tiers): number {
  return (tiers as unknown as { simplex: { pricing: { passes: number } } }).simplex.pricing.passes;
}

describe('after a change of bounds', () => {
  it('that the optimum does not feel, hardly any column is priced and all is as before', () => {
    let asked = 0;
    let unpriced = 0;
    for (let seed = 1; seed <= 30; seed++) {
      const { model, objectives } = randomRound(new Dice(seed), 12);
      const tiers = new Tiers(model, recognise(model));
      const cold = tiers.solve(objectives, OPTIONS);
      const isPlain = cold.tiers.every(({ nodes, held }) => nodes === 0 && held === 'face');
      if (cold.termination !== 'optimal' || !isPlain) continue;
      tiers.touch('column', cold.x!.indexOf(0));
      const before = passesOf(tiers);
      const warm = tiers.solve(objectives, OPTIONS);
      expect(warm.x).toEqual(cold.x);
      expect(warm.tiers.map(({ value, bound }) => [value, bound])).toEqual(
        cold.tiers.map(({ value, bound }) => [value, bound]),
      );
      asked++;
      if (passesOf(tiers) === before) unpriced++;
    }
    expect(asked).toBeGreaterThan(5);
    expect(unpriced).toBeGreaterThan(asked / 2);
  });

  it('that leaves no answer, the dual simplex itself proves it', () => {
    let proven = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { model, objectives } = randomRound(new Dice(seed), 12);
      const tiers = new Tiers(model, recognise(model));
      if (tiers.solve(objectives, OPTIONS).termination !== 'optimal') continue;
      const before = passesOf(tiers);
      for (let j = 0; j < model.lower.length; j++) {
        if (model.upper[j] !== 1 || model.lower[j] !== 0) continue;
        model.lower[j] = 1;
        tiers.touch('column', j);
      }
      const { termination, empty } = tiers.solve(objectives, OPTIONS);
      if (termination !== 'infeasible' || empty === null) continue;
      const certificate = certifyInfeasible(model, objectives, empty);
      const hash = modelHash(model, objectives);
      expect(verifyCertificate(model, objectives, hash, certificate).accepted).toBe(true);
      if (passesOf(tiers) === before) proven++;
    }
    expect(proven).toBeGreaterThan(5);
  });
});
