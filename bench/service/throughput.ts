/**
 * Round jobs through the service against the same solves in the bare pool, and memory over many tiny jobs.
 *
 *   npx tsx bench/service/throughput.ts [--on embedded|postgres] [--jobs 1000] [--threads 2] [--tiny 10000]
 */
import { parseArgs } from 'node:util';
import type { County } from '../../src/domain/county.ts';
import { createPool, type JobSpec, runJob } from '../../src/service/index.ts';
import { twoMovers } from '../../test/support/service-scene.ts';
import { drained, median, openSite, roundCounty, type Site } from './site.ts';

const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'embedded' },
    jobs: { type: 'string', default: '1000' },
    threads: { type: 'string', default: '2' },
    tiny: { type: 'string', default: '10000' },
  },
});
const [jobs, threads, tiny] = [values.jobs, values.threads, values.tiny].map(Number) as [
  number,
  number,
  number,
];
const on = values.on === 'postgres' ? 'postgres' : 'embedded';
const MIB = 2 ** 20;
/** The first solves load code and warm the compiler, on both sides. */
const WARM = 2 * threads;
const SAMPLES = 20;

const round = roundCounty();
const bareMs = await bare(round, jobs);
const site = await openSite({ on, workers: 1, threads, county: round });
for (let k = 0; k < WARM; k += 1) await site.county.submit();
await drained(site);
const started = performance.now();
for (let k = 0; k < jobs; k += 1) await site.county.submit();
const submittedMs = performance.now() - started;
const states = await drained(site);
const servedMs = performance.now() - started;
print({
  on,
  jobs,
  threads,
  states,
  bareJobsAMinute: Math.round((jobs * 60_000) / bareMs),
  servedJobsAMinute: Math.round((jobs * 60_000) / servedMs),
  addedMsPerJob: round1((servedMs - bareMs) / jobs),
  addedPercent: round1((servedMs / bareMs - 1) * 100),
  submissionsASecond: Math.round((jobs * 1000) / submittedMs),
  idleLatency: await idleLatency(site),
});
await site.close();
if (tiny > 0) await memory(tiny);

/** The same solves, as many lanes, no store. @returns ms for all */
async function bare(county: County, count: number): Promise<number> {
  const pool = createPool({ threads });
  const json = new TextEncoder().encode(JSON.stringify(county));
  const spec: JobSpec = {
    ...{ county: { json }, policy: {}, backend: 'auto', mode: null, exportModel: false },
    ...{ timeLimitSeconds: null, nodeLimit: null },
  };
  const run = async (most: number) => {
    let next = 0;
    const lane = async () => {
      while (next < most) {
        next += 1;
        const outcome = await runJob(pool, spec);
        if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
      }
    };
    await Promise.all(Array.from({ length: threads }, lane));
  };
  await run(WARM);
  const from = performance.now();
  await run(count);
  const ms = performance.now() - from;
  await pool.destroy();
  return ms;
}

/** One job at a time, tiny: submission to end, without any solve worth speaking of. */
async function idleLatency({ service, county }: Site): Promise<{ medianMs: number }> {
  const all: number[] = [];
  for (let k = 0; k < SAMPLES; k += 1) {
    const { startedAt, endedAt, solvingAt, submittedAt } = await county.solved();
    const at = (moment: string | null) => Date.parse(moment ?? '');
    // Waiting and being taken, and writing: everything but the thread's own time.
    all.push(at(startedAt) - at(submittedAt));
    if (solvingAt === null || endedAt === null) throw new Error('the job was not solved');
  }
  await service.metrics();
  return { medianMs: median(all) };
}

/** Resident memory of both processes over many tiny jobs. */
async function memory(count: number): Promise<void> {
  const small = await openSite({ on, workers: 1, threads, county: twoMovers() });
  const steps = 10;
  for (let step = 1; step <= steps; step += 1) {
    for (let k = 0; k < count / steps; k += 1) await small.county.submit();
    await drained(small);
    const { workers } = await small.service.metrics();
    print({
      done: (count / steps) * step,
      apiMiB: Math.round(process.memoryUsage.rss() / MIB),
      workerMiB: Math.round((workers[0]?.rssBytes ?? 0) / MIB),
    });
  }
  await small.close();
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
