/** The door of the year's end. */
export { appointHeads, type HeadsInOffice } from './heads.ts';
export { nextYear, rollover } from './rollover.ts';
export type { Rollover, YearDecision, YearEnd } from './types.ts';
