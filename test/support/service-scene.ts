/** A county in an open service, and jobs on it, in a line each. */
import { randomUUID } from 'node:crypto';
import { countyHash } from '../../src/domain/canonical.ts';
import type { County } from '../../src/domain/county.ts';
import { JobSpec } from '../../src/domain/job.ts';
import type { Actor, JobView, Service } from '../../src/service/contract.ts';
import type { ServiceInsides } from '../../src/service/open-service.ts';
import { mover, tinyCounty } from './tiny-county.ts';

export const ADMIN: Actor = { id: 'key:test', role: 'admin', countyId: null };

/** Two movers, two posts: solved in milliseconds. */
export function twoMovers(seed = 0): County {
  return tinyCounty({
    schools: [
      { id: 's1', tier: 'B' },
      { id: 's2', tier: 'U', quota: 3 + (seed % 5) },
    ],
    groups: [{ schoolId: 's2', subject: '数学', openings: 2 }],
    teachers: ['t1', 't2'].map((id) => mover({ id, schoolId: 's1', mainSubject: '数学' })),
  });
}

export interface Scene {
  readonly countyId: string;
  readonly versionId: string;
  spec(more?: object): JobSpec;
  submit(more?: object, priority?: number): Promise<JobView>;
  /** Submits, and waits for the end. */
  solved(more?: object): Promise<JobView>;
}

/** A county with one version, as a check job would have left it. */
export async function scene(
  service: Service,
  { ground: { db, blobs } }: Pick<ServiceInsides, 'ground'>,
  county: County = twoMovers(),
): Promise<Scene> {
  const { id: countyId } = await service.counties.create('示例县', ADMIN);
  const versionId = randomUUID();
  const kept = blobs.keepText(countyId, JSON.stringify(county));
  const none = blobs.keepJson(countyId, []);
  const detail = blobs.keepJson(countyId, { files: [], mends: null, sheets: [] });
  await db.transaction([
    ...[kept, none, detail].map(({ statement }) => statement),
    {
      sql: `insert into version (id, county_id, number, hash, county_blob, findings_blob, detail_blob, errors, warnings,
        mended, kinds, created_by, job_id) values ($1, $2, 1, $3, $4, $5, $6, 0, 0, 0, '[]', 'system', $1)`,
      values: [versionId, countyId, countyHash(county), kept.hash, none.hash, detail.hash],
    },
    {
      sql: 'update county set latest_version_id = $2 where id = $1',
      values: [countyId, versionId],
    },
  ]);
  const spec = (more: object = {}) =>
    JobSpec.parse({ kind: 'place', versionId, policy: { values: {} }, ...more });
  const submit = async (more: object = {}, priority = 0) => {
    const job = { countyId, spec: spec(more), priority, idempotencyKey: null };
    const submitted = await service.jobs.submit(job, ADMIN);
    if (submitted.kind !== 'accepted') throw new Error(`not accepted: ${submitted.kind}`);
    return submitted.job;
  };
  const solved = async (more: object = {}) => ended(service, (await submit(more)).id);
  return { countyId, versionId, spec, submit, solved };
}

/** The job after its last event. */
export async function ended(service: Service, jobId: string): Promise<JobView> {
  for await (const _ of service.jobs.events(jobId, 0, new AbortController().signal));
  return (await service.jobs.get(jobId)) as JobView;
}

export async function untilReady(service: Service): Promise<void> {
  while (!(await service.ready())) await new Promise((resolve) => setTimeout(resolve, 50));
}
