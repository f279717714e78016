/** The fingerprint of the finished model, read off its arrays (README: Fingerprint of the program). */
import type { Costs } from '../../solver/index.ts';
import { FamilyAccumulator, type ProgramDigest } from '../domain/digest.ts';
import type { AttributePart } from '../rules/attributes.ts';
import { STAGES } from '../rules/caps.ts';
import { FIRST_OF_SUBJECT } from '../rules/objective-terms.ts';
import type { GroupFacts } from '../rules/round.ts';
import type { FairShareRows } from './attributes.ts';
import { coupleSides } from './couples.ts';
import type { CapMark, Formulation } from './formulation.ts';
import { addRotationSides } from './rotation-fingerprint.ts';

/** Second key of a stay. */
const STAY_KEY = 2 ** 30;
const PAIR_TIERS: ReadonlySet<string> = new Set([
  'coverage',
  'soft-rules',
  'shortage-tilt',
  'fit',
  'merit',
  'same-conditions',
  'rural-service',
  'hash-high',
  'hash-low',
]);

/** Families in order of first entry; those without entries are absent. */
export function fingerprint(formulation: Formulation): ProgramDigest {
  const families = new Map<string, FamilyAccumulator>();
  const into: Into = (family) => {
    let accumulator = families.get(family);
    return (key1, key2, value) => {
      if (value === 0) return;
      if (accumulator === undefined) {
        accumulator = families.get(family) ?? new FamilyAccumulator();
        families.set(family, accumulator);
      }
      accumulator.add(key1, key2, value);
    };
  };
  addPairs(formulation, into);
  for (const { id, objective } of formulation.tiers) {
    if (PAIR_TIERS.has(id)) addPairTier(formulation, id, objective.coefficients, into);
    if (id === 'balance') addSteps(formulation, objective.coefficients, into('tier:balance'));
    if (id.startsWith('balance-')) addAttributeTier(formulation, id, objective.coefficients, into);
  }
  for (const fairShares of formulation.fairShares) addFairShares(formulation, fairShares, into);
  addRotationSides(formulation, into);
  addCouples(formulation, into);
  for (const cap of formulation.caps) {
    into(cap.family)(cap.key1, cap.key2, capValue(formulation, cap));
  }
  return Object.fromEntries([...families].map(([name, family]) => [name, family.digest()]));
}

type Add = (key1: number, key2: number, value: number) => void;
/** Looks the family up once, for there are millions of entries. */
type Into = (family: string) => Add;

/** Visits pair k with the positions of its teacher and post group in the county. */
function eachPair(
  { round, pairs }: Formulation,
  visit: (t: number, g: number, k: number) => void,
): void {
  for (let k = 0; k < pairs.person.length; k++) {
    const t = round.people[pairs.person[k] as number]?.at as number;
    const g = round.groups[pairs.group[k] as number]?.at as number;
    visit(t, g, k);
  }
}

/** A pair counts while its column may be used. */
function addPairs(formulation: Formulation, into: Into): void {
  const { columns, model } = formulation;
  const [addPair, addFirst] = [into('pairs'), into('first')];
  eachPair(formulation, (t, g, k) => {
    addPair(t, g, model.upper[columns.pair[k] as number] as number);
    const first = columns.first[k] as number;
    if (first !== -1) addFirst(t, g, model.upper[first] as number);
  });
}

function addPairTier(formulation: Formulation, id: string, costs: Costs, into: Into): void {
  const { round, columns } = formulation;
  const family = `tier:${id}`;
  const [add, addOdd] = [into(family), into(`${family}/first`)];
  const bonus = id === 'shortage-tilt' ? FIRST_OF_SUBJECT : 0;
  eachPair(formulation, (t, g, k) => {
    const value = costs[columns.pair[k] as number] as number;
    add(t, g, value);
    const first = columns.first[k] as number;
    // A `first` column that is not priced like its pair would be a different program.
    if (first !== -1 && costs[first] !== value + bonus) addOdd(t, g, 1);
  });
  columns.stay.forEach((at, p) => {
    if (at !== -1) add(round.people[p]?.at as number, STAY_KEY, costs[at] as number);
  });
}

function addSteps({ columns }: Formulation, costs: Costs, add: Add): void {
  for (const { school, m, at } of columns.steps) add(school, m, costs[at] as number);
}

/** Key of a part: schools and stages in one number. */
function partNumber({ site, stage }: AttributePart): number {
  return STAGES.length * site.at + STAGES.indexOf(stage);
}

function addAttributeTier({ columns }: Formulation, id: string, costs: Costs, into: Into): void {
  const add = into(`tier:${id}`);
  if (id === 'balance-arts') {
    for (const { part, m, at } of columns.artsSteps) add(partNumber(part), m, costs[at] as number);
    return;
  }
  for (const { attribute, part, at } of columns.attributeShort)
    if (id === `balance-${attribute}`) add(partNumber(part), 0, costs[at] as number);
}

/** Who counts in the fair-share rows of an attribute: pairs and stays. */
function addFairShares(
  formulation: Formulation,
  { attribute, rows }: FairShareRows,
  into: Into,
): void {
  const { round, columns, model } = formulation;
  const family = `fair-share:${attribute}`;
  const [add, addOdd] = [into(family), into(`${family}/first`)];
  const own = new Set([...rows.values()].map(({ row }) => row));
  const counted = (column: number): number => {
    let sum = 0;
    for (let k = model.start[column] as number; k < (model.start[column + 1] as number); k++)
      if (own.has(model.index[k] as number)) sum += model.value[k] as number;
    return sum;
  };
  eachPair(formulation, (t, g, k) => {
    const value = counted(columns.pair[k] as number);
    add(t, g, value);
    const first = columns.first[k] as number;
    if (first !== -1 && counted(first) !== value) addOdd(t, g, 1);
  });
  columns.stay.forEach((at, p) => {
    if (at !== -1) add(round.people[p]?.at as number, STAY_KEY, counted(at));
  });
}

/** A couple counts while its rows hold all pairs of both, against each other; what does not is another program. */
function addCouples(formulation: Formulation, into: Into): void {
  const { round, couples, columns, model } = formulation;
  if (couples.length === 0) return;
  const [add, addOdd] = [into('couple'), into('couple/odd')];
  const at = (p: number) => round.people[p]?.at as number;
  for (const { first, second, rows } of couples) {
    add(at(first), at(second), 1);
    for (const row of rows.values())
      if (model.rowLower[row] !== 0 || model.rowUpper[row] !== 0) addOdd(at(first), at(second), 1);
  }
  const sides = coupleSides(couples);
  formulation.pairs.person.forEach((p, k) => {
    const side = sides.get(p);
    if (side === undefined) return;
    const post = round.groups[formulation.pairs.group[k] as number] as GroupFacts;
    const row = side.couple.rows.get(post.site.districtAt);
    for (const column of [columns.pair[k] as number, columns.first[k] as number])
      if (column !== -1 && (row === undefined || valueIn(model, column, row) !== side.sign))
        addOdd(at(p), post.at, 1);
  });
}

/** The entry of a column in a row; 0 without. */
function valueIn(
  { start, index, value }: Formulation['model'],
  column: number,
  row: number,
): number {
  for (let k = start[column] as number; k < (start[column + 1] as number); k++)
    if (index[k] === row) return value[k] as number;
  return 0;
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
