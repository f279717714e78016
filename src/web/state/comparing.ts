/** 比较: the last audit and the last comparison, kept while she looks at other steps. */
import type { Audit } from '../../domain/audit.ts';
import type { Comparison } from '../../domain/comparison.ts';
import { followJob, type JobDraft, submitJob } from '../api/follow-job.ts';
import { call } from '../api/request.ts';
import type { JobView, VersionView } from '../api/shapes.ts';
import { rulesDraft } from './rules-draft.ts';
import { createStore, type Store } from './store.ts';

export type Answering<T> =
  | { readonly state: 'none' }
  | { readonly state: 'busy' }
  | { readonly state: 'fault'; readonly fault: unknown }
  /** The job ended without an answer. */
  | { readonly state: 'refused'; readonly job: JobView }
  | { readonly state: 'there'; readonly job: JobView; readonly answer: T };

/** People of the file who could not be found, and the like. */
export type AuditAnswer = Audit & { readonly warnings?: readonly { readonly message: string }[] };

export const audit = createStore<Answering<AuditAnswer>>({ state: 'none' });
export const comparison = createStore<Answering<Comparison>>({ state: 'none' });

async function answered<T>(
  store: Store<Answering<T>>,
  draft: () => Promise<JobDraft>,
): Promise<void> {
  store.set({ state: 'busy' });
  try {
    const { id } = await submitJob(await draft());
    const job = await followJob(id, () => {}).over;
    if (job.result !== 'answer') return store.set({ state: 'refused', job });
    const answer = (await call('GET /jobs/{job}/answer', { params: { job: id } })) as T;
    store.set({ state: 'there', job, answer });
  } catch (fault) {
    store.set({ state: 'fault', fault });
  }
}

/** Audits the plan in a file of the bureau's. */
export function auditFile({ id, countyId }: VersionView, file: File): Promise<void> {
  return answered(audit, async () => {
    const form = new FormData();
    form.append('files', file);
    const { files } = await call('POST /counties/{county}/uploads', {
      params: { county: countyId },
      body: form,
    });
    const [kept] = files;
    if (kept === undefined) throw new Error('the service kept no file');
    return {
      kind: 'audit',
      versionId: id,
      policy: { values: rulesDraft.get().patch },
      plan: { file: kept },
    };
  });
}

/** One scenario of the page: a name and other values of some keys, or a key through its values. */
export interface Scenario {
  readonly name: string;
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly sweep?: Readonly<Record<string, string | readonly unknown[]>>;
}

export function compareScenarios(
  { id }: VersionView,
  scenarios: readonly Scenario[],
): Promise<void> {
  return answered(comparison, async () => ({
    kind: 'compare',
    versionId: id,
    policy: { values: rulesDraft.get().patch },
    scenarios,
  }));
}
