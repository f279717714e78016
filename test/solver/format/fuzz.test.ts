/** Whatever the text, a reader gives a model or a ModelError, and soon. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ModelError,
  type Problem,
  readDimacs,
  readLp,
  readMps,
  writeDimacs,
  writeLp,
  writeMps,
} from '../../../solver/index.ts';
import { anyPrograms, networks, type Program } from '../support/programs.ts';

interface Format {
  readonly read: (text: string) => Problem;
  readonly write: (program: Program) => string;
  readonly programs: fc.Arbitrary<Program>;
  /** Pieces that mean something in it. */
  readonly pieces: readonly string[];
}

const COMMON = [
  ' ',
  '\n',
  '\t',
  '-',
  '+',
  '1',
  '.',
  'e5',
  '1e30',
  'inf',
  '\0',
  '，',
  '-1',
  'C1',
  'R1',
];

const FORMATS: Record<string, Format> = {
  mps: {
    read: readMps,
    write: ({ model, objective }) => writeMps(model, objective),
    programs: anyPrograms(2 ** 30),
    pieces: [
      '\nRHS\n',
      '\nBOUNDS\n',
      '\nROWS\n',
      '\nENDATA\n',
      ' UP ',
      ' FR ',
      `'MARKER'`,
      'COST',
      '*',
    ],
  },
  'fixed MPS': {
    read: (text) => readMps(text, { layout: 'fixed' }),
    write: ({ model, objective }) => writeMps(model, objective, { layout: 'fixed' }),
    programs: anyPrograms(2 ** 30),
    pieces: ['\nRHS\n', '\nRANGES\n', '\nCOLUMNS\n', ' MI ', '     ', 'COST'],
  },
  lp: {
    read: readLp,
    write: ({ model, objective }) => writeLp(model, objective),
    programs: anyPrograms(2 ** 30),
    pieces: [
      '<=',
      '>',
      '=',
      ':',
      '\\',
      '\nBounds\n',
      '\nEnd\n',
      '\nst\n',
      '[',
      ']',
      '->',
      'free',
      'RgR1',
    ],
  },
  dimacs: {
    read: readDimacs,
    write: ({ model, objective }) => writeDimacs(model, objective),
    programs: networks(),
    pieces: ['\nc ', '\na ', '\nn ', '\np min ', 'a 1 2 0 1 1\n'],
  },
};

/** Cuts a piece out and puts another one in, some times over. */
function mutated(text: string, edits: readonly (readonly [number, number, string])[]): string {
  return edits.reduce((now, [where, length, piece]) => {
    const at = Math.floor(where * now.length);
    return now.slice(0, at) + piece + now.slice(at + length);
  }, text);
}

function readable({ read }: Format, text: string): boolean {
  try {
    read(text);
    return true;
  } catch (fault) {
    expect(fault).toBeInstanceOf(ModelError);
    return false;
  }
}

describe.each(Object.entries(FORMATS))('%s', (_name, format) => {
  const piece = fc.constantFrom(...COMMON, ...format.pieces);
  const where = fc.double({ min: 0, max: 1, noNaN: true });
  const edit = fc.tuple(where, fc.integer({ min: 0, max: 4 }), piece);

  it('a text that was tampered with', () => {
    let read = 0;
    fc.assert(
      fc.property(format.programs, fc.array(edit, { maxLength: 4 }), (program, edits) => {
        read += readable(format, mutated(format.write(program), edits)) ? 1 : 0;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('any pieces in any order', () => {
    fc.assert(
      fc.property(fc.array(piece), fc.string(), (pieces, tail) => {
        readable(format, pieces.join('') + tail);
      }),
      { numRuns: 1000 },
    );
  });

  it('a very long piece', () => {
    for (const part of [...COMMON, ...format.pieces]) {
      readable(format, part.repeat(200_000));
      readable(format, `min\nx ${part.repeat(50_000)}x\nst\nend`);
      readable(format, `ROWS\n N ${part.repeat(50_000)}x`);
    }
  });
});
