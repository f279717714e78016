/** The short way of `POST /jobs`: a workbook (or the demo county) is read and, when that went well, solved. */
import { z } from 'zod';
import { type JobSpec, type PolicyChoice, SolveOptions } from '../../domain/job.ts';
import { parsePolicy } from '../../domain/policy.ts';
import type { JobView } from '../../service/contract.ts';
import { demoPolicy } from '../../service/reference.ts';
import { parseText } from '../body.ts';
import type { Asked } from '../handler.ts';
import { checked, ProblemFault } from '../problem.ts';
import type { Routes } from '../routes/index.ts';
import { Id } from '../schemas/common.ts';
import { submit } from './submit.ts';
import { filesOf, keepAll, textOf, type UploadedFile } from './uploads.ts';

/** How long the answer waits for the reading; after it the asker gets the check job and goes on by itself. */
const WAIT_FOR_READING_MS = 60_000;
const DEMO_NAME = '示范县';
const Values = z.record(z.string(), z.unknown());

type Request = Asked<Routes['POST /jobs']>;
interface Wanted {
  readonly countyId: string | null;
  readonly name: string;
  readonly files: readonly UploadedFile[] | 'demo';
  readonly policy: Record<string, unknown> | undefined;
  readonly options: SolveOptions;
}

/**
 * The `place` job; or the `check` job, when findings stand in the way or the reading takes long.
 * @throws ProblemFault as `POST /jobs` declares
 */
export async function readAndSolve(asked: Request): Promise<JobView> {
  const { service, actor, query } = asked;
  const wanted = await wantedOf(asked);
  parsePolicy(wanted.policy ?? {});
  const countyId = await countyFor(wanted, asked);
  const files =
    wanted.files === 'demo' ? 'demo' : await keepAll(wanted.files, countyId, service, actor);
  const key = asked.header('Idempotency-Key');
  const part = (name: string) => (key === undefined ? undefined : `${key}:${name}`);
  const send = (spec: JobSpec, idempotencyKey: string | undefined) =>
    submit(service, { countyId, spec, priority: query.priority, idempotencyKey }, actor);
  const check = await send({ kind: 'check', countyId, files, mends: null }, part('check'));
  const read = await ended(asked, check);
  const versionId = read.versionId;
  const version = versionId === null ? null : await service.counties.version(versionId);
  if (version === null || version.hash === null) return read;
  return send(placing(version.id, wanted), part('place'));
}

function placing(versionId: string, { policy, options, files }: Wanted): JobSpec {
  const values = policy ?? (files === 'demo' ? demoPolicy() : {});
  const choice: PolicyChoice = { values };
  return {
    kind: 'place',
    versionId,
    policy: choice,
    options,
    operation: 'solve',
    plan: null,
    steer: null,
    keep: null,
  };
}

async function wantedOf({ json, form, language }: Request): Promise<Wanted> {
  if (form === null) {
    const { policy, options = SolveOptions.parse({}) } = (json ?? {}) as Partial<Wanted>;
    return { countyId: null, name: DEMO_NAME, files: 'demo', policy, options };
  }
  const part = async <T extends z.ZodType>(name: string, schema: T) => {
    const text = await textOf(form, name);
    return text === undefined ? undefined : checked(schema, parseText(text, name), language);
  };
  const files = filesOf(form, 'county');
  const given = form.get('countyId');
  return {
    countyId: given === null ? null : checked(Id, given, language),
    name: (files[0]?.name ?? '').replace(/\.\w+$/, '').slice(0, 100) || DEMO_NAME,
    files,
    policy: await part('policy', Values),
    options: (await part('options', SolveOptions)) ?? SolveOptions.parse({}),
  };
}

/** The county that was named, the one that the key is bound to, or a new one. */
async function countyFor({ countyId, name }: Wanted, asked: Request): Promise<string> {
  const { actor, service, subject } = asked;
  const known = countyId ?? actor.countyId;
  if (known !== null) return (await subject.county(known)).id;
  subject.everywhere();
  return (await service.counties.create(name, actor)).id;
}

/** The job once it has ended, or as it stands when the wait is over. */
async function ended({ service, signal }: Request, job: JobView): Promise<JobView> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(WAIT_FOR_READING_MS)]);
  for await (const _ of service.jobs.events(job.id, 0, stop));
  const now = await service.jobs.get(job.id);
  if (now === null) throw new ProblemFault('unknown-county');
  return now;
}
