/** Tasks of the summer in a thread of their own: they can be stopped, and what earlier stages decided stands. */
import { Piscina } from 'piscina';
import type { InputIssue } from '../domain/errors.ts';
import type { SummerStage } from '../domain/summer.ts';
import type { Advance, AppealAnswer } from '../planning/summer/index.ts';
import { listening } from './listening.ts';
import type { JobProgress } from './messages.ts';
import type { SummerTask } from './summer-worker.ts';

/** Worker → main while a task runs. */
export type SummerNews =
  | { readonly kind: 'solve'; readonly stage: SummerStage; readonly name: string }
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'certificate'; readonly name: string; readonly bytes: Uint8Array };

export type SummerOutcome =
  | { readonly kind: 'advance'; readonly advance: Advance }
  | { readonly kind: 'appeal'; readonly appeal: AppealAnswer }
  | { readonly kind: 'bad-input'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'fault'; readonly message: string }
  /** Stopped from outside: nothing of the task is kept. */
  | { readonly kind: 'cancelled' };

const fromSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(
  fromSource ? './summer-worker.ts' : './summer-worker.js',
  import.meta.url,
);

/** One thread for all tasks of a run; the caller destroys it. */
export class SummerThread {
  readonly #pool = new Piscina({
    filename: workerFile.href,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    minThreads: 1,
    maxThreads: 1,
  });

  /** Never rejects: faults are outcomes. */
  async run(
    task: SummerTask,
    { signal, onNews }: { signal: AbortSignal; onNews: (news: SummerNews) => void },
  ): Promise<SummerOutcome> {
    try {
      return await listening(onNews, (port) =>
        this.#pool.run({ task, port }, { transferList: [port], signal }),
      );
    } catch (fault) {
      if (signal.aborted) return { kind: 'cancelled' };
      return { kind: 'fault', message: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  async destroy(): Promise<void> {
    await this.#pool.destroy();
  }
}
