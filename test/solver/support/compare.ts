/** What the tests of the flow solver ask of every answer. */
import { expect } from 'vitest';
import { recognise } from '../../../solver/flow/network.ts';
import {
  certify,
  certifyInfeasible,
  findViolation,
  type LexicographicResult,
  type Model,
  modelHash,
  type Objective,
  verifyCertificate,
} from '../../../solver/index.ts';
import { asJson } from './certificates.ts';

/** The values of all tiers, −0 as 0. */
export function valuesOf({ tiers }: LexicographicResult): (number | null)[] {
  return tiers.map(({ value }) => value && value + 0);
}

/** The certificate, of an answer or of there being none, is accepted as it comes out of a file; no gap is left. */
export function expectCertified(
  model: Model,
  objectives: readonly Objective[],
  result: LexicographicResult,
): void {
  const infeasible = result.termination === 'infeasible';
  expect(infeasible ? result.empty : result.values).toBeTruthy();
  const certificate = infeasible
    ? certifyInfeasible(model, objectives, result.empty!)
    : certify(model, objectives, result);
  const hash = modelHash(model, objectives);
  const verdict = verifyCertificate(model, objectives, hash, asJson(certificate));
  expect(verdict).toMatchObject({ accepted: true, problems: [] });
  if (infeasible) return;
  expect(findViolation(model, result.values!)).toBeNull();
  // What only a backend's branching closed is accepted with the gap that its duals leave.
  if (result.backend === 'flow')
    expect(verdict.tiers.map(({ gap }) => gap)).toEqual(objectives.map(() => 0));
}

/** Was its relaxation fractional in some tier (so that it was looked for a whole point), did a side row bear a price? */
export function hardness(model: Model, { proofs, tiers }: LexicographicResult) {
  const { sideRow } = recognise(model);
  const roots = proofs.flatMap((proof) => {
    const tree = proof?.tree;
    const trees = tree?.kind === 'sum' ? tree.shares.map((share) => share.tree) : [tree];
    return trees.flatMap((root) =>
      root?.kind === 'narrow' || root?.kind === 'bound' ? [root] : [],
    );
  });
  return {
    fractional: tiers.some(({ nodes }) => nodes > 0),
    binding: roots.some(({ rows }) => sideRow.some((row) => rows[row] !== 0)),
  };
}
