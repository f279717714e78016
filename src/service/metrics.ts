/** Figures for the monitoring. */
import { JobState } from '../domain/job.ts';
import type { Ground } from './books/ground.ts';
import type { ServiceMetrics } from './contract.ts';
import type { Supervisor } from './supervisor.ts';

export async function readMetrics(
  { db, limits }: Ground,
  supervisor: Supervisor,
): Promise<ServiceMetrics> {
  const rows = await db.query<{ kind: string; state: string; count: number; sum: number }>(
    `select kind, state, count(*)::int as count,
      coalesce(sum(extract(epoch from ended_at - submitted_at)), 0)::float8 as sum from job group by kind, state`,
  );
  const [store] = await db.query<{ bytes: number | string }>(
    'select pg_database_size(current_database()) as bytes',
  );
  const jobs = Object.fromEntries(
    JobState.options.map((state) => [
      state,
      rows.filter((row) => row.state === state).reduce((all, { count }) => all + count, 0),
    ]),
  ) as Record<JobState, number>;
  const durations: Record<string, { count: number; sum: number }> = {};
  for (const { kind, state, count, sum } of rows) {
    if (state === 'queued' || state === 'running') continue;
    const entry = durations[kind] ?? { count: 0, sum: 0 };
    durations[kind] = { count: entry.count + count, sum: entry.sum + sum };
  }
  return {
    ...{ jobs, queueDepth: jobs.queued, queueLimit: limits.queued },
    ...{ workers: supervisor.workers, storeBytes: Number(store?.bytes ?? 0), durations },
  };
}
