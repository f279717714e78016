/** The worker thread: read → build → solve → verify → write, telling the main thread as it goes. */
import type { MessagePort } from 'node:worker_threads';
import { CertificateError, InputError } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { Proposal } from '../domain/proposal.ts';
import { formulate } from '../formulation/index.ts';
import {
  exportModels,
  finish,
  type Outcome,
  type ProposeOptions,
  propose,
} from '../planning/index.ts';
import { proposalWorkbook } from '../reports/proposal-workbook.ts';
import { writeWorkbook } from '../workbook/index.ts';
import { evilAsked, misbehave } from './evil-backend.ts';
import { solving } from './job-progress.ts';
import { load } from './load.ts';
import type {
  JobOutcome,
  JobProgress,
  NamedFile,
  Phase,
  WorkerMessage,
  WorkerTask,
} from './messages.ts';
import { checkModelSize } from './model-size.ts';

interface WorkerCall {
  readonly task: WorkerTask;
  readonly port: MessagePort;
}

/** Runs one task. Errors come back as outcomes because error classes do not survive the way between threads. */
export default async function run({ task, port }: WorkerCall): Promise<JobOutcome> {
  const send = (message: WorkerMessage) => port.postMessage(message);
  const clock = new Clock(task.finish?.incumbent.spent ?? NOTHING_SPENT, (phase) =>
    send({ kind: 'progress', progress: idle(phase) }),
  );
  const onIncumbent: ProposeOptions['onIncumbent'] = ({ placements, standby }, proven) =>
    send({ kind: 'incumbent', incumbent: { placements, standby, proven, spent: clock.spent() } });
  const onProgress: ProposeOptions['onProgress'] = (progress) =>
    send({ kind: 'progress', progress: solving(progress) });
  let intake: readonly IntakeIssue[] = [];
  try {
    clock.enter('read');
    const { county, intake: found, policy } = task.finish?.loaded ?? (await load(task.spec));
    intake = found;
    // What came as JSON is as quickly read again as it is sent.
    if (!('json' in task.spec.county)) {
      send({ kind: 'loaded', loaded: { county, policy, intake } });
    }
    if (county === null) return { kind: 'bad-input', intake, issues: [] };
    const { memoryMiB } = task.spec;
    if (memoryMiB !== undefined) checkModelSize(county, policy, memoryMiB);
    const evil = evilAsked(task.spec);
    if (evil !== null && task.finish === null)
      return await misbehave(evil, county, policy, { onIncumbent, onProgress });
    const outcome =
      task.finish === null
        ? await propose(county, policy, {
            backend: task.spec.backend,
            limits: limits(task),
            onPhase: (phase) => clock.enter(phase),
            onProgress,
            onIncumbent,
          })
        : finishStopped(task, formulate(county, policy), clock);
    if (outcome.kind === 'no-allocation') return { ...outcome, intake };
    clock.enter('write');
    const files = await writeFiles(task, outcome);
    const proposal = clock.stamp(outcome.proposal);
    return { kind: 'proposal', intake, proposal, files: [proposalFile(proposal), ...files] };
  } catch (fault) {
    return faultOutcome(fault, intake);
  } finally {
    port.close();
  }
}

type ProposalOutcome = Extract<Outcome, { kind: 'proposal' }>;

function finishStopped(
  { finish: stopped }: WorkerTask,
  formulation: ReturnType<typeof formulate>,
  clock: Clock,
): ProposalOutcome {
  if (stopped === null) throw new Error('nothing to finish');
  clock.enter('verify');
  const { incumbent, limit } = stopped;
  return finish(formulation, incumbent, { ...incumbent.proven, limit });
}

async function writeFiles(task: WorkerTask, outcome: ProposalOutcome): Promise<NamedFile[]> {
  const { proposal, formulation, certificate } = outcome;
  const workbook = await writeWorkbook(proposalWorkbook(formulation.round.county, proposal));
  const models = task.spec.exportModel ? exportModels(formulation, proposal) : [];
  const proofs = certificate === null ? [] : [{ name: 'certificate.json', bytes: certificate }];
  return [...proofs, { name: 'proposal.xlsx', bytes: workbook }, ...models];
}

function proposalFile(proposal: Proposal): NamedFile {
  const text = `${JSON.stringify(proposal, null, 2)}\n`;
  return { name: 'proposal.json', bytes: new TextEncoder().encode(text) };
}

function limits({ spec }: WorkerTask) {
  return {
    ...(spec.timeLimitSeconds === null ? {} : { timeSeconds: spec.timeLimitSeconds }),
    ...(spec.nodeLimit === null ? {} : { nodes: spec.nodeLimit }),
  };
}

function faultOutcome(fault: unknown, intake: readonly IntakeIssue[]): JobOutcome {
  if (fault instanceof InputError) return { kind: 'bad-input', intake, issues: fault.issues };
  const message =
    fault instanceof CertificateError
      ? fault.message
      : `internal fault: ${fault instanceof Error ? fault.message : String(fault)}`;
  return { kind: 'fault', intake, message };
}

function idle(phase: Phase): JobProgress {
  return {
    phase,
    tier: null,
    tiers: null,
    tierId: null,
    incumbent: null,
    bound: null,
    gap: null,
    nodes: 0,
  };
}

const NOTHING_SPENT: Record<Phase, number> = { read: 0, build: 0, solve: 0, verify: 0, write: 0 };

/** Wall-clock milliseconds by phase; a run that finishes a stopped one goes on from its figures. */
class Clock {
  readonly #spent: Record<Phase, number>;
  readonly #onEnter: (phase: Phase) => void;
  #phase: Phase | null = null;
  #since = 0;
  constructor(before: Readonly<Record<Phase, number>>, onEnter: (phase: Phase) => void) {
    this.#spent = { ...before };
    this.#onEnter = onEnter;
  }
  spent(): Record<Phase, number> {
    this.#close();
    return { ...this.#spent };
  }
  enter(phase: Phase): void {
    this.#close();
    this.#phase = phase;
    this.#onEnter(phase);
  }
  stamp(proposal: Proposal): Proposal {
    this.#close();
    const { read, build, solve, verify, write } = this.#spent;
    const timings = {
      readMs: read,
      buildMs: build,
      solveMs: solve,
      verifyMs: verify,
      writeMs: write,
    };
    return { ...proposal, timings };
  }
  #close(): void {
    const now = performance.now();
    if (this.#phase !== null) this.#spent[this.#phase] += Math.round(now - this.#since);
    this.#since = now;
  }
}
