/** The only door of the service. The store with its database and queue takes long to load, so it is loaded when it is opened. */
import type * as opening from './open-service.ts';
import type * as files from './store-files.ts';

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
export type { OpenedService, ServiceOptions } from './open-service.ts';
export { createPool, type SolverPool } from './pool.ts';
export { productVersion } from './product-version.ts';
export { runJob } from './run-job.ts';
export { type GroundTask, ground, runCases } from './scenario-pool.ts';
export type { StorePlace } from './store-files.ts';
export { runStudy } from './study-run.ts';
export { type SummerNews, type SummerOutcome, SummerThread } from './summer-run.ts';

export const openService: typeof opening.openService = async (options) =>
  (await import('./open-service.ts')).openService(options);
export const backupStore: typeof files.backupStore = async (place, path) =>
  (await import('./store-files.ts')).backupStore(place, path);
export const restoreStore: typeof files.restoreStore = async (place, path) =>
  (await import('./store-files.ts')).restoreStore(place, path);
