/**
 * Jobs through the service against the same solves in the bare pool, round and county, in turns so that both see the same
 * machine. See bench/README.md for the protocol.
 *
 *   npx tsx bench/service/throughput.ts [--on embedded|postgres] [--jobs 120] [--counties 8] [--threads 2] [--out folder]
 */
import { parseArgs } from 'node:util';
import { generateCounty } from '../../data/index.ts';
import type { Scene } from '../../test/support/service-scene.ts';
import { barePool } from './bare.ts';
import { cpuOfTree } from './cpu.ts';
import { Figures, median, round1 } from './figures.ts';
import { drained, openSite, type Site, storeKind } from './site.ts';

const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'embedded' },
    jobs: { type: 'string', default: '120' },
    counties: { type: 'string', default: '8' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string' },
  },
});
const on = storeKind(values.on);
const threads = Number(values.threads);
/** The pools take turns: at least so often, and before a thread that waits is let go (30 s). */
const TURNS = 4;
const MOST_IN_A_TURN = 40;
const SAMPLES = 20;
/** Added to a round job at most, ms. */
const ROUND_BUDGET_MS = { embedded: 50, postgres: 25 }[on];
/** Added to a county job at most, of the bare one. */
const COUNTY_BUDGET_PERCENT = 10;

const figures = new Figures(`throughput-${on}`);
const site = await openSite({ on, workers: 1, threads });
const round = await compare('round', Number(values.jobs));
await compare('county', Number(values.counties));
if (round !== null) figures.add(await idleLatency(round));
await site.close();
figures.save(values.out);

async function compare(scale: 'round' | 'county', jobs: number): Promise<Scene | null> {
  if (jobs === 0) return null;
  const { county, policy } = generateCounty(scale, 1);
  const bare = barePool(threads, policy);
  const served = await site.add(county);
  const submit = () => served.submit({ policy: { values: policy } });
  const total = { bare: 0, bareCpu: 0, served: 0, servedCpu: 0, submitting: 0 };
  const turns = Math.max(TURNS, Math.ceil(jobs / MOST_IN_A_TURN));
  const share = Math.ceil(jobs / turns);
  // The first solves load code and warm the compiler, on both sides.
  await bare.run(county, 2 * threads);
  await through(site, submit, 2 * threads);
  for (let turn = 0; turn < turns; turn += 1) {
    const before = cpuOfTree();
    total.bare += await bare.run(county, share);
    const between = cpuOfTree();
    const { ms, submittingMs } = await through(site, submit, share);
    total.served += ms;
    total.submitting += submittingMs;
    total.bareCpu += between - before;
    total.servedCpu += cpuOfTree() - between;
  }
  await bare.close();
  report(scale, share * turns, total);
  return served;
}

type Totals = Readonly<Record<'bare' | 'bareCpu' | 'served' | 'servedCpu' | 'submitting', number>>;

function report(scale: 'round' | 'county', jobs: number, total: Totals): void {
  const addedMsPerJob = round1((total.served - total.bare) / jobs);
  const addedPercent = round1((total.served / total.bare - 1) * 100);
  const budget = scale === 'round' ? `${ROUND_BUDGET_MS} ms` : `${COUNTY_BUDGET_PERCENT} %`;
  const met =
    scale === 'round' ? addedMsPerJob <= ROUND_BUDGET_MS : addedPercent <= COUNTY_BUDGET_PERCENT;
  figures.add({
    ...{ on, job: scale, jobs, threads },
    bareJobsAMinute: round1((jobs * 60_000) / total.bare),
    servedJobsAMinute: round1((jobs * 60_000) / total.served),
    ...{ addedMsPerJob, addedPercent, budget, met },
    bareCpuMsPerJob: round1(total.bareCpu / jobs),
    servedCpuMsPerJob: round1(total.servedCpu / jobs),
    submissionsASecond: round1((jobs * 1000) / total.submitting),
  });
}

/** Submission of the first to the end of the last. */
async function through(
  at: Site,
  submit: () => Promise<unknown>,
  count: number,
): Promise<{ readonly ms: number; readonly submittingMs: number }> {
  const since = Date.now();
  for (let k = 0; k < count; k += 1) await submit();
  const submittingMs = Date.now() - since;
  const { states, endedAt } = await drained(at, since);
  if (states.done !== count) throw new Error(`not all done: ${JSON.stringify(states)}`);
  return { ms: endedAt - since, submittingMs };
}

/** One job at a time: from its submission until a worker has it. */
async function idleLatency(county: Scene): Promise<object> {
  const waits: number[] = [];
  for (let k = 0; k < SAMPLES; k += 1) {
    const { startedAt, submittedAt } = await county.solved();
    waits.push(Date.parse(startedAt ?? '') - Date.parse(submittedAt));
  }
  return { on, job: 'one at a time', medianMsToStart: median(waits) };
}
