/** The only door of the service. */

export type * from './contract.ts';
export { demoCounty } from './demo.ts';
export { load, parseJson } from './load.ts';
export type {
  BackendChoice,
  JobOutcome,
  JobProgress,
  JobSpec,
  NamedFile,
} from './messages.ts';
export {
  type OpenedService,
  openService,
  type ServiceOptions,
} from './open-service.ts';
export { createPool, type SolverPool } from './pool.ts';
export { productVersion } from './product-version.ts';
export { runJob } from './run-job.ts';
export { type GroundTask, ground, runCases } from './scenario-pool.ts';
export { backupStore, restoreStore, type StorePlace } from './store-files.ts';
export { runStudy } from './study-run.ts';
export { type SummerNews, type SummerOutcome, SummerThread } from './summer-run.ts';
