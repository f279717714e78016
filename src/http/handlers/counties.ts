/** Counties and their versions. */
import type { County } from '../../domain/county.ts';
import { Mends } from '../../domain/mends.ts';
import type { Actor, Service, VersionView } from '../../service/contract.ts';
import { findingInEnglish } from '../../service/reference.ts';
import { parseText } from '../body.ts';
import { CountyViews, countyData, peopleOf, schoolsOf } from '../county-views.ts';
import type { Asked, Handlers } from '../handler.ts';
import { checked, ProblemFault } from '../problem.ts';
import type { countyRoutes } from '../routes/counties.ts';
import type { Routes } from '../routes/index.ts';
import { mayAct } from '../subjects.ts';
import { pageRequest } from './access.ts';
import { accepted, submit } from './submit.ts';
import { filesOf, keepAll, textOf } from './uploads.ts';

interface OfVersion {
  readonly service: Service;
  readonly subject: VersionView;
}

/** The workbook with its findings coloured, as the reading of a version writes it. */
const FINDINGS_BOOK = 'findings.xlsx';

export function countyHandlers(): Handlers<typeof countyRoutes> {
  const views = new CountyViews();
  const derived = async (asked: OfVersion, view: string, make: (county: County) => unknown) => ({
    status: 200 as const,
    raw: await views.text(asked.service, asked.subject, view, make),
    etag: `${asked.subject.id}-${view}`,
  });
  return {
    'GET /counties': async ({ service, actor, query }) => ({
      status: 200,
      body: await service.counties.list(actor, pageRequest(query)),
    }),
    'POST /counties': async ({ service, actor, json }) => {
      const county = await service.counties.create(json.name, actor);
      return { status: 201, body: county, headers: { Location: `/counties/${county.id}` } };
    },
    'GET /counties/{county}': ({ subject }) => ({ status: 200, body: subject }),
    'DELETE /counties/{county}': async ({ service, actor, subject, json }) => {
      const certificate = await service.counties.erase(subject.id, json.why, actor);
      if (certificate === null) throw new ProblemFault('unknown-county');
      views.clear();
      return { status: 200, body: certificate };
    },
    'POST /counties/{county}/files': upload,
    'POST /counties/{county}/uploads': async ({ service, actor, subject, form }) => {
      const files = form === null ? [] : filesOf(form, 'files');
      return { status: 201, body: { files: await keepAll(files, subject.id, service, actor) } };
    },
    'GET /counties/{county}/versions': async ({ service, subject, query }) => {
      const { items, next } = await service.counties.versions(subject.id, pageRequest(query));
      return { status: 200, body: { items: items.map(versionBody), next } };
    },
    'GET /counties/{county}/versions/{version}': ({ subject }) => ({
      status: 200,
      body: versionBody(subject),
      etag: subject.id,
    }),
    'POST /counties/{county}/versions/{version}/mends': async (asked) => {
      const { service, actor, subject, json } = asked;
      const files = subject.files.length === 0 ? ('demo' as const) : [...subject.files];
      const spec = { kind: 'check' as const, countyId: subject.countyId, files, mends: json };
      const idempotencyKey = asked.header('Idempotency-Key');
      const order = { countyId: subject.countyId, spec, idempotencyKey };
      return accepted(await submit(service, order, actor));
    },
    'GET /counties/{county}/versions/{version}/findings': async (asked) => {
      const { service, subject, query, language } = asked;
      const code = query.code ?? null;
      const { items, next } = await service.counties.findings(subject.id, pageRequest(query), code);
      const told = language === 'en' ? items.map(findingInEnglish) : items;
      return { status: 200, body: { items: told, next } };
    },
    'GET /counties/{county}/versions/{version}/finding-kinds': async ({ service, subject }) => ({
      status: 200,
      body: { items: await service.counties.findingKinds(subject.id) },
      etag: `${subject.id}-kinds`,
    }),
    'GET /counties/{county}/versions/{version}/findings.xlsx': async ({ service, subject }) => {
      const raw = await service.counties.file(subject.id, FINDINGS_BOOK);
      if (raw === null) throw new ProblemFault('unknown-file');
      const headers = { 'Content-Disposition': `attachment; filename="${FINDINGS_BOOK}"` };
      return { status: 200, raw, headers, etag: `${subject.id}-book` };
    },
    'GET /counties/{county}/versions/{version}/county': (asked) =>
      derived(asked, 'county', countyData),
    'GET /counties/{county}/versions/{version}/people': (asked) => {
      const named = seesNames(asked.actor);
      return derived(asked, named ? 'people-named' : 'people', (each) => peopleOf(each, named));
    },
    'GET /counties/{county}/versions/{version}/schools': (asked) =>
      derived(asked, 'schools', schoolsOf),
  };
}

/** Names of people are for those who work on the placement. */
function seesNames(actor: Actor): boolean {
  return mayAct(actor.role, 'planner');
}

async function upload(asked: Asked<Routes['POST /counties/{county}/files']>) {
  const { service, actor, subject, form, language } = asked;
  const mendsText = form === null ? undefined : await textOf(form, 'mends');
  const mends =
    mendsText === undefined ? null : checked(Mends, parseText(mendsText, 'mends'), language);
  const files =
    form === null
      ? ('demo' as const)
      : await keepAll(filesOf(form, 'files'), subject.id, service, actor);
  const spec = { kind: 'check' as const, countyId: subject.id, files, mends };
  const idempotencyKey = asked.header('Idempotency-Key');
  return accepted(await submit(service, { countyId: subject.id, spec, idempotencyKey }, actor));
}

/** The parts that the contract leaves open are what the intake wrote: checked where the answer is. */
function versionBody({ mends, sheets, ...version }: VersionView) {
  return { ...version, mends: mends as Mends | null, sheets: (sheets ?? []) as [] };
}
