/** The protocol in code: statistics, what a measurement is, and when its time counts (README.md says it in words). */
import type { Answer } from './peers/peer.ts';

/** Median and median absolute deviation, robust against a neighbour on the machine. */
export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly mad: number;
  readonly p95: number;
  readonly least: number;
  readonly most: number;
}

/** @returns null for an empty list */
export function summarise(values: readonly number[]): Summary | null {
  if (values.length === 0) return null;
  const median = quantile(values, 0.5);
  return {
    count: values.length,
    median,
    mad: quantile(
      values.map((value) => Math.abs(value - median)),
      0.5,
    ),
    p95: quantile(values, 0.95),
    least: Math.min(...values),
    most: Math.max(...values),
  };
}

/** Linear between the neighbours; of at least one value. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  return below + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - below);
}

/** Slope of the least-squares line through (log x, log y): time ~ size^slope. Of at least two points. */
export function growthExponent(points: readonly { x: number; y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const mx = mean(logs.map(({ x }) => x));
  const my = mean(logs.map(({ y }) => y));
  const covariance = logs.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0);
  return covariance / logs.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
}

/** One peer on one task of one instance. */
export interface Measurement {
  readonly instance: string;
  readonly task: string;
  readonly peer: string;
  readonly version: string | null;
  /** `wrong`: it called an answer optimal that is not; its time does not count. */
  readonly status: 'ok' | 'wrong' | 'limit' | 'failed' | 'refused' | 'not installed';
  readonly message?: string;
  readonly objective: readonly number[];
  /** Seconds of the first solve in a fresh process, compilation of the code included. */
  readonly cold: Summary | null;
  /** Seconds of the solves after it in the same process; null when there was no time for a second. */
  readonly warm: Summary | null;
  /** Peak resident memory of the process that solved, MiB, in its first solve. */
  readonly peakMiB: number | null;
  readonly pairs: number;
  readonly columns: number;
  readonly rows: number;
  /** Day and commit, where it is from an earlier run than its part. */
  readonly from?: string;
}

/** What a process of its own reports back. */
export interface SolveReport {
  readonly answers: readonly Answer[];
  readonly peakMiB: number;
  readonly pairs: number;
  readonly columns: number;
  readonly rows: number;
  readonly known: number | null;
  /** Of each value of an answer. */
  readonly senses: readonly ('min' | 'max')[];
  readonly refused?: string;
}

/** The figure by which a peer is compared: its warmed-up median, or its only solves. */
export function timeOf({ status, warm, cold }: Measurement): number | null {
  return status === 'ok' ? ((warm ?? cold)?.median ?? null) : null;
}

/**
 * Lets only true optima count: an infeasible point, or a value other than the reference, makes a measurement
 * `wrong`. The reference is the published optimum; else the best value of a checked point, whoever found it;
 * else the first value named.
 * @param reports of measurements of one task on one instance
 */
export function validated(
  reports: ReadonlyMap<Measurement, readonly SolveReport[]>,
): Measurement[] {
  const good = [...reports].filter(([{ status }]) => status === 'ok').flatMap(([, list]) => list);
  const reference = referenceOf(good);
  return [...reports].map(([measurement, list]) => {
    if (measurement.status !== 'ok') return measurement;
    const answers = list.flatMap((report) => report.answers);
    const wrong = (message: string): Measurement => ({ ...measurement, status: 'wrong', message });
    if (answers.some(({ feasible }) => feasible === false))
      return wrong('a point that breaks the model');
    const off = answers.find(({ objective }) => !sameValues(objective, reference));
    if (off === undefined) return measurement;
    return wrong(`value ${off.objective.join(' ')} instead of ${reference.join(' ')}`);
  });
}

function referenceOf(reports: readonly SolveReport[]): readonly number[] {
  const known = reports.find((report) => report.known !== null)?.known;
  if (known !== undefined && known !== null) return [known];
  const checked = reports.flatMap(({ answers, senses }) =>
    answers
      .filter(({ feasible }) => feasible === true)
      .map(({ objective }) => ({ objective, senses })),
  );
  if (checked.length === 0) return reports[0]?.answers[0]?.objective ?? [];
  return checked.reduce((best, one) => (isBetter(one, best.objective) ? one : best)).objective;
}

/** In strict order of the tiers. */
function isBetter(
  { objective, senses }: Pick<Answer, 'objective'> & Pick<SolveReport, 'senses'>,
  than: readonly number[],
): boolean {
  const at = objective.findIndex((value, k) => value !== than[k]);
  if (at === -1) return false;
  return senses[at] === 'min' ? objective[at]! < than[at]! : objective[at]! > than[at]!;
}

/** All data is whole, and a floating-point value is exact to far less than one half here. */
function sameValues(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, k) => Math.abs(value - b[k]!) < 0.5);
}
