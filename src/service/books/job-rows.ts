/** Jobs as rows, and the statements that several books write of them. */
import type { InputIssue } from '../../domain/errors.ts';
import type { JobKind, JobProgress, JobState } from '../../domain/job.ts';
import type { JobEvent, JobView } from '../contract.ts';
import type { Row, Statement } from '../store/database.ts';
import { iso, isoOrNull } from './ground.ts';

/** Every column of a job and its files. */
export const JOB = `select j.*, coalesce((select json_agg(json_build_object('name', f.name, 'hash', f.hash, 'bytes', f.bytes)
  order by f.name) from job_file f where f.job_id = j.id), '[]') as files from job j`;

export const FINAL_STATES: readonly JobState[] = ['done', 'failed', 'cancelled'];

export function jobView(row: Row): JobView {
  return {
    id: String(row.id),
    countyId: String(row.county_id),
    kind: row.kind as JobKind,
    state: row.state as JobState,
    priority: Number(row.priority),
    attempt: Number(row.attempt),
    attempts: Number(row.attempts),
    submittedAt: iso(row.submitted_at),
    queuedAt: iso(row.queued_at),
    startedAt: isoOrNull(row.started_at),
    solvingAt: isoOrNull(row.solving_at),
    endedAt: isoOrNull(row.ended_at),
    cancelRequested: row.cancel_requested === true,
    progress: row.progress as JobProgress | null,
    result: row.result as JobView['result'],
    limit: row.limit_reached as string | null,
    versionId: row.version_id as string | null,
    proposalId: row.proposal_id as string | null,
    files: row.files as JobView['files'],
    reasons: row.reasons as unknown[],
    issues: row.issues as InputIssue[],
    error: row.error as JobView['error'],
  };
}

/** Appends an event; the job's row is locked by it, so the numbers have no gaps. */
export function addEvent(jobId: string, kind: JobEvent['kind'], data: unknown): Statement {
  return {
    sql: `with j as (update job set events = events + 1 where id = $1 returning id, events)
      insert into job_event (job_id, seq, kind, at, data) select id, events, $2, clock_timestamp(), $3::json from j`,
    values: [jobId, kind, JSON.stringify(data)],
  };
}

export function eventView(row: Row): JobEvent {
  return {
    seq: Number(row.seq),
    kind: row.kind as JobEvent['kind'],
    at: iso(row.at),
    data: row.data,
  };
}
