/** The dual simplex and its restarts change the way to an optimum, never the optimum. */
import { describe, expect, it } from 'vitest';
import { Breakpoints } from '../../../solver/flow/breakpoints.ts';
import { recognise } from '../../../solver/flow/network.ts';
import { Simplex } from '../../../solver/flow/simplex.ts';
import { firstStart } from '../../../solver/flow/start.ts';
import {
  Dice,
  randomFloors,
  randomGeneral,
  randomRound,
  randomTies,
  type TieredProgram,
} from '../support/random-programs.ts';

const never = () => false;

/** A simplex at its first basis for the first objective; with the dual simplex before the primal one, or not. */
function prepared({ model, objectives }: TieredProgram, dual: boolean): Simplex {
  const simplex = new Simplex(recognise(model));
  const { state } = simplex;
  const { sense, coefficients } = objectives[0]!;
  state.loadBounds(model);
  for (let j = 0; j < state.n; j++) state.cost[j] = (sense === 'min' ? 1 : -1) * coefficients[j]!;
  const { tree, atUpper, mu, again } = firstStart(state, 0);
  state.start(tree, atUpper);
  // Without an auction there are no restarts, and a plain start is made dual feasible by its bounds.
  if (dual) {
    simplex.again = again ?? (() => null);
    simplex.mu = mu;
  }
  return simplex;
}

function worth({ state }: Simplex): number {
  let sum = 0;
  for (let j = 0; j < state.n; j++) if (state.x[j] !== 0) sum += state.cost[j]! * state.x[j]!;
  return sum;
}

/** How many of the programs had an optimum, and how many of them an auction. */
function agree(programs: readonly TieredProgram[]) {
  const seen = { optima: 0, auctions: 0 };
  for (const program of programs) {
    const primal = prepared(program, false);
    const dual = prepared(program, true);
    const { lower, upper } = dual.state;
    const box = [...lower, ...upper];
    if (firstStart(dual.state, 0).again !== null) seen.auctions++;
    const end = primal.run(never);
    expect(dual.run(never)).toBe(end);
    expect([...lower, ...upper]).toEqual(box);
    expect(dual.state.slackCost.every((cost) => cost === 0)).toBe(true);
    if (end !== 'optimal') continue;
    seen.optima++;
    expect(worth(dual)).toBeCloseTo(worth(primal), 6);
  }
  return seen;
}

/** Enough people for an auction. */
const crowded = (dice: Dice) => randomRound(dice, 160);

const many = (count: number, make: (dice: Dice) => TieredProgram) =>
  Array.from({ length: count }, (_, k) => make(new Dice(k + 1)));

describe('dual simplex before the primal one', () => {
  it.each([
    ['rounds', randomRound],
    ['floors', randomFloors],
    ['ties', randomTies],
    ['no shape at all', randomGeneral],
  ] as const)('has the same optimum on small programs: %s', (_name, make) => {
    const { optima } = agree(many(150, (dice) => make(dice, 14)));
    expect(optima).toBeGreaterThan(30);
  });

  it('has the same optimum where auctions restart it', () => {
    const { optima, auctions } = agree(many(30, crowded));
    expect(auctions).toBeGreaterThan(10);
    expect(optima).toBeGreaterThan(10);
  });

  it('gives the same basis twice', () => {
    const [program] = many(1, crowded);
    const [one, other] = [prepared(program!, true), prepared(program!, true)];
    one.run(never);
    other.run(never);
    expect(one.state.tree.arcs()).toEqual(other.state.tree.arcs());
    expect(one.pivots).toBe(other.pivots);
  });
});

describe('breakpoints', () => {
  it('passes boxed variables until the slope is used up', () => {
    const points = new Breakpoints();
    points.add(7, 3, 1, 1);
    points.add(5, 1, 2, 1);
    points.add(6, 2, 1, 1);
    expect(points.cannotStop(5)).toBe(true);
    expect(points.cannotStop(3.5)).toBe(false);
    expect(points.stop(3.5)).toBe(7);
    expect(points.passed).toEqual([5, 6]);
  });

  it('takes the larger rate among equal ratios, and never passes one without a far end', () => {
    const points = new Breakpoints();
    points.add(1, 1, 1, Infinity);
    points.add(2, 1, 3, Infinity);
    expect(points.stop(100)).toBe(2);
    expect(points.passed).toEqual([]);
  });
});
