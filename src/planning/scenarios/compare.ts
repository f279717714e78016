/** Results of cases → the comparison: changes against the baseline, verdicts, the people concerned, curves, repetition. */
import {
  type CaseResult,
  COMPARISON_FORMAT,
  type Comparison,
  type ComparisonRow,
  type Curve,
  type Metric,
  type PlacementChange,
  type Repeated,
  type Verdict,
} from '../../domain/comparison.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import { tierOrder } from '../../rules/tier-order.ts';
import { postChanges, postsOf } from '../plan-posts.ts';
import type { Case } from './cases.ts';
import { signTest } from './chance.ts';
import type { Scenario } from './scenario-file.ts';

type Tolerance = Readonly<Record<string, number>>;

/** A case with what it gave; null = it was not run. */
export interface Tried {
  readonly case: Case;
  readonly key: string;
  readonly result: CaseResult | null;
}

/** A difference of floating figures that is none: indicators have four decimals. */
const ROUNDING = 1e-9;

/** Whether a change is better, worse, no more than the tolerance, or neither way. */
function verdictOf(change: number, { sense, id }: Metric, tolerance: Tolerance): Verdict {
  if (Math.abs(change) <= (tolerance[id] ?? 0) + ROUNDING) return 'equal';
  if (sense === null) return 'changed';
  return change > 0 === (sense === 'max') ? 'better' : 'worse';
}

/**
 * @param baseline of the same county
 * @param metrics in the order of the report
 */
function comparisonRow(
  tried: Tried,
  baseline: CaseResult | null,
  metrics: readonly Metric[],
  { tolerance, policy }: { readonly tolerance: Tolerance; readonly policy: Policy },
): ComparisonRow {
  const { result, key } = tried;
  const { name, scenario, setting } = tried.case;
  const solved = result !== null && isSolved(result);
  const both = solved && baseline !== null && isSolved(baseline) ? { result, baseline } : null;
  const changes = both === null ? [] : changesOf(both.result, both.baseline, metrics);
  return {
    name,
    scenario,
    setting,
    key,
    status: result?.status ?? 'not-run',
    message: result?.message ?? null,
    values: result?.values ?? {},
    change: Object.fromEntries(changes.map(({ metric, change }) => [metric.id, change])),
    verdict: Object.fromEntries(
      changes.map(({ metric, change }) => [metric.id, verdictOf(change, metric, tolerance)]),
    ),
    order: both === null ? null : byOrder(changes, policy),
    broken: result?.broken ?? [],
    ...(both === null ? NO_PEOPLE : people(both.result, both.baseline, policy)),
  };
}

const NO_PEOPLE = { changed: [], personsBetter: 0, personsWorse: 0 };

function isSolved({ status }: CaseResult): boolean {
  return status === 'optimal' || status === 'feasible';
}

interface MetricChange {
  readonly metric: Metric;
  readonly change: number;
}

function changesOf(
  { values }: CaseResult,
  baseline: CaseResult,
  metrics: readonly Metric[],
): MetricChange[] {
  return metrics.flatMap((metric) => {
    const [to, from] = [values[metric.id] ?? null, baseline.values[metric.id] ?? null];
    if (to === null || from === null) return [];
    // Figures have at most four decimals; so has their difference.
    return [{ metric, change: Math.round((to - from) * 10_000) / 10_000 }];
  });
}

/**
 * The first tier of the base policy that differs decides; tolerances have no part in it. Where wishes come first by rank
 * (`noEnvy`), the fit and what follows it do not say which is better.
 */
function byOrder(changes: readonly MetricChange[], policy: Policy): ComparisonRow['order'] {
  let wishesFirst = false;
  for (const id of tierOrder(policy)) {
    wishesFirst ||= id === 'fit' && policy.noEnvy === 'minimise';
    const found = changes.find(({ metric }) => metric.id === `tier:${id}`);
    if (found === undefined || found.change === 0) continue;
    const verdict = wishesFirst ? 'changed' : verdictOf(found.change, found.metric, {});
    return { verdict, tier: id };
  }
  return { verdict: 'equal', tier: null };
}

type People = Pick<ComparisonRow, 'changed' | 'personsBetter' | 'personsWorse'>;

function people(result: CaseResult, baseline: CaseResult, { round }: Policy): People {
  const byTeacher = ({ placements }: CaseResult) =>
    new Map(placements.map((each) => [each.teacherId, each]));
  const [before, after] = [byTeacher(baseline), byTeacher(result)];
  const changed: PlacementChange[] = postChanges(
    postsOf(baseline.placements),
    postsOf(result.placements),
  );
  let personsBetter = 0;
  let personsWorse = 0;
  for (const { teacherId } of changed) {
    const [from, to] = [before.get(teacherId), after.get(teacherId)];
    // Whether a move is better than staying, a fit does not say.
    if (round === 'rotation' && (from === undefined || to === undefined)) continue;
    const gain = (to?.fit ?? -1) - (from?.fit ?? -1);
    if (gain > 0) personsBetter++;
    if (gain < 0) personsWorse++;
  }
  return { changed, personsBetter, personsWorse };
}

