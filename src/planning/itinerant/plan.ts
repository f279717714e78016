/** 走教方案 as a job: read the situation, solve, deal out people and days, and let the independent check look at it. */
import { canonicalCounty, countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { CertificateError } from '../../domain/errors.ts';
import {
  type Coverage,
  ITINERANT_FORMAT,
  type ItinerantPlan,
  type Trip,
} from '../../domain/itinerant.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import {
  independentParts,
  itinerantProgram,
  programPrint,
  tripsOf,
  weeksOf,
} from '../../formulation/itinerant/index.ts';
import { type Lack, type Situation, situationOf } from '../../rules/itinerant/situation.ts';
import { verifyItinerant } from '../../verification/itinerant/index.ts';
import { findingsOf } from './findings.ts';
import { solveItinerant, withWeekdays } from './solve.ts';

export interface ItinerantOutcome {
  readonly plan: ItinerantPlan;
  /** `itinerant-certificate.json`; null when nothing was to be chosen. */
  readonly certificate: Uint8Array | null;
}

/**
 * The optimal plan, proven and checked.
 * @param given the county the plan is for: after a placement, see `afterProposal`
 * @throws CertificateError when the check refuses the plan (a fault)
 */
export async function planItinerant(given: County, policy: Policy): Promise<ItinerantOutcome> {
  const county = canonicalCounty(given);
  const situation = situationOf(county, policy);
  const parts = independentParts(situation).flatMap((part) => itinerantProgram(part) ?? []);
  const solved = await solveItinerant(parts);
  const dateless = tripsOf(solved.answers, policy);
  const trips = await withWeekdays(dateless, policy.objective.tieSeed);
  const coverage = coverageOf(situation.lacks, trips);
  const draft: ItinerantPlan = {
    format: ITINERANT_FORMAT,
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(policy), values: policy },
    solver: solved.solver,
    tiers: solved.tiers,
    program: programPrint(situation),
    trips,
    coverage,
    teachers: weeksOf(situation.groups, dateless),
    researchers: [...situation.researchers],
    findings: findingsOf(situation, coverage),
    ruleChecks: [],
    certificate: solved.certificate?.hash ?? null,
  };
  return { plan: checked(county, policy, draft), certificate: solved.certificate?.bytes ?? null };
}

function checked(county: County, policy: Policy, draft: ItinerantPlan): ItinerantPlan {
  const { accepted, findings, ruleChecks } = verifyItinerant(county, policy, draft);
  if (!accepted) throw new CertificateError(findings);
  return { ...draft, ruleChecks };
}

/** What each place has in the end. */
function coverageOf(lacks: Situation['lacks'], trips: readonly Trip[]): Coverage[] {
  return lacks.map((lack) => {
    const own = trips.filter(
      ({ placeId, subject }) => placeId === lack.place.id && subject === lack.subject,
    );
    const given = (atHome: boolean) =>
      own
        .filter(({ homePlaceId, placeId }) => (homePlaceId === placeId) === atHome)
        .reduce((sum, { days, fifthsPerDay }) => sum + days * fifthsPerDay, 0);
    return rowOf(lack, given(true), given(false));
  });
}

/** Days at home fill the lack first, travelling ones what is left of it. */
function rowOf(lack: Lack, atHome: number, away: number): Coverage {
  const { place, subject, need, before, researchers } = lack;
  const home = Math.min(lack.lack, atHome);
  const travelling = Math.min(lack.lack - home, away);
  return {
    ...{ placeId: place.id, schoolId: place.school.id, siteId: place.siteId, stage: place.stage },
    ...{ subject, need, before, researchers, home, travelling },
    after: need - lack.lack + home + travelling,
  };
}
