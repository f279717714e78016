/** 求解: the run that is on, or the last one, with what it told on the way. */

import type { JobProgress } from '../../domain/job.ts';
import { type Following, followJob, type JobDraft, submitJob } from '../api/follow-job.ts';
import { call } from '../api/request.ts';
import type { JobView } from '../api/shapes.ts';
import { createStore } from './store.ts';

/** Incumbent and bound of one tier at one moment. */
export interface Sighting {
  readonly tier: number | null;
  readonly incumbent: number | null;
  readonly bound: number | null;
}

export interface Run {
  readonly job: JobView;
  readonly progress: JobProgress | null;
  /** In order of time, at most {@link MOST_SIGHTINGS}. */
  readonly sightings: readonly Sighting[];
  readonly stopping: boolean;
  readonly fault: unknown;
}
const MOST_SIGHTINGS = 400;

export const run = createStore<Run | null>(null);
let following: Following | null = null;

export function withProgress(now: Run, progress: JobProgress): Run {
  const { tier, incumbent, bound } = progress;
  const sighting = incumbent === null && bound === null ? [] : [{ tier, incumbent, bound }];
  return {
    ...now,
    progress,
    sightings: [...now.sightings, ...sighting].slice(-MOST_SIGHTINGS),
  };
}

/**
 * Submits a run and follows it to its end. A run that was on is stopped first: nobody waits for it any more.
 * @returns the job when it is over; null when another run took its place
 */
export async function startRun(draft: JobDraft): Promise<JobView | null> {
  await stopOlder();
  const job = await submitJob(draft);
  run.set({ job, progress: null, sightings: [], stopping: false, fault: null });
  return watch(job.id);
}

/** Follows a job that was submitted before, e.g. after the page was loaded again. */
export async function resumeRun(job: JobView): Promise<JobView | null> {
  run.set({
    job,
    progress: job.progress,
    sightings: [],
    stopping: job.cancelRequested,
    fault: null,
  });
  return watch(job.id);
}

async function watch(id: string): Promise<JobView | null> {
  const mine = () => run.get()?.job.id === id;
  const change = (what: (now: Run) => Run) => {
    const now = run.get();
    if (now !== null && mine()) run.set(what(now));
  };
  following = followJob(id, (progress) => change((now) => withProgress(now, progress)));
  try {
    const job = await following.over;
    change((now) => ({ ...now, job }));
    return mine() ? job : null;
  } catch (fault) {
    change((now) => ({ ...now, fault }));
    throw fault;
  }
}

async function stopOlder(): Promise<void> {
  const now = run.get();
  if (now === null || now.job.endedAt !== null) return;
  following?.stop();
  await call('DELETE /jobs/{job}', { params: { job: now.job.id } }).catch(() => {});
}

/** Asks the run to stop; the best plan so far is kept. */
export async function stopRun(): Promise<void> {
  const now = run.get();
  if (now === null) return;
  run.set({ ...now, stopping: true });
  await call('DELETE /jobs/{job}', { params: { job: now.job.id } });
}
