/** One solve of a principals program: the point, its tiers, and a certificate that has been verified. */
import {
  type Certificate,
  certify,
  exactProblem,
  type Model,
  modelHash,
  type Objective,
  solveLexicographic,
  verifyCertificate,
} from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { HeadPair, HeadTier } from '../../domain/principals.ts';

export interface Solved {
  /** By column. */
  readonly values: Float64Array;
  readonly tiers: readonly HeadTier[];
  /** null where a tier is not proven by exact duals. */
  readonly certificate: Certificate | null;
  /** Every tier is closed. */
  readonly proven: boolean;
}

/**
 * @returns null when there is no point
 * @throws CertificateError when the certificate does not hold; Error when the solver fails
 */
export async function solveHeads({
  model,
  objectives,
}: {
  readonly model: Model;
  readonly objectives: readonly Objective[];
}): Promise<Solved | null> {
  const inexact = objectives.map((each) => exactProblem(model, each)).find((each) => each !== null);
  if (inexact !== undefined) throw new Error(`no exact proof is possible: ${inexact}`);
  const result = await solveLexicographic(model, objectives);
  if (result.termination === 'infeasible') return null;
  if (result.values === null) {
    throw new Error(`the principals program has no answer: ${result.message ?? ''}`);
  }
  const certificate = certify(model, objectives, result);
  if (certificate !== null) checkCertificate(certificate, model, objectives);
  const tiers = result.tiers.map(
    ({ name, sense, value, bound, proof }): HeadTier => ({
      ...{ name, sense, value: value as number, bound },
      proof: proof === 'backend' ? 'solver' : proof,
    }),
  );
  return {
    values: result.values,
    tiers,
    certificate,
    proven: tiers.every(({ value, bound, proof }) => value === bound && proof !== 'none'),
  };
}

function checkCertificate(
  certificate: Certificate,
  model: Model,
  objectives: readonly Objective[],
): void {
  const verdict = verifyCertificate(model, objectives, modelHash(model, objectives), certificate);
  if (!verdict.accepted) throw new CertificateError(verdict.problems);
}

/** The pairs of a point. @param columns one a column, in order */
export function chosenPairs(columns: readonly HeadPair[], { values }: Solved): HeadPair[] {
  return columns.flatMap(({ teacherId, schoolId }, k) =>
    values[k] === 1 ? [{ teacherId, schoolId }] : [],
  );
}
