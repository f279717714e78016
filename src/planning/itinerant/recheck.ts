/**
 * Is every figure of an itinerant plan what the county says, and does its certificate prove it? What must be proven is
 * said here and in the independent check, not by the file.
 */
import { modelHash, type Verdict, verifyCertificate } from '../../../solver/index.ts';
import { canonicalCounty } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { ItinerantPlan, PROVEN_TIERS } from '../../domain/itinerant.ts';
import { independentParts, itinerantProgram } from '../../formulation/itinerant/index.ts';
import { sum } from '../../rules/establishment/sums.ts';
import { situationOf } from '../../rules/itinerant/situation.ts';
import { verifyItinerant } from '../../verification/itinerant/index.ts';
import { hashOf } from '../certificates.ts';

/**
 * @param raw contents of itinerant.json, anything at all
 * @param given the county the plan was made for (after the same proposal)
 * @param certificate bytes of itinerant-certificate.json; null = there is none
 * @returns what is wrong; empty = the plan stands
 */
export function recheckItinerant(
  raw: unknown,
  given: County,
  certificate: Uint8Array | null,
): string[] {
  const parsed = ItinerantPlan.safeParse(raw);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const county = canonicalCounty(given);
  const { data: plan } = parsed;
  const { findings } = verifyItinerant(county, plan.policy.values, plan);
  return [...findings, ...certified(county, plan, certificate)];
}

/** The certificate must be the plan's, true of the county's program, and have the values that the plan claims. */
function certified(county: County, plan: ItinerantPlan, bytes: Uint8Array | null): string[] {
  const situation = situationOf(county, plan.policy.values);
  const parts = independentParts(situation).flatMap((part) => itinerantProgram(part) ?? []);
  if (parts.length === 0) {
    return bytes === null && plan.certificate === null
      ? []
      : ['certificate: the county has no program to prove'];
  }
  if (plan.certificate === null) return ['certificate: the plan names none'];
  if (bytes === null) return [];
  if (hashOf(bytes) !== plan.certificate) return ['certificate: not the one that the plan names'];
  const { rounds } = (readable(bytes) ?? {}) as { rounds?: unknown };
  if (!Array.isArray(rounds) || rounds.length !== parts.length) {
    return [`certificate: not one round for each of the ${parts.length} parts`];
  }
  const verdicts = parts.map(({ model, objectives }, k) =>
    verifyCertificate(model, objectives, modelHash(model, objectives), rounds[k]),
  );
  const problems = verdicts.flatMap((verdict) => (verdict.accepted ? [] : verdict.problems));
  if (problems.length > 0) return problems.map((each) => `certificate: ${each}`);
  return plan.tiers.flatMap((tier) => tierFindings(tier, verdicts));
}

/** The tiers of the parts add up to those of the plan. */
function tierFindings(
  { name, value, proof }: ItinerantPlan['tiers'][number],
  verdicts: readonly Verdict[],
): string[] {
  const parts = verdicts.flatMap(({ tiers }) => tiers.filter((tier) => tier.name === name));
  const found = sum(parts.map((part) => part.value));
  const bound = sum(parts.map((part) => part.bound ?? Number.NaN));
  if (found !== value) return [`certificate: tier ${name} has ${found}, not ${value}`];
  const mustBeProven = proof === 'dual' || PROVEN_TIERS.includes(name);
  if (!mustBeProven || bound === value) return [];
  return [
    `certificate: tier ${name} is proven to ${Number.isNaN(bound) ? 'nothing' : bound}, not ${value}`,
  ];
}

function readable(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
