/** Promises about what surrounds a solve: warm re-solves, growth, and verification. */
import { ONE_PERSON, WHAT_IFS } from '../explain.ts';
import { GROWTH } from '../instances/growth.ts';
import { growthExponent, type Measurement, quantile, timeOf } from '../protocol.ts';
import type { PartResult, WarmRun } from '../results.ts';
import { MANY_SCENARIOS } from '../scenarios.ts';
import { CHANGE_KINDS, type ChangeKind } from '../warm/changes.ts';
import type { WarmResult } from '../warm/run.ts';
import { emptyRow, OURS, type TargetRow } from './target-row.ts';
import { fraction, seconds, verdictOf } from './wording.ts';

/** By kind of change: the time of a warm re-solve over the median of the cold ones. */
export function warmRows(parts: readonly PartResult[]): TargetRow[] {
  const runs = parts.flatMap(({ warm }) => warm);
  if (runs.length === 0) return [emptyRow('warm', 'warm re-solve after one change', WARM)];
  return runs.flatMap(warmRun);
}

const WARM = '≤ 1/20';

function warmRun({ job, outcome }: WarmRun): TargetRow[] {
  const what = `warm re-solve, ${job.instance}, ${job.task}`;
  if ('broken' in outcome) return [emptyRow('warm', what, WARM, outcome.message)];
  return CHANGE_KINDS.flatMap((kind) => warmKind(what, kind, outcome));
}

function warmKind(what: string, kind: ChangeKind, all: readonly WarmResult[]): TargetRow[] {
  const of = all.filter((result) => result.kind === kind);
  if (of.length === 0) return [];
  const cold = quantile(
    of.map((result) => result.coldSeconds),
    0.5,
  );
  const warm = of.map((result) => result.warmSeconds);
  const same = of.filter((result) => result.same).length;
  const proven = of.filter((result) => result.certified).length;
  const fault =
    same < of.length
      ? `${of.length - same} wrong`
      : proven < of.length
        ? `${of.length - proven} not certified`
        : null;
  return [0.5, 0.95].map((share) => {
    const time = quantile(warm, share);
    const ratio = time / cold;
    const trust = `${same} of ${of.length} as cold, ${proven} certified`;
    return {
      part: 'warm',
      what: `${what}, ${kind}, ${share === 0.5 ? 'median' : 'p95'}`,
      required: WARM,
      measured: `${fraction(ratio)} (${seconds(time)} / ${seconds(cold)}; ${trust})`,
      verdict:
        fault ??
        (share > 0.5 && of.length < FEW ? 'too few changes' : verdictOf(ratio, 1 / 20, true)),
      ratio,
      limit: 1 / 20,
    };
  });
}

/** Under so many changes a 95th percentile says nothing. */
const FEW = 20;

/** Points of the growth plot: pairs and seconds of one peer. */
export function growthPoints(all: readonly Measurement[], peer: string, suffix: string) {
  return GROWTH.flatMap((size) => {
    const found = all.findLast(
      (m) => m.instance === `${size}${suffix}` && m.task === 'one-shot' && m.peer === peer,
    );
    const time = found && timeOf(found);
    return found && time ? [{ x: found.pairs, y: time }] : [];
  });
}

export function growthRow(all: readonly Measurement[]): TargetRow {
  const points = growthPoints(all, OURS, '');
  const what = `growth of time with pairs, ${points.length} of ${GROWTH.length} sizes`;
  if (points.length < 3) return emptyRow('growth', what, 'exponent ≤ 1.2');
  const exponent = growthExponent(points);
  const last = growthExponent(points.slice(-2));
  const whole = points.length === GROWTH.length;
  return {
    part: 'growth',
    what,
    required: 'exponent ≤ 1.2',
    measured: `${exponent.toFixed(2)}; last step ${last.toFixed(2)}`,
    verdict: whole ? verdictOf(Math.max(exponent, last), 1.2, true) : 'sizes missing',
    ratio: null,
    limit: null,
  };
}

export function verifyRows(parts: readonly PartResult[]): TargetRow[] {
  const runs = parts.flatMap(({ verify }) => verify);
  if (runs.length === 0) return [emptyRow('verify', 'verify of a certificate', '≤ 1/5')];
  return runs.map(({ job, outcome }) => {
    const what = `verify of a certificate, ${job.instance}, ${job.task}: against the solve`;
    if ('broken' in outcome) return emptyRow('verify', what, '≤ 1/5', outcome.message);
    if (!outcome.accepted) return emptyRow('verify', what, '≤ 1/5', 'certificate refused');
    const solve = quantile(outcome.solveSeconds, 0.5);
    const verify = quantile(outcome.verifySeconds, 0.5);
    const ratio = verify / solve;
    return {
      part: 'verify',
      what,
      required: '≤ 1/5',
      measured: `${fraction(ratio)} (${seconds(verify)} / ${seconds(solve)})`,
      verdict: verdictOf(ratio, 1 / 5, true),
      ratio,
      limit: 1 / 5,
    };
  });
}

/** Promises to a planner who asks: one person, one change, many scenarios. */
const WAITS = [
  ['county, tier by tier', ONE_PERSON, 0.1],
  ['county, tier by tier', WHAT_IFS, 1],
  ['round', MANY_SCENARIOS, 60],
] as const;

/** Medians; of the county after the first solve. */
export function explainRows(parts: readonly PartResult[]): TargetRow[] {
  const kernels = parts.find(({ part }) => part === 'explain')?.kernels ?? [];
  return WAITS.map(([where, name, limit]) => {
    const what = `${where}: ${name}, median`;
    const required = `≤ ${seconds(limit)}`;
    const found = kernels.find((each) => each.name === name);
    if (found === undefined) return emptyRow('explain', what, required);
    const { medianSeconds, samples } = found;
    return {
      part: 'explain',
      what,
      required,
      measured: `${seconds(medianSeconds)} (${samples})`,
      verdict: verdictOf(medianSeconds / limit, 1, true),
      ratio: null,
      limit: null,
    };
  });
}
