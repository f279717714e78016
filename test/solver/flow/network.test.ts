/** What counts as a node, what as an arc, and what is left as a side row. */
import { describe, expect, it } from 'vitest';
import { type Network, recognise, withSideRow } from '../../../solver/flow/network.ts';
import type { Model } from '../../../solver/index.ts';
import { type ColumnSpec, INF, modelOf } from '../support/builders.ts';
import { Dice, randomGeneral, randomPacking, randomRound } from '../support/random-programs.ts';

/** Whole columns 0 … 1 with these coefficients. */
const columns = (...coefficients: readonly (readonly number[])[]): ColumnSpec[] =>
  coefficients.map((values) => [0, 1, 'int', values]);

/** Coefficients of column j as the network has them, by model row. */
function entriesOf(network: Network, j: number): Map<number, number> {
  const entries = new Map<number, number>();
  const { tail, head, nodes, nodeRow, sign, pattern, patternStart, sideRow } = network;
  if (tail[j] !== nodes) entries.set(nodeRow[tail[j]!]!, sign[tail[j]!]!);
  if (head[j] !== nodes) entries.set(nodeRow[head[j]!]!, 0 - sign[head[j]!]!);
  const p = pattern[j]!;
  for (let k = patternStart[p]!; k < patternStart[p + 1]!; k++)
    entries.set(sideRow[network.patternRow[k]!]!, network.patternValue[k]!);
  return entries;
}

function columnOf({ start, index, value }: Model, j: number): Map<number, number> {
  const entries = new Map<number, number>();
  for (let k = start[j]!; k < start[j + 1]!; k++) entries.set(index[k]!, value[k]!);
  return entries;
}

const sorted = (entries: Map<number, number>) => [...entries].sort(([a], [b]) => a - b);

describe('recognise', () => {
  it('an assignment written with two +1: one side of it is turned, and nothing is left over', () => {
    const model = modelOf(
      [1, 2, 3, 4].map(() => [1, 1]),
      columns([1, 0, 1, 0], [1, 0, 0, 1], [0, 1, 1, 0], [0, 1, 0, 1]),
    );
    const network = recognise(model);
    expect(network).toMatchObject({ nodes: 4, sides: 0 });
    expect(network.sign).toEqual(Int8Array.of(1, 1, -1, -1));
    expect(network.tail).toEqual(Int32Array.of(0, 0, 1, 1, 4, 4, 4, 4));
    expect(network.head).toEqual(Int32Array.of(2, 3, 2, 3, 0, 1, 2, 3));
  });

  it('balance rows: +1 where the arc leaves, −1 where it arrives, the root where there is no end', () => {
    const model = modelOf(
      [
        [3, 3],
        [0, 0],
        [-3, -3],
      ],
      columns([1, -1, 0], [0, 1, -1], [0, 0, -1], [1, 0, 0]),
    );
    const network = recognise(model);
    expect(network).toMatchObject({ nodes: 3, sides: 0 });
    expect(network.sign).toEqual(Int8Array.of(1, 1, 1));
    expect(network.tail).toEqual(Int32Array.of(0, 1, 3, 0, 3, 3, 3));
    expect(network.head).toEqual(Int32Array.of(1, 2, 2, 3, 0, 1, 2));
  });

  it('a row with a coefficient of 2 is a side row', () => {
    const network = recognise(
      modelOf(
        [
          [0, 0],
          [0, 4],
          [0, 0],
        ],
        columns([1, 2, 0], [1, 1, -1], [0, -1, 1]),
      ),
    );
    expect([...network.nodeRow]).toEqual([0, 2]);
    expect([...network.sideRow]).toEqual([1]);
  });

  it('a column with three entries: the inequality gives way to the equations', () => {
    const network = recognise(
      modelOf(
        [
          [-INF, 2],
          [1, 1],
          [0, 0],
        ],
        columns([1, 1, -1], [0, 1, -1]),
      ),
    );
    expect([...network.nodeRow]).toEqual([1, 2]);
    expect([...network.sideRow]).toEqual([0]);
  });

  it('among equals the later row gives way', () => {
    const network = recognise(
      modelOf(
        [
          [0, 0],
          [0, 0],
          [0, 0],
        ],
        columns([1, 1, -1]),
      ),
    );
    expect([...network.sideRow]).toEqual([2]);
  });

  it('a triangle of +1 pairs has no signs: one row of the column that closes it gives way', () => {
    const triangle = columns([1, 1, 0], [0, 1, 1], [1, 0, 1]);
    const sideRows = (...lower: number[]) => [
      ...recognise(
        modelOf(
          lower.map((l) => [l, 1]),
          triangle,
        ),
      ).sideRow,
    ];
    expect(sideRows(1, 1, 1)).toEqual([2]);
    expect(sideRows(0, 1, 1)).toEqual([0]);
  });

  it('a column in no node row is a loop at the root', () => {
    const network = recognise(modelOf([[0, 9]], columns([2], [])));
    expect(network).toMatchObject({ nodes: 0, sides: 1 });
    expect([...network.tail, ...network.head]).toEqual([0, 0, 0, 0]);
  });

  it('a model without rows, and one without columns', () => {
    expect(recognise(modelOf([], columns([], [])))).toMatchObject({
      columns: 2,
      nodes: 0,
      sides: 0,
    });
    expect(
      recognise(
        modelOf(
          [
            [0, 1],
            [1, 1],
          ],
          [],
        ),
      ),
    ).toMatchObject({ columns: 0, nodes: 2, sides: 0 });
  });

  it('columns that side rows see alike share a pattern, and 0 is the empty one', () => {
    const model = modelOf(
      [
        [0, 5],
        [0, 5],
      ],
      columns([2, 3], [2, 3], [2, 0], [3, 2], []),
    );
    const { pattern, patternStart } = recognise(model);
    expect([...pattern]).toEqual([1, 1, 2, 3, 0]);
    expect([...patternStart]).toEqual([0, 0, 2, 3, 5]);
  });

  it('rows of 0 and ±1 in which every column has a +1 and a −1 are all nodes, whatever their signs', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const dice = new Dice(seed);
      const rows = dice.whole(2, 12);
      const turned = Array.from({ length: rows }, () => dice.pick([1, -1]));
      const arcs = Array.from({ length: 30 }, () => {
        const values = new Array<number>(rows).fill(0);
        const [a, b] = dice.shuffled(rows) as [number, number];
        values[a] = turned[a]!;
        if (dice.chance(0.9)) values[b] = 0 - turned[b]!;
        return values;
      });
      const bounds = turned.map(() => [0, dice.whole(0, 1)] as const);
      expect(recognise(modelOf(bounds, columns(...arcs)))).toMatchObject({ nodes: rows, sides: 0 });
    }
  });
});

