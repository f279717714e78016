/** The door of the intake. */
export { TABLES, type TableId } from './headers.ts';
export { type IntakeResult, readCounty, readCountyFrom } from './read-county.ts';
