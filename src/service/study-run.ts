/** A study in a thread of its own: the main thread stays free to show progress, and to stop it. */
import { Piscina } from 'piscina';
import type { InputIssue } from '../domain/errors.ts';
import type { StudyResult } from '../domain/studies.ts';
import type { NoPlan } from '../planning/scenarios/studies/index.ts';
import { listening } from './listening.ts';
import type { StudyTask } from './study-worker.ts';

/** Worker → main: solves done, and about how many there will be. */
export interface StudyStep {
  readonly done: number;
  readonly of: number;
}

export type StudyOutcome =
  | { readonly kind: 'study'; readonly study: StudyResult | NoPlan }
  | { readonly kind: 'bad-input'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'fault'; readonly message: string }
  /** Stopped from outside: nothing of it is kept. */
  | { readonly kind: 'cancelled' };

const fromSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(fromSource ? './study-worker.ts' : './study-worker.js', import.meta.url);

/** Never rejects: faults are outcomes. */
export async function runStudy(
  task: StudyTask,
  { signal, onStep }: { signal: AbortSignal; onStep: (step: StudyStep) => void },
): Promise<StudyOutcome> {
  const pool = new Piscina({
    filename: workerFile.href,
    execArgv: fromSource ? ['--import', 'tsx'] : [],
    minThreads: 1,
    maxThreads: 1,
  });
  try {
    return await listening(onStep, (port) =>
      pool.run({ task, port }, { transferList: [port], signal }),
    );
  } catch (fault) {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'fault', message: fault instanceof Error ? fault.message : String(fault) };
  } finally {
    await pool.destroy();
  }
}
