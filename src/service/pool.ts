/** The worker pool: solves run off the main thread and can be killed. */
import { Piscina } from 'piscina';

/** From source (`.ts`) the threads load TypeScript through tsx; from the build they are plain JavaScript. */
const fromSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url);

export interface PoolOptions {
  /** Threads; ≥ 1. */
  readonly threads?: number;
  /** Jobs waiting beyond the running ones. */
  readonly maxQueue?: number;
  /** JavaScript heap of a thread in MiB; beyond it the run ends with limit 'memory'. WebAssembly comes on top. */
  readonly heapMiB?: number;
}

/** A county of 20 000 people needs about 2 GiB of heap. */
const HEAP_MIB = 8192;

/** Reading, building and verifying make much that lives briefly: with Node's 48 MiB a tenth more goes into collecting it. */
const YOUNG_MIB = 192;

/**
 * Two pools: one for the runs, and one thread beside it that finishes stopped runs, so that a cancel never
 * waits behind the queue. The caller destroys it.
 */
export interface SolverPool {
  readonly runs: Piscina;
  readonly finishes: Piscina;
  destroy(): Promise<void>;
}

export function createPool({
  threads = 1,
  maxQueue = 16,
  heapMiB = HEAP_MIB,
}: PoolOptions = {}): SolverPool {
  const pool = (minThreads: number, maxThreads: number) =>
    new Piscina({
      filename: workerFile.href,
      execArgv: fromSource ? ['--import', 'tsx'] : [],
      minThreads,
      maxThreads,
      maxQueue,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: YOUNG_MIB },
    });
  const runs = pool(1, threads);
  const finishes = pool(0, 1);
  return {
    runs,
    finishes,
    destroy: async () => {
      await Promise.all([runs.destroy(), finishes.destroy()]);
    },
  };
}
