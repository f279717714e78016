/** Objectives in strict order: checked, handed to the flow solver or, stage by stage, to another backend. */
import { withCallbacks } from './callbacks.ts';
import { type LexicographicOptions, solveByStages } from './lexicographic.ts';
import type { Model, Objective } from './model.ts';
import { solveByFlow } from './session.ts';
import { chosenBackend, validateLimits } from './solve.ts';
import type { LexicographicResult } from './tier-result.ts';
import { validateProgram } from './validate.ts';

/**
 * The first objective to its optimum, then the second among the optima of the first, and so on.
 * @param objectives at least one, names all different; the first is the most important
 * @returns values, also for every way of not getting to the end
 * @throws ModelError when the model, an objective or an option is not well-formed; what a callback throws
 */
export async function solveLexicographic(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions = {},
): Promise<LexicographicResult> {
  validateProgram(model, objectives);
  validateLimits(options.limits ?? {});
  const { backend = 'auto', limits = {} } = options;
  const small = model.value.length <= (limits.nonZeros ?? Number.POSITIVE_INFINITY);
  const run =
    small && chosenBackend(model, backend).backend === 'flow' ? solveByFlow : solveByStages;
  return withCallbacks(options, (guarded) => run(model, objectives, guarded));
}
