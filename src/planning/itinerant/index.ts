/** The door of the itinerant plan. */
export { afterProposal } from './after-proposal.ts';
export { planItinerant } from './plan.ts';
export { recheckItinerant } from './recheck.ts';
