/**
 * One run in a worker thread: progress comes back while it works; a cancel or an overrun kills the thread
 * (a solver in WebAssembly listens to nobody) and the last incumbent is finished and verified by a fresh one.
 */
import type { Piscina } from 'piscina';
import type { LimitKind } from '../../solver/index.ts';
import { listening } from './listening.ts';
import type { Loaded } from './load.ts';
import type {
  Incumbent,
  JobOutcome,
  JobProgress,
  JobSpec,
  WorkerMessage,
  WorkerTask,
} from './messages.ts';
import type { SolverPool } from './pool.ts';

/** The solver stops itself at its limit; the thread is killed when it has not come back this much later. */
const OVERRUN_MS = 1000;

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: JobProgress) => void;
  /** Each better allocation, so that it may outlive this process. */
  readonly onIncumbent?: (incumbent: Incumbent) => void;
  /** A run that takes longer as a whole is stopped like one that reached its time limit; ms. */
  readonly longestMs?: number;
}

/** Runs a job to its end. Never rejects: faults are outcomes. */
export async function runJob(
  pool: SolverPool,
  spec: JobSpec,
  { signal, onProgress, onIncumbent, longestMs }: RunOptions = {},
): Promise<JobOutcome> {
  let incumbent: Incumbent | null = null;
  let loaded: Loaded | null = null;
  let stoppedBy: LimitKind | null = null;
  const kill = new AbortController();
  const stop = (limit: LimitKind) => {
    stoppedBy ??= limit;
    kill.abort();
  };
  const onCancel = () => stop('cancelled');
  let overrun: NodeJS.Timeout | undefined;
  const whole = longestMs === undefined ? undefined : setTimeout(() => stop('time'), longestMs);
  const listen = (message: WorkerMessage) => {
    if (message.kind === 'incumbent') {
      incumbent = message.incumbent;
      onIncumbent?.(incumbent);
    } else if (message.kind === 'loaded') loaded = message.loaded;
    else {
      // The limit is for the solve: the clock starts when the model is built.
      if (message.progress.phase === 'solve' && spec.timeLimitSeconds !== null) {
        overrun ??= setTimeout(() => stop('time'), spec.timeLimitSeconds * 1000 + OVERRUN_MS);
      } else clearTimeout(overrun);
      onProgress?.(message.progress);
    }
  };
  if (signal?.aborted === true) stop('cancelled');
  signal?.addEventListener('abort', onCancel, { once: true });
  try {
    return await inWorker(pool.runs, { spec, finish: null }, listen, kill.signal);
  } catch (fault) {
    if (isOutOfMemory(fault)) stoppedBy ??= 'memory';
    return await stoppedOutcome(pool, spec, { fault, limit: stoppedBy, incumbent, loaded });
  } finally {
    clearTimeout(overrun);
    clearTimeout(whole);
    signal?.removeEventListener('abort', onCancel);
  }
}

interface Stopped {
  readonly fault: unknown;
  readonly limit: LimitKind | null;
  readonly incumbent: Incumbent | null;
  readonly loaded: Loaded | null;
}

/** A thread that ended before its time: finish the last incumbent, or say that there is none. */
async function stoppedOutcome(
  pool: SolverPool,
  spec: JobSpec,
  { fault, limit, incumbent, loaded }: Stopped,
): Promise<JobOutcome> {
  const intake = loaded?.intake ?? [];
  if (limit === null) return { kind: 'fault', intake, message: faultText(fault) };
  if (incumbent === null) {
    return { kind: 'no-allocation', intake, termination: 'none', limit, reasons: [] };
  }
  return finishJob(pool, spec, { incumbent, limit, loaded });
}

/** Finishes and verifies an allocation of a run that is no more. Never rejects. */
export async function finishJob(
  pool: SolverPool,
  spec: JobSpec,
  finish: NonNullable<WorkerTask['finish']>,
): Promise<JobOutcome> {
  try {
    return await inWorker(pool.finishes, { spec, finish }, () => {});
  } catch (fault) {
    return { kind: 'fault', intake: finish.loaded?.intake ?? [], message: faultText(fault) };
  }
}

async function inWorker(
  pool: Piscina,
  task: WorkerTask,
  listen: (message: WorkerMessage) => void,
  signal?: AbortSignal,
): Promise<JobOutcome> {
  return listening(listen, (port) =>
    pool.run({ task, port }, { transferList: [port], ...(signal === undefined ? {} : { signal }) }),
  );
}

/** Node's word for a thread whose heap limit was reached; the pool has replaced the thread. */
function isOutOfMemory(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function faultText(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
