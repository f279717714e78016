/** The worker thread of the summer: one task after the other, telling the main thread as it goes. */
import type { MessagePort } from 'node:worker_threads';
import { InputError } from '../domain/errors.ts';
import type { SummerState } from '../domain/summer.ts';
import {
  type AppealRequest,
  advance,
  reopen,
  type Summer,
  type SummerWatch,
} from '../planning/summer/index.ts';
import { solving } from './job-progress.ts';
import type { SummerNews, SummerOutcome } from './summer-run.ts';

/** A step of the state machine, or an appeal against one decision. */
export interface SummerTask {
  readonly summer: Omit<Summer, 'watch'>;
  readonly state: SummerState;
  readonly appeal: AppealRequest | null;
}

/** Errors come back as outcomes because error classes do not survive the way between threads. */
export default async function run({
  task,
  port,
}: {
  readonly task: SummerTask;
  readonly port: MessagePort;
}): Promise<SummerOutcome> {
  try {
    const { summer, state, appeal } = task;
    const watched = { ...summer, watch: watch(port) };
    return appeal === null
      ? { kind: 'advance', advance: await advance(watched, state) }
      : { kind: 'appeal', appeal: await reopen(watched, state, appeal) };
  } catch (fault) {
    if (fault instanceof InputError) return { kind: 'bad-input', issues: fault.issues };
    return { kind: 'fault', message: fault instanceof Error ? fault.message : String(fault) };
  } finally {
    port.close();
  }
}

function watch(port: MessagePort): SummerWatch {
  const send = (news: SummerNews) => port.postMessage(news);
  return {
    onSolve: (stage, name) => send({ kind: 'solve', stage, name }),
    onProgress: (progress) => send({ kind: 'progress', progress: solving(progress) }),
    onCertificate: (name, bytes) => send({ kind: 'certificate', name, bytes }),
  };
}
