/** The only door of the service. */
export { demoCounty } from './demo.ts';
export { type Job, Jobs } from './jobs.ts';
export { load, parseJson } from './load.ts';
export type {
  BackendChoice,
  JobOutcome,
  JobProgress,
  JobSpec,
  NamedFile,
} from './messages.ts';
export { createPool, type SolverPool } from './pool.ts';
export { runJob } from './run-job.ts';
export { type GroundTask, ground, runCases } from './scenario-pool.ts';
export { type SummerNews, type SummerOutcome, SummerThread } from './summer-run.ts';
