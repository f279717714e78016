/** The only door of the formulation. */
export { type Allocation, decode } from './decode.ts';
export { elastic } from './elastic.ts';
export { fingerprint } from './fingerprint.ts';
export { formulate } from './formulate.ts';
export type { Formulation } from './formulation.ts';
export { tierObjectives } from './objectives.ts';
export { oneShotObjective } from './one-shot.ts';
