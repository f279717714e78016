/**
 * A program made ready for what-ifs. Every school gets some unit steps more, shut until a question needs them (a higher
 * quota or one more post lets in heads that the policy's own program has no step for); caps can be found by name.
 */
import { type Objective, withColumns } from '../../solver/index.ts';
import type { Formulation } from '../formulation/index.ts';
import { balanceReward } from '../rules/objective-terms.ts';
import type { SchoolFacts } from '../rules/round.ts';
import { hasSameMatrix, isSame } from './program-changes.ts';
import { objectives } from './solve-tiers.ts';

/** Heads by which one question may raise a school's quota before the program is built anew. */
const SPARE_STEPS = 3;

/** Where a cap stands: a bound of a column or a side of a row. */
export interface CapPlace {
  readonly place: 'upper' | 'lower' | 'rowUpper' | 'rowLower';
  readonly at: number;
}

export interface ReadyProgram {
  /** With the spare steps; all other columns and all rows are where the formulation has them. */
  readonly formulation: Formulation;
  /** What the solver is asked for, in order. */
  readonly goals: readonly Objective[];
  /** Shut steps by school position, in order of heads. */
  readonly spare: ReadonlyMap<number, readonly number[]>;
}

export function readyProgram(formulation: Formulation): ReadyProgram {
  const { model, columns, round, tiers } = formulation;
  const lastStep = new Map(columns.steps.map((step) => [step.school, step]));
  const size = model.lower.length;
  const added = [...lastStep.values()].flatMap(({ school, m, at }) =>
    Array.from({ length: SPARE_STEPS }, (_, k) => ({ school, m: m + k + 1, like: at })),
  );
  const spare = new Map<number, number[]>();
  added.forEach(({ school }, k) => {
    spare.set(school, [...(spare.get(school) ?? []), size + k]);
  });
  const named = (school: number, m: number) =>
    `step:${(round.schools[school] as SchoolFacts).school.id}/${m}`;
  const ready: Formulation = {
    ...formulation,
    model: withColumns(
      model,
      added.map(({ school, m, like }) => ({ name: named(school, m), like, lower: 0, upper: 0 })),
    ),
    tiers: tiers.map(({ id, objective }) => {
      const old = objective.coefficients;
      const coefficients = new (old.constructor as new (n: number) => typeof old)(
        size + added.length,
      );
      coefficients.set(old);
      if (id === 'balance') {
        added.forEach(({ school, m }, k) => {
          coefficients[size + k] = balanceReward(round.schools[school] as SchoolFacts, m);
        });
      }
      return { id, objective: { ...objective, coefficients } };
    }),
  };
  return { formulation: ready, goals: objectives(ready), spare };
}

/**
 * The caps of a program by the name of their row or column (README of the formulation), e.g. `school-quota:S1`. Where a
 * column has a cap and a floor, the name is that of the cap.
 */
export function capsByName({ model, caps }: Formulation): Map<string, CapPlace> {
  const found = new Map<string, CapPlace>();
  for (const { place, at } of caps) {
    const column = place === 'upper' || place === 'lower';
    const name = (column ? model.columnNames.at(at) : model.rowNames[at]) as string;
    if (!found.has(name)) found.set(name, { place, at });
  }
  const overflow = model.rowNames.indexOf('title-overflow-max');
  if (overflow !== -1) found.set('title-overflow-max', { place: 'rowUpper', at: overflow });
  return found;
}

/** Whether two programs have the same people, posts, rows and entries, so that only bounds and costs differ. */
export function isSameShape(one: ReadyProgram, other: ReadyProgram): boolean {
  const [a, b] = [one.formulation, other.formulation];
  const ids = ({ tiers }: Formulation) =>
    tiers.map(({ id, objective }) => `${id} ${objective.sense}`);
  const names = ({ goals }: ReadyProgram) => goals.map(({ name }) => name);
  const people = ({ round }: Formulation) => round.people.map(({ teacher }) => teacher.id);
  return (
    isSame(ids(a), ids(b)) &&
    isSame(names(one), names(other)) &&
    hasSameMatrix(a.model, b.model) &&
    isSame(a.model.rowNames, b.model.rowNames) &&
    isSame(people(a), people(b)) &&
    isSame(a.pairs.person, b.pairs.person) &&
    isSame(a.pairs.group, b.pairs.group)
  );
}
