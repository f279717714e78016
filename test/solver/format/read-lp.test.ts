import { describe, expect, it } from 'vitest';
import { ModelError, readLp, writeLp } from '../../../solver/index.ts';
import { maximise, modelOf } from '../support/builders.ts';

const INF = Number.POSITIVE_INFINITY;

/** A file with the columns x, y, z. */
function file(rows: string, rest = '', objective = 'x + y + z'): string {
  return `Minimize\n obj: ${objective}\nSubject To\n${rows}\n${rest}\nEnd\n`;
}

/** Rows as [coefficients of x, y, z, lower, upper]. */
function rowsOf(text: string): number[][] {
  const { model } = readLp(text);
  return model.rowNames.map((_, i) => {
    const row = [0, 0, 0];
    for (let j = 0; j < 3; j++)
      for (let k = model.start[j]!; k < model.start[j + 1]!; k++)
        if (model.index[k] === i) row[j] = model.value[k]!;
    return [...row, model.rowLower[i]!, model.rowUpper[i]!];
  });
}

function boundsOf(rest: string): number[] {
  const { model } = readLp(file(' c: x + y + z >= 1', rest));
  return [model.lower[0]!, model.upper[0]!, model.integer[0]!];
}

function fault(text: string): string {
  try {
    readLp(text);
  } catch (caught) {
    expect(caught).toBeInstanceOf(ModelError);
    return (caught as Error).message;
  }
  throw new Error('was read');
}

describe('readLp', () => {
  it('reads an objective with a constant over several lines', () => {
    const text =
      '\\ a comment\nMAXIMISE gain: 3 x - y \\ and more\n + 2.5e3z - -4\n\n - 1 st\nsubject to\nEND';
    const { model, objective, constant } = readLp(text.replace(' st', ''));
    expect([objective.name, objective.sense, constant]).toEqual(['gain', 'max', 3]);
    expect([...objective.coefficients]).toEqual([3, -1, 2500]);
    expect(model.rowLower.length).toBe(0);
  });

  it.each([
    [' c: x + 2 y >= 3', [[1, 2, 0, 3, INF]]],
    [' c: x - .5y => -3.', [[1, -0.5, 0, -3, INF]]],
    [' c: -x < 1e1', [[-1, 0, 0, -INF, 10]]],
    [' c: x =< 10', [[1, 0, 0, -INF, 10]]],
    [' c: x = 10', [[1, 0, 0, 10, 10]]],
    [' -5 <= x + y <= 8', [[1, 1, 0, -5, 8]]],
    [' r: 8 >= x + y >= - 5', [[1, 1, 0, -5, 8]]],
    [' 3 <= x', [[1, 0, 0, 3, INF]]],
    [' -inf <= x <= 3', [[1, 0, 0, -INF, 3]]],
    [' x >= -1e30', [[1, 0, 0, -INF, INF]]],
    [
      ' c:\n x\n +\n 2\n y\n >=\n 3\n d: z <= 1',
      [
        [1, 2, 0, 3, INF],
        [0, 0, 1, -INF, 1],
      ],
    ],
    [' x + x - y + y >= 3', [[2, 0, 0, 3, INF]]],
    [
      ' x >= 1\n y >= 2',
      [
        [1, 0, 0, 1, INF],
        [0, 1, 0, 2, INF],
      ],
    ],
    [
      ' a: x >= 1 b: y >= 2',
      [
        [1, 0, 0, 1, INF],
        [0, 1, 0, 2, INF],
      ],
    ],
    [' 0 x >= -1', [[0, 0, 0, -1, INF]]],
    [' c: 0 >= -1', [[0, 0, 0, -1, INF]]],
    [' end: x >= 1', [[1, 0, 0, 1, INF]]],
  ])('constraints %j', (rows, expected) => {
    expect(rowsOf(file(rows))).toEqual(expected);
  });

  it('names rows without a label, beside those that have one', () => {
    expect(readLp(file(' R2: x >= 1\n y >= 1\n z >= 1')).model.rowNames).toEqual([
      'R2',
      'R2_',
      'R3',
    ]);
  });

  it('takes brackets and Chinese in names', () => {
    const { model } = readLp('min\nx[1,2] + 人(a)_#3\nst\nend');
    expect([model.columnNames.at(0), model.columnNames.at(1)]).toEqual(['x[1,2]', '人(a)_#3']);
  });

  it('takes range columns back into their rows', () => {
    const rows = ' R1: x + y - RgR1 = -5\n R2: x + z + RgR2 = 9\n R3: y + 2 RgR3 = 1';
    const bounds = 'Bounds\n 0 <= RgR1 <= 13\n RgR2 <= 4';
    const { model } = readLp(file(rows, bounds));
    expect([...model.rowLower, ...model.rowUpper]).toEqual([-5, 5, 1, 8, 9, 1]);
    expect([model.lower.length, model.columnNames.at(3)]).toEqual([4, 'RgR3']);
  });

  it.each([
    ['', [0, INF, 0]],
    ['Bounds\n x <= 4', [0, 4, 0]],
    ['BOUNDS\n x >= -4', [-4, INF, 0]],
    ['bound\n -4 <= x', [-4, INF, 0]],
    ['Bounds\n 4 >= x', [0, 4, 0]],
    ['Bounds\n -2 <= x <= 4', [-2, 4, 0]],
    ['Bounds\n -inf <= x <= -3', [-INF, -3, 0]],
    ['Bounds\n x >= -infinity\n x <= -3', [-INF, -3, 0]],
    ['Bounds\n x <= +inf', [0, INF, 0]],
    ['Bounds\n x free', [-INF, INF, 0]],
    ['Bounds\n x = 2.5', [2.5, 2.5, 0]],
    ['Bounds\n x <= 4\n x <= 6', [0, 6, 0]],
    ['Bounds\n y <= 4 x <= 3', [0, 3, 0]],
    ['General\n y x', [0, INF, 1]],
    ['Integers\n x', [0, INF, 1]],
    ['Binaries\n x', [0, 1, 1]],
    ['Bin\n x\nGen\n y', [0, 1, 1]],
    ['Bounds\n x = 1\nBinary\n x', [1, 1, 1]],
    ['Bounds\n x free\nBinary\n x', [0, 1, 1]],
  ])('bounds and kinds %j', (rest, expected) => {
    expect(boundsOf(rest)).toEqual(expected);
  });

  it.each([
    [file(' x >= y'), 'line 4: expected a number as the right side'],
    [file(' x >= 2 y'), 'line 4: expected a new line'],
    [file(' x >= 2 + 3'), 'line 4: expected a new line'],
    [file(' c: x - 1 >= 2'), 'line 4: the constant -1 stands beside columns'],
    [file(' c: x >= 2\n c: y >= 2'), 'line 5: constraint “c” is there already'],
    [file(' 8 <= x <= 5'), 'line 4: the constraint: lower bound 8 is above upper bound 5'],
    [file(' 1 <= x >= 5'), 'line 4: a range reads'],
    [file(' 3 >= 4'), 'line 4: the constraint has no columns'],
    [file(' x y >= 3'), 'line 4: expected <=, >= or =; found “y”'],
    [file(' x + >= 3'), 'line 4: expected a number or a column after the sign'],
    [file(' x >= inf'), 'line 4: the constraint: no number lies between'],
    [file(' x^2 >= 3'), 'line 4: “^” is not understood'],
    [file(' x -> y >= 3'), 'line 4: indicator'],
    [file('', '', 'x + [ x * y ] / 2'), 'line 2: “[” is not understood'],
    [file('', 'Bounds\n w <= 3'), 'line 6: column “w” stands in no constraint'],
    [file('', 'Bounds\n x <= -3'), 'line 6: column “x” (its lower bound is 0 unless given)'],
    [file('', 'Bounds\n 2 x <= 3'), 'line 6: expected <=, >= or ='],
    [file('', 'Bounds\n x whatever'), 'line 6: expected <=, >=, = or free'],
    [file('', 'SOS\n s1: S1:: x:1'), 'line 5: section “SOS” is not supported'],
    [file('', 'Semi-Continuous\n x'), 'line 5: section “Semi-Continuous” is not supported'],
    [file('', 'General Constraints\n x'), 'line 5: section “General Constraints” is not supported'],
    [file('').replace('End', ''), 'line 7: expected Bounds, Generals, Binaries or End'],
    [file('').replace('Minimize', 'Minimise it'), 'line 2: expected a sign, or Subject To'],
    [file('').replace('Minimize', 'Hello'), 'line 1: expected Minimize or Maximize; found “Hello”'],
    [file('').replace('Subject To', ''), 'expected a sign, or Subject To'],
    ['', 'line 1: expected Minimize or Maximize; found the end of the file'],
  ])('refuses %j', (text, message) => {
    expect(fault(text)).toContain(message);
  });
});

