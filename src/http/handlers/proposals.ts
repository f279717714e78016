/** Proposals, their reports, approvals and objections. */
import type { Ruled } from '../../service/contract.ts';
import { REPORTS } from '../../service/reference.ts';
import { fixedReply } from '../fixed-reply.ts';
import type { Asked, Handlers } from '../handler.ts';
import { ProblemFault } from '../problem.ts';
import type { Routes } from '../routes/index.ts';
import type { proposalRoutes } from '../routes/proposals.ts';
import { ReportKinds } from '../schemas/proposals.ts';
import { pageRequest } from './access.ts';
import { fileReply } from './files.ts';
import { checkReportIds } from './jobs.ts';
import { accepted, submit } from './submit.ts';

export function proposalHandlers(): Handlers<typeof proposalRoutes> {
  const reports = REPORTS.map(({ id, zh, en, public: open, formats }) => ({
    id,
    label: { zh, en },
    public: open,
    formats: [...formats],
  }));
  const kinds = fixedReply(ReportKinds, { items: reports });
  return {
    'GET /counties/{county}/proposals': async ({ service, subject, query }) => ({
      status: 200,
      body: await service.proposals.list(subject.id, pageRequest(query)),
    }),
    'GET /proposals/{proposal}': ({ subject }) => ({ status: 200, body: subject }),
    'PATCH /proposals/{proposal}': async ({ service, actor, subject, json }) => {
      const renamed = await service.proposals.rename(subject.id, json.name, actor);
      if (renamed === null) throw new ProblemFault('unknown-proposal');
      return { status: 200, body: renamed };
    },
    'GET /proposals/{proposal}/files/{name}': ({ service, subject, params }) =>
      fileReply(subject, params.name, (name) => service.proposals.file(subject.id, name)),
    'GET /proposals/{proposal}/diff/{other}': async ({ service, subject, params }) => {
      const diff = await service.proposals.diff(subject.id, params.other);
      if (diff === null) throw new ProblemFault('unknown-proposal');
      return { status: 200, body: diff, etag: `${subject.id}-${params.other}` };
    },
    'GET /reports': () => kinds,
    'POST /proposals/{proposal}/reports': writeReports,
    'GET /proposals/{proposal}/approvals': async ({ service, subject }) => ({
      status: 200,
      body: { items: await service.proposals.approvals(subject.id) },
    }),
    'POST /proposals/{proposal}/approvals': async ({ service, actor, subject, json }) => {
      const { to, why, publicityStart } = json;
      const ruled = await service.proposals.approve(subject.id, to, { why, publicityStart }, actor);
      return { status: 201, body: done(ruled, 'unknown-proposal') };
    },
    'GET /proposals/{proposal}/objections': async ({ service, subject }) => ({
      status: 200,
      body: { items: await service.proposals.objections(subject.id) },
    }),
    'POST /proposals/{proposal}/objections': async ({ service, actor, subject, json }) => {
      const { teacherId, reason } = json;
      const ruled = await service.proposals.object(subject.id, teacherId, reason, actor);
      return { status: 201, body: done(ruled, 'unknown-proposal') };
    },
    'POST /objections/{objection}/ruling': async ({ service, actor, subject, json }) => ({
      status: 201,
      body: done(await service.proposals.rule(subject, json, actor), 'unknown-objection'),
    }),
  };
}

async function writeReports(asked: Asked<Routes['POST /proposals/{proposal}/reports']>) {
  const { service, actor, subject, json } = asked;
  checkReportIds(json.reports);
  const spec = { kind: 'report' as const, proposalId: subject.id, ...json };
  const idempotencyKey = asked.header('Idempotency-Key');
  return accepted(
    await submit(service, { countyId: subject.countyId, spec, idempotencyKey }, actor),
  );
}

/**
 * What a change of state ended with.
 * @throws ProblemFault `refused` with the reason in words, or `unknown`
 */
function done<T>(ruled: Ruled<T>, unknown: 'unknown-proposal' | 'unknown-objection'): T {
  if (ruled.kind === 'done') return ruled.value;
  if (ruled.kind === 'unknown') throw new ProblemFault(unknown);
  const { code, message } = ruled;
  throw new ProblemFault('refused', { issues: [{ code, message }] });
}
