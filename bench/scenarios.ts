/** How long a planner waits for 200 scenarios of one round, in two threads; each case is another policy or other data. */
import { generateCounty } from '../data/index.ts';
import { countyHash } from '../src/domain/canonical.ts';
import { parsePolicy } from '../src/domain/policy.ts';
import { caseKey, casesOf, parseScenarios } from '../src/planning/scenarios/index.ts';
import { ground, runCases } from '../src/service/index.ts';
import type { Setting } from './parts.ts';
import type { Kernel } from './results.ts';

/** Name that the promise looks for. */
export const MANY_SCENARIOS = '200 scenarios, two threads';
const THREADS = 2;

/** Sweeps of prices, caps and posts, and a grid of rules that change the pairs: 200 cases in all. */
function scenarios(school: string): unknown {
  return [
    {
      name: 'prices and title posts',
      sweep: { 'titleTilt.pct': '0..19 step 1', 'ruralTilt.rural': '5..100 step 5' },
    },
    {
      name: 'posts',
      data: [{ kind: 'openings', school, stage: 'P', subject: '音乐', by: 1 }],
      sweep: { 'data.0.by': '1..10' },
    },
    {
      name: 'rules',
      grid: {
        'flow.skip': ['fallback', 'strict', 'free'],
        titleCaps: ['soft', 'hard'],
        'distance.softLimitKm': '10..50 step 10',
        'ruralTilt.rural': '10..50 step 10',
      },
    },
  ];
}

/** One run: the whole of it is what a planner waits for. */
export async function manyScenarios({ seed }: Setting): Promise<Kernel> {
  const { county, policy: raw } = generateCounty('round', seed);
  const policy = parsePolicy(raw);
  const school = county.postGroups.find(({ stage }) => stage === 'P')?.schoolId as string;
  const cases = casesOf(parseScenarios(scenarios(school), 'bench'), policy);
  if (cases.length !== 200) throw new Error(`${cases.length} cases`);
  const start = performance.now();
  const hash = countyHash(county);
  const on = ground('bench', county, policy);
  const open: string[] = [];
  await runCases(
    cases.map((each) => ({ ground: on, task: { ...each, key: caseKey(hash, policy, each) } })),
    {
      threads: THREADS,
      limits: {},
      signal: new AbortController().signal,
      onResult: async (at, { status }) => {
        if (status !== 'optimal' && status !== 'infeasible') open.push(`${at} ${status}`);
      },
    },
  );
  if (open.length > 0) throw new Error(`not settled: ${open.join(', ')}`);
  const medianSeconds = (performance.now() - start) / 1000;
  return { name: MANY_SCENARIOS, medianSeconds, madSeconds: 0, samples: 1 };
}
