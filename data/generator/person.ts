/** One member of staff while the county is being drawn: the teacher record plus what only the workbook shows. */
import type { Teacher } from '../../src/domain/county.ts';
import type { Category, Subject } from '../../src/domain/vocabulary.ts';
import type { Dice } from './random.ts';
import type { StaffedPart } from './staffing.ts';

export interface Person {
  /** Filled in pass by pass. */
  readonly teacher: Teacher;
  readonly part: StaffedPart;
  /** Age in months at the reference month. */
  readonly age: number;
  readonly idNumber: string;
  workStart: string;
  /** 行政职务; null for most. */
  duty: string | null;
}

/** A person's post before the person is drawn. */
export interface Slot {
  readonly part: StaffedPart;
  readonly category: Category;
  readonly subject: Subject | null;
}

/** Lists by key, keys in order of first appearance. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

export const bySchool = (people: readonly Person[]) =>
  grouped(people, (person) => person.part.unit.code);

/** The cells (tier, stage) with their people. */
export const byCell = (people: readonly Person[]) => [
  ...grouped(people, ({ part }) => part.unit.tier + part.stage).values(),
];

/** The people with the highest score plus noise: an exact number of them, so that cell rates are exact. */
export function highest(
  source: Dice,
  people: readonly Person[],
  options: {
    readonly count: number;
    readonly noise: number;
    readonly score: (person: Person) => number;
  },
): Person[] {
  return people
    .map((person, index) => ({
      person,
      index,
      key: options.score(person) + options.noise * source.normal(),
    }))
    .sort((a, b) => b.key - a.key || a.index - b.index)
    .slice(0, options.count)
    .map(({ person }) => person);
}
