/** What is measured: one model, its named objectives, and the answers that are known from elsewhere. */
import type { Model, Objective } from '../../solver/index.ts';

/** The task of solving every tier in strict order; any other task is the name of one objective. */
export const LEXICOGRAPHIC = 'lexicographic';

export interface Problem {
  /** How the command line and the tables call it. */
  readonly id: string;
  readonly model: Model;
  /** Admissible (person, post group) pairs; columns where the problem has no people. */
  readonly pairs: number;
  /** @throws Error when the problem has no such objective */
  objective(name: string): Objective;
  /** All tiers in their order; one where the problem has one objective. */
  tiers(): readonly Objective[];
  /** Optimum published by the source of the instance; null where nobody has. */
  readonly known: number | null;
}

/** The problem of an instance that comes with a single objective. */
export function singleObjective(
  id: string,
  model: Model,
  objective: Objective,
  known: number | null,
): Problem {
  return {
    id,
    model,
    pairs: model.lower.length,
    objective: () => objective,
    tiers: () => [objective],
    known,
  };
}
