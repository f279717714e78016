/**
 * `certificate.json`, the proof that needs no solver: one certificate for a joint solve, one for each round of a
 * cascade. It is written once and checked against a proposal whose program is built anew from the county.
 */
import { createHash } from 'node:crypto';
import {
  type Certificate,
  type Model,
  modelHash,
  type TierVerdict,
  verifyCertificate,
} from '../../solver/index.ts';
import type { Proposal } from '../domain/proposal.ts';
import { type Allocation, decode, type Formulation } from '../formulation/index.ts';
import { roundModel, standingAfter } from './cascade.ts';
import { type CertificateFile, type Closed, closedClaims, objectives } from './solve-tiers.ts';

const FORMAT = 'tiaopei-certificates/1';

/**
 * The file: JSON with a line for each tier. The same certificates give the same bytes.
 * @param certificates of the rounds in order; null where a result could not be certified
 * @returns null unless every round has one
 */
export function certificateFile(
  certificates: readonly (Certificate | null)[],
): CertificateFile | null {
  const rounds = certificates.filter((certificate) => certificate !== null);
  if (rounds.length < certificates.length || rounds.length === 0) return null;
  const text = `{"format":"${FORMAT}","rounds":[\n${rounds.map(certificateText).join(',\n')}\n]}\n`;
  const bytes = new TextEncoder().encode(text);
  return { bytes, hash: hashOf(bytes) };
}

/** SHA-256, hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function certificateText({ format, model, values, tiers }: Certificate): string {
  const head = JSON.stringify({ format, model }).slice(0, -1);
  return `${head},\n"values":${plain(values)},\n"tiers":[\n${tiers.map(plain).join(',\n')}\n]}`;
}

/** JSON in which the typed arrays of the multipliers are plain lists. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    ArrayBuffer.isView(each) ? Array.from(each as Float64Array) : each,
  );
}

/** What a certificate says of a proposal. */
export interface Certified {
  /** What is wrong; empty = every claim of the certificate is true and it is of this proposal. */
  readonly findings: readonly string[];
  /** Largest gap that it leaves open over all tiers and rounds, 0 = proven optimal; null = a tier has no bound. */
  readonly gap: number | null;
}

/**
 * Verifies the certificate of a proposal whose figures have been found true otherwise.
 * @param formulation of the proposal's county and policy, built anew
 * @param file contents of `certificate.json`, anything at all
 */
export function certifies(proposal: Proposal, formulation: Formulation, file: unknown): Certified {
  const { format, rounds } = (file ?? {}) as { format?: unknown; rounds?: unknown };
  const expected = expectedRounds(proposal, formulation);
  if (format !== FORMAT || !Array.isArray(rounds) || rounds.length !== expected.length) {
    return {
      findings: ['certificate: not a certificate file, or of another number of rounds'],
      gap: null,
    };
  }
  const found = expected.map((round, k) => verifyRound(formulation, round, rounds[k]));
  const gaps = found.flatMap(({ tiers }) => tiers.map(({ gap }) => gap));
  return {
    findings: found.flatMap((each, k) =>
      each.findings.map((finding) => `certificate, ${expected[k]?.name}: ${finding}`),
    ),
    gap: gaps.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0),
  };
}

/** One solve, as the proposal tells of it. */
interface ExpectedRound {
  readonly name: string;
  readonly model: Model;
  readonly placements: Allocation['placements'];
  readonly closed: readonly Closed[];
}

function expectedRounds(proposal: Proposal, formulation: Formulation): ExpectedRound[] {
  const { rounds } = proposal.objective;
  if (rounds === null) {
    const { model } = formulation;
    const { placements } = proposal;
    return [{ name: 'joint', model, placements, closed: closedClaims(proposal.objective) }];
  }
  const solved = rounds.filter(({ arcs }) => arcs.length > 0);
  return solved.map(({ arcs, objectives: claims }, k) => ({
    name: arcs.join('-'),
    model: roundModel(formulation, k, standingAfter(formulation, proposal, k - 1)),
    placements: standingAfter(formulation, proposal, k).placements,
    closed: claims.flatMap(({ proof, bound, ...claim }) =>
      bound === null || proof === 'none' ? [] : [{ ...claim, bound, proof }],
    ),
  }));
}

function verifyRound(
  formulation: Formulation,
  { model, placements, closed }: ExpectedRound,
  certificate: unknown,
): { readonly findings: string[]; readonly tiers: readonly TierVerdict[] } {
  const goals = objectives(formulation);
  const verdict = verifyCertificate(model, goals, modelHash(model, goals), certificate);
  if (!verdict.accepted) return { findings: verdict.problems, tiers: verdict.tiers };
  const point = new Float64Array(model.lower.length);
  for (const [column, value] of (certificate as Certificate).values ?? []) point[column] = value;
  const same = listed(decode(formulation, point).placements) === listed(placements);
  return {
    findings: [
      ...(same ? [] : ['its placements are not those of the proposal']),
      ...closed.flatMap((claim) => claimFindings(claim, verdict.tiers)),
    ],
    tiers: verdict.tiers,
  };
}

function listed(placements: Allocation['placements']): string {
  return JSON.stringify(placements.map((p) => `${p.teacherId} → ${p.postGroupId}`).sort());
}

/** A bound "by the duals" must be what the certificate proves; one on the solver's word is open there. */
function claimFindings(
  { name, value, bound, proof }: Closed,
  tiers: readonly TierVerdict[],
): string[] {
  const tier = tiers.find((each) => each.name === name);
  if (tier === undefined) return [`tier ${name}: is missing`];
  if (tier.value !== value) return [`tier ${name}: value ${tier.value}, the proposal has ${value}`];
  if (proof === 'solver' || tier.bound === bound) return [];
  return [`tier ${name}: proves ${tier.bound}, the proposal claims ${bound}`];
}
