/**
 * Resident memory of the API process and the worker process over many tiny jobs, and whether it is flat: the last three
 * tenths against the three before them.
 *
 *   npx tsx bench/service/memory.ts [--on embedded|postgres] [--jobs 10000] [--out folder]
 */
import { parseArgs } from 'node:util';
import { twoMovers } from '../../test/support/service-scene.ts';
import { Figures, median, round1 } from './figures.ts';
import { drained, openSite, storeKind } from './site.ts';

const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'embedded' },
    jobs: { type: 'string', default: '10000' },
    out: { type: 'string' },
  },
});
const on = storeKind(values.on);
const jobs = Number(values.jobs);
const MIB = 2 ** 20;
const STEPS = 20;
/** Steps that are compared with as many before them. */
const LAST = 6;
/** The page cache and the collector move it by some hundredths. */
const BUDGET_PERCENT = 5;
/** Submissions under way at once: the queue is never empty. */
const LANES = 8;

const figures = new Figures(`memory-${on}`);
const site = await openSite({ on, workers: 1, threads: 2 });
const county = await site.add(twoMovers());
const seen: { readonly apiMiB: number; readonly workerMiB: number }[] = [];
const start = performance.now();
for (let step = 1; step <= STEPS; step += 1) {
  await submit(jobs / STEPS);
  await drained(site);
  const { workers, storeBytes } = await site.service.metrics();
  const memory = {
    apiMiB: Math.round(process.memoryUsage.rss() / MIB),
    workerMiB: Math.round((workers[0]?.rssBytes ?? 0) / MIB),
  };
  seen.push(memory);
  const seconds = Math.round((performance.now() - start) / 1000);
  const done = Math.round((jobs / STEPS) * step);
  figures.add({ on, done, seconds, ...memory, storeMiB: Math.round(storeBytes / MIB) });
}
figures.add({ on, jobs, api: growth('apiMiB'), worker: growth('workerMiB') });
await site.close();
figures.save(values.out);

async function submit(count: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      next += 1;
      await county.submit();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

function growth(key: 'apiMiB' | 'workerMiB'): object {
  const all = seen.map((memory) => memory[key]);
  const [before, last] = [all.slice(-2 * LAST, -LAST), all.slice(-LAST)].map(median) as [
    number,
    number,
  ];
  const percent = round1((last / before - 1) * 100);
  return { beforeMiB: before, lastMiB: last, percent, flat: percent <= BUDGET_PERCENT };
}
