/** Generated counties of the tests, each drawn once. */

import { type GeneratedCounty, generateCounty, type ScaleName } from '../../data/index.ts';
import type { School, Teacher } from '../../src/domain/county.ts';

export const SEEDS = [1, 2, 3] as const;

const drawn = new Map<string, GeneratedCounty>();

export function countyOf(scale: ScaleName, seed: number): GeneratedCounty {
  const key = `${scale}|${seed}`;
  const known = drawn.get(key) ?? generateCounty(scale, seed);
  drawn.set(key, known);
  return known;
}

/** Counts by key, keys in order of first appearance. */
export function countBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

const CORE: readonly string[] = ['P', 'J', 'H'];
export const isCore = ({ stage }: { readonly stage: string }): boolean => CORE.includes(stage);

/** Teachers with the school they belong to. */
export function staffOf({ county }: GeneratedCounty): { teacher: Teacher; school: School }[] {
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  return county.teachers.map((teacher) => ({ teacher, school: schools.get(teacher.schoolId)! }));
}

/** Four standard deviations of a share in a sample. */
export function fourSigma(share: number, size: number): number {
  return 4 * Math.sqrt((share * (1 - share)) / size);
}
