/**
 * A name for a program by its numbers: SHA-256 over all of A, bounds, integrality and objectives. Names of rows
 * and columns are left out (they may hold ids, and are made on demand), those of the objectives are in.
 *
 * The encoding depends on values only, not on the kind of array they lie in: pieces of {@link PIECE} numbers, each in
 * the narrowest of four kinds that holds all of it (most costs and coefficients are small), −0 as 0. O(n + m + nz).
 */
import { createHash, type Hash } from 'node:crypto';
import type { Model, Objective } from '../model.ts';

/** Numbers that are encoded together. */
const PIECE = 8192;

/** @returns 64 hexadecimal digits */
export function modelHash(model: Model, objectives: readonly Objective[]): string {
  const hash = createHash('sha256').update('tiaopei-model/1');
  const { lower, upper, integer, rowLower, rowUpper, start, index, value } = model;
  for (const part of [lower, upper, integer, rowLower, rowUpper, start, index, value])
    addNumbers(hash, part);
  for (const { name, sense, coefficients } of objectives) {
    hash.update(JSON.stringify([name, sense]));
    addNumbers(hash, coefficients);
  }
  return hash.digest('hex');
}

function addNumbers(hash: Hash, numbers: ArrayLike<number>): void {
  hash.update(Float64Array.of(numbers.length));
  for (let from = 0; from < numbers.length; from += PIECE)
    addPiece(hash, numbers, from, Math.min(numbers.length, from + PIECE));
}

/** Bytes of a number in each kind of array that a piece may be written in; 8 is a double. */
type Width = 1 | 2 | 4 | 8;

/** Reused, for the hash takes its bytes at once. */
const SCRATCH = {
  1: new Int8Array(PIECE),
  2: new Int16Array(PIECE),
  4: new Int32Array(PIECE),
  8: new Float64Array(PIECE),
};

function addPiece(hash: Hash, numbers: ArrayLike<number>, from: number, to: number): void {
  const width = widthOf(numbers, from, to);
  const piece = SCRATCH[width];
  // + 0 turns −0 into 0.
  for (let k = from; k < to; k++) piece[k - from] = numbers[k]! + 0;
  hash.update(Uint8Array.of(width));
  hash.update(piece.subarray(0, to - from));
}

function widthOf(numbers: ArrayLike<number>, from: number, to: number): Width {
  let reach = 0;
  for (let k = from; k < to; k++) {
    const x = numbers[k]!;
    const whole = x | 0;
    if (whole !== x) return 8;
    // One more bit for the sign: −128 … 127 have 7 bits by this count.
    reach |= whole < 0 ? ~whole : whole;
  }
  if (reach < 2 ** 7) return 1;
  return reach < 2 ** 15 ? 2 : 4;
}
