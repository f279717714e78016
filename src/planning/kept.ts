/** The objective of every least-change question: how many people keep the choice of a plan. */
import type { Objective } from '../../solver/index.ts';
import type { Formulation } from '../formulation/index.ts';
import type { PlanPosts } from './plan-posts.ts';

/** Columns of each person's choice in a plan: pair (and `first`), or standby or stay. By position of the person. */
export function choiceColumns({ round, pairs, columns }: Formulation, plan: PlanPosts): number[][] {
  const chosen = round.people.map(({ teacher }, p): number[] => {
    if (plan.has(teacher.id)) return [];
    return [columns.standby[p] as number, columns.stay[p] as number].filter((at) => at !== -1);
  });
  pairs.person.forEach((p, k) => {
    const person = round.people[p]?.teacher.id as string;
    if (plan.get(person) !== round.groups[pairs.group[k] as number]?.group.id) return;
    const both = [columns.pair[k] as number, columns.first[k] as number];
    chosen[p]?.push(...both.filter((at) => at !== -1));
  });
  return chosen;
}

/** Counts the people (all, or some) who keep their choice of a plan: changes = people − value. */
export function keptObjective(
  formulation: Formulation,
  plan: PlanPosts,
  counts: (teacherId: string) => boolean = () => true,
): Objective {
  const coefficients = new Int32Array(formulation.model.lower.length);
  choiceColumns(formulation, plan).forEach((columns, p) => {
    const id = formulation.round.people[p]?.teacher.id as string;
    if (counts(id)) for (const column of columns) coefficients[column] = 1;
  });
  return { name: 'kept', sense: 'max', coefficients };
}
