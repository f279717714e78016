import { describe, expect, it } from 'vitest';
import type { Answer } from '../../bench/peers/peer.ts';
import { growthExponent, type SolveReport, summarise, validated } from '../../bench/protocol.ts';
import { measurement } from './measurement.ts';

const report = (answer: Partial<Answer>, known: number | null = null): SolveReport[] => [
  {
    answers: [{ status: 'optimal', seconds: 1, objective: [], ...answer }],
    senses: ['max', 'min'],
    peakMiB: 0,
    pairs: 1,
    columns: 1,
    rows: 1,
    known,
  },
];

function statuses(list: readonly (readonly [string, SolveReport[]])[]) {
  const given = new Map(list.map(([peer, reports]) => [measurement(peer), reports]));
  return Object.fromEntries(validated(given).map(({ peer, status }) => [peer, status]));
}

describe('statistics', () => {
  it('takes median, MAD and p95', () => {
    expect(summarise([1, 2, 3, 4, 100])).toMatchObject({ median: 3, mad: 1, most: 100 });
    expect(summarise([])).toBeNull();
  });

  it('finds the exponent of a power law', () => {
    const points = [1, 10, 100].map((x) => ({ x, y: 3 * x ** 1.2 }));
    expect(growthExponent(points)).toBeCloseTo(1.2, 10);
  });
});

describe('what counts', () => {
  it('lets the best checked point be the reference, whoever comes first', () => {
    expect(
      statuses([
        ['flow', report({ objective: [7, 3], feasible: true })],
        ['highs', report({ objective: [8, 5], feasible: true })],
        ['cbc', report({ objective: [8, 5] })],
      ]),
    ).toEqual({ flow: 'wrong', highs: 'ok', cbc: 'ok' });
  });

  it('does not believe a better value without a point', () => {
    expect(
      statuses([
        ['cbc', report({ objective: [9, 5] })],
        ['flow', report({ objective: [8, 5], feasible: true })],
      ]),
    ).toEqual({ cbc: 'wrong', flow: 'ok' });
  });

  it('holds everybody to a published optimum, and every point to the model', () => {
    expect(
      statuses([
        ['flow', report({ objective: [8], feasible: true }, 9)],
        ['highs', report({ objective: [9], feasible: false }, 9)],
        ['cbc', report({ objective: [9] }, 9)],
      ]),
    ).toEqual({ flow: 'wrong', highs: 'wrong', cbc: 'ok' });
  });
});
