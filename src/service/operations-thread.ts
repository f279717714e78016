/** The worker thread of all jobs but solves: one operation, its errors as results because classes do not survive the way. */
import type { MessagePort } from 'node:worker_threads';
import { CertificateError, InputError } from '../domain/errors.ts';
import type { Policy } from '../domain/policy.ts';
import { solving } from './job-progress.ts';
import type { JobProgress, Phase } from './messages.ts';
import { audit } from './operations/audit.ts';
import { check } from './operations/check.ts';
import { policyOf } from './operations/common.ts';
import { compare } from './operations/compare.ts';
import { establish } from './operations/establish.ts';
import { infeasible } from './operations/infeasible.ts';
import type { OperationInput, SpecOf } from './operations/input.ts';
import { policyToSolve, score } from './operations/place.ts';
import { explain } from './operations/questions.ts';
import { reform } from './operations/reform.ts';
import { report } from './operations/report.ts';
import type { OperationResult } from './operations/result.ts';
import { idle, type Watch } from './operations/watch.ts';

export interface OperationCall {
  readonly input: OperationInput;
  /** Takes `JobProgress`. */
  readonly port: MessagePort;
}

/** Runs an operation. */
export default async function run({ input, port }: OperationCall): Promise<OperationResult> {
  const send = (progress: JobProgress) => port.postMessage(progress);
  const watch: Watch = {
    phase: (phase: Phase) => send(idle(phase)),
    solving: (progress) => send(solving(progress)),
  };
  try {
    watch.phase('read');
    return await operate(input, watch);
  } catch (fault) {
    return faultResult(fault);
  } finally {
    port.close();
  }
}

/** The policy that a place job solves by; a result only when there is none. */
export async function prepare({ input, port }: OperationCall): Promise<Policy | OperationResult> {
  try {
    const spec = input.spec as SpecOf<'place'>;
    if (spec.keep === null && spec.steer === null) return policyOf(input, spec.options);
    return await policyToSolve(spec, input);
  } catch (fault) {
    return faultResult(fault);
  } finally {
    port.close();
  }
}

async function operate(input: OperationInput, watch: Watch): Promise<OperationResult> {
  const { spec } = input;
  switch (spec.kind) {
    case 'check':
      return check(spec, input);
    case 'place':
      return score(spec, input);
    case 'reform':
      return reform(spec, input, watch);
    case 'audit':
      watch.phase('solve');
      return audit(spec, input);
    case 'compare':
      watch.phase('solve');
      return compare(spec, input);
    case 'explain':
      return explain(spec, input);
    case 'infeasible':
      watch.phase('solve');
      return infeasible(input);
    case 'establish':
      return establish(input);
    case 'report':
      return report(spec, input);
  }
}

function faultResult(fault: unknown): OperationResult {
  if (fault instanceof InputError) return { kind: 'bad-input', issues: fault.issues };
  const message =
    fault instanceof CertificateError
      ? fault.message
      : `internal fault: ${fault instanceof Error ? fault.message : String(fault)}`;
  const code = fault instanceof CertificateError ? 'certificate-refused' : 'internal';
  return { kind: 'fault', code, message };
}
