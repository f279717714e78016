/** One round checked: the program re-derived, every rule and every objective value recomputed on the answer. */
import { compareIds } from '../domain/canonical.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { approvedChecks } from './checks/approved.ts';
import { competitionChecks } from './checks/competition.ts';
import { leaningChecks } from './checks/leanings.ts';
import { pairChecks } from './checks/pairs.ts';
import { placeChecks } from './checks/places.ts';
import { quotaChecks } from './checks/quotas.ts';
import { reportChecks } from './checks/reports.ts';
import { type Result, ruleChecksOf } from './checks/result.ts';
import { rotationChecks } from './checks/rotation.ts';
import { staffChecks } from './checks/staff.ts';
import { titleChecks } from './checks/titles.ts';
import type { Claim, Verification } from './claim.ts';
import { gatherFacts } from './facts.ts';
import { compareProgram, programOf } from './fingerprint.ts';
import { compareObjective, tierValues, weightedValue } from './objective.ts';
import { type Outcome, readOutcome } from './outcome.ts';

/** Offenders named in one finding. */
const NAMED_OFFENDERS = 20;

/**
 * Checks an allocation and the figures claimed for it against the definition in `src/formulation/README.md`.
 * @returns findings (empty = accepted), one check per rule and name, and the recomputed figures; never throws on a bad claim
 */
export function verify(county: County, policy: Policy, claim: Claim): Verification {
  const facts = gatherFacts(county, policy);
  const outcome = readOutcome(facts, claim);
  const results = [
    ...pairChecks(outcome),
    ...placeChecks(outcome),
    ...staffChecks(outcome),
    ...approvedChecks(outcome),
    ...quotaChecks(outcome),
    ...titleChecks(outcome),
    ...rotationChecks(outcome),
    ...competitionChecks(outcome),
    ...leaningChecks(outcome),
    ...reportChecks(outcome),
  ];
  const tiers = tierValues(outcome);
  const weighted = weightedValue(outcome);
  const program = programOf(facts);
  const findings = [
    ...outcome.misplaced.map(({ id, why }) => `Row teacher (S05, X04): ${id} ${why}.`),
    ...brokenRules(outcome, results),
    ...compareObjective(claim, { tiers, weighted }),
    ...(claim.program === null ? [] : compareProgram(claim.program, program, policy)),
  ];
  return {
    accepted: findings.length === 0,
    findings,
    ruleChecks: results
      .flatMap(ruleChecksOf)
      .sort((a, b) => compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name)),
    tiers,
    weighted,
    program,
  };
}

/** One finding per broken check; people are named with the post they were given. */
function brokenRules(outcome: Outcome, results: readonly Result[]): string[] {
  const posts = new Map(outcome.moves.map(({ person, group }) => [person.id, group.id]));
  return results
    .filter(({ status, name }) => status === 'fail' && name !== 'teacher')
    .map(({ name, rules, measured, limit, offenders }) => {
      const named = offenders.slice(0, NAMED_OFFENDERS).map((id) => {
        const post = posts.get(id);
        return post === undefined ? id : `${id} -> ${post}`;
      });
      if (offenders.length > named.length) named.push('…');
      const bound = limit === null ? '' : `, limit ${limit}`;
      return `Rule ${rules.join(', ')} (${name}) is broken: measured ${measured}${bound}${
        named.length === 0 ? '' : `; ${named.join(', ')}`
      }.`;
    });
}
