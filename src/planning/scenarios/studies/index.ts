/** The only door of the studies: questions that take many solves of one round. */
export { askStudy, type StudyQuestion } from './ask.ts';
export { envyStudy } from './envy.ts';
export { gainPerMove } from './moves.ts';
export { paretoFront } from './pareto.ts';
export { pinStudy } from './pin.ts';
export { priceList } from './prices.ts';
export { refusalStudy } from './refusals.ts';
export type { NoPlan, Published } from './study.ts';
