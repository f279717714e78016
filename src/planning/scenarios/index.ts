/** The only door of the scenarios: other rules tried and compared. */
export { baselineCase, type Case, caseKey, casesOf } from './cases.ts';
export { compared, type Tried } from './compare.ts';
export { patchCounty } from './data-patch.ts';
export { metricsOf } from './metrics.ts';
export { checkTolerances, parseScenarios } from './scenario-file.ts';
export { type Task, Workbench } from './workbench.ts';
