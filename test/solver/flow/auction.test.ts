/** What the auction promises at its end: units where they fit, prices that nobody beats by much. */
import { describe, expect, it } from 'vitest';
import { Auction, OUTSIDE } from '../../../solver/flow/auction.ts';
import { type FlowProblem, findShape } from '../../../solver/flow/auction-shape.ts';

const SOURCES = 80;
const NODES = SOURCES + 3;

/** 80 persons → two groups of 30 and 25 → a school of 50 → root; some would rather stay outside. */
function school(cost: (person: number, group: number) => number): FlowProblem {
  const arcs: number[][] = [];
  for (let i = 0; i < SOURCES; i++) {
    for (const g of [0, 1]) arcs.push([i, SOURCES + g, 0, 1, cost(i, g)]);
    arcs.push([i, NODES, 0, 1, 0]);
  }
  arcs.push([SOURCES, SOURCES + 2, 0, 30, 0], [SOURCES + 1, SOURCES + 2, 0, 25, 0]);
  arcs.push([SOURCES + 2, NODES, 0, 40, -5], [SOURCES + 2, NODES, 0, 10, 5]);
  for (let i = 0; i < NODES; i++)
    arcs.push([NODES, i, i < SOURCES ? 1 : 0, i < SOURCES ? 1 : 0, 0]);
  const column = (k: number) => arcs.map((arc) => arc[k]!);
  return {
    nodes: NODES,
    tail: Int32Array.from(column(0)),
    head: Int32Array.from(column(1)),
    lower: Float64Array.from(column(2)),
    upper: Float64Array.from(column(3)),
    cost: Float64Array.from(column(4)),
  };
}

describe('the auction', () => {
  it.each([
    ['different costs', (i: number, g: number) => -((i * 37 + g * 11) % 97) - 10],
    ['equal costs', () => -20],
    ['costs with a large common divisor', (i: number, g: number) => -1000 * ((i + g) % 7) - 5000],
  ])('leaves no holder far from the best: %s', (_, cost) => {
    const shape = findShape(school(cost))!;
    const auction = new Auction(shape);
    auction.run();
    const placed = auction.choice.filter((arc) => arc !== OUTSIDE).length;
    expect(placed).toBe(50);
    const value = (arc: number) => shape.problem.cost[arc]! + auction.price[shape.target[arc]!]!;
    for (let s = 0; s < SOURCES; s++) {
      const row = shape.rowArc.subarray(shape.rowStart[s]!, shape.rowStart[s + 1]!);
      const best = Math.min(shape.outsideCost[s]!, ...Array.from(row, value));
      const own = auction.choice[s]!;
      const now = own === OUTSIDE ? shape.outsideCost[s]! : value(own);
      expect(now - best).toBeLessThanOrEqual(shape.unit / 8 + 1e-9);
    }
    expect(auction.bids).toBeLessThan(40 * SOURCES);
  });
});
