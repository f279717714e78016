/** What the flow solver closed before it gave up is kept when nobody else gets as far. */
import { afterEach, expect, it, vi } from 'vitest';
import { Tiers } from '../../solver/flow/tiers.ts';
import { prepare } from '../../solver/index.ts';
import { Dice, randomRound } from './support/random-programs.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The flow solver as it is, but its last tier ends as branching that failed would. */
function givingUpLate(): void {
  const whole = Tiers.prototype.solve;
  vi.spyOn(Tiers.prototype, 'solve').mockImplementation(function (this: Tiers, ...asked) {
    const answer = whole.apply(this, [asked[0], { ...asked[1], shouldStop: () => false }]);
    const open = { ...answer.tiers.at(-1)!, value: null, bound: null, tree: null };
    const tiers = [...answer.tiers.slice(0, -1), open];
    return { ...answer, tiers, termination: 'gave-up', message: 'branching ended with failed' };
  });
}

const PROGRAM = randomRound(new Dice(7), 8);

it('a stopped second solver does not cost the tiers that are closed', async () => {
  const { model, objectives } = PROGRAM;
  const proven = await prepare(model, objectives).solve();
  givingUpLate();
  const result = await prepare(model, objectives).solve({ shouldStop: () => true });
  expect(result).toMatchObject({ termination: 'feasible', limit: 'cancelled', backend: 'flow' });
  expect(result.message).toBe('flow gave up: branching ended with failed');
  expect(result.tiers.map(({ value }) => value).slice(0, -1)).toEqual(
    proven.tiers.map(({ value }) => value).slice(0, -1),
  );
  expect(result.tiers.map(({ termination }) => termination)).toEqual([
    ...objectives.slice(0, -1).map(() => 'optimal'),
    'none',
  ]);
});

it('a second solver that is not stopped has the last word', async () => {
  const { model, objectives } = PROGRAM;
  givingUpLate();
  const result = await prepare(model, objectives).solve();
  expect(result).toMatchObject({ termination: 'optimal', backend: 'highs' });
});
