/** The largest-remainder property, pair by pair, in exact whole numbers (BigInt): no code shared with the rules. */
import { compareIds } from '../../domain/canonical.ts';

export interface Portion {
  readonly id: string;
  /** Proportional claim, ≥ 0. */
  readonly weight: bigint;
  readonly least: number;
  /** Heads it was given. */
  readonly heads: number;
}

const total = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const distance = (a: bigint): bigint => (a < 0n ? -a : a);

/**
 * Who breaks the property: wrong sum (all), a held claim off its least, or a pair between which moving one head
 * would bring both together closer to their exact shares, or which were tied and ordered wrongly.
 * @returns ids, empty when the shares are right
 */
export function wrongShares(whole: number, portions: readonly Portion[]): string[] {
  const given = portions.reduce((sum, { heads }) => sum + heads, 0);
  if (given !== whole) return portions.map(({ id }) => id);
  const held = heldAtLeast(whole, portions);
  const offHeld = portions.filter((each) => held.has(each) && each.heads !== each.least);
  const free = portions.filter((each) => !held.has(each));
  const rest = BigInt(whole) - total([...held].map(({ least }) => BigInt(least)));
  const weight = total(free.map((each) => each.weight));
  if (weight === 0n) return offHeld.map(({ id }) => id);
  return [...offHeld, ...badPairs(rest, weight, free)].map(({ id }) => id);
}

/** Claims whose exact share stays below their least, found one round after the other. */
function heldAtLeast(whole: number, portions: readonly Portion[]): Set<Portion> {
  const held = new Set<Portion>();
  for (let before = -1; before !== held.size; ) {
    before = held.size;
    const rest = BigInt(whole) - total([...held].map(({ least }) => BigInt(least)));
    const free = portions.filter((each) => !held.has(each));
    const weight = total(free.map((each) => each.weight));
    for (const each of free) {
      const need = BigInt(each.least);
      const isLow = weight === 0n ? need > 0n : rest * each.weight < need * weight;
      if (isLow) held.add(each);
    }
  }
  return held;
}

function badPairs(rest: bigint, weight: bigint, free: readonly Portion[]): Portion[] {
  /** Heads above the exact share, times the sum of the weights. */
  const above = (each: Portion, heads: number) => BigInt(heads) * weight - rest * each.weight;
  const bad = new Set<Portion>();
  for (const giver of free) {
    for (const taker of free) {
      if (giver === taker || giver.heads === 0) continue;
      const now = distance(above(giver, giver.heads)) + distance(above(taker, taker.heads));
      const moved =
        distance(above(giver, giver.heads - 1)) + distance(above(taker, taker.heads + 1));
      const isTie = above(giver, giver.heads) === above(taker, taker.heads + 1);
      if (moved < now || (isTie && above(giver, giver.heads) > 0n && comesFirst(taker, giver))) {
        bad.add(giver).add(taker);
      }
    }
  }
  return [...bad];
}

/** Equal remainders: the larger claim first, then the code. */
function comesFirst(a: Portion, b: Portion): boolean {
  return a.weight === b.weight ? compareIds(a.id, b.id) < 0 : a.weight > b.weight;
}
