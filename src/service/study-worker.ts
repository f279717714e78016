/** The worker thread of a study: many solves of one round, counted for the main thread as they end. */
import type { MessagePort } from 'node:worker_threads';
import type { Limits } from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { askStudy, type StudyQuestion } from '../planning/scenarios/studies/index.ts';
import type { StudyOutcome, StudyStep } from './study-run.ts';

export interface StudyTask {
  readonly county: County;
  readonly policy: Policy;
  readonly question: StudyQuestion;
  /** Of each solve. */
  readonly limits: Limits;
}

/** Errors come back as outcomes because error classes do not survive the way between threads. */
export default async function run({
  task: { county, policy, question, limits },
  port,
}: {
  readonly task: StudyTask;
  readonly port: MessagePort;
}): Promise<StudyOutcome> {
  const onStep = (done: number, of: number) => port.postMessage({ done, of } satisfies StudyStep);
  try {
    return { kind: 'study', study: await askStudy(county, policy, question, { limits, onStep }) };
  } catch (fault) {
    if (fault instanceof InputError) return { kind: 'bad-input', issues: fault.issues };
    return { kind: 'fault', message: fault instanceof Error ? fault.message : String(fault) };
  } finally {
    port.close();
  }
}
