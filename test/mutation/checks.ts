/** The checks of the verification, read off two small results that bring up every one of them. */
import { parsePolicy } from '../../src/domain/policy.ts';
import { approvedChecks } from '../../src/verification/checks/approved.ts';
import { competitionChecks } from '../../src/verification/checks/competition.ts';
import { leaningChecks } from '../../src/verification/checks/leanings.ts';
import { pairChecks } from '../../src/verification/checks/pairs.ts';
import { placeChecks } from '../../src/verification/checks/places.ts';
import { quotaChecks } from '../../src/verification/checks/quotas.ts';
import { reportChecks } from '../../src/verification/checks/reports.ts';
import type { Result } from '../../src/verification/checks/result.ts';
import { rotationChecks } from '../../src/verification/checks/rotation.ts';
import { staffChecks } from '../../src/verification/checks/staff.ts';
import { titleChecks } from '../../src/verification/checks/titles.ts';
import { gatherFacts } from '../../src/verification/facts.ts';
import { readOutcome } from '../../src/verification/outcome.ts';
import { tinyCounty } from '../support/tiny-county.ts';
import { allocation } from '../verification/allocation.ts';

function checksUnder(raw: Record<string, unknown>): Result[] {
  const county = tinyCounty({ schools: [{ id: 'a', keySchool: true }] });
  const outcome = readOutcome(gatherFacts(county, parsePolicy(raw)), allocation({}));
  return [
    pairChecks,
    placeChecks,
    staffChecks,
    approvedChecks,
    quotaChecks,
    titleChecks,
    rotationChecks,
    competitionChecks,
    leaningChecks,
    reportChecks,
  ].flatMap((family) => family(outcome));
}

/** Policies that together bring up every check. */
const POLICIES = [
  { zones: true, distance: { maxKm: 10 }, titleOverflow: { max: 1 }, couples: 'same-town' },
  { exempt: { birthCutoffs: { men: '1963-07', women: '1968-07' } } },
  { round: 'rotation' },
  { round: 'in-school' },
  { round: 'in-district' },
];

export const CHECKS: readonly Pick<Result, 'name' | 'rules'>[] = [
  ...new Map(
    POLICIES.flatMap(checksUnder).map(({ name, rules }) => [
      `${name} ${rules.join()}`,
      { name, rules },
    ]),
  ).values(),
];
