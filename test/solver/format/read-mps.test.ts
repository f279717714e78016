import { describe, expect, it } from 'vitest';
import { ModelError, readMps, writeMps } from '../../../solver/index.ts';
import { maximise, minimise, modelOf } from '../support/builders.ts';

const INF = Number.POSITIVE_INFINITY;

/** A file with columns x (coefficients 2 and 1) and n (whole; 1 in R2), cost 3 and 4. */
function file(parts: { head?: string; rows?: string; rhs?: string; bounds?: string } = {}): string {
  const { head = 'NAME T', rows = 'G', rhs = '', bounds = '' } = parts;
  return `${head}
ROWS
 N COST
 ${rows} R1
 L R2
 N FREE
COLUMNS
 x COST 3 R1 2
 x R2 1
 M1 'MARKER' 'INTORG'
 n COST 4 R2 1
 n FREE 7
 M2 'MARKER' 'INTEND'
${rhs}${bounds}ENDATA
`;
}

function interval(text: string, row = 0): [number, number] {
  const { model } = readMps(text);
  return [model.rowLower[row]!, model.rowUpper[row]!];
}

/** Bounds of x, or of n. */
function boundsOf(bounds: string, column = 0): [number, number] {
  const { model } = readMps(file({ bounds: `BOUNDS\n${bounds}\n` }));
  return [model.lower[column]!, model.upper[column]!];
}

function fault(text: string, options = {}): string {
  try {
    readMps(text, options);
  } catch (caught) {
    expect(caught).toBeInstanceOf(ModelError);
    return (caught as Error).message;
  }
  throw new Error('was read');
}