describe('the network of any model', () => {
  const models = Array.from({ length: 240 }, (_, seed) => {
    const make = [randomRound, randomGeneral, randomPacking][seed % 3]!;
    return make(new Dice(seed), 3 + (seed % 18)).model;
  });

  it('has every row once, as a node or as a side row', () => {
    for (const model of models) {
      const { nodes, sides, nodeRow, sideRow } = recognise(model);
      const rows = [...nodeRow, ...sideRow].sort((a, b) => a - b);
      expect(rows).toEqual(model.rowNames.map((_, i) => i));
      expect([nodeRow.length, sideRow.length]).toEqual([nodes, sides]);
    }
  });

  it('has at most one +1 and one −1 of each column in its nodes, with the signs found', () => {
    for (const model of models) {
      const { nodeRow, sign } = recognise(model);
      const signOf = new Map(Array.from(nodeRow, (row, i) => [row, sign[i]!]));
      for (let j = 0; j < model.lower.length; j++) {
        const signed = [...columnOf(model, j)].flatMap(([row, value]) =>
          signOf.has(row) ? [value * signOf.get(row)!] : [],
        );
        expect([[], [1], [-1], [-1, 1]]).toContainEqual(signed.sort((a, b) => a - b));
      }
    }
  });

  it('says the same as the matrix: arcs and patterns together are its columns', () => {
    for (const model of models) {
      const network = recognise(model);
      for (let j = 0; j < model.lower.length; j++)
        expect(sorted(entriesOf(network, j))).toEqual(sorted(columnOf(model, j)));
    }
  });

  it('takes one side row more without touching the rest', () => {
    for (const [k, model] of models.slice(0, 60).entries()) {
      const dice = new Dice(k);
      const network = recognise(model);
      const row = model.rowLower.length;
      const coefficients = Float64Array.from(model.lower, () => dice.whole(-1, 3));
      const wider = withSideRow(network, coefficients, row);
      expect(wider).toMatchObject({ nodes: network.nodes, sides: network.sides + 1 });
      for (let j = 0; j < model.lower.length; j++) {
        const expected = columnOf(model, j);
        if (coefficients[j] !== 0) expected.set(row, coefficients[j]!);
        expect(sorted(entriesOf(wider, j))).toEqual(sorted(expected));
      }
    }
  });
});
