/**
 * 全程 on the generated county: the whole summer for each seed in a process of its own, with the ledger after each stage,
 * seconds, peak memory, how many solves are proven optimal and whether every check passed.
 * `npx tsx bench/reform.ts [seeds]`
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generateCounty } from '../data/index.ts';
import { parsePolicy } from '../src/domain/policy.ts';
import { type StageRecord, SUMMER_STAGE_ZH } from '../src/domain/summer.ts';
import { type Advance, advance, freshState, type Summer } from '../src/planning/summer/index.ts';
import { workCalendar } from '../src/rules/workflow/index.ts';

interface StageFigures {
  readonly stage: StageRecord['stage'];
  readonly seconds: number;
  /** Processor time of all threads, so that others on the machine count less. */
  readonly cpuSeconds: number;
  readonly ledger: StageRecord['ledger'];
  readonly solves: readonly { readonly name: string; readonly status: string }[];
}

interface Report {
  readonly seed: number;
  readonly end: Advance['kind'];
  readonly stages: readonly StageFigures[];
  readonly seconds: number;
  /** Peak resident set of the process, generator included. */
  readonly peakMiB: number;
  /** Rules that the check of the whole found violated; a state that it refuses ends the process. */
  readonly failedRules: readonly string[];
}

async function summerOf(seed: number): Promise<Report> {
  const { county } = generateCounty('county', seed);
  const summer: Summer = { county, policy: parsePolicy({}), calendar: workCalendar() };
  let state = freshState(county, summer.policy, null);
  const stages: StageFigures[] = [];
  const began = performance.now();
  for (;;) {
    const from = performance.now();
    const before = process.cpuUsage();
    const step = await advance(summer, state);
    if (step.kind !== 'done') {
      const checks = state.stages.at(-1)?.ruleChecks ?? [];
      return {
        seed,
        end: step.kind,
        stages,
        seconds: (performance.now() - began) / 1000,
        peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
        failedRules: checks.filter(({ status }) => status === 'fail').map(({ ruleId }) => ruleId),
      };
    }
    const { user, system } = process.cpuUsage(before);
    const { stage, ledger, solves } = step.record;
    stages.push({
      ...{ stage, ledger, solves },
      seconds: (performance.now() - from) / 1000,
      cpuSeconds: (user + system) / 1e6,
    });
    state = step.state;
  }
}

/** @throws Error when the process ends without a report */
function inOwnProcess(seed: number): Promise<Report> {
  return new Promise((done, fail) => {
    const child = fork(fileURLToPath(import.meta.url), [String(seed)], {
      execArgv: ['--import', 'tsx'],
    });
    let report: Report | undefined;
    child.on('message', (message) => {
      report = message as Report;
    });
    child.once('exit', (code, signal) => {
      if (report === undefined) fail(new Error(`seed ${seed} ended with ${signal ?? code}`));
      else done(report);
    });
  });
}

function print({ seed, end, stages, seconds, peakMiB, failedRules }: Report): void {
  console.log(`\nseed ${seed}`);
  console.table(
    stages.map(({ stage, ledger, seconds: wall, cpuSeconds }) => ({
      stage: SUMMER_STAGE_ZH[stage],
      ...ledger,
      s: wall.toFixed(1),
      'cpu s': cpuSeconds.toFixed(1),
    })),
  );
  const solves = stages.flatMap((each) => each.solves);
  const open = solves.filter(({ status }) => status !== 'optimal').map(({ name }) => name);
  console.log(`end: ${end}; ${seconds.toFixed(1)} s; peak ${peakMiB} MiB`);
  console.log(
    `solves proven optimal: ${solves.length - open.length} of ${solves.length}`,
    open.join(' '),
  );
  console.log(`rules violated: ${failedRules.length}`, failedRules.join(' '));
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2).map(Number).filter(Number.isSafeInteger);
  for (const seed of asked.length > 0 ? asked : [1, 2, 3]) print(await inOwnProcess(seed));
}

if (process.send === undefined) await main();
else process.send(await summerOf(Number(process.argv[2])), () => process.disconnect());
