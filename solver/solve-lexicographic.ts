/** Objectives in strict order: checked, handed to the flow solver or, stage by stage, to another backend. */
import { ModelError } from './errors.ts';
import { type LexicographicOptions, solveByStages } from './lexicographic.ts';
import type { Model, Objective } from './model.ts';
import { solveByFlow } from './session.ts';
import { chosenBackend, validateLimits } from './solve.ts';
import type { LexicographicResult } from './tier-result.ts';
import { validateModel, validateObjective } from './validate.ts';

/**
 * The first objective to its optimum, then the second among the optima of the first, and so on.
 * @param objectives at least one, names all different; the first is the most important
 * @returns values, also for every way of not getting to the end
 * @throws ModelError when the model, an objective or an option is not well-formed
 */
export async function solveLexicographic(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions = {},
): Promise<LexicographicResult> {
  validate(model, objectives, options);
  const { backend = 'auto', limits = {} } = options;
  const small = model.value.length <= (limits.nonZeros ?? Number.POSITIVE_INFINITY);
  return small && chosenBackend(model, backend).backend === 'flow'
    ? solveByFlow(model, objectives, options)
    : solveByStages(model, objectives, options);
}

function validate(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions,
): void {
  validateModel(model);
  for (const objective of objectives) validateObjective(model, objective);
  validateLimits(options.limits ?? {});
  if (objectives.length === 0) throw new ModelError('no objective');
  const names = new Set(objectives.map((objective) => objective.name));
  if (names.size < objectives.length) throw new ModelError('two objectives bear the same name');
}
