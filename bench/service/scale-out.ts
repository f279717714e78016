/**
 * The same batch with 1, 2 and 4 worker processes on PostgreSQL: jobs a minute, and no job done twice.
 *
 *   npx tsx bench/service/scale-out.ts [--counties 200]
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { drained, openSite, roundCounty } from './site.ts';

const { values } = parseArgs({ options: { counties: { type: 'string', default: '200' } } });
const counties = Number(values.counties);
const round = roundCounty();

for (const workers of [1, 2, 4]) {
  const site = await openSite({ on: 'postgres', workers, threads: 1, county: round });
  for (let k = 0; k < 2 * workers; k += 1) await site.county.submit();
  await drained(site);
  const before = await starts();
  const from = performance.now();
  for (let k = 0; k < counties; k += 1) await site.county.submit();
  const states = await drained(site);
  const seconds = (performance.now() - from) / 1000;
  const line = {
    ...{ workers, cores: availableParallelism(), counties, states },
    ...{ seconds: Math.round(seconds), jobsAMinute: Math.round((counties * 60) / seconds) },
    startsPerJob: ((await starts()) - before) / counties,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  await site.close();

  async function starts(): Promise<number> {
    const [row] = await site.insides.ground.db.query<{ count: number }>(
      `select count(*)::int as count from job_event where kind = 'state' and data->>'state' = 'running'`,
    );
    return row?.count ?? 0;
  }
}
