/** The door of the workflow: gates, the journal as facts, working days, the planned calendar, contracts. */
export { contractMonths, employers } from './contract.ts';
export { GATES } from './gates.ts';
export { formsDue, refusedOffers, withJournal } from './journal-facts.ts';
export { turnedRound, turnedRoundText, upheldRulings } from './opened-rulings.ts';
export {
  type PlannedCalendar,
  type PlannedStep,
  plannedCalendar,
} from './planned-calendar.ts';
export {
  type WorkCalendar,
  workCalendar,
} from './working-days.ts';
