/** The proof of an appeal: how many other people must move, by exact arithmetic on the certificate of the solve. */
import {
  certify,
  type LexicographicResult,
  type Model,
  modelHash,
  type Objective,
  verifyCertificate,
} from '../../../solver/index.ts';
import { CertificateError } from '../../domain/errors.ts';
import { certificateFile } from '../certificates.ts';
import type { CertificateFile } from '../solve-tiers.ts';

interface Solved {
  readonly model: Model;
  /** Tier 0 counts the other people who keep their post. */
  readonly goals: readonly Objective[];
  readonly result: LexicographicResult;
  /** Other people who hold a post of the stage, and those of them who lose or change it in the answer. */
  readonly holders: number;
  readonly moved: number;
}

/** What is proven of the number of other people moved. */
export interface LeastMoved {
  readonly leastMoved: number;
  readonly proof: 'dual' | 'solver';
  /** Of all tiers, tier 0 first; null where the solve cannot be certified. */
  readonly certificate: CertificateFile | null;
}

/**
 * Tier 0 as counted on the answer and as bounded by the solve must meet; a certificate must be true.
 * @throws CertificateError when one of them does not hold
 */
export function provenLeast({ model, goals, result, holders, moved }: Solved): LeastMoved {
  const certificate = certify(model, goals, result);
  const verdict =
    certificate === null
      ? null
      : verifyCertificate(model, goals, modelHash(model, goals), certificate);
  if (verdict?.accepted === false) throw new CertificateError(verdict.problems);
  const dual = verdict?.tiers[0]?.gap === 0 ? (verdict.tiers[0].bound ?? null) : null;
  const bound = dual ?? result.tiers[0]?.bound ?? null;
  const least = bound === null ? null : holders - Math.floor(bound);
  if (least !== moved) {
    throw new CertificateError([`${moved} other people move, proven at least ${least}`]);
  }
  const proof = dual === null ? 'solver' : 'dual';
  return { leastMoved: least, proof, certificate: certificateFile([certificate]) };
}
