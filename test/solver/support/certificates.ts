/** Certificates of small models, and ways to spoil them. */
import {
  type Certificate,
  certify,
  type LexicographicOptions,
  type Model,
  modelHash,
  type Objective,
  solveLexicographic,
  type TierTree,
  type Verdict,
  verifyCertificate,
} from '../../../solver/index.ts';

/** A certificate as it comes out of a file: anything in it may be changed. */
// biome-ignore lint/suspicious/noExplicitAny: tampering needs no types
export type Loose = any;

export interface Certified {
  readonly model: Model;
  readonly objectives: readonly Objective[];
  readonly certificate: Certificate;
}

/** Solves and certifies; null without an answer. */
export async function certified(
  model: Model,
  objectives: readonly Objective[],
  options: LexicographicOptions = {},
): Promise<Certified | null> {
  const result = await solveLexicographic(model, objectives, options);
  const certificate = certify(model, objectives, result);
  return certificate && { model, objectives, certificate };
}

/** The verdict on the certificate as it is, or with a change made to its JSON. */
export function verdict(
  { model, objectives, certificate }: Certified,
  change: (copy: Loose) => void = () => {},
): Verdict {
  const copy = asJson(certificate);
  change(copy);
  return verifyCertificate(model, objectives, modelHash(model, objectives), copy);
}

export function asJson(certificate: unknown): Loose {
  return JSON.parse(
    JSON.stringify(certificate, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    ),
  );
}

/** Certificate of an answer that is known, with a tree for each tier; bounds are claimed as given. */
export function handMade(
  model: Model,
  objectives: readonly Objective[],
  values: readonly number[],
  tiers: readonly { readonly bound: number | null; readonly tree: TierTree | null }[],
): Certified {
  const point = Float64Array.from(values);
  const certificate = certify(model, objectives, {
    values: point,
    tiers: objectives.map(({ coefficients }) => ({
      value: point.reduce((sum, x, j) => sum + x * coefficients[j]!, 0),
    })),
    proofs: tiers.map(({ bound, tree }) => (tree === null ? null : { bound: bound!, tree })),
  });
  return { model, objectives, certificate: certificate! };
}
