/** A row of the tableau found at once, sparse or dense, has the rates that each column has by itself. */
import { describe, expect, it } from 'vitest';
import { DualColumns } from '../../../solver/flow/dual-columns.ts';
import { DualRow } from '../../../solver/flow/dual-row.ts';
import { recognise } from '../../../solver/flow/network.ts';
import { Pivoter } from '../../../solver/flow/pivot.ts';
import { type Place, RATE } from '../../../solver/flow/rates.ts';
import { Simplex } from '../../../solver/flow/simplex.ts';
import { FREE, LOWER, type State, UPPER } from '../../../solver/flow/state.ts';
import { Dice, randomFloors, randomRound, type TieredProgram } from '../support/random-programs.ts';

/** The basis at the end of the primal simplex, its working basis inverted anew. */
function solved({ model, objectives }: TieredProgram): State {
  const simplex = new Simplex(recognise(model));
  const { state } = simplex;
  state.loadBounds(model);
  state.cost.set(objectives[0]!.coefficients);
  state.start(null, null);
  simplex.run(() => false);
  simplex.renew();
  return state;
}

function placesOf({ nodes, sides, working }: State): Place[] {
  const places: Place[] = [];
  for (let at = 0; at < nodes; at++) places.push({ kind: 'tree', at });
  for (let at = 0; at < working.size; at++) places.push({ kind: 'extra', at });
  for (let at = 0; at < sides; at++)
    if (working.placeOfRow[at] === -1) places.push({ kind: 'slack', at });
  return places;
}

/** Rates of the basic variable at a place, one non-basic variable after the other. */
function columnByColumn(state: State, pivoter: Pivoter, place: Place): Map<number, number> {
  const rates = new Map<number, number>();
  for (let v = 0; v < state.size; v++) {
    if (state.status[v]! > FREE) continue;
    pivoter.rates.find(v, 1);
    const rate = pivoter.rates.of(place);
    pivoter.rates.clear();
    if (Math.abs(rate) > RATE) rates.set(v, rate);
  }
  return rates;
}

/** The same from a row, which has to visit each variable at most once, and to leave nothing behind. */
function atOnce(row: DualRow, columns: DualColumns, place: Place): Map<number, number> {
  const rates = new Map<number, number>();
  row.find(place);
  row.eachRate((slot, rate) => {
    const v = columns.list[slot]!;
    if (columns.status[slot]! > FREE) return;
    expect(rates.has(v)).toBe(false);
    expect(row.rateOf(v)).toBeCloseTo(rate, 9);
    rates.set(v, rate);
  });
  row.clear();
  for (const values of [row.phi, row.w, row.price]) expect(values.every((x) => x === 0)).toBe(true);
  return rates;
}

/** Non-basic columns that could end a step in which the basic variable falls, but for those in the list. */
function couldEnd(state: State, columns: DualColumns, rates: Map<number, number>): number[] {
  const ends = (v: number, rate: number) =>
    v < state.n &&
    columns.slotOf[v] === -1 &&
    (state.status[v] === LOWER ? rate < 0 : state.status[v] === UPPER ? rate > 0 : true);
  return [...rates].filter(([v, rate]) => ends(v, rate)).map(([v]) => v);
}

const sorted = (rates: Map<number, number>) =>
  [...rates].sort(([a], [b]) => a - b).map(([v, rate]) => [v, Math.round(rate * 1e6) / 1e6 + 0]);

describe('rows of the dual simplex', () => {
  it.each([
    ['sparse', Infinity, 'sparse'],
    ['dense', -1, 'dense'],
  ] as const)('have the rates of the columns: %s', (_name, share, reach) => {
    let rows = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const dice = new Dice(seed);
      const state = solved(seed % 2 === 0 ? randomRound(dice, 14) : randomFloors(dice, 14));
      const pivoter = new Pivoter(state);
      const columns = new DualColumns(state);
      columns.fill();
      // All columns, or what is not in the list would have no rate.
      for (let v = 0; v < state.size; v++) if (state.status[v]! <= FREE) columns.add(v);
      const row = new DualRow(state, pivoter.basis, columns, share);
      for (const place of placesOf(state)) {
        expect(sorted(atOnce(row, columns, place))).toEqual(
          sorted(columnByColumn(state, pivoter, place)),
        );
        if (row.reach === reach) rows++;
      }
    }
    expect(rows).toBeGreaterThan(100);
  });

  it.each([
    ['sparse', Infinity, false],
    ['dense', -1, false],
    ['those near 0 first', -1, true],
  ])('find the columns that could end a step outside the list: %s', (_name, share, begun) => {
    let added = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const state = solved(randomRound(new Dice(seed), 30));
      const pivoter = new Pivoter(state);
      for (const place of placesOf(state)) {
        const columns = new DualColumns(state);
        if (begun) columns.fill();
        // A sparse row finds its tree arcs in the list.
        for (let v = 0; v < state.size; v++) if (state.status[v]! > FREE) columns.add(v);
        const ends = couldEnd(state, columns, columnByColumn(state, pivoter, place));
        const row = new DualRow(state, pivoter.basis, columns, share);
        const before = columns.count;
        row.find(place);
        expect(columns.widen(row, 1, Infinity)).toBe(ends.length > 0);
        expect([...columns.list.subarray(before, columns.count)].sort((a, b) => a - b)).toEqual(
          ends,
        );
        added += ends.length;
      }
    }
    expect(added).toBeGreaterThan(500);
  });
});
