/** The only door of the solver: everything outside imports from here. */
import type { BackendName } from './backends/backend.ts';
import { backends } from './backends/index.ts';

export type { BackendName, Capabilities } from './backends/backend.ts';
export { type Entry, ModelBuilder } from './builder.ts';
export { ModelError } from './errors.ts';
export { writeDimacs } from './format/dimacs.ts';
export { writeLp } from './format/lp.ts';
export { type WriteMpsOptions, writeMps } from './format/mps.ts';
export type { MpsLayout } from './format/mps-cards.ts';
export { readDimacs } from './format/read-dimacs.ts';
export { readLp } from './format/read-lp.ts';
export { type ReadMpsOptions, readMps } from './format/read-mps.ts';
export type { Problem } from './format/text.ts';
export type { LexicographicOptions, TierProgress } from './lexicographic.ts';
export type { Coefficients, Costs, Model, Names, Objective } from './model.ts';
export type { NameOf } from './names.ts';
export { objectiveValue } from './objective.ts';
export { type DualBound, dualBound, proves, scaledGap } from './proof/bound.ts';
export type {
  Certificate,
  InfeasibilityCertificate,
  ProofTree,
  TierCertificate,
  TierTree,
} from './proof/certificate.ts';
export { certify, certifyInfeasible, type TierProof } from './proof/certify.ts';
export { describeViolation, findViolation, type Violation } from './proof/feasibility.ts';
export { modelHash } from './proof/hash.ts';
export { type TierVerdict, type Verdict, verifyCertificate } from './proof/verify.ts';
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
export { type Change, prepare, type Session } from './session.ts';
export { chosenBackend, type SolveOptions, solve } from './solve.ts';
export { solveLexicographic } from './solve-lexicographic.ts';
export type { LexicographicResult, TierResult } from './tier-result.ts';
export { exactProblem, validateModel, validateObjective } from './validate.ts';
export { type ColumnCopy, withColumns } from './with-columns.ts';
export { type SparseRow, withRows, withSparseRows } from './with-rows.ts';

/** In the order in which 'auto' tries them. */
export const backendNames: readonly BackendName[] = backends.map(({ name }) => name);
