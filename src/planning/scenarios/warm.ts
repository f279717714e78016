/**
 * One session for many programs of one shape: where only bounds, sides and costs differ from the program solved last, the
 * next optimum follows from its basis. Only for programs whose last tier leaves no tie: there the answer does not depend on
 * what was solved before.
 */
import {
  type Change,
  type LexicographicResult,
  type Limits,
  type Model,
  type Objective,
  prepare,
  type Session,
} from '../../../solver/index.ts';

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
      held !== null && sameShape(held, model, objectives) ? held : prepare(model, objectives);
    // A session that throws half-way is not one to go on from.
    this.#session = null;
    if (session === held) {
      for (const change of differences(held, model, objectives)) held.change(change);
    }
    const result = await session.solve({ limits });
    this.#session = session;
    return result;
  }
}

function sameShape(held: Session, model: Model, objectives: readonly Objective[]): boolean {
  const own = held.model;
  return (
    same(own.start, model.start) &&
    same(own.index, model.index) &&
    same(own.value, model.value) &&
    own.rowLower.length === model.rowLower.length &&
    objectives.length === held.objectives.length &&
    objectives.every(({ name, sense }, k) => {
      const other = held.objectives[k];
      return other !== undefined && other.name === name && other.sense === sense;
    })
  );
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

function differences(held: Session, model: Model, objectives: readonly Objective[]): Change[] {
  const own = held.model;
  const changes: Change[] = [];
  for (let column = 0; column < model.lower.length; column++) {
    const [lower, upper] = [model.lower[column] as number, model.upper[column] as number];
    if (own.lower[column] !== lower || own.upper[column] !== upper)
      changes.push({ kind: 'column', column, lower, upper });
  }
  for (let row = 0; row < model.rowLower.length; row++) {
    const [lower, upper] = [model.rowLower[row] as number, model.rowUpper[row] as number];
    if (own.rowLower[row] !== lower || own.rowUpper[row] !== upper)
      changes.push({ kind: 'row', row, lower, upper });
  }
  objectives.forEach((objective, k) => {
    const before = held.objectives[k] as Objective;
    if (!same(before.coefficients, objective.coefficients))
      changes.push({ kind: 'objective', objective });
  });
  return changes;
}
