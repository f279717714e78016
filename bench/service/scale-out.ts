/**
 * The same batch of counties with 1, 2 and 4 worker processes of one thread on PostgreSQL: jobs a minute, and no job begun
 * twice. Every county is another one, kept and solved as its own.
 *
 *   npx tsx bench/service/scale-out.ts [--counties 200] [--jobs 1] [--out folder]
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Scene } from '../../test/support/service-scene.ts';
import { smallCounties } from './counties.ts';
import { cpuOfTree } from './cpu.ts';
import { Figures, round1 } from './figures.ts';
import { drained, openSite, type Site } from './site.ts';

const { values } = parseArgs({
  options: {
    counties: { type: 'string', default: '200' },
    jobs: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const counties = smallCounties(Number(values.counties));
const perCounty = Number(values.jobs);
const policy = { values: { structuralMovers: true } };

const figures = new Figures('scale-out');
let alone = 0;
for (const workers of [1, 2, 4]) {
  const site = await openSite({ on: 'postgres', workers, threads: 1 });
  const scenes: Scene[] = [];
  for (const county of counties) scenes.push(await site.add(county));
  await batch(site, scenes.slice(0, 4 * workers));
  const [cpu, { jobs, ms, attempts, states }] = [cpuOfTree(), await batch(site, scenes)];
  const jobsAMinute = round1((jobs * 60_000) / ms);
  if (workers === 1) alone = jobsAMinute;
  figures.add({
    ...{ workers, cores: availableParallelism(), jobs, states, attempts },
    nothingTwice: attempts === jobs,
    ...{ seconds: round1(ms / 1000), jobsAMinute, timesOne: round1(jobsAMinute / alone) },
    cpuMsPerJob: round1((cpuOfTree() - cpu) / jobs),
  });
  await site.close();
}
figures.save(values.out);

async function batch(site: Site, scenes: readonly Scene[]) {
  const since = Date.now();
  for (let k = 0; k < perCounty; k += 1) for (const each of scenes) await each.submit({ policy });
  const { endedAt, attempts, states } = await drained(site, since);
  return { jobs: scenes.length * perCounty, ms: endedAt - since, attempts, states };
}
