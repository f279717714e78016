/**
 * The published tie-breaking lot (A20): two 17-bit numbers drawn from (seed, staff number, post group id).
 * Anybody can recompute it: FNV-1a (32 bit) over the UTF-16 code units of `seed|teacher|group`, low byte then
 * high byte of each, from two offset bases, each finished with Murmur3's fmix32; the top 17 bits are kept.
 */

const FNV_PRIME = 0x01000193;
/** FNV's own offset basis, and a second one (π's fraction) for an independent stream. */
const BASES = { high: 0x811c9dc5, low: 0x243f6a88 } as const;

/** Two steps in one: a high byte of 0 only multiplies once more. */
const FNV_PRIME_SQUARED = Math.imul(FNV_PRIME, FNV_PRIME);

function feed(state: number, text: string): number {
  let hash = state;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    if (unit < 0x100) {
      hash = Math.imul(hash ^ unit, FNV_PRIME_SQUARED);
    } else {
      hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
      hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
    }
  }
  return hash;
}

function finish(state: number): number {
  let hash = state;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 15;
}

/** The lot of one teacher: hash the prefix once, then ask group by group. Values 0 … 131 071. */
export function tieHasher(seed: string, teacherId: string) {
  const prefix = `${seed}|${teacherId}|`;
  const high = feed(BASES.high, prefix);
  const low = feed(BASES.low, prefix);
  return {
    high: (postGroupId: string): number => finish(feed(high, postGroupId)),
    low: (postGroupId: string): number => finish(feed(low, postGroupId)),
  };
}
