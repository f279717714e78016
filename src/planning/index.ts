/** The only door of planning: what a planner asks for. */

export { workCalendar } from '../rules/workflow/index.ts';
export { auditPlan } from './audit/index.ts';
export { hashOf } from './certificates.ts';
export { type BalanceComparison, compareBalance } from './compare-balance.ts';
export { exportModels } from './export-models.ts';
export { finish } from './finish.ts';
export type { NoAllocationReason } from './head-count.ts';
export { measureIndicators } from './indicators/index.ts';
export { type Outcome, propose, proposeFrom } from './propose.ts';
export { recheck, recheckCertified, replay } from './recheck.ts';
export type { PlanChange } from './replan.ts';
export { capsByName } from './replan-program.ts';
export { scorePlan } from './score.ts';
export type { ProposeOptions, Proven } from './solve-tiers.ts';
