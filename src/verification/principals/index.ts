/** The independent check of heads and schools: it shares nothing with the rules and the program that made them. */
import { compareIds } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HeadDemands, HeadPair, Relaxation } from '../../domain/principals.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { ruleChecksOf } from '../checks/result.ts';
import { headResults } from './checks.ts';
import type { Question } from './facts.ts';
import { programPairs, tierValues } from './objective.ts';
import { readAppointments } from './reading.ts';

export interface HeadClaim {
  readonly appointments: readonly HeadPair[];
  /** Figures claimed; those not claimed are not compared. */
  readonly tiers: readonly { readonly name: string; readonly value: number }[];
  /** `teacher>school fixed coefficients…` of each pair of the program, sorted; null = not compared. */
  readonly program: readonly string[] | null;
  /** What may be broken. */
  readonly waived: readonly Relaxation[];
}

export interface HeadVerification {
  readonly accepted: boolean;
  /** What is wrong; empty = accepted. */
  readonly findings: readonly string[];
  readonly ruleChecks: readonly RuleCheck[];
  readonly tiers: readonly { readonly name: string; readonly value: number }[];
  /** Everything broken, waived or not. */
  readonly broken: readonly Relaxation[];
  /** Schools in scope without a head. */
  readonly vacant: readonly string[];
}

/** Never throws on a bad claim. */
export function verifyPrincipals(
  county: County,
  policy: Policy,
  demands: HeadDemands,
  claim: HeadClaim,
): HeadVerification {
  const question: Question = { county, policy, demands };
  const reading = readAppointments(claim.appointments, claim.waived, question);
  const tiers = tierValues(claim.appointments, question);
  const values = new Map(tiers.map(({ name, value }) => [name, value]));
  const findings = [
    ...reading.misplaced.map((pair) => `${pair} cannot be appointed.`),
    ...reading.unwaived.map(
      ({ kind, teacherId, schoolId }) => `${kind} is broken by ${teacherId} at ${schoolId ?? '-'}.`,
    ),
    ...claim.tiers.flatMap(({ name, value }) =>
      values.get(name) === value ? [] : [`Tier ${name} is ${values.get(name)}, not ${value}.`],
    ),
    ...(claim.program === null ? [] : programFindings(claim.program, programPairs(question))),
  ];
  return {
    accepted: findings.length === 0,
    findings,
    ruleChecks: headResults(question, reading)
      .flatMap(ruleChecksOf)
      .sort((a, b) => compareIds(a.ruleId, b.ruleId) || compareIds(a.name, b.name)),
    tiers,
    broken: reading.broken,
    vacant: reading.vacant,
  };
}

/** Pairs named in a finding. */
const NAMED = 5;

function programFindings(claimed: readonly string[], derived: readonly string[]): string[] {
  const has = (list: readonly string[]) => new Set(list);
  const [given, due] = [has(claimed), has(derived)];
  const extra = claimed.filter((pair) => !due.has(pair)).slice(0, NAMED);
  const missing = derived.filter((pair) => !given.has(pair)).slice(0, NAMED);
  return [
    ...extra.map((pair) => `The program has a pair that the definition does not: ${pair}.`),
    ...missing.map((pair) => `The program lacks a pair of the definition: ${pair}.`),
  ];
}
