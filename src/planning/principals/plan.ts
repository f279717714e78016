/** 校长交流任职 as a job: solved, proven, re-checked, and told; with the least relaxation where not all can be had. */
import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { CertificateError } from '../../domain/errors.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import {
  type HeadDemands,
  NO_DEMANDS,
  PRINCIPALS_FORMAT,
  type PrincipalsReport,
} from '../../domain/principals.ts';
import { type HeadProgram, headProgram, pairKey } from '../../formulation/principals/program.ts';
import { type HeadRound, headRound } from '../../rules/principals/head-round.ts';
import { type HeadVerification, verifyPrincipals } from '../../verification/principals/index.ts';
import { certificateFile } from '../certificates.ts';
import { leastRelaxation } from './relaxation.ts';
import { chosenPairs, type Solved, solveHeads } from './solve.ts';
import { appointmentsOf, candidatesOf, servingHeads } from './tell.ts';

export interface PrincipalsOutcome {
  readonly report: PrincipalsReport;
  /** `certificate.json`: of the plan, then of the relaxation; null when a part is not proven by exact duals. */
  readonly certificate: Uint8Array | null;
}

/**
 * Who leads which school from the reference month on.
 * @throws CertificateError when the independent check refuses the plan, its figures or its program
 */
export async function planPrincipals(
  county: County,
  policy: Policy,
  demands: HeadDemands = NO_DEMANDS,
): Promise<PrincipalsOutcome> {
  const round = headRound(county, policy, demands);
  const program = headProgram(round);
  const solved = program.barred.length > 0 ? null : await solveHeads(program);
  const pairs = solved === null ? null : chosenPairs(program.columns, solved);
  const check = solved === null ? null : verified(round, program, solved);
  const complete = pairs !== null && pairs.length === round.schools.length;
  const relaxation = complete ? null : await leastRelaxation(round);
  const file = certificateFile([
    ...(solved === null ? [] : [solved.certificate]),
    ...(relaxation === null ? [] : [relaxation.certificate]),
  ]);
  return {
    certificate: file?.bytes ?? null,
    report: {
      format: PRINCIPALS_FORMAT,
      county: { name: county.name, hash: countyHash(county) },
      policy: { hash: policyHash(policy) },
      demands,
      status: solved === null ? 'impossible' : solved.proven ? 'optimal' : 'feasible',
      schools: round.schools.length,
      outOfScope: county.schools.length - round.schools.length + county.sites.length,
      heads: servingHeads(round, pairs),
      candidates: candidatesOf(round),
      appointments: appointmentsOf(round, pairs ?? []),
      vacancies: [...(check?.vacant ?? [])],
      tiers: [...(solved?.tiers ?? [])],
      relaxation: relaxation?.report ?? null,
      checks: [...(check?.ruleChecks ?? [])],
      certificate: file?.hash ?? null,
    },
  };
}

/** @throws CertificateError */
function verified(round: HeadRound, program: HeadProgram, solved: Solved): HeadVerification {
  const { county, policy, demands } = round;
  const check = verifyPrincipals(county, policy, demands, {
    appointments: chosenPairs(program.columns, solved),
    tiers: solved.tiers,
    program: program.columns
      .map((pair) => `${pairKey(pair)} ${pair.fixed ? 1 : 0} ${pair.worth.join(' ')}`)
      .sort(),
    waived: [],
  });
  if (!check.accepted) throw new CertificateError(check.findings);
  return check;
}
