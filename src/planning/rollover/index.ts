/** The door of the year's end. */
export { appointHeads, type HeadsInOffice } from './heads.ts';
export { nextYear, rollover } from './rollover.ts';
export { settleExchanges } from './settle.ts';
export type { EndedExchange, Rollover, YearDecision, YearEnd } from './types.ts';
