/** The only door of planning: what a planner asks for. */

export { exportModels } from './export-models.ts';
export type { NoAllocationReason } from './head-count.ts';
export {
  finish,
  type Outcome,
  type Proven,
  propose,
  proposeFrom,
} from './propose.ts';
export { recheck } from './recheck.ts';
