/**
 * The generator's own dice: sfc32 (Chris Doty-Humphrey, PractRand), seeded from a text label, so that every topic
 * (places, people, wishes …) has its own stream and a change in one does not shake the others.
 */

export interface Dice {
  /** Uniform in [0, 1) with 32 bits. */
  next(): number;
  /** Whole number in [0, bound). */
  below(bound: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One element; the list must not be empty. */
  pick<T>(list: readonly T[]): T;
  /** Index drawn in proportion to the weights (not all zero). */
  weighted(weights: readonly number[]): number;
  /** Standard normal by the sum of twelve uniforms: no platform-dependent functions. */
  normal(): number;
  /** A new list in random order. */
  shuffled<T>(list: readonly T[]): T[];
}

/** FNV-1a over the UTF-16 units, 32 bit. */
function hash(text: string, basis: number): number {
  let state = basis;
  for (let k = 0; k < text.length; k++) state = Math.imul(state ^ text.charCodeAt(k), 0x01000193);
  return state | 0;
}

function sfc32(label: string): () => number {
  let a = hash(label, 0x811c9dc5 | 0);
  let b = hash(label, 0x243f6a88);
  let c = hash(label, 0x13198a2e);
  let counter = 1;
  const draw = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) draw();
  return draw;
}

/** The dice of one topic of one seed. */
export function dice(seed: number, topic: string): Dice {
  const draw = sfc32(`${seed}|${topic}`);
  const next = () => draw() / 4294967296;
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)]!,
    weighted(weights) {
      let rest = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const last = weights.findLastIndex((weight) => weight > 0);
      for (let k = 0; k < last; k++) {
        rest -= weights[k]!;
        if (rest < 0) return k;
      }
      return last;
    },
    normal() {
      let sum = -6;
      for (let k = 0; k < 12; k++) sum += next();
      return sum;
    },
    shuffled(list) {
      const result = [...list];
      for (let k = result.length - 1; k > 0; k--) {
        const other = below(k + 1);
        [result[k], result[other]] = [result[other]!, result[k]!];
      }
      return result;
    },
  };
}

/** exp(sigma · normal) as whole thousandths, rounded at once so that the last bit of `exp` cannot matter. */
export function lognormalThousandths(source: Dice, sigma: number): number {
  return Math.round(1000 * Math.exp(sigma * source.normal()));
}

/** Gamma variate (shape ≥ 1) by Marsaglia and Tsang 2000, doi:10.1145/358407.358414. */
export function gamma(source: Dice, shape: number, mean: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = source.normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v <= 0) continue;
    const u = source.next();
    if (Math.log(u + 1e-12) < 0.5 * x * x + d - d * v + d * Math.log(v))
      return (d * v * mean) / shape;
  }
}
