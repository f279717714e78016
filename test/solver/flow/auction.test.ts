/** What the auction promises at its end: units where they fit, prices that nobody beats by much. */
import { describe, expect, it } from 'vitest';
import { Auction, OUTSIDE } from '../../../solver/flow/auction.ts';
import type { FlowProblem } from '../../../solver/flow/auction-problem.ts';
import { findShape } from '../../../solver/flow/auction-shape.ts';

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
  return problemOf(arcs, NODES);
}

function problemOf(arcs: readonly number[][], nodes: number): FlowProblem {
  const column = (k: number) => arcs.map((arc) => arc[k]!);
  return {
    nodes,
    tail: Int32Array.from(column(0)),
    head: Int32Array.from(column(1)),
    lower: Float64Array.from(column(2)),
    upper: Float64Array.from(column(3)),
    cost: Float64Array.from(column(4)),
  };
}

/** 80 persons, each with a way to all of 70 groups of one and one to stay outside. */
const GROUPS = 70;
function market(cost: (person: number, group: number) => number): FlowProblem {
  const arcs: number[][] = [];
  const root = SOURCES + GROUPS;
  for (let i = 0; i < SOURCES; i++) {
    for (let g = 0; g < GROUPS; g++) arcs.push([i, SOURCES + g, 0, 1, cost(i, g)]);
    arcs.push([i, root, 0, 1, 0]);
  }
  for (let g = 0; g < GROUPS; g++) arcs.push([SOURCES + g, root, 0, 1, 0]);
  for (let i = 0; i < root; i++) arcs.push([root, i, i < SOURCES ? 1 : 0, i < SOURCES ? 1 : 0, 0]);
  return problemOf(arcs, root);
}

describe('the auction', () => {
  it.each([
    ['different costs', (i: number, g: number) => -((i * 37 + g * 11) % 97) - 10],
    ['equal costs', () => -20],
    ['costs with a large common divisor', (i: number, g: number) => -1000 * ((i + g) % 7) - 5000],
  ])('leaves no holder far from the best: %s', (_, cost) => {
    const auction = ended(school(cost));
    expect(auction.choice.filter((arc) => arc !== OUTSIDE)).toHaveLength(50);
    expectNearBest(auction);
    expect(auction.bids).toBeLessThan(40 * SOURCES);
  });

  it('nor where rows are long and only their fronts are read again', () => {
    const auction = ended(market((i, g) => -((i * 7919 + g * 104_729) % 9973) - 10));
    expect(auction.choice.filter((arc) => arc !== OUTSIDE)).toHaveLength(GROUPS);
    expectNearBest(auction);
  });
});

function ended(problem: FlowProblem): Auction {
  const auction = new Auction(findShape(problem)!);
  auction.run();
  return auction;
}

/** No source could do better elsewhere by more than 2ε, over all of its arcs. */
function expectNearBest({ shape, choice, price }: Auction): void {
  const value = (arc: number) => shape.problem.cost[arc]! + price[shape.target[arc]!]!;
  for (let s = 0; s < SOURCES; s++) {
    const row = shape.rowArc.subarray(shape.rowStart[s]!, shape.rowStart[s + 1]!);
    const best = Math.min(shape.outsideCost[s]!, ...Array.from(row, value));
    const own = choice[s]!;
    const now = own === OUTSIDE ? shape.outsideCost[s]! : value(own);
    expect(now - best).toBeLessThanOrEqual(shape.unit / 8 + 1e-9);
  }
}
