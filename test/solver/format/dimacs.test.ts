import { describe, expect, it } from 'vitest';
import { ModelError, readDimacs, solve, writeDimacs } from '../../../solver/index.ts';
import { type ColumnSpec, INF, maximise, minimise, modelOf } from '../support/builders.ts';

const FILE = `c a small network
c2 another comment
p min 4 5
n 1 4
n 4 -4
a 1 2 0 4 2
a 1 3 0 2 2
a 2 3 0 2 1
a 2 4 0 3 3
a 3 4 0 5 1
`;

function fault(use: () => unknown): string {
  try {
    use();
  } catch (caught) {
    expect(caught).toBeInstanceOf(ModelError);
    return (caught as Error).message;
  }
  throw new Error('was accepted');
}

describe('readDimacs', () => {
  it('reads nodes and arcs', async () => {
    const { model, objective, constant } = readDimacs(FILE);
    expect(model.rowNames).toEqual(['node 1', 'node 2', 'node 3', 'node 4']);
    expect([...model.rowLower]).toEqual([4, 0, 0, -4]);
    expect([...model.rowUpper]).toEqual([4, 0, 0, -4]);
    expect(model.columnNames.at(2)).toBe('arc 3: 2 > 3');
    expect([...model.index.slice(0, 4), ...model.value.slice(0, 4)]).toEqual([
      0, 1, 0, 2, 1, -1, 1, -1,
    ]);
    expect([...model.integer]).toEqual([1, 1, 1, 1, 1]);
    expect(constant).toBe(0);
    expect((await solve(model, objective)).objective).toBe(14);
  });

  it.each(['-1', 'inf', 'Infinity'])('a capacity of %s has no end', (capacity) => {
    const { model } = readDimacs(FILE.replace('0 5 1', `0 ${capacity} 1`));
    expect(model.upper[4]).toBe(INF);
  });

  it('tells a capacity of −1 from none by the lower bound', () => {
    expect(readDimacs(FILE.replace('0 5 1', '-3 -1 1')).model.upper[4]).toBe(-1);
  });

  it('keeps parallel arcs apart, and loops out of the rows', () => {
    const { model } = readDimacs('p min 2 3\na 1 2 0 4 2\na 1 2 0 4 2\na 2 2 1 3 -5');
    expect([0, 1, 2].map((j) => model.columnNames.at(j))).toEqual([
      'arc 1: 1 > 2',
      'arc 2: 1 > 2',
      'arc 3: 2 > 2',
    ]);
    expect([...model.start]).toEqual([0, 2, 4, 4]);
  });

  it('makes a model that nothing satisfies of supplies that do not cancel out', async () => {
    const { model, objective } = readDimacs(FILE.replace('n 4 -4', 'n 4 -3'));
    expect((await solve(model, objective)).termination).toBe('infeasible');
  });

  it('reads a million parallel arcs', () => {
    const arcs = Array.from({ length: 1_000_000 }, (_, k) => `a 1 2 0 1 ${k % 100}`);
    const { model } = readDimacs(`p min 2 1000000\n${arcs.join('\n')}\n`);
    expect(model.lower.length).toBe(1_000_000);
    expect(model.columnNames.at(999_999)).toBe('arc 1000000: 1 > 2');
  });

  it.each([
    ['p min 4 5', 'p max 4 5', 'line 3: the problem is “max”'],
    ['p min 4 5', 'p min 4', 'line 3: 2 numbers belong behind “min”, not 1'],
    ['p min 4 5', 'p min 99999999999 5', 'line 3: a problem has'],
    ['p min 4 5', 'p min 4 6', 'the file ends after 5 arcs, its p line says 6'],
    ['p min 4 5', 'p min 4 5\np min 4 5', 'line 4: a second p line'],
    ['p min 4 5', '', 'line 4: the line p min NODES ARCS must come before'],
    ['n 4 -4', 'n 1 -4', 'line 5: node 1 has its supply already'],
    ['n 4 -4', 'n 5 -4', 'line 5: node 5 is not one of 1 to 4'],
    ['n 4 -4', 'n 4 x', 'line 5: “x” should be a whole number'],
    ['n 4 -4', 'n 4 0.5', 'line 5: “0.5” should be a whole number'],
    ['a 3 4 0 5 1', 'a 3 4 0 5', 'line 10: 5 numbers belong behind “a”, not 4'],
    ['a 3 4 0 5 1', 'a 3 9 0 5 1', 'line 10: node 9'],
    ['a 3 4 0 5 1', 'a 3 4 6 5 1', 'line 10: arc 3 → 4: lower bound 6 is above upper bound 5'],
    ['a 3 4 0 5 1', 'a 3 4 0 5 9007199254740992', 'line 10'],
    ['a 3 4 0 5 1', 'e 3 4', 'line 10: “e” begins no line'],
  ])('refuses %j → %j', (from, to, message) => {
    expect(fault(() => readDimacs(FILE.replace(from, to)))).toContain(message);
  });

  it('refuses an empty text', () => {
    expect(fault(() => readDimacs(''))).toContain('there is no line p min');
  });
});

describe('writeDimacs', () => {
  const body = (text: string) => text.split('\n').filter((line) => !line.startsWith('c'));

  it('writes slacks as arcs of a root', () => {
    const model = modelOf(
      [
        [2, 2],
        [0, 3],
        [-INF, 1],
        [-4, INF],
      ],
      [
        [0, INF, 'int', [1, -1]],
        [1, 5, 'int', [0, 1]],
        [-2, 5, 'int', [0, 0, -1, 1]],
      ],
    );
    expect(body(writeDimacs(model, maximise(1, 0, -2)))).toEqual([
      'p min 5 6',
      'n 1 2',
      'n 2 3',
      'n 3 1',
      'n 4 -4',
      'n 5 -2',
      'a 1 2 0 -1 -1',
      'a 2 5 1 5 0',
      'a 4 3 -2 5 2',
      'a 2 5 0 3 0',
      'a 3 5 0 -1 0',
      'a 5 4 0 -1 0',
      '',
    ]);
  });

  const arc: ColumnSpec = [0, 1, 'int', [1, -1]];
  const square: [number, number][] = [
    [0, 0],
    [0, 0],
  ];
  it.each<[string, [number, number][], ColumnSpec[], number, string]>([
    ['a coefficient', square, [arc, [0, 1, 'int', [2, -1]]], 1, 'column c1 is no arc'],
    ['two tails', square, [[0, 1, 'int', [1, 1]]], 1, 'column c0 is no arc'],
    ['no ends', square, [[0, 1, 'int', []]], 1, 'column c0 is no arc'],
    [
      'a free row',
      [
        [0, 0],
        [-INF, INF],
      ],
      [arc],
      1,
      'row r1 has no bounds',
    ],
    [
      'a fractional side',
      [
        [0.5, 0.5],
        [0, 0],
      ],
      [arc],
      1,
      'row r0: 0.5 is not a whole number',
    ],
    ['a fractional cost', square, [arc], 0.5, 'column c0: 0.5 is not a whole number'],
    ['no lower bound', square, [[-INF, 1, 'int', [1, -1]]], 1, 'column c0: -Infinity'],
    ['−2 … ∞', square, [[-2, INF, 'int', [1, -1]]], 1, 'column c0: DIMACS has no negative lower'],
  ])('refuses %s, by name', (_what, rows, columns, cost, message) => {
    const model = modelOf(rows, columns);
    const objective = minimise(...columns.map(() => cost));
    expect(fault(() => writeDimacs(model, objective))).toContain(message);
  });
});
