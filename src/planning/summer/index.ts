/** The door of the summer: one step of the state machine, and the state file. */
export {
  type Advance,
  advance,
  type ClosedGate,
  nextStep,
  type Summer,
  type SummerStep,
} from './advance.ts';
export { type AppealAnswer, type AppealRequest, type Reopened, reopen } from './appeal.ts';
export type { Change } from './appeal-answer.ts';
export type { SummerWatch } from './context.ts';
export { nearestPosts } from './nearest-posts.ts';
export { freshState, parseState, resumed, stateText, untilBefore } from './state.ts';
