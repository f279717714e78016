/** A caller's own exception is the caller's: it stops the run and comes out of it, whatever the backend. */
import { describe, expect, it } from 'vitest';
import { prepare, solve, solveLexicographic } from '../../solver/index.ts';
import { Dice, randomRound } from './support/random-programs.ts';

const { model, objectives } = randomRound(new Dice(5), 12);
const burst = () => {
  throw new Error('the listener is at fault');
};
const runs = {
  solve: (options: object) => solve(model, objectives[0]!, options),
  solveLexicographic: (options: object) => solveLexicographic(model, objectives, options),
  session: (options: object) => prepare(model, objectives).solve(options),
};

describe.each(Object.entries(runs))('%s', (_, run) => {
  it.each(['auto', 'flow'])('%s hands on what onProgress throws', async (backend) => {
    await expect(run({ backend, onProgress: burst })).rejects.toThrow('the listener is at fault');
  });
  it.each(['auto', 'flow', 'highs'])('%s hands on what shouldStop throws', async (backend) => {
    await expect(run({ backend, shouldStop: burst })).rejects.toThrow('the listener is at fault');
  });
  it('calls the listener no more after that', async () => {
    let calls = 0;
    const once = () => {
      calls++;
      burst();
    };
    await expect(run({ onProgress: once })).rejects.toThrow('the listener is at fault');
    expect(calls).toBe(1);
  });
});
