/** 调整: locks and changed rules on top of the plan that is open, each re-solved at once; and the way back. */
import type { Locks } from '../../domain/policy.ts';
import type { JobView } from '../api/shapes.ts';
import { type OpenPlan, openPlan, showPlan } from './plans.ts';
import { rulesBook } from './rules-book.ts';
import { type Patch, patchOf } from './rules-draft.ts';
import { solve } from './solving.ts';
import { createStore } from './store.ts';

/** What a plan was solved with. */
export interface Setting {
  readonly locks: Locks;
  readonly patch: Patch;
}

export interface Steering {
  /** The plan that `solved` belongs to. */
  readonly planId: string;
  readonly solved: Setting;
  /** What she wants; differs from `solved` while a run is on. */
  readonly wanted: Setting;
  /** Plans before with their settings, newest last. */
  readonly before: readonly { readonly planId: string; readonly setting: Setting }[];
  readonly busy: boolean;
  /** The run that gave no plan: its reasons are shown, nothing changed. */
  readonly refused: JobView | null;
  readonly fault: unknown;
}

export const steering = createStore<Steering | null>(null);

const calm = { busy: false, refused: null, fault: null };

/** Begins at what the plan was solved with; goes on where it was when the plan is the one that was steered last. */
export async function steerFrom({ view, proposal }: OpenPlan): Promise<void> {
  if (steering.get()?.planId === view.id) return;
  const { locks, ...values } = proposal.policy.values;
  const setting = { locks, patch: patchOf(values, (await rulesBook()).keys) };
  steering.set({ planId: view.id, solved: setting, wanted: setting, before: [], ...calm });
}

type Pair = Locks['forced'][number];
const samePair = (a: Pair, b: Pair) =>
  a.teacherId === b.teacherId && a.postGroupId === b.postGroupId;

/** A person is fixed to one post; fixing takes away other locks that say otherwise. */
export function withForced(locks: Locks, pair: Pair): Locks {
  return {
    forced: [...locks.forced.filter(({ teacherId }) => teacherId !== pair.teacherId), pair],
    banned: locks.banned.filter((each) => !samePair(each, pair)),
  };
}

export function withBanned(locks: Locks, pair: Pair): Locks {
  const { forced, banned } = withoutLock(locks, pair);
  return { forced, banned: [...banned, pair] };
}

export function withoutLock(locks: Locks, pair: Pair): Locks {
  return {
    forced: locks.forced.filter((each) => !samePair(each, pair)),
    banned: locks.banned.filter((each) => !samePair(each, pair)),
  };
}

/** Solves with the change; a change that leaves no legal plan is taken back, with its reasons. */
export async function steer(change: (now: Setting) => Setting): Promise<void> {
  const [at, plan] = [steering.get(), openPlan.get()];
  if (at === null || plan === null) return;
  const { versionId, countyId } = plan.view;
  const wanted = change(at.wanted);
  steering.set({ ...at, wanted, busy: true, refused: null, fault: null });
  try {
    const job = await solve({
      version: { id: versionId, countyId },
      patch: wanted.patch,
      steer: wanted.locks,
      keep: null,
    });
    // Another change came meanwhile: it carries this one on.
    if (job === null) return;
    if (job.proposalId === null)
      steering.set({ ...at, wanted: at.solved, busy: false, refused: job, fault: null });
    else steering.set(stepped(at, wanted, job.proposalId));
  } catch (fault) {
    steering.set({ ...at, wanted: at.solved, busy: false, fault });
  }
}

/** The way back grows by the plan that was open until now. */
export function stepped(at: Steering, solved: Setting, planId: string): Steering {
  const before = [...at.before, { planId: at.planId, setting: at.solved }];
  return { planId, solved, wanted: solved, before, ...calm };
}

/** Back to the plan before the last change: nothing is solved, that plan is still there. */
export async function undo(): Promise<void> {
  const now = steering.get();
  const last = now?.before.at(-1);
  if (now == null || last === undefined) return;
  steering.set({
    planId: last.planId,
    solved: last.setting,
    wanted: last.setting,
    before: now.before.slice(0, -1),
    ...calm,
  });
  await showPlan(last.planId);
}
