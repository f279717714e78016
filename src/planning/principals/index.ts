/** The only door of the principals' part: plan a summer, and roll the terms over. */
export { readDemands } from './demands.ts';
export { planPrincipals } from './plan.ts';
export { rolloverHeads } from './rollover.ts';
