/**
 * Is every figure of an itinerant plan what the county says, and does its certificate prove it? What must be proven is
 * said here and in the independent check, not by the file.
 */
import { modelHash, verifyCertificate } from '../../../solver/index.ts';
import { canonicalCounty } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { ItinerantPlan, PROVEN_TIERS } from '../../domain/itinerant.ts';
import { itinerantProgram } from '../../formulation/itinerant/index.ts';
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
  const program = itinerantProgram(situationOf(county, plan.policy.values));
  if (program === null) {
    return bytes === null && plan.certificate === null
      ? []
      : ['certificate: the county has no program to prove'];
  }
  if (plan.certificate === null) return ['certificate: the plan names none'];
  if (bytes === null) return [];
  if (hashOf(bytes) !== plan.certificate) return ['certificate: not the one that the plan names'];
  const { rounds } = (readable(bytes) ?? {}) as { rounds?: unknown };
  if (!Array.isArray(rounds) || rounds.length !== 1) return ['certificate: not one round'];
  const { model, objectives } = program;
  const verdict = verifyCertificate(model, objectives, modelHash(model, objectives), rounds[0]);
  if (!verdict.accepted) return verdict.problems.map((each) => `certificate: ${each}`);
  return plan.tiers.flatMap(({ name, value, proof }) => {
    const tier = verdict.tiers.find((each) => each.name === name);
    if (tier?.value !== value)
      return [`certificate: tier ${name} has ${tier?.value}, not ${value}`];
    const mustBeProven = proof === 'dual' || PROVEN_TIERS.includes(name);
    if (!mustBeProven || tier.bound === value) return [];
    return [`certificate: tier ${name} is proven to ${tier.bound}, not ${value}`];
  });
}

function readable(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
