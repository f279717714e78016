/** Cases of scenarios over several worker threads; each result is handed on as soon as it is there. */
import { Piscina } from 'piscina';
import type { Limits } from '../../solver/index.ts';
import type { CaseResult } from '../domain/comparison.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Task } from '../planning/scenarios/index.ts';
import type { Ground, GroundText, ScenarioCall } from './scenario-worker.ts';

const fromSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(
  fromSource ? './scenario-worker.ts' : './scenario-worker.js',
  import.meta.url,
);

/** Packs a county for the threads. */
export function ground(id: string, county: County, policy: Policy): Ground {
  const text: GroundText = { county, policy };
  const encoded = new TextEncoder().encode(JSON.stringify(text));
  const bytes = new SharedArrayBuffer(encoded.length);
  new Uint8Array(bytes).set(encoded);
  return { id, bytes };
}

/** A case to be solved on a ground. */
export interface GroundTask {
  readonly ground: Ground;
  readonly task: Task;
}

export interface RunCases {
  /** ≥ 1. */
  readonly threads: number;
  /** For each case. */
  readonly limits: Limits;
  /** Aborting ends the running cases; what is done has been handed on. */
  readonly signal: AbortSignal;
  /** In the order in which they finish. */
  readonly onResult: (at: number, result: CaseResult) => Promise<void>;
}

/**
 * Solves the cases in order, as many at once as there are threads. A thread that dies costs only its own case.
 * @throws whatever `onResult` throws
 */
export async function runCases(
  tasks: readonly GroundTask[],
  { threads, limits, signal, onResult }: RunCases,
): Promise<void> {
  const lanes = Math.min(threads, tasks.length);
  if (lanes === 0) return;
  const pool = new Piscina({
    filename: workerFile.href,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    minThreads: lanes,
    maxThreads: lanes,
  });
  let next = 0;
  const lane = async () => {
    while (next < tasks.length && !signal.aborted) {
      const at = next++;
      const result = await solved(pool, tasks[at] as GroundTask, limits, signal);
      if (result !== null) await onResult(at, result);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await pool.destroy();
  }
}

/** null = ended from outside. */
async function solved(
  pool: Piscina,
  { ground: on, task }: GroundTask,
  limits: Limits,
  signal: AbortSignal,
): Promise<CaseResult | null> {
  const call: ScenarioCall = { ground: on, task, limits };
  try {
    return await pool.run(call, { signal });
  } catch (fault) {
    if (signal.aborted) return null;
    return {
      key: task.key,
      status: 'failed',
      message: `internal fault: ${fault instanceof Error ? fault.message : String(fault)}`,
      placements: [],
      standby: [],
      values: {},
      broken: [],
      tiers: [],
      ms: 0,
    };
  }
}
