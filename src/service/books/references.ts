/** What a job names must be there, and be of its county. */
import type { JobSpec, PlanChoice, PolicyChoice, StoredFile } from '../../domain/job.ts';
import type { Ground } from './ground.ts';

interface Reference {
  readonly path: string;
  readonly table: 'version' | 'policy' | 'proposal' | 'blob';
  readonly id: string;
}

/** Path of the first thing in a spec that the county does not have; null = all there. */
export async function unknownReference(
  { db }: Pick<Ground, 'db'>,
  countyId: string,
  spec: JobSpec,
): Promise<string | null> {
  if (spec.kind === 'check' && spec.countyId !== countyId) return 'countyId';
  const wanted = references(spec);
  const tests = wanted.map(({ table }, k) =>
    table === 'blob'
      ? `exists (select from blob where county_id = $1 and hash = $${k + 2}) as r${k}`
      : `exists (select from ${table} where county_id = $1 and id = $${k + 2}::uuid${
          table === 'version' ? ' and county_blob is not null' : ''
        }) as r${k}`,
  );
  tests.push('exists (select from county where id = $1) as county');
  const [row] = await db.query<Record<string, boolean>>(`select ${tests.join(', ')}`, [
    countyId,
    ...wanted.map(({ id }) => id),
  ]);
  if (row?.county !== true) return 'countyId';
  return wanted.find((_, k) => row?.[`r${k}`] !== true)?.path ?? null;
}

/** Hashes of the files that a spec names. */
export function filesNamed(spec: JobSpec): string[] {
  return references(spec).flatMap(({ table, id }) => (table === 'blob' ? [id] : []));
}

function references(spec: JobSpec): Reference[] {
  return [
    ...('versionId' in spec
      ? [{ path: 'versionId', table: 'version' as const, id: spec.versionId }]
      : []),
    ...('policy' in spec ? ofPolicy(spec.policy) : []),
    ...('proposalId' in spec
      ? [{ path: 'proposalId', table: 'proposal' as const, id: spec.proposalId }]
      : []),
    ...('plan' in spec && spec.plan !== null ? ofPlan(spec.plan) : []),
    ...(spec.kind === 'place' && spec.keep !== null
      ? [{ path: 'keep', table: 'proposal' as const, id: spec.keep }]
      : []),
    ...(spec.kind === 'check' && spec.files !== 'demo'
      ? spec.files.flatMap((file, k) => ofFile(`files.${k}`, file))
      : []),
    ...(spec.kind === 'reform'
      ? [...ofFile('state', spec.state), ...ofFile('journal', spec.journal)]
      : []),
  ];
}

function ofPolicy(policy: PolicyChoice): Reference[] {
  return 'policyId' in policy ? [{ path: 'policy', table: 'policy', id: policy.policyId }] : [];
}

function ofPlan(plan: PlanChoice): Reference[] {
  if ('file' in plan) return ofFile('plan.file', plan.file);
  return 'proposalId' in plan
    ? [{ path: 'plan.proposalId', table: 'proposal', id: plan.proposalId }]
    : [];
}

function ofFile(path: string, file: StoredFile | null): Reference[] {
  return file === null ? [] : [{ path, table: 'blob', id: file.hash }];
}