/** One curve for each swept key. */
function curvesOf(scenarios: readonly Scenario[], tried: readonly Tried[]): Curve[] {
  return scenarios.flatMap(({ name, sweep }) =>
    Object.keys(sweep).map((parameter) => ({
      scenario: name,
      parameter,
      points: tried
        .filter(({ case: { scenario, setting } }) => {
          const keys = Object.keys(setting);
          return scenario === name && keys.length === 1 && keys[0] === parameter;
        })
        .map(({ case: { setting }, key }) => ({ at: String(setting[parameter]), key })),
    })),
  );
}

/**
 * Change of each metric by case over several counties, with the sign test.
 * @param counties results by county (seed), each with its own baseline first; the cases in the same order
 */
function repetition(
  counties: readonly { readonly baseline: CaseResult | null; readonly tried: readonly Tried[] }[],
  metrics: readonly Metric[],
  toleranceOf: (each: Case) => Tolerance,
): Repeated[] {
  const cases = counties[0]?.tried.map((each) => each.case) ?? [];
  return cases.flatMap((each, k) =>
    metrics.flatMap((metric) => {
      const changes = counties.map(({ baseline, tried }) => {
        const to = tried[k]?.result?.values[metric.id] ?? null;
        const from = baseline?.values[metric.id] ?? null;
        return to === null || from === null ? null : Math.round((to - from) * 10_000) / 10_000;
      });
      return changes.every((change) => change === null)
        ? []
        : [repeated(each.name, metric, changes, toleranceOf(each))];
    }),
  );
}

function repeated(
  name: string,
  metric: Metric,
  changes: readonly (number | null)[],
  tolerance: Tolerance,
): Repeated {
  const known = changes.flatMap((change) => change ?? []);
  const sign = (change: number) =>
    verdictOf(change, metric, tolerance) === 'equal' ? 0 : Math.sign(change);
  const up = known.filter((change) => sign(change) > 0).length;
  const down = known.filter((change) => sign(change) < 0).length;
  const p = signTest(up, down);
  return {
    name,
    metric: metric.id,
    changes,
    up,
    down,
    better: metric.sense === null ? null : metric.sense === 'max' ? up : down,
    worse: metric.sense === null ? null : metric.sense === 'max' ? down : up,
    equal: known.length - up - down,
    mean:
      known.length === 0
        ? null
        : Math.round((known.reduce((a, b) => a + b, 0) / known.length) * 10_000) / 10_000,
    p: p === null ? null : Math.round(p * 10_000) / 10_000,
  };
}

/** Everything a comparison is made of. */
export interface Compared {
  readonly county: Comparison['county'];
  readonly policy: Policy;
  readonly scenarios: readonly Scenario[];
  readonly metrics: readonly Metric[];
  readonly baseline: Tried;
  readonly tried: readonly Tried[];
  /** Runs of the same cases over generated counties, in order of the seeds. */
  readonly generated: {
    readonly scale: string;
    readonly seeds: readonly number[];
    readonly counties: Parameters<typeof repetition>[0];
  } | null;
}

/** The comparison but for its timings. */
export function compared(from: Compared): Omit<Comparison, 'timings'> {
  const { county, policy, scenarios, metrics, baseline, tried, generated } = from;
  const tolerances = new Map(scenarios.map(({ name, tolerance }) => [name, tolerance]));
  const toleranceOf = ({ scenario }: Case): Tolerance => tolerances.get(scenario) ?? {};
  const row = (each: Tried) =>
    comparisonRow(each, baseline.result, metrics, { tolerance: toleranceOf(each.case), policy });
  const all = [
    baseline,
    ...tried,
    ...(generated?.counties.flatMap(({ baseline: own, tried: cases }) => [
      { result: own },
      ...cases,
    ]) ?? []),
  ];
  return {
    format: COMPARISON_FORMAT,
    county,
    policy: { hash: policyHash(policy) },
    complete: all.every(({ result }) => result !== null),
    metrics: metrics.filter(({ id }) => tried.some(({ result }) => id in (result?.values ?? {}))),
    tolerance: Object.fromEntries(tolerances),
    baseline: row(baseline),
    rows: tried.map(row),
    curves: curvesOf(scenarios, tried),
    repetition:
      generated === null
        ? null
        : {
            scale: generated.scale,
            seeds: generated.seeds,
            results: repetition(generated.counties, metrics, toleranceOf),
          },
  };
}
