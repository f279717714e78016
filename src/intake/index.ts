/** The door of the intake. */
export type { RawWorkbook } from '../workbook/port.ts';
export { readWorkbook as openTables } from '../workbook/read.ts';
export { findingsWorkbook } from './findings-workbook.ts';
export { journalFromJson, readJournal, readJournalFrom } from './journal.ts';
export { type ManualPlan, readManualPlan, readManualPlanFrom } from './manual-plan.ts';
export { planFromJson } from './plan-json.ts';
export { type IntakeResult, readCounty, readCountyFrom, UNNAMED_COUNTY } from './read-county.ts';
export { writeTemplate } from './template.ts';
