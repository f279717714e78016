/**
 * Holding a solved tier for the tiers after it.
 *
 * From the exact dual bound (see proof/bound.ts), for any feasible x, with everything whole:
 *   scale · c·x = numerator + Σ_j |d_j| · (distance of x_j from the bound d_j leans on)
 *                           + Σ_i |y_i| · (distance of row i from the bound y_i leans on)
 * so an x as good as the value found cannot leave a bound whose |d_j| or |y_i| exceeds the scaled
 * gap: such columns are fixed and such rows become equations. When *every* non-zero d and y is dealt
 * with in this way, c·x is constant on what is left and needs no row at all: the next tier keeps the
 * network it had, and its LP stays whole. Otherwise a row `hold:<name>` is added.
 */
import type { Model, Objective } from './model.ts';
import { isIntegral } from './objective.ts';
import { type DualBound, scaledGap } from './proof/bound.ts';
import { type ExtraRow, type Narrowing, startNarrowing } from './reduce.ts';

type Certificate = DualBound & { readonly kind: 'bound' };

/** How a tier is held: on the face its certificate describes, or by a row of its own. */
export interface Hold {
  readonly narrowing: Narrowing;
  readonly by: 'face' | 'row';
}

/**
 * @param objective sense 'min', over `model`
 * @param value the tier's optimum over `model`
 * @param certificate exact bound of the same objective and model, if there is one
 */
export function hold(
  model: Model,
  objective: Objective,
  value: number,
  certificate: DualBound | null,
): Hold {
  const narrowing = startNarrowing(model);
  if (certificate?.kind === 'bound' && narrowToFace(model, narrowing, certificate, value))
    return { narrowing, by: 'face' };
  return { narrowing: { ...narrowing, row: holdRow(model, objective, value) }, by: 'row' };
}

/** Fixes what the certificate allows; true when nothing with a price is left unfixed. */
function narrowToFace(
  model: Model,
  narrowing: Narrowing,
  certificate: Certificate,
  value: number,
): boolean {
  if (!Number.isSafeInteger(value)) return false;
  const gap = scaledGap(certificate, value);
  if (gap < 0n || gap > BigInt(Number.MAX_SAFE_INTEGER)) return false;
  const columns = fixColumns(model, narrowing, certificate.reducedCosts, Number(gap));
  const rows = fixRows(model, narrowing, certificate.rows, Number(gap));
  return columns && rows;
}

/** A whole column that leaves its bound moves by at least 1; any column stays when the gap is 0. */
function fixColumns(model: Model, narrowing: Narrowing, d: Float64Array, gap: number): boolean {
  let all = true;
  for (let j = 0; j < d.length; j++) {
    const price = Math.abs(d[j]!);
    if (price === 0) continue;
    if (price > gap && (gap === 0 || model.integer[j] === 1))
      narrowing.fixed[j] = d[j]! > 0 ? model.lower[j]! : model.upper[j]!;
    else all &&= !Number.isNaN(narrowing.fixed[j]!);
  }
  return all;
}

/** A row of whole activity that leaves its side moves by at least 1 too. */
function fixRows(model: Model, narrowing: Narrowing, y: Float64Array, gap: number): boolean {
  const sure = gap === 0 || model.integer.every((whole) => whole === 1);
  let all = true;
  for (let i = 0; i < y.length; i++) {
    const price = Math.abs(y[i]!);
    if (price === 0 || model.rowLower[i] === model.rowUpper[i]) continue;
    if (price > gap && sure) {
      const bound = y[i]! > 0 ? model.rowLower[i]! : model.rowUpper[i]!;
      narrowing.rowLower[i] = bound;
      narrowing.rowUpper[i] = bound;
    } else all = false;
  }
  return all;
}

/** Slack of a hold row whose objective is not whole, relative: sums in doubles are not exact then. */
const HOLD_SLACK = 1e-9;

/** c·x = value when that is a whole number, else c·x ≤ value and a hair. */
function holdRow(model: Model, objective: Objective, value: number): ExtraRow {
  const { name, coefficients } = objective;
  const whole = isIntegral(model, objective);
  const slack = whole ? 0 : HOLD_SLACK * Math.max(1, Math.abs(value));
  const lower = whole ? value : Number.NEGATIVE_INFINITY;
  return { name: `hold:${name}`, coefficients, lower, upper: value + slack };
}
