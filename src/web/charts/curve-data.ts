/** 曲线: one measure over the values of a swept key. */
import type { Comparison } from '../../domain/comparison.ts';

export interface CurvePoint {
  readonly at: string;
  /** null where the case has no plan. */
  readonly value: number | null;
}

/** Points of the first curve, in the order of its values. */
export function curvePoints(
  { curves, rows, baseline }: Pick<Comparison, 'curves' | 'rows' | 'baseline'>,
  metric: string,
): readonly CurvePoint[] {
  const byKey = new Map([baseline, ...rows].map((row) => [row.key, row]));
  return (curves[0]?.points ?? []).map(({ at, key }) => ({
    at,
    value: byKey.get(key)?.values[metric] ?? null,
  }));
}

/** The first measure whose curve is not flat; else the first of all. */
export function liveliestMetric(comparison: Comparison): string {
  const moves = ({ id }: Comparison['metrics'][number]) =>
    new Set(curvePoints(comparison, id).map(({ value }) => value)).size > 1;
  return (comparison.metrics.find(moves) ?? comparison.metrics[0])?.id ?? '';
}
