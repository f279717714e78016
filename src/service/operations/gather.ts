/** Reads what a job names out of the store, in the worker process: threads have no database. */
import type { JobSpec, PlanChoice, PolicyChoice } from '../../domain/job.ts';
import type { Ground } from '../books/ground.ts';
import type { RecentCounties } from '../recent-counties.ts';
import type { OperationInput } from './input.ts';

interface Store extends Pick<Ground, 'db' | 'blobs'> {
  readonly recent: RecentCounties;
}

/** @throws Error when something that was there at submission is gone (the county was erased) */
export async function gather(
  store: Store,
  countyId: string,
  spec: JobSpec,
  memoryMiB: number,
): Promise<OperationInput> {
  const proposals: Record<string, Uint8Array> = {};
  for (const id of proposalsOf(spec)) proposals[id] = await proposalFile(store, id);
  const files: Record<string, Uint8Array> = {};
  for (const hash of filesOf(spec)) files[hash] = await blob(store, countyId, hash);
  const versionId = await versionOf(store, spec);
  return {
    ...{ spec, versionId, proposals, files, memoryMiB },
    county: versionId === null ? null : await countyText(store, versionId),
    policy: 'policy' in spec ? await policyValues(store, spec.policy) : null,
  };
}

async function blob({ blobs }: Store, countyId: string, hash: string): Promise<Uint8Array> {
  return (await blobs.read(countyId, hash)) ?? gone('file', hash);
}

function gone(what: string, id: string): never {
  throw new Error(`${what} ${id} is gone`);
}

async function versionOf({ db }: Store, spec: JobSpec): Promise<string | null> {
  if ('versionId' in spec) return spec.versionId;
  if (!('proposalId' in spec)) return null;
  const [row] = await db.query<{ version_id: string }>(
    'select version_id from proposal where id = $1',
    [spec.proposalId],
  );
  return row?.version_id ?? gone('proposal', spec.proposalId);
}

async function countyText(store: Store, versionId: string): Promise<Uint8Array> {
  const [row] = await store.db.query<{ county_id: string; county_blob: string }>(
    'select county_id, county_blob from version where id = $1',
    [versionId],
  );
  if (row === undefined) return gone('version', versionId);
  const { county_id: countyId, county_blob: hash } = row;
  return store.recent.get(countyId, hash, () => blob(store, countyId, hash));
}

async function policyValues({ db }: Store, choice: PolicyChoice): Promise<unknown> {
  if ('values' in choice) return choice.values;
  const [row] = await db.query<{ policy_values: unknown }>(
    'select policy_values from policy where id = $1',
    [choice.policyId],
  );
  return row?.policy_values ?? gone('policy', choice.policyId);
}

async function proposalFile(store: Store, id: string): Promise<Uint8Array> {
  const [row] = await store.db.query<{ county_id: string; hash: string }>(
    `select p.county_id, f.hash from proposal p join job_file f on f.job_id = p.job_id and f.name = 'proposal.json'
     where p.id = $1`,
    [id],
  );
  return row === undefined ? gone('proposal', id) : blob(store, row.county_id, row.hash);
}

function proposalsOf(spec: JobSpec): string[] {
  return [
    ...('proposalId' in spec ? [spec.proposalId] : []),
    ...(spec.kind === 'place' && spec.keep !== null ? [spec.keep] : []),
    ...('plan' in spec && spec.plan !== null && 'proposalId' in spec.plan
      ? [spec.plan.proposalId]
      : []),
  ];
}

function filesOf(spec: JobSpec): string[] {
  const ofPlan = (plan: PlanChoice | null) => (plan !== null && 'file' in plan ? [plan.file] : []);
  const files = [
    ...('plan' in spec ? ofPlan(spec.plan) : []),
    ...(spec.kind === 'check' && spec.files !== 'demo' ? spec.files : []),
    ...(spec.kind === 'reform' ? [spec.state, spec.journal].filter((file) => file !== null) : []),
  ];
  return files.map(({ hash }) => hash);
}
