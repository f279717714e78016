/** 方案: the proposals of the county and the one that is open. */

import type { Proposal } from '../../domain/proposal.ts';
import { call, callAll } from '../api/request.ts';
import type { ProposalView } from '../api/shapes.ts';
import { type Roster, rosterOf } from './roster.ts';
import { createStore } from './store.ts';

export interface OpenPlan {
  readonly view: ProposalView;
  readonly proposal: Proposal;
  readonly roster: Roster;
}

export const plans = createStore<readonly ProposalView[] | null>(null);
export const openPlan = createStore<OpenPlan | null>(null);

/** Newest first. */
export async function loadPlans(countyId: string): Promise<void> {
  const list = await callAll('GET /counties/{county}/proposals', { params: { county: countyId } });
  plans.set(list.sort((a, b) => b.number - a.number));
}

/** Reads a proposal with its people and places. @throws ProblemError */
async function readPlan(id: string): Promise<OpenPlan> {
  const view = await call('GET /proposals/{proposal}', { params: { proposal: id } });
  const [proposal, roster] = await Promise.all([
    call('GET /jobs/{job}/proposal', { params: { job: view.jobId } }),
    rosterOf(view.countyId, view.versionId),
  ]);
  return { view, proposal, roster };
}

export async function showPlan(id: string): Promise<OpenPlan> {
  const plan = await readPlan(id);
  openPlan.set(plan);
  return plan;
}

/** Names a version of the plan. */
export async function renamePlan(id: string, name: string): Promise<void> {
  const view = await call('PATCH /proposals/{proposal}', {
    params: { proposal: id },
    body: { name },
  });
  plans.update((list) => list?.map((each) => (each.id === id ? view : each)) ?? null);
  const open = openPlan.get();
  if (open?.view.id === id) openPlan.set({ ...open, view });
}
