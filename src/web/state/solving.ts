/** 求解: from version and rules to an open plan; the same road for step 3 and for every re-solve of step 5. */
import type { Locks } from '../../domain/policy.ts';
import { call } from '../api/request.ts';
import type { JobView } from '../api/shapes.ts';
import { openCounty, solvableVersion } from './county.ts';
import { loadPlans, showPlan } from './plans.ts';
import { type Patch, rulesDraft } from './rules-draft.ts';
import { resumeRun, run, startRun } from './run.ts';
import { createStore } from './store.ts';

export interface SolveChoice {
  /** Seconds for each solve; null = none. */
  readonly timeLimitSeconds: number | null;
  readonly backend: 'auto' | 'flow' | 'highs' | 'glpk' | 'jslp';
}
export const solveChoice = createStore<SolveChoice>({ timeLimitSeconds: null, backend: 'auto' });

export interface Wanted {
  /** Of the data; a plan is steered on the data that it was made of. */
  readonly version: { readonly id: string; readonly countyId: string };
  readonly patch: Patch;
  readonly steer: Locks | null;
  /** Proposal from which as few people as possible may change; null = the optimum. */
  readonly keep: string | null;
}

/** The newest data by the rules of step 2, without any lock; null = there is nothing to solve. */
export function plainly(): Wanted | null {
  const version = solvableVersion(openCounty.get());
  return version && { version, patch: rulesDraft.get().patch, steer: null, keep: null };
}

/**
 * Solves and opens the plan that comes out.
 * @returns the job when it is over; null when another run took its place
 */
export async function solve({ version, patch, steer, keep }: Wanted): Promise<JobView | null> {
  const job = await startRun({
    kind: 'place',
    versionId: version.id,
    policy: { values: patch },
    options: solveChoice.get(),
    steer,
    keep,
  });
  await showOutcome(job);
  return job;
}

async function showOutcome(job: JobView | null): Promise<void> {
  if (job?.proposalId == null) return;
  // The list first: whoever sees the new plan finds it in the list.
  await loadPlans(job.countyId);
  await showPlan(job.proposalId);
}

/** A run that was started before the page was loaded again: followed on. */
export async function pickUpRun(countyId: string): Promise<void> {
  if (run.get() !== null) return;
  const { items } = await call('GET /jobs', { query: { county: countyId, state: 'running' } });
  const job = items.find(({ kind }) => kind === 'place');
  if (job !== undefined && run.get() === null) await showOutcome(await resumeRun(job));
}
