/** Is every figure of an itinerant plan what the county says, and does its certificate prove it? */
import { modelHash, verifyCertificate } from '../../../solver/index.ts';
import { canonicalCounty } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { ItinerantPlan } from '../../domain/itinerant.ts';
import { itinerantProgram } from '../../formulation/itinerant/index.ts';
import { situationOf } from '../../rules/itinerant/situation.ts';
import { verifyItinerant } from '../../verification/itinerant/index.ts';

/**
 * @param raw contents of itinerant.json, anything at all
 * @param given the county the plan was made for (after the same proposal)
 * @param certificate contents of itinerant-certificate.json; null = not looked at
 * @returns what is wrong; empty = the plan stands
 */
export function recheckItinerant(raw: unknown, given: County, certificate: unknown): string[] {
  const parsed = ItinerantPlan.safeParse(raw);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }
  const county = canonicalCounty(given);
  const { data: plan } = parsed;
  const { findings } = verifyItinerant(county, plan.policy.values, plan);
  return [...findings, ...(certificate === null ? [] : certified(county, plan, certificate))];
}

/** The certificate must be true of the county's program and have the values that the plan claims. */
function certified(county: County, plan: ItinerantPlan, file: unknown): string[] {
  const program = itinerantProgram(situationOf(county, plan.policy.values));
  const { rounds } = (file ?? {}) as { rounds?: unknown };
  if (program === null) return ['certificate: the county has no program to prove'];
  if (!Array.isArray(rounds) || rounds.length !== 1) return ['certificate: not one round'];
  const { model, objectives } = program;
  const verdict = verifyCertificate(model, objectives, modelHash(model, objectives), rounds[0]);
  if (!verdict.accepted) return verdict.problems.map((each) => `certificate: ${each}`);
  return plan.tiers.flatMap(({ name, value, bound, proof }) => {
    const tier = verdict.tiers.find((each) => each.name === name);
    if (tier?.value !== value)
      return [`certificate: tier ${name} has ${tier?.value}, not ${value}`];
    const isProven = proof !== 'dual' || tier.bound === bound;
    return isProven ? [] : [`certificate: tier ${name} is proven to ${tier.bound}, not ${bound}`];
  });
}
