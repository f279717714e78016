/** What an auction remembers of its rows stays true while prices fall and costs change. */
import { describe, expect, it } from 'vitest';
import { CACHE, Rows } from '../../../solver/flow/auction-rows.ts';
import { findShape, type Shape } from '../../../solver/flow/auction-shape.ts';
import { Dice } from '../support/random-programs.ts';

const SOURCES = 80;
const GROUPS = 70;
const PATTERNS = 5;

/** 80 persons, each with an arc to all of 70 groups of one, and one to stay outside. */
function market(dice: Dice): Shape {
  const root = SOURCES + GROUPS;
  const arcs: number[][] = [];
  for (let i = 0; i < SOURCES; i++) {
    for (let g = 0; g < GROUPS; g++) arcs.push([i, SOURCES + g, 0, 1, dice.whole(-900, 0)]);
    arcs.push([i, root, 0, 1, 0]);
  }
  for (let g = 0; g < GROUPS; g++) arcs.push([SOURCES + g, root, 0, 1, 0]);
  for (let i = 0; i < root; i++) arcs.push([root, i, i < SOURCES ? 1 : 0, i < SOURCES ? 1 : 0, 0]);
  const column = (k: number) => arcs.map((arc) => arc[k]!);
  return findShape({
    nodes: root,
    tail: Int32Array.from(column(0)),
    head: Int32Array.from(column(1)),
    lower: Float64Array.from(column(2)),
    upper: Float64Array.from(column(3)),
    cost: Float64Array.from(column(4)),
  })!;
}

/** What the arcs of a source cost at the present prices, by arc. */
function values(shape: Shape, costOf: (arc: number) => number, price: Float64Array, s: number) {
  const row = shape.rowArc.subarray(shape.rowStart[s]!, shape.rowStart[s + 1]!);
  return new Map(
    Array.from(row, (arc) => [arc, costOf(arc) + price[shape.target[arc]!]!] as const),
  );
}

/** The cached arcs have their costs, and no other one is below the limit. */
function expectTrue(rows: Rows, now: Map<number, number>, price: Float64Array, s: number): void {
  for (let k = CACHE * s; k < CACHE * s + rows.cached[s]!; k++) {
    expect(rows.cacheCost[k]! + price[rows.cacheNode[k]!]!).toBe(now.get(rows.cacheArc[k]!));
    now.delete(rows.cacheArc[k]!);
  }
  expect(rows.cacheLimit[s]).toBeLessThanOrEqual(Math.min(...now.values()));
}

describe('rows of an auction', () => {
  it.each([1, 2, 3].map((seed) => [seed]))(
    'know their best whatever was charged and however prices moved, seed %i',
    (seed) => {
      const dice = new Dice(seed);
      const shape = market(dice);
      const price = new Float64Array(SOURCES + GROUPS + 1);
      const rows = new Rows(shape, price);
      const { cost } = shape.problem;
      const pattern = cost.map(() => dice.whole(0, PATTERNS - 1));
      const charge = { cost, pattern, price: new Float64Array(PATTERNS) };
      const costOf = (arc: number) => cost[arc]! - charge.price[pattern[arc]!]!;
      for (let round = 0; round < 30; round++) {
        if (dice.chance(0.6)) {
          const more = charge.price.map(() => dice.whole(-30, 30));
          for (let p = 0; p < PATTERNS; p++) charge.price[p]! += more[p]!;
          rows.charge(charge, Math.max(0, ...more));
        }
        // Prices rise by themselves; a fall is told.
        for (let g = SOURCES; g < SOURCES + GROUPS; g++) price[g]! += dice.whole(0, 9);
        rows.fall(4);
        for (let g = SOURCES; g < SOURCES + GROUPS; g++) price[g]! -= dice.whole(0, 4);
        for (let s = 0; s < SOURCES; s++) {
          if (dice.chance(0.3)) rows.read(s, dice.pick([0, 1, 5]));
          expectTrue(rows, values(shape, costOf, price, s), price, s);
        }
      }
    },
  );
});