describe('readMps', () => {
  it('reads names, costs, entries and keeps further N rows as free rows', () => {
    const { model, objective, constant } = readMps(file());
    expect([model.name, objective.name, objective.sense, constant]).toEqual([
      'T',
      'COST',
      'min',
      0,
    ]);
    expect(model.rowNames).toEqual(['R1', 'R2', 'FREE']);
    expect([model.columnNames.at(0), model.columnNames.at(1)]).toEqual(['x', 'n']);
    expect([...objective.coefficients]).toEqual([3, 4]);
    expect([...model.integer]).toEqual([0, 1]);
    expect([...model.start, ...model.index, ...model.value]).toEqual([
      0, 2, 4, 0, 1, 1, 2, 2, 1, 1, 7,
    ]);
    expect([...model.rowLower, ...model.rowUpper]).toEqual([0, -INF, -INF, INF, 0, INF]);
  });

  it.each([
    ['NAME T\nOBJSENSE\n    MAX', 'max'],
    ['NAME T\nOBJSENSE MAXIMIZE', 'max'],
    ['OBJSENSE\n  MINIMISE\nNAME T', 'min'],
    ['* comment\n\nNAME', 'min'],
  ])('sense of %j', (head, sense) => {
    expect(readMps(file({ head })).objective.sense).toBe(sense);
  });

  it.each([
    ['G', 4, [10, 14]],
    ['G', -4, [10, 14]],
    ['L', 4, [6, 10]],
    ['L', -4, [6, 10]],
    ['E', 4, [10, 14]],
    ['E', -4, [6, 10]],
    ['E', 0, [10, 10]],
  ])('a range on %s of %i', (rows, range, expected) => {
    const ranges = `RANGES\n RNG R1 ${range}\n`;
    expect(interval(file({ rows, rhs: `RHS\n RHS R1 10\n${ranges}` }))).toEqual(expected);
    expect(interval(file({ rows, rhs: `${ranges}RHS\n R1 10\n` }))).toEqual(expected);
  });

  it('takes the RHS of the objective for minus its constant', () => {
    expect(readMps(file({ rhs: 'RHS\n RHS COST -100 R1 1\n' })).constant).toBe(100);
  });

  it.each([
    [' UP B x 5', [0, 5]],
    [' UP x 5', [0, 5]],
    [' LO B x -2', [-2, INF]],
    [' LO B x 1\n UP B x 5', [1, 5]],
    [' UP B x -3', [-INF, -3]],
    [' LO B x -8\n UP B x -3', [-8, -3]],
    [' UP B x -3\n LO B x -8', [-8, -3]],
    [' UP B x 0', [0, 0]],
    [' MI B x', [-INF, INF]],
    [' MI x\n UP x 4', [-INF, 4]],
    [' FR B x', [-INF, INF]],
    [' FR x 0', [-INF, INF]],
    [' FX B x 2.5', [2.5, 2.5]],
    [' PL B x', [0, INF]],
    [' UP B x 1e30', [0, INF]],
    [' LO B x -Infinity', [-INF, INF]],
    [' BV B x', [0, 1]],
    [' LI B x 2\n UI B x 9', [2, 9]],
  ])('bounds %j', (bounds, expected) => {
    expect(boundsOf(bounds)).toEqual(expected);
  });

  it.each([
    ['', [0, 1]],
    [' PL B n', [0, INF]],
    [' LO B n 0', [0, INF]],
    [' UP B n 7', [0, 7]],
  ])('a whole column of the markers with bounds %j', (bounds, expected) => {
    expect(boundsOf(bounds, 1)).toEqual(expected);
  });

  it('makes columns whole by their bounds', () => {
    const { model } = readMps(file({ bounds: 'BOUNDS\n BV x\n' }));
    expect([...model.integer]).toEqual([1, 1]);
  });

  it('reads names with blanks in fixed layout without being told', () => {
    const model = modelOf([[1, 4]], [[0, 3, 'int', [2]]]);
    const text = writeMps(model, minimise(5), { layout: 'fixed' });
    const spaced = text.replaceAll('C1', 'A B').replaceAll(/(A B) {6}/g, '$1     ');
    const read = readMps(spaced);
    expect(read.model.columnNames.at(0)).toBe('A B');
    expect([read.model.lower[0], read.model.upper[0], read.model.rowUpper[0]]).toEqual([0, 3, 4]);
  });

  it.each([
    ['a row type', ' G R1', ' Q R1', 'line 4: row “R1” has type “Q”'],
    ['a row again', ' G R1', ' G R2', 'line 5: row “R2” is there already'],
    ['an unknown row', ' x R2 1', ' x R9 1', 'line 9: no row is called “R9”'],
    ['an entry twice', ' x R2 1', ' x R1 1', 'line 9: the column has an entry in row “R1” already'],
    [
      'a cost twice',
      ' x R2 1',
      ' x COST 1',
      'line 9: the column has an entry in row “COST” already',
    ],
    ['a column that comes again', ' n FREE 7', ' x FREE 7', 'line 12: column “x” comes again'],
    ['no number', ' x R2 1', ' x R2 1x', 'line 9: coefficient of “x” in “R2” is “1x”'],
    ['an infinite coefficient', ' x R2 1', ' x R2 1e999', 'line 9'],
    ['a hexadecimal number', ' x R2 1', ' x R2 0x1', 'line 9'],
    ['an odd line', ' x R2 1', ' x R2', 'line 9'],
    ['a marker of sets', `'INTORG'`, `'SOSORG'`, 'line 10: a marker must be INTORG or INTEND'],
    ['a cut file', 'ENDATA', '', 'without ENDATA'],
    ['no objective', ' N COST\n', '', 'no row is called “COST”'],
    ['an unknown section', 'COLUMNS', 'QSECTION', 'line 7: section “QSECTION” is not supported'],
    ['a line before all', 'NAME T', ' x', 'line 1'],
    ['a sense', 'NAME T', 'OBJSENSE BEST', 'line 1: OBJSENSE is MAX or MIN'],
  ])('refuses %s', (_what, from, to, message) => {
    expect(fault(file().replace(from, to))).toContain(message);
  });

  it.each([
    ['RHS\n A R1 1\n B R2 2\n', '', 'line 16: a second RHS vector “B” after “A”'],
    ['RHS\n A R1 1\n A R1 1\n', '', 'line 16: row “R1” has its RHS from line 15'],
    ['RANGES\n A COST 1\n', '', 'line 15: the objective takes'],
    ['RHS\n A R1 inf\n', '', 'line 15: row “R1”: no number lies between'],
    ['', 'BOUNDS\n UP B y 1\n', 'line 15: no column is called “y”'],
    ['', 'BOUNDS\n UP B x 1\n UP B x 2\n', 'line 16: column “x” has its upper bound from line 15'],
    [
      '',
      'BOUNDS\n LO B x 4\n UP B x 2\n',
      'line 16: column “x”: lower bound 4 is above upper bound 2',
    ],
    ['', 'BOUNDS\n SC B x 4\n', 'line 15: bound SC: semi-continuous'],
    ['', 'BOUNDS\n XX B x 4\n', 'line 15: bound type “XX” is not one of'],
  ])('refuses %j%j', (rhs, bounds, message) => {
    expect(fault(file({ rhs, bounds }))).toContain(message);
  });

  it('reports the layout that got further, and only one when told which', () => {
    const fixed = writeMps(modelOf([[0, 1]], [[0, 1, 'int', [1]]]), maximise(1), {
      layout: 'fixed',
    });
    const broken = fixed.replace('R1        C1', 'R1        C1').replace(/^ UP BND/m, ' UQ BND');
    expect(fault(broken)).toContain('“UQ”');
    expect(fault(broken, { layout: 'free' })).toContain('“UQ”');
    expect(fault(file(), { layout: 'fixed' })).toContain('as fixed MPS');
  });

  it('writes fixed layout only when names and numbers fit', () => {
    const model = modelOf([[0, 1]], [[0, 1, 'int', [1]]]);
    const write = (cost: number) => writeMps(model, minimise(cost), { layout: 'fixed' });
    expect(write(2 ** 39)).toContain('549755813888');
    expect(() => write(2 ** 52 + 1)).toThrow(/12 characters/);
    expect(write(1e20)).toContain(' 1e20');
  });
});
