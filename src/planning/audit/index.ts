/** The only door of the audit. */
export { auditPlan } from './audit.ts';
