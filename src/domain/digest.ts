/**
 * A fingerprint of the program: how many coefficients a family has, their sum, and an order-free hash.
 * The formulation fingerprints what it hands to the solver; the verification fingerprints what it derives
 * itself; a proposal is written only when the two agree in every family.
 */

export interface FamilyDigest {
  /** Entries counted. */
  readonly count: number;
  /** Sum of the values, whole. */
  readonly sum: number;
  /** 53-bit order-free hash of (key, value) entries. */
  readonly hash: number;
}
/** Family name → fingerprint; e.g. `pairs`, `tier:fit`, `cap:post-openings`. */
export type ProgramDigest = Readonly<Record<string, FamilyDigest>>;

function mix(hash: number, word: number): number {
  let h = Math.imul(hash ^ word, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca77);
  return h ^ (h >>> 13);
}

/** Adds up one family. Keys are whole numbers < 2^31 (positions in canonical order); values are whole. */
export class FamilyAccumulator {
  #count = 0;
  #sum = 0;
  #low = 0;
  #high = 0;
  add(key1: number, key2: number, value: number): void {
    const wordLow = value | 0;
    const wordHigh = Math.floor(value / 4294967296) | 0;
    const h = mix(mix(mix(mix(0x2545f491, key1), key2), wordLow), wordHigh);
    this.#count++;
    this.#sum += value;
    this.#low = (this.#low + h) >>> 0;
    this.#high = (this.#high + (mix(h, 0x632be5ab) & 0xfffff)) & 0x1fffff;
  }
  digest(): FamilyDigest {
    return { count: this.#count, sum: this.#sum, hash: this.#high * 4294967296 + this.#low };
  }
}
