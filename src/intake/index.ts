/** The door of the intake. */
export { type IntakeResult, readCounty, readCountyFrom } from './read-county.ts';
