/** `tiaopei compare <county> --scenarios <file|dir>`: what other rules would do, against what the rules do now. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { generateCounty, type ScaleName } from '../../data/index.ts';
import { countyHash } from '../domain/canonical.ts';
import type { CaseResult, Comparison } from '../domain/comparison.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import {
  baselineCase,
  type Case,
  caseKey,
  casesOf,
  checkTolerances,
  compared,
  metricsOf,
  patchCounty,
  type Tried,
} from '../planning/scenarios/index.ts';
import { comparisonFiles } from '../reports/scenario-report.ts';
import { type GroundTask, ground, runCases } from '../service/index.ts';
import { caseProgress } from './case-progress.ts';
import { comparisonLines } from './compare-table.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { type CountyPath, loadRound } from './load-round.ts';
import { ResultStore, readScenarios } from './scenario-store.ts';
import { checkFolder, writeFiles } from './write-files.ts';

export interface CompareFlags {
  readonly scenarios: string;
  readonly policy?: string;
  readonly mends?: string;
  readonly out: string;
  readonly resume?: boolean;
  /** Default: as many as there are cores. */
  readonly threads?: number;
  /** Seconds for each case. */
  readonly timeLimit?: number;
  /** Generated counties on which the cases are repeated. */
  readonly seeds?: number;
  /** Of the generated counties; default: by the round of the policy. */
  readonly scale?: ScaleName;
  readonly json?: boolean;
}

/** Ctrl-C keeps what is done: it is compared and written, and `--resume` goes on from there. */
export async function compareCommand(
  path: CountyPath,
  flags: CompareFlags,
  say: Say,
): Promise<ExitCode> {
  const started = performance.now();
  await checkFolder(flags.out);
  const scenarios = await readScenarios(flags.scenarios);
  const { county, policy } = await loadRound(path, flags.policy, flags.mends);
  const cases = [baselineCase(policy), ...casesOf(scenarios, policy)];
  checkPatches(county, cases);
  const metrics = metricsOf(county, policy);
  checkTolerances(scenarios, metrics);
  const sites = [siteOf('own', county, policy, cases), ...generatedSites(policy, cases, flags)];
  const { results, reused } = await solveAll(sites, flags, say);
  const tried = sites.map((site) => triedOf(site, results));
  const [own, ...generated] = tried as [SiteTried, ...SiteTried[]];
  const comparison: Comparison = {
    ...compared({
      county: { name: county.name, hash: countyHash(county) },
      policy,
      scenarios,
      metrics,
      ...own,
      generated:
        generated.length === 0
          ? null
          : {
              scale: scaleOf(policy, flags),
              seeds: generated.map((_, k) => k + 1),
              counties: generated.map(({ baseline, tried: cases }) => ({
                baseline: baseline.result,
                tried: cases,
              })),
            },
    }),
    timings: {
      wallMs: Math.round(performance.now() - started),
      caseMs: [...results.values()].reduce((sum, { ms }) => sum + ms, 0),
      reused,
    },
  };
  return report(comparison, flags, say);
}

/** A data patch that cannot be made is bad input, not a failed case. */
function checkPatches(county: County, cases: readonly Case[]): void {
  const seen = new Set<string>();
  for (const { data } of cases) {
    const text = JSON.stringify(data);
    if (!seen.has(text)) patchCounty(county, data);
    seen.add(text);
  }
}

/** A county with its cases; the first is the baseline. */
interface Site {
  readonly cases: readonly { readonly case: Case; readonly key: string }[];
  readonly ground: GroundTask['ground'];
}

function siteOf(id: string, county: County, policy: Policy, cases: readonly Case[]): Site {
  const hash = countyHash(county);
  return {
    cases: cases.map((each) => ({ case: each, key: caseKey(hash, policy, each) })),
    ground: ground(id, county, policy),
  };
}

function scaleOf({ round }: Policy, { scale }: CompareFlags): ScaleName {
  return scale ?? (round === 'rotation' ? 'county' : 'round');
}

function generatedSites(policy: Policy, cases: readonly Case[], flags: CompareFlags): Site[] {
  const scale = scaleOf(policy, flags);
  return Array.from({ length: flags.seeds ?? 0 }, (_, k) =>
    siteOf(`seed-${k + 1}`, generateCounty(scale, k + 1).county, policy, cases),
  );
}

async function solveAll(
  sites: readonly Site[],
  flags: CompareFlags,
  say: Say,
): Promise<{ readonly results: ReadonlyMap<string, CaseResult>; readonly reused: number }> {
  const store = new ResultStore(flags.out);
  const results = new Map<string, CaseResult>();
  const tasks: (GroundTask & { readonly name: string })[] = [];
  // The same case twice (a sweep that passes through the base value) is solved once.
  const asked = new Set<string>();
  for (const { cases, ground: on } of sites) {
    for (const { case: each, key } of cases) {
      if (asked.has(key)) continue;
      asked.add(key);
      const kept = flags.resume === true ? await store.read(key) : null;
      if (kept !== null) results.set(key, kept);
      else tasks.push({ ground: on, name: each.name, task: { key, ...pick(each) } });
    }
  }
  const reused = results.size;
  const progress = caseProgress(tasks.length, flags.json === true, say);
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  try {
    await runCases(tasks, {
      threads: flags.threads ?? availableParallelism(),
      limits: flags.timeLimit === undefined ? {} : { timeSeconds: flags.timeLimit },
      signal: stop.signal,
      onResult: async (at, result) => {
        results.set(result.key, result);
        await store.write(result);
        progress.done(tasks[at]?.name ?? '');
      },
    });
  } finally {
    progress.stop();
    process.removeListener('SIGINT', onInterrupt);
  }
  return { results, reused };
}

function pick({ policy, data }: Case): Pick<Case, 'policy' | 'data'> {
  return { policy, data };
}

interface SiteTried {
  readonly baseline: Tried;
  readonly tried: readonly Tried[];
}

function triedOf({ cases }: Site, results: ReadonlyMap<string, CaseResult>): SiteTried {
  const all = cases.map((each): Tried => ({ ...each, result: results.get(each.key) ?? null }));
  const [baseline, ...tried] = all as [Tried, ...Tried[]];
  return { baseline, tried };
}

/** Files first: whoever reads the output may close the pipe at any time. */
async function report(comparison: Comparison, flags: CompareFlags, say: Say): Promise<ExitCode> {
  const files = await comparisonFiles(comparison);
  const paths = await writeFiles(
    files.map(({ name, bytes }) => ({ path: join(flags.out, name), bytes })),
  );
  const lines = [
    ...comparisonLines(comparison, say),
    `${say({ zh: '已写出', en: 'Written' })} ${paths.join(' ')}`,
  ];
  process.stdout.write(
    flags.json === true ? `${JSON.stringify(comparison, null, 2)}\n` : `${lines.join('\n')}\n`,
  );
  return NO_PLAN.has(comparison.baseline.status) ? EXIT.noAllocation : EXIT.ok;
}

/** Of the baseline: there is nothing to compare with. */
const NO_PLAN: ReadonlySet<string> = new Set(['infeasible', 'none', 'failed']);
