/** The fingerprint of the finished model, read off its arrays (README: Fingerprint of the program). */
import { FamilyAccumulator, type ProgramDigest } from '../domain/digest.ts';
import { FIRST_OF_SUBJECT } from '../rules/objective-terms.ts';
import type { CapMark, Formulation } from './formulation.ts';

/** Second key of a stay. */
const STAY_KEY = 2 ** 30;
const PAIR_TIERS: ReadonlySet<string> = new Set([
  'coverage',
  'soft-rules',
  'shortage-tilt',
  'fit',
  'rural-service',
  'hash-high',
  'hash-low',
]);

/** Families in order of first entry; those without entries are absent. */
export function fingerprint(formulation: Formulation): ProgramDigest {
  const families = new Map<string, FamilyAccumulator>();
  const add = (family: string, key1: number, key2: number, value: number) => {
    if (value === 0) return;
    let accumulator = families.get(family);
    if (accumulator === undefined) {
      accumulator = new FamilyAccumulator();
      families.set(family, accumulator);
    }
    accumulator.add(key1, key2, value);
  };
  addPairs(formulation, add);
  for (const { id, objective } of formulation.tiers) {
    if (PAIR_TIERS.has(id)) addPairTier(formulation, id, objective.coefficients, add);
    if (id === 'balance') addSteps(formulation, objective.coefficients, add);
  }
  for (const cap of formulation.caps) {
    add(cap.family, cap.key1, cap.key2, capValue(formulation, cap));
  }
  return Object.fromEntries([...families].map(([name, family]) => [name, family.digest()]));
}

type Add = (family: string, key1: number, key2: number, value: number) => void;

/** A pair counts while its column may be used. */
function addPairs({ round, pairs, columns, model }: Formulation, add: Add): void {
  pairs.person.forEach((p, k) => {
    const t = round.people[p]?.at as number;
    const g = round.groups[pairs.group[k] as number]?.at as number;
    add('pairs', t, g, model.upper[columns.pair[k] as number] as number);
    const first = columns.first[k] as number;
    if (first !== -1) add('first', t, g, model.upper[first] as number);
  });
}

function addPairTier(
  { round, pairs, columns }: Formulation,
  id: string,
  coefficients: Float64Array,
  add: Add,
): void {
  const family = `tier:${id}`;
  const bonus = id === 'shortage-tilt' ? FIRST_OF_SUBJECT : 0;
  pairs.person.forEach((p, k) => {
    const t = round.people[p]?.at as number;
    const g = round.groups[pairs.group[k] as number]?.at as number;
    const value = coefficients[columns.pair[k] as number] as number;
    add(family, t, g, value);
    const first = columns.first[k] as number;
    // A `first` column that is not priced like its pair would be a different program.
    if (first !== -1 && coefficients[first] !== value + bonus) add(`${family}/first`, t, g, 1);
  });
  columns.stay.forEach((at, p) => {
    if (at !== -1) add(family, round.people[p]?.at as number, STAY_KEY, coefficients[at] as number);
  });
}

function addSteps({ columns }: Formulation, coefficients: Float64Array, add: Add): void {
  for (const { school, m, at } of columns.steps) {
    add('tier:balance', school, m, coefficients[at] as number);
  }
}

function capValue({ model }: Formulation, { place, at }: CapMark): number {
  switch (place) {
    case 'upper':
      return model.upper[at] as number;
    case 'lower':
      return model.lower[at] as number;
    case 'rowUpper':
      return model.rowUpper[at] as number;
    case 'rowLower':
      return model.rowLower[at] as number;
  }
}
