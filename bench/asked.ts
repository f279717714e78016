/** A model and its objectives as they are asked, and whether the proof of an answer holds. */
import {
  type Change,
  certify,
  certifyInfeasible,
  type LexicographicResult,
  type Model,
  modelHash,
  type Objective,
  verifyCertificate,
} from '../solver/index.ts';

export interface Asked {
  readonly model: Model;
  readonly objectives: readonly Objective[];
}

/** The same after the changes; the given ones stay as they are. */
export function applied({ model, objectives }: Asked, changes: readonly Change[]): Asked {
  const copy = {
    ...model,
    lower: model.lower.slice(),
    upper: model.upper.slice(),
    rowLower: model.rowLower.slice(),
    rowUpper: model.rowUpper.slice(),
  };
  let wanted = objectives;
  for (const change of changes) {
    if (change.kind === 'objective') {
      const { objective } = change;
      wanted = wanted.map((one) => (one.name === objective.name ? objective : one));
    } else if (change.kind === 'row') {
      copy.rowLower[change.row] = change.lower;
      copy.rowUpper[change.row] = change.upper;
    } else {
      copy.lower[change.column] = change.lower;
      copy.upper[change.column] = change.upper;
    }
  }
  return { model: copy, objectives: wanted };
}

/** Certificate of an answer, or of there being none; null when the run proved neither. */
export function certificateOf({ model, objectives }: Asked, result: LexicographicResult) {
  if (result.values !== null) return certify(model, objectives, result);
  return result.empty ? certifyInfeasible(model, objectives, result.empty) : null;
}

/** Whether the verifier accepts it and finds every tier closed. */
export function isProven({ model, objectives }: Asked, certificate: unknown): boolean {
  const hash = modelHash(model, objectives);
  const { accepted, tiers } = verifyCertificate(model, objectives, hash, certificate);
  return accepted && tiers.every(({ gap }) => gap === 0);
}
