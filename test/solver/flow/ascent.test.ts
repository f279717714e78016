/** Multipliers of side rows from the phases of an auction: near those of an optimum, where one can know them. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../solver/flow/network.ts';
import { firstStart } from '../../../solver/flow/start.ts';
import { State } from '../../../solver/flow/state.ts';
import { modelOf } from '../support/builders.ts';

const PEOPLE = 120;
const gainOf = (i: number) => 11 * i + 7;
/** How far from right: as much as one in fifty gains. */
const NEAR = 25;

/**
 * Person i gains at the first group, or loses, and has nothing of the second, each with room for all; a side row, seen
 * with the factor 2, lets so many into the first, or asks for so many.
 */
function multiplier(least: number, most: number, gain = gainOf): number {
  const ends: [number, number][] = [
    ...Array.from({ length: PEOPLE }, (): [number, number] => [1, 1]),
    [0, 0],
    [0, 0],
    [2 * least, 2 * most],
  ];
  const [first, second, side] = [PEOPLE, PEOPLE + 1, PEOPLE + 2];
  const entries = (...pairs: [row: number, value: number][]) => {
    const dense = new Array<number>(PEOPLE + 3).fill(0);
    for (const [row, value] of pairs) dense[row] = value;
    return dense;
  };
  const model = modelOf(ends, [
    ...ends
      .slice(0, PEOPLE)
      .flatMap((_, i) => [
        [0, 1, 'int', entries([i, 1], [first, -1], [side, 2])] as const,
        [0, 1, 'int', entries([i, 1], [second, -1])] as const,
      ]),
    [0, PEOPLE, 'int', entries([first, 1])],
    [0, PEOPLE, 'int', entries([second, 1])],
  ]);
  const network = recognise(model);
  expect(network.sideRow).toHaveLength(1);
  const state = new State(network);
  state.loadBounds(model);
  for (let i = 0; i < PEOPLE; i++) state.cost[2 * i] = -gain(i);
  return firstStart(state, 0).mu![0]!;
}

describe('the ascent', () => {
  it.each([10, 40, 90])('charges what keeps all but the best %i away', (most) => {
    // The row sees everybody twice.
    const right = -gainOf(PEOPLE - most) / 2;
    expect(Math.abs(multiplier(0, most) - right)).toBeLessThan(NEAR);
  });

  it('pays where a row asks for more than would come', () => {
    const mu = multiplier(30, PEOPLE, (i) => -gainOf(i));
    expect(Math.abs(mu - gainOf(30) / 2)).toBeLessThan(NEAR);
  });

  it('charges nothing where there is room', () => {
    expect(multiplier(0, PEOPLE)).toBe(0);
  });
});
