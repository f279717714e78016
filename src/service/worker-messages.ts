/** Between the supervisor and a worker process. */

/** How a worker process is to work; comes as the first message, so that no secret stands in a command line. */
export interface WorkerConfig {
  readonly workerId: string;
  /** null = the embedded database of the parent. */
  readonly databaseUrl: string | null;
  /** base64. */
  readonly encryptionKey: string | null;
  readonly threads: number;
  readonly heapMiB: number;
  /** Of the whole process; models that might need more are refused. */
  readonly memoryMiB: number;
  readonly longestJobMs: number;
  readonly attempts: number;
  readonly restarts: number;
}

export type ToWorker =
  | { readonly kind: 'start'; readonly config: WorkerConfig }
  /** Takes no more jobs and ends when the running ones are done. */
  | { readonly kind: 'drain' };

export interface Beat {
  readonly kind: 'beat';
  /** Takes jobs. */
  readonly ready: boolean;
  readonly busy: number;
}
