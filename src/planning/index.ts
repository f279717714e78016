/** The only door of planning: what a planner asks for. */

export { hashOf } from './certificates.ts';
export { exportModels } from './export-models.ts';
export { finish } from './finish.ts';
export type { NoAllocationReason } from './head-count.ts';
export { type Outcome, propose, proposeFrom } from './propose.ts';
export { recheck, recheckCertified, replay } from './recheck.ts';
export type { Proven } from './solve-tiers.ts';
