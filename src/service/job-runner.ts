/** Runs one job in the threads of a worker process: a solve through `runJob`, everything else as an operation. Never rejects. */
import { Piscina } from 'piscina';
import type { Policy } from '../domain/policy.ts';
import { summaryOf } from './books/proposal-diff.ts';
import type { Claimed } from './books/running-book.ts';
import { listening } from './listening.ts';
import type { Incumbent, JobOutcome, JobProgress, JobSpec as SolveSpec } from './messages.ts';
import type { OperationInput, SpecOf } from './operations/input.ts';
import type { OperationResult } from './operations/result.ts';
import type { OperationCall } from './operations-thread.ts';
import { createPool, type SolverPool } from './pool.ts';
import { finishJob, runJob } from './run-job.ts';

const fromSource = import.meta.url.endsWith('.ts');
const threadFile = new URL(
  fromSource ? './operations-thread.ts' : './operations-thread.js',
  import.meta.url,
).href;

/** A thread with an opened proposal waits this long for the next question. */
const QUESTIONS_IDLE_MS = 600_000;

export interface RunnerOptions {
  readonly threads: number;
  /** JavaScript heap of a thread, MiB. */
  readonly heapMiB: number;
  /** A job that takes longer is stopped like one that reached its time limit; ms. */
  readonly longestMs: number;
}

export interface JobWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: JobProgress) => void;
  readonly onIncumbent: (incumbent: Incumbent) => void;
}

export class JobRunner {
  readonly #pool: SolverPool;
  /** Questions about proposals: one thread, where the opened ones are. */
  readonly #questions: Piscina;
  readonly #longestMs: number;

  constructor({ threads, heapMiB, longestMs }: RunnerOptions) {
    this.#pool = createPool({ threads, heapMiB });
    this.#questions = new Piscina({
      filename: threadFile,
      execArgv: fromSource ? ['--import', 'tsx'] : [],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: QUESTIONS_IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
    this.#longestMs = longestMs;
  }

  /** @param finish of a solve: nothing is solved, this allocation is finished and verified */
  async run(
    input: OperationInput,
    watch: JobWatch,
    finish: Claimed['finish'] = null,
  ): Promise<OperationResult> {
    const { spec } = input;
    return spec.kind === 'place' && spec.operation === 'solve'
      ? this.#solve(spec, input, watch, finish)
      : this.#operate<OperationResult>(input, watch);
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#questions.destroy()]);
  }

  async #solve(
    spec: SpecOf<'place'>,
    input: OperationInput,
    watch: JobWatch,
    finish: Claimed['finish'],
  ): Promise<OperationResult> {
    const steers = spec.keep !== null || spec.steer !== null;
    const policy = steers
      ? await this.#operate<Policy | OperationResult>(input, watch, 'prepare')
      : input.policy;
    if (steers && isResult(policy)) return policy;
    const { backend, mode, timeLimitSeconds, nodeLimit, exportModel } = spec.options;
    const solve: SolveSpec = {
      county: { json: input.county as Uint8Array },
      ...{ policy, backend, mode, timeLimitSeconds, nodeLimit, exportModel },
      memoryMiB: input.memoryMiB,
    };
    const longestMs = this.#longestMs;
    const outcome =
      finish === null
        ? await runJob(this.#pool, solve, { ...watch, longestMs })
        : await finishJob(this.#pool, solve, { ...finish, loaded: null });
    return resultOf(outcome, spec.versionId);
  }

  async #operate<T>(
    input: OperationInput,
    { signal, onProgress }: JobWatch,
    name = 'default',
  ): Promise<T | OperationResult> {
    const deadline = new Deadline(signal, this.#longestMs);
    const pool = input.spec.kind === 'explain' ? this.#questions : this.#pool.runs;
    try {
      return await listening(onProgress, (port) => {
        const call: OperationCall = { input, port };
        const how = { name, filename: threadFile, transferList: [port] };
        return pool.run(call, { ...how, signal: deadline.signal }) as Promise<T>;
      });
    } catch (fault) {
      if (signal.aborted) return { kind: 'cancelled' };
      if (deadline.isOver) return TOO_LONG;
      return { kind: 'fault', ...wordsOf(fault) };
    } finally {
      deadline.clear();
    }
  }
}

/** Aborts with another signal, or late. Cleared when it is not needed: a timer of a day would hold its job for a day. */
class Deadline {
  readonly #stop = new AbortController();
  readonly #other: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #onOther = () => this.#stop.abort();
  isOver = false;

  constructor(other: AbortSignal, ms: number) {
    this.#other = other;
    this.#timer = setTimeout(() => {
      this.isOver = true;
      this.#stop.abort();
    }, ms);
    if (other.aborted) this.#stop.abort();
    other.addEventListener('abort', this.#onOther, { once: true });
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#other.removeEventListener('abort', this.#onOther);
  }
}

const TOO_LONG: OperationResult = {
  kind: 'fault',
  code: 'too-long',
  message: '任务超出最长运行时间，已停止 (the job ran longer than jobs may)。',
};

function wordsOf(fault: unknown): { code: string; message: string } {
  const text = fault instanceof Error ? fault.message : String(fault);
  const isMemory =
    fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? { code: 'out-of-memory', message: '计算线程内存不足 (the thread ran out of memory)。' }
    : { code: 'internal', message: `计算线程异常结束 (the thread ended): ${text}` };
}

function isResult(value: unknown): value is OperationResult {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function resultOf(outcome: JobOutcome, versionId: string): OperationResult {
  switch (outcome.kind) {
    case 'proposal': {
      const { proposal, files } = outcome;
      const { status, limit, certificate } = proposal;
      const summary = summaryOf(proposal);
      return { kind: 'proposal', ...{ versionId, status, limit, certificate, summary, files } };
    }
    case 'no-allocation':
      return { ...outcome, files: [] };
    case 'bad-input':
      return { kind: 'bad-input', issues: outcome.issues };
    case 'fault':
      return { kind: 'fault', code: 'internal', message: outcome.message };
  }
}