describe('writeLp', () => {
  it('writes all kinds of rows and bounds', () => {
    const model = modelOf(
      [
        [-3, 7],
        [4, 4],
        [-INF, INF],
        [-INF, 9],
        [1, INF],
      ],
      [
        [-2, 3, 'int', [1, 1]],
        [-INF, INF, 'real', [0, 0, 1.5]],
        [-INF, 2, 'int', [0, 0, 0, 1]],
        [2, 2, 'int', []],
        [0, INF, 'real', [-1]],
      ],
    );
    const lines = writeLp(model, maximise(1, 0, -2, 0, 0)).split('\n');
    expect(lines.filter((line) => !line.startsWith('\\'))).toEqual([
      'Maximize',
      ' obj: + C1 + 0 C2 - 2 C3 + 0 C4 + 0 C5',
      'Subject To',
      ' R1: + C1 - C5 - RgR1 = -3',
      ' R2: + C1 = 4',
      ' R3: + 1.5 C2 >= -1e+30',
      ' R4: + C3 <= 9',
      ' R5: 0 C1 >= 1',
      'Bounds',
      ' -2 <= C1 <= 3',
      ' C2 free',
      ' -inf <= C3 <= 2',
      ' C4 = 2',
      ' 0 <= RgR1 <= 10',
      'Generals',
      ' C1 C3 C4',
      'End',
      '',
    ]);
  });

  it('breaks long lines', () => {
    const many = Array.from({ length: 300 }, () => [0, 1, 'int', [1]] as const);
    const model = modelOf([[0, 5]], many);
    const text = writeLp(model, maximise(...many.map(() => 7)));
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(200);
    expect(readLp(text).model.lower.length).toBe(300);
  });
});
