/**
 * One session for many programs of one shape: where only bounds, sides and costs differ from the program solved last, the
 * next optimum follows from its basis. Only for programs whose last tier leaves no tie: there the answer does not depend on
 * what was solved before.
 */
import {
  type LexicographicResult,
  type Limits,
  type Model,
  type Objective,
  prepare,
  type Session,
} from '../../../solver/index.ts';
import { hasSameMatrix, programChanges } from '../program-changes.ts';

/** Keeps the session of the last shape. */
export class WarmSolver {
  #session: Session | null = null;

  async solve(
    model: Model,
    objectives: readonly Objective[],
    limits: Limits,
  ): Promise<LexicographicResult> {
    const held = this.#session;
    const session =
      held !== null && isSameShape(held, model, objectives) ? held : prepare(model, objectives);
    // A session that throws half-way is not one to go on from.
    this.#session = null;
    if (session === held) {
      for (const change of programChanges(held, { model, objectives })) held.change(change);
    }
    const result = await session.solve({ limits });
    this.#session = session;
    return result;
  }
}

function isSameShape(held: Session, model: Model, objectives: readonly Objective[]): boolean {
  return (
    hasSameMatrix(held.model, model) &&
    objectives.length === held.objectives.length &&
    objectives.every(({ name, sense }, k) => {
      const other = held.objectives[k];
      return other !== undefined && other.name === name && other.sense === sense;
    })
  );
}
