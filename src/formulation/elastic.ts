/**
 * The elastic twin of a program that has no legal allocation: posts that must be filled may stay short and
 * forced people may stand by (rotation: stay), and as little of either as possible is wanted. What is left short is the reason.
 */
import { type Model, type Objective, withColumns } from '../../solver/index.ts';
import type { GroupFacts } from '../rules/round.ts';
import type { Formulation } from './formulation.ts';

export interface Elastic {
  readonly model: Model;
  /** Maximise posts filled among those that must be, minus forced people left out. */
  readonly objective: Objective;
  /** Column that counts the must-fill posts filled, by post-group id. */
  readonly must: ReadonlyMap<string, number>;
  /** Standby (rotation: stay) columns of forced people, by staff number. */
  readonly forced: ReadonlyMap<string, number>;
}

/** Splits each arc with a lower bound into a wanted part (cap mustFill) and the rest. */
export function elastic({ model, columns, round }: Formulation): Elastic {
  const wanted = round.groups.filter((facts) => facts.least > 0);
  const restOf = ({ group }: GroupFacts) => columns.filled.get(group.id) as number;
  const twin = withColumns(
    model,
    wanted.map((facts) => ({
      name: `must-fill:${facts.group.id}`,
      like: restOf(facts),
      lower: 0,
      upper: facts.least,
    })),
  );
  const { lower, upper } = twin;
  const coefficients = new Int32Array(lower.length);
  const must = new Map<string, number>();
  wanted.forEach((facts, k) => {
    const at = model.lower.length + k;
    lower[restOf(facts)] = 0;
    upper[restOf(facts)] = facts.capacity - facts.least;
    coefficients[at] = 1;
    must.set(facts.group.id, at);
  });
  const forced = new Map<string, number>();
  round.people.forEach((person, p) => {
    const standby = columns.standby[p] as number;
    const at = standby === -1 ? (columns.stay[p] as number) : standby;
    if (person.forced === null || at === -1) return;
    upper[at] = 1;
    coefficients[at] = -1;
    forced.set(person.teacher.id, at);
  });
  const objective = { name: 'must-fill', sense: 'max', coefficients } as const;
  return { model: twin, objective, must, forced };
}
