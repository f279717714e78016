/**
 * A stage of a lexicographic run: the model that is left when earlier tiers are held, and the way
 * between its columns and those of the first model.
 */
import type { Model, Objective } from './model.ts';
import { minimised, objectiveValue } from './objective.ts';
import { stepOf } from './proof/bound.ts';
import { type Narrowing, reduce, reduceBasis, startNarrowing } from './reduce.ts';
import type { Basis } from './result.ts';

/** What is left to decide. */
export interface Stage {
  readonly model: Model;
  /** Index in the first model of each column that is left. */
  readonly columns: Int32Array;
  /** Index in the first model of each row that is left; the row that holds tier k is m + k. */
  readonly rows: Int32Array;
  /** 1 for each column of the first model that must be whole. */
  readonly integer: Uint8Array;
  /** Values of the first model's columns; those that are left carry 0. */
  readonly base: Float64Array;
  readonly basis: Basis | null;
  /** Best point known for the tiers so far, over the first model. */
  readonly incumbent: Float64Array | null;
}

/** One objective over what is left of the model. */
export interface Tier {
  readonly stage: Stage;
  /** Over the first model, in the caller's sense. */
  readonly objective: Objective;
  /** The same over the stage's model, minimised, without… */
  readonly local: Objective;
  /** … what the fixed columns contribute. */
  readonly constant: number;
  /** Of the objective over the first model (see `stepOf`): a point's value is a multiple of it, the fixed columns included. */
  readonly step: number;
}

/** Columns whose bounds leave no choice are taken out at once. */
export function firstStage(model: Model): Stage {
  const columns = Int32Array.from(model.lower, (_, j) => j);
  const rows = Int32Array.from(model.rowLower, (_, i) => i);
  const base = new Float64Array(columns.length);
  const { integer } = model;
  const whole: Stage = { model, columns, rows, integer, base, basis: null, incumbent: null };
  const stage = narrowed(whole, { narrowing: startNarrowing(model), basis: null, incumbent: null });
  return stage.columns.length === columns.length ? whole : stage;
}

/** The objective over what is left of the model. */
export function tierOf(stage: Stage, objective: Objective): Tier {
  const { coefficients } = minimised(objective);
  const local = Float64Array.from(stage.columns, (j) => coefficients[j]!);
  const constant = objectiveValue({ ...objective, coefficients }, stage.base);
  return {
    stage,
    objective,
    local: { name: objective.name, sense: 'min', coefficients: local },
    constant,
    step: stepOf(stage.integer, coefficients),
  };
}

/** What a tier leaves to the next one. */
export interface Left {
  readonly narrowing: Narrowing;
  /** Index of the narrowing's extra row, if it has one, among those of the first model. */
  readonly row?: number;
  readonly basis: Basis | null;
  readonly incumbent: Float64Array | null;
}

/** The next stage: what the narrowing leaves of this one. */
export function narrowed(stage: Stage, { narrowing, row = -1, basis, incumbent }: Left): Stage {
  const reduction = reduce(stage.model, narrowing);
  const base = stage.base.slice();
  narrowing.fixed.forEach((value, j) => {
    if (!Number.isNaN(value)) base[stage.columns[j]!] = value;
  });
  return {
    model: reduction.model,
    columns: Int32Array.from(reduction.columns, (j) => stage.columns[j]!),
    rows: Int32Array.from(reduction.rows, (i) => stage.rows[i] ?? row),
    integer: stage.integer,
    base,
    basis: basis && reduceBasis(basis, reduction),
    incumbent,
  };
}

/** A point of the stage's model as one of the first model; length n. */
export function globalPoint(stage: Stage, values: Float64Array): Float64Array {
  const point = stage.base.slice();
  stage.columns.forEach((j, k) => {
    point[j] = values[k]!;
  });
  return point;
}

/** A point of the first model as one of the stage's. */
export function localPoint(stage: Stage, point: Float64Array): Float64Array {
  return Float64Array.from(stage.columns, (j) => point[j]!);
}

/** The minimised objective of the tier at a point of the first model. */
export function minimum(tier: Tier, point: Float64Array): number {
  return objectiveValue(tier.local, localPoint(tier.stage, point)) + tier.constant;
}
