/** The only door of the formulation. */
export { type Allocation, decode } from './decode.ts';
export { type Elastic, elastic } from './elastic.ts';
export { fingerprint } from './fingerprint.ts';
export { formulate } from './formulate.ts';
export type { Formulation, TierObjective } from './formulation.ts';
export { oneShotObjective } from './objectives.ts';
