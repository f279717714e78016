/** 任务 (jobs): submit one, follow it live over server-sent events, read what it wrote. */
import type { z } from 'zod';
import type { JobProgress, JobSpec } from '../../domain/job.ts';
import { addressOf, call, statusOf } from './request.ts';
import type { JobView } from './shapes.ts';

/** A spec before the service fills in its defaults. */
export type JobDraft = z.input<typeof JobSpec>;

export function submitJob(draft: JobDraft): Promise<JobView> {
  return call('POST /jobs', { body: draft });
}

function isOver({ state }: JobView): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

export interface Following {
  /** The job once it is over. @throws ProblemError */
  readonly over: Promise<JobView>;
  /** Stops listening; the job itself goes on. */
  stop(): void;
}

/** How long a silent stream may stay silent before the job itself is asked, milliseconds. */
const ASK_EVERY = 2000;

/**
 * Follows a job to its end. Events come as a stream; where no stream can be had the job is asked every two seconds.
 * @param onProgress told of every step that the worker reports
 */
export function followJob(id: string, onProgress: (progress: JobProgress) => void): Following {
  const stream = new EventSource(addressOf('GET /jobs/{job}/events', { params: { job: id } }));
  let timer = 0;
  let ended = false;
  const stop = () => {
    ended = true;
    stream.close();
    clearInterval(timer);
  };
  const over = new Promise<JobView>((done, fail) => {
    const look = () => {
      call('GET /jobs/{job}', { params: { job: id } }).then(
        (job) => {
          if (ended || !isOver(job)) return;
          stop();
          done(job);
        },
        (fault: unknown) => {
          // A service that is away for a moment comes back; anything else is an answer.
          if (ended || statusOf(fault) === 0) return;
          stop();
          fail(fault);
        },
      );
    };
    // A better plan is told with where the run is, like any other progress.
    for (const kind of ['progress', 'incumbent'])
      stream.addEventListener(kind, ({ data }) => onProgress(progressOf(data)));
    for (const kind of ['state', 'end']) stream.addEventListener(kind, look);
    stream.onerror = look;
    timer = setInterval(look, ASK_EVERY) as unknown as number;
    look();
  });
  return { over, stop };
}

/** The progress in an event of the stream. */
function progressOf(text: string): JobProgress {
  return (JSON.parse(text) as { readonly data: JobProgress }).data;
}

/** Submits a job and waits for it: for what takes a moment only. @throws ProblemError */
export async function runJob(draft: JobDraft): Promise<JobView> {
  const job = await submitJob(draft);
  return isOver(job) ? job : followJob(job.id, () => {}).over;
}
