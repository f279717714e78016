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
    addPiece(hash, sliceOf(numbers, from, Math.min(numbers.length, from + PIECE)));
}

function sliceOf(numbers: ArrayLike<number>, from: number, to: number): ArrayLike<number> {
  if (ArrayBuffer.isView(numbers)) return (numbers as Float64Array).subarray(from, to);
  return Array.prototype.slice.call(numbers, from, to);
}

/** Reused, for the hash takes its bytes at once. Between kinds the engine copies faster than a loop that meets all of them. */
const BYTES = new Int8Array(PIECE);
const SHORTS = new Int16Array(PIECE);
const WORDS = new Int32Array(PIECE);
const DOUBLES = new Float64Array(PIECE);

function addPiece(hash: Hash, numbers: ArrayLike<number>): void {
  const { length } = numbers;
  DOUBLES.set(numbers);
  const reach = reachOf(length);
  const piece =
    reach < 2 ** 7 ? BYTES : reach < 2 ** 15 ? SHORTS : reach < 2 ** 31 ? WORDS : DOUBLES;
  if (piece !== DOUBLES) piece.set(WORDS.subarray(0, length));
  // −0 becomes 0.
  else for (let k = 0; k < length; k++) DOUBLES[k]! += 0;
  hash.update(Uint8Array.of(piece.BYTES_PER_ELEMENT));
  hash.update(piece.subarray(0, length));
}

/**
 * Turns the first doubles into words; Infinity where one of them is none.
 * @returns a number with as many bits as that which has most, without a sign: −128 … 127 have 7
 */
function reachOf(length: number): number {
  let reach = 0;
  for (let k = 0; k < length; k++) {
    const x = DOUBLES[k]!;
    const whole = x | 0;
    if (whole !== x) return Infinity;
    WORDS[k] = whole;
    reach |= whole < 0 ? ~whole : whole;
  }
  return reach;
}
