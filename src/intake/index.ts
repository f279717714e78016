/** The door of the intake. */
export { journalFromJson, readJournal, readJournalFrom } from './journal.ts';
export { type ManualPlan, readManualPlan, readManualPlanFrom } from './manual-plan.ts';
export { planFromJson } from './plan-json.ts';
export { type IntakeResult, readCounty, readCountyFrom } from './read-county.ts';
