/** Jobs: submit, follow, stop, read what they wrote. */
import type { JobSpec } from '../../domain/job.ts';
import { parsePolicy } from '../../domain/policy.ts';
import type { Language } from '../../domain/vocabulary.ts';
import type { JobView, Service } from '../../service/contract.ts';
import { headCountEn, REPORTS } from '../../service/reference.ts';
import { sseOf } from '../event-stream.ts';
import type { Asked, Gate, Handlers } from '../handler.ts';
import { type Rates, StreamLimit } from '../limits.ts';
import { ProblemFault } from '../problem.ts';
import type { Routes } from '../routes/index.ts';
import type { jobRoutes } from '../routes/jobs.ts';
import { pageRequest } from './access.ts';
import { fileReply, jsonFileReply } from './files.ts';
import { readAndSolve } from './read-and-solve.ts';
import { accepted, jobBody, submit } from './submit.ts';

export function jobHandlers(rates: Rates): Handlers<typeof jobRoutes> {
  const streams = new StreamLimit(rates);
  return {
    'GET /jobs': listJobs,
    'POST /jobs': newJob,
    'GET /jobs/{job}': ({ subject, language }) => ({
      status: 200,
      body: jobBody(language === 'en' ? withEnglishReasons(subject) : subject),
    }),
    'DELETE /jobs/{job}': async ({ service, actor, subject }) => {
      const job = await service.jobs.cancel(subject.id, actor);
      if (job === null) throw new ProblemFault('unknown-job');
      return { status: 202, body: jobBody(job) };
    },
    'GET /jobs/{job}/events': ({ service, actor, subject, header, signal }) => {
      const leave = streams.enter(actor.id);
      const after = lastSeen(header('Last-Event-ID'));
      const raw = sseOf((stop) => service.jobs.events(subject.id, after, stop), signal, leave);
      return { status: 200, raw, headers: { 'X-Accel-Buffering': 'no' } };
    },
    'GET /jobs/{job}/answer': ({ service, subject, language }) =>
      jsonFileReply(subject, answerFile(subject, language), 'no-answer', (name) =>
        service.jobs.file(subject.id, name),
      ),
    'GET /jobs/{job}/proposal': ({ service, subject }) =>
      jsonFileReply(subject, 'proposal.json', 'no-proposal', (name) =>
        service.jobs.file(subject.id, name),
      ),
    'GET /jobs/{job}/files/{name}': ({ service, subject, params }) =>
      fileReply(subject, params.name, (name) => service.jobs.file(subject.id, name)),
  };
}

/** Why there is no plan, in English: made of the codes and head counts of the reasons. */
function withEnglishReasons(job: JobView): JobView {
  const reasons = job.reasons as readonly Parameters<typeof headCountEn>[0][];
  return { ...job, reasons: reasons.map((each) => ({ ...each, message: headCountEn(each) })) };
}

/** The answer in the asker's language, where it was written in it. */
function answerFile({ files }: JobView, language: Language): string {
  const english = files.some(({ name }) => name === ENGLISH_ANSWER);
  return language === 'en' && english ? ENGLISH_ANSWER : 'answer.json';
}
const ENGLISH_ANSWER = 'answer.en.json';

/** Number of the last event that the asker has; 0 for none and for what is no number. */
function lastSeen(header: string | undefined): number {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : 0;
}

async function listJobs({ service, actor, query }: Asked<Routes['GET /jobs']>) {
  const countyId = query.county ?? null;
  if (countyId !== null && actor.countyId !== null && countyId !== actor.countyId) {
    throw new ProblemFault('unknown-county');
  }
  const filter = { countyId, state: query.state ?? null };
  const { items, next } = await service.jobs.list(actor, filter, pageRequest(query));
  return { status: 200, body: { items: items.map(jobBody), next } } as const;
}

async function newJob(asked: Asked<Routes['POST /jobs']>) {
  const { service, actor, subject, query, json } = asked;
  if (json === null || 'county' in json) return accepted(await readAndSolve(asked));
  const spec = withOperation(json, query.operation);
  checkSpec(spec);
  const countyId = await countyOf(spec, service, subject);
  const idempotencyKey = asked.header('Idempotency-Key');
  const order = { countyId, spec, priority: query.priority, idempotencyKey };
  return accepted(await submit(service, order, actor));
}

function withOperation(spec: JobSpec, operation: 'solve' | 'none' | undefined): JobSpec {
  if (operation === undefined || spec.kind !== 'place') return spec;
  return { ...spec, operation };
}

/** What can be told before a worker is asked. @throws InputError, ProblemFault `unknown-report` */
function checkSpec(spec: JobSpec): void {
  if (spec.kind === 'report') checkReportIds(spec.reports);
  if ('policy' in spec && 'values' in spec.policy) parsePolicy(spec.policy.values);
}

/** @throws ProblemFault `unknown-report` for a report or a format that there is not */
export function checkReportIds(asked: readonly { id: string; format: string }[]): void {
  for (const [index, { id, format }] of asked.entries()) {
    const report = REPORTS.find((each) => each.id === id);
    if (report?.formats.some((each) => each === format) === true) continue;
    const known = REPORTS.map((each) => `${each.id} (${each.formats.join('、')})`).join('，');
    throw new ProblemFault('unknown-report', {
      issues: [
        {
          code: 'unknown-report',
          path: `reports.${index}`,
          message: `可选报表：${known} (reports that there are)`,
        },
      ],
    });
  }
}

/**
 * The county that a job is for: the one of its version or proposal.
 * @throws ProblemFault `unknown-reference` for what is unknown or out of reach, `unknown-county` for a check
 */
async function countyOf(spec: JobSpec, service: Service, gate: Gate): Promise<string> {
  if (spec.kind === 'check') return (await gate.county(spec.countyId)).id;
  const [path, found] =
    'proposalId' in spec
      ? (['proposalId', await service.proposals.get(spec.proposalId)] as const)
      : (['versionId', await service.counties.version(spec.versionId)] as const);
  if (found !== null) {
    const county = await gate.county(found.countyId).catch(() => null);
    if (county !== null) return county.id;
  }
  throw new ProblemFault('unknown-reference', {
    issues: [{ code: 'unknown-reference', path, message: `「${path}」不存在 (no such reference)` }],
  });
}
