/** The whole API, declared. */
import { accessRoutes } from './access.ts';
import { bookRoutes } from './books.ts';
import { countyRoutes } from './counties.ts';
import { jobRoutes } from './jobs.ts';
import { policyRoutes } from './policies.ts';
import { proposalRoutes } from './proposals.ts';

export const ROUTES = {
  ...bookRoutes,
  ...accessRoutes,
  ...countyRoutes,
  ...policyRoutes,
  ...jobRoutes,
  ...proposalRoutes,
};
export type Routes = typeof ROUTES;
export type RouteKey = keyof Routes;
