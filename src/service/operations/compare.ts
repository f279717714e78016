/** compare: what other rules would do, against what the rules do now; case after case in this thread. */
import { countyHash } from '../../domain/canonical.ts';
import type { CaseResult, Comparison } from '../../domain/comparison.ts';
import {
  baselineCase,
  caseKey,
  casesOf,
  checkTolerances,
  compared,
  metricsOf,
  parseScenarios,
  patchCounty,
  type Tried,
  Workbench,
} from '../../planning/scenarios/index.ts';
import { comparisonFiles } from '../../reports/scenario-report.ts';
import { jsonFile, limitsOf, roundOf } from './common.ts';
import type { OperationInput, SpecOf } from './input.ts';
import type { OperationResult } from './result.ts';

export async function compare(
  { scenarios: raw, options }: SpecOf<'compare'>,
  input: OperationInput,
): Promise<OperationResult> {
  const started = performance.now();
  const { county, policy } = roundOf(input, options);
  const scenarios = parseScenarios(raw, 'scenarios');
  const cases = [baselineCase(policy), ...casesOf(scenarios, policy)];
  // A data patch that cannot be made is bad input, not a failed case.
  for (const { data } of cases) patchCounty(county, data);
  const metrics = metricsOf(county, policy);
  checkTolerances(scenarios, metrics);
  const bench = new Workbench(county, policy);
  const hash = countyHash(county);
  const results = new Map<string, CaseResult>();
  const tried: Tried[] = [];
  for (const each of cases) {
    const key = caseKey(hash, policy, each);
    const task = { key, policy: each.policy, data: each.data };
    const result = results.get(key) ?? (await bench.run(task, limitsOf(options)));
    results.set(key, result);
    tried.push({ case: each, key, result });
  }
  const [baseline, ...others] = tried as [Tried, ...Tried[]];
  const comparison: Comparison = {
    ...compared({
      county: { name: county.name, hash },
      ...{ policy, scenarios, metrics, baseline, tried: others, generated: null },
    }),
    timings: {
      wallMs: Math.round(performance.now() - started),
      caseMs: [...results.values()].reduce((sum, { ms }) => sum + ms, 0),
      reused: 0,
    },
  };
  const files = await comparisonFiles(comparison);
  return { kind: 'answer', files: [jsonFile('answer.json', comparison), ...files] };
}
