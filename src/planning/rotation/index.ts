/** The door of the medium-term plan of rotation. */
export { type PlanOutcome, planRotation, type SolvedYear } from './plan.ts';
