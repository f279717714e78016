/** The door of the itinerant plan. */
export { afterProposal } from './after-proposal.ts';
export { againstGreedy, type GreedyComparison } from './against-greedy.ts';
export { planItinerant } from './plan.ts';
export { recheckItinerant } from './recheck.ts';
