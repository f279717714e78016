/** What becomes of a job whose worker is gone, as fenced transactions: it waits again, or its best so far is finished, or it fails. */
import type { Queue } from '../queue.ts';
import { audited } from '../store/audit.ts';
import type { Statement } from '../store/database.ts';
import { notify, WAKE } from './ground.ts';
import { dropKept } from './incumbent-book.ts';
import { addEvent } from './job-rows.ts';
import type { Hold } from './running-book.ts';

/** Why a job was taken back from its worker. */
const LOST = {
  killed: '工作进程异常结束 (the worker process ended)',
  memory: '工作进程超出内存上限 (the worker process exceeded its memory limit)',
  silent: '工作进程失去响应 (the worker process stopped answering)',
  shutdown: '服务停止 (the service stopped)',
} as const;
export type Loss = keyof typeof LOST;

export interface Taken {
  readonly hold: Hold;
  readonly loss: Loss;
  /** Whether it counts as an attempt. */
  readonly counted: boolean;
}

/** With attempts left the job waits again. */
export async function waitAgain(queue: Queue, taken: Taken): Promise<Statement[]> {
  const { hold, counted } = taken;
  const back = {
    sql: `update job set state = 'queued', queued_at = clock_timestamp(), worker_id = null, progress = null,
      attempt = attempt - $3 where id = $1 and attempt = $2 and worker_id = $4 and state = 'running' and not cancel_requested
      and ($3 = 1 or attempt < attempts)`,
    values: [hold.id, hold.attempt, counted ? 0 : 1, hold.workerId],
    expect: 1,
  };
  return [back, ...(await queuedAgain(queue, taken))];
}

/**
 * Without, but with an allocation kept: it waits for one run more, which only finishes that one (attempt `attempts` + 1).
 * For a job that was to stop, and for one that memory ended; of the others nobody knows why they were lost.
 */
export async function finishKept(queue: Queue, taken: Taken): Promise<Statement[]> {
  const { hold, loss, counted } = taken;
  const back = {
    sql: `update job set state = 'queued', queued_at = clock_timestamp(), worker_id = null, progress = null,
      attempt = attempts where id = $1 and attempt = $2 and worker_id = $5 and state = 'running' and incumbent_blob is not null
      and (cancel_requested or $3) and (not $4 or attempt <= attempts)`,
    values: [hold.id, hold.attempt, loss === 'memory', counted, hold.workerId],
    expect: 1,
  };
  return [back, ...(await queuedAgain(queue, taken))];
}

async function queuedAgain(queue: Queue, { hold, loss }: Taken): Promise<Statement[]> {
  const { id, priority } = hold;
  return [
    addEvent(id, 'state', { state: 'queued', reason: loss }),
    ...(await queue.requeue([{ id, priority }])),
    notify(WAKE.job),
  ];
}

/** Neither: it ends, and says why. */
export async function endLost(queue: Queue, { hold, loss }: Taken): Promise<Statement[]> {
  const { id, countyId, workerId, attempt, attempts } = hold;
  const error = {
    code: `worker-${loss}`,
    message: `${LOST[loss]}，已试 ${attempt} 次 (attempt ${attempt} of ${attempts})。`,
  };
  return [
    {
      sql: `update job set state = case when cancel_requested then 'cancelled' else 'failed' end, ended_at = clock_timestamp(),
        result = 'fault', error = $3::json, worker_id = null where id = $1 and attempt = $2 and worker_id = $4 and state = 'running'`,
      values: [id, attempt, JSON.stringify(error), workerId],
      expect: 1,
    },
    {
      sql: `with j as (update job set events = events + 1 where id = $1 returning id, events, state)
        insert into job_event (job_id, seq, kind, at, data) select id, events, 'state', clock_timestamp(),
        json_build_object('state', state, 'result', 'fault') from j`,
      values: [id],
    },
    ...(await queue.dequeue([id])),
    dropKept(id),
    audited(
      { id: 'system' },
      { action: 'job.end', target: id, countyId, detail: { result: 'fault', reason: loss } },
    ),
  ];
}
