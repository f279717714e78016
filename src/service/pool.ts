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
}

/** A pool of solver threads. The caller destroys it. */
export function createPool({ threads = 1, maxQueue = 16 }: PoolOptions = {}): Piscina {
  return new Piscina({
    filename: workerFile.href,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    minThreads: 1,
    maxThreads: threads,
    maxQueue,
    idleTimeout: 30_000,
    // A county of 20 000 people needs about 2 GiB of JavaScript heap; WebAssembly comes on top.
    resourceLimits: { maxOldGenerationSizeMb: 8192 },
  });
}
