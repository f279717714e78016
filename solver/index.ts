/** The only door of the solver: everything outside imports from here. */
export type { BackendName, Capabilities } from './backends/backend.ts';
export { type Entry, ModelBuilder } from './builder.ts';
export { ModelError } from './errors.ts';
export { writeMps } from './format/mps.ts';
export {
  type LexicographicOptions,
  solveLexicographic,
  type TierProgress,
} from './lexicographic.ts';
export type { Model, Objective } from './model.ts';
export { objectiveValue } from './objective.ts';
export { type DualBound, dualBound, proves, scaledGap } from './proof/bound.ts';
export { describeViolation, findViolation, type Violation } from './proof/feasibility.ts';
export {
  type Basis,
  type Duals,
  type LimitKind,
  type Limits,
  type Progress,
  relativeGap,
  type Solution,
  type Termination,
} from './result.ts';
export { chosenBackend, type SolveOptions, solve } from './solve.ts';
export type { LexicographicResult, TierResult } from './tier-result.ts';
export { exactProblem, validateModel, validateObjective } from './validate.ts';
export { type DenseRow, withRows } from './with-rows.ts';
