/** What a thread gets of a job: the spec, and the bytes of everything that the spec names. */
import type { JobSpec } from '../../domain/job.ts';

export interface OperationInput {
  readonly spec: JobSpec;
  /** Canonical JSON of the county of `versionId`, or of the proposal's version; null where there is none. */
  readonly county: Uint8Array | null;
  readonly versionId: string | null;
  /** A stored policy, or the values of the spec; null where the spec has no policy. */
  readonly policy: unknown;
  /** `proposal.json` of the proposals named, by id. */
  readonly proposals: Readonly<Record<string, Uint8Array>>;
  /** Uploads named, by hash. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** Limit of the memory of the worker process, MiB. */
  readonly memoryMiB: number;
}

export type SpecOf<Kind extends JobSpec['kind']> = Extract<JobSpec, { kind: Kind }>;
