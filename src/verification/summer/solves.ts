/** Each solve of the summer against the definition: the allocation of the decisions on the county as it stood. */
import type { Policy } from '../../domain/policy.ts';
import type { RuleCheck } from '../../domain/proposal.ts';
import { sum } from '../arithmetic.ts';
import type { Verification } from '../claim.ts';
import { verify } from '../verify.ts';
import { isAppeal } from './appeal-record.ts';
import { FLOOR } from './floor.ts';
import { POOL } from './pool.ts';
import type { Step } from './replay.ts';
import { stageCounty, stepPolicy } from './stage-county.ts';

/** What a solve was found to be. */
export interface Checked {
  readonly findings: readonly string[];
  readonly ruleChecks: readonly RuleCheck[];
}

export function checkStep(policy: Policy, step: Step): Checked {
  const verification = verifyStep(policy, step);
  const findings = [
    ...verification.findings,
    ...figureFindings(step, verification),
    ...tierFindings(policy, step, verification),
  ];
  return {
    findings: findings.map((each) => `${step.solve?.name ?? step.name}: ${each}`),
    ruleChecks: verification.ruleChecks.filter(isOfSolve),
  };
}

/** What is counted once for the summer is not told of a solve. */
const isOfSolve = ({ name }: RuleCheck): boolean => name !== FLOOR && name !== POOL;

/** Whether the hires keep every rule; whom a school must take besides (S02) the solve of the stage brings about. */
export function isLegal(policy: Policy, step: Step): boolean {
  const { findings } = verifyStep(policy, step);
  return findings.every(
    (finding) => finding.includes('(must-take)') || finding.includes('(move-kind)'),
  );
}

/** The rules on the hires as they stand, whatever solve made them. */
export function standingChecks(policy: Policy, step: Step): Checked {
  const { findings, ruleChecks } = verifyStep(policy, { ...step, solve: null });
  return {
    findings: findings.map((each) => `${step.name}: ${each}`),
    ruleChecks: ruleChecks.filter(isOfSolve),
  };
}

/** The figures on record. */
function figureFindings({ solve, hires, candidates }: Step, found: Verification): string[] {
  const pairs = found.program.pairs?.count ?? 0;
  if (solve === null) {
    // Nobody was asked: right only where nobody could have been hired.
    return hires.length + pairs === 0 ? [] : [`no solve is on record, though ${pairs} pairs match`];
  }
  const figures = { placed: hires.length, movers: candidates.size, pairs };
  return (Object.keys(figures) as (keyof typeof figures)[])
    .filter((key) => solve[key] !== figures[key])
    .map((key) => `${key} is ${solve[key]}, not ${figures[key]}`);
}

/** Every tier of the round is told; one that is called optimal is proven, its bound met. */
function tierFindings(policy: Policy, { round, solve }: Step, { tiers }: Verification): string[] {
  const isOneShot = policy.objective.mode === 'one-shot';
  // An appeal of the one-shot mode closes the weighted sum alone.
  if (solve === null || (isOneShot && isAppeal(solve))) return [];
  const asked = tiers.map(({ id }) => id).join(', ');
  const told = solve.tiers.map(({ id }) => id).join(', ');
  if (asked !== told) return [`the tiers on record are [${told}], not [${asked}]`];
  if (solve.status !== 'optimal' || isOneShot || isCascade(policy, round)) return [];
  return solve.tiers
    .filter(({ value, bound }) => value !== bound)
    .map(({ id, value, bound }) => `tier ${id} is called optimal at ${value}, bound ${bound}`);
}

/** Direction after direction: there the proof is not by the tiers of the whole. */
const isCascade = ({ flow }: Policy, round: Step['round']): boolean =>
  round === 'placement' && flow.mode === 'cascade';

function verifyStep(policy: Policy, step: Step): Verification {
  const placed = new Set(step.hires.map(({ teacherId }) => teacherId));
  return verify(stageCounty(policy, step), stepPolicy(policy, step), {
    placements: step.hires.flatMap(({ teacherId, postGroupId, kind }) =>
      postGroupId === null || kind === 'standby' ? [] : [{ teacherId, postGroupId, kind }],
    ),
    standby: [...step.candidates].filter((id) => !placed.has(id)),
    tiers: step.solve?.tiers ?? [],
    weighted: null,
    stopped: step.solve?.status === 'feasible',
    program: null,
  });
}

/** One check per rule and name over all solves: the worst status, the figures added up. */
export function merged(checks: readonly RuleCheck[]): RuleCheck[] {
  const byKey = new Map<string, RuleCheck[]>();
  for (const check of checks) {
    const key = `${check.ruleId} ${check.name}`;
    byKey.set(key, [...(byKey.get(key) ?? []), check]);
  }
  return [...byKey.values()].map(mergedOne);
}

const RANK = { pass: 0, warn: 1, fail: 2 } as const;

function mergedOne(all: readonly RuleCheck[]): RuleCheck {
  const worst = all.reduce((a, b) => (RANK[b.status] > RANK[a.status] ? b : a));
  const told = all.filter(({ status }) => status === worst.status);
  const limits = all.map(({ limit }) => limit);
  return {
    ...worst,
    measured: sum(all.map(({ measured }) => measured)),
    limit: limits.includes(null) ? null : sum(limits.map((limit) => limit ?? 0)),
    text: worst.status === 'pass' ? worst.text : told.map(({ text }) => text).join(''),
    offenders: [...new Set(all.flatMap(({ offenders }) => offenders))].sort(),
  };
}
