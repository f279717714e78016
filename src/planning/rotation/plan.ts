/**
 * 交流轮岗中长期规划和年度计划 (R09): the rotation of each year solved and proven, the year rolled over, the next year from there.
 * Forms of later years are not known: nobody volunteers in them.
 */

import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { CertificateError } from '../../domain/errors.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import {
  ROTATION_PLAN_FORMAT,
  type RotationPlan,
  type RotationYear,
} from '../../domain/rotation-plan.ts';
import { addMonths } from '../../rules/arithmetic.ts';
import { monthsSpent } from '../../rules/rotation/exchange-term.ts';
import { verifyRotationPlan } from '../../verification/index.ts';
import { type Outcome, propose } from '../propose.ts';
import {
  type EndedExchange,
  nextYear,
  rollover,
  settleExchanges,
  type YearEnd,
} from '../rollover/index.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import type { BetweenYears } from './cv-reason.ts';
import { rotationYear, type YearStart } from './year.ts';

/** What a year was solved on, and the proposal with its proof: enough to verify it alone. */
export interface SolvedYear {
  readonly county: County;
  readonly policy: Policy;
  readonly proposal: Proposal;
  readonly certificate: Uint8Array | null;
}

export type PlanOutcome =
  | {
      readonly kind: 'plan';
      readonly plan: RotationPlan;
      readonly solved: readonly SolvedYear[];
      /** The county as the year after the plan begins. */
      readonly after: County;
    }
  /** Of the year that begins in that month; the years before it were solved. */
  | (Extract<Outcome, { kind: 'no-allocation' }> & { readonly referenceMonth: string });

export interface PlanOptions extends ProposeOptions {
  /** Years of the plan, at least 1. */
  readonly years: number;
  readonly preset: string | null;
  readonly onYear?: (year: RotationYear) => void;
}

/**
 * @param policy with `round` = rotation
 * @throws InputError when a lock cannot stand
 * @throws CertificateError when the independent check refuses a year or the plan
 */
export async function planRotation(
  county: County,
  policy: Policy,
  options: PlanOptions,
): Promise<PlanOutcome> {
  const years: RotationYear[] = [];
  const solved: SolvedYear[] = [];
  const settled = settleExchanges(county, policy);
  let current = settled.county;
  let rules = policy;
  let last: YearStart['last'] = null;
  for (let k = 0; k < options.years; k++) {
    const outcome = await propose(current, rules, options);
    if (outcome.kind === 'no-allocation')
      return { ...outcome, referenceMonth: rules.referenceMonth };
    const { proposal, certificate } = outcome;
    const rolled = rollover(current, proposal.placements, rules);
    const year = await rotationYear(
      { county: current, policy: rules, last },
      outcome,
      rolled,
      options,
    );
    years.push(year);
    solved.push({ county: current, policy: rules, proposal, certificate });
    options.onYear?.(year);
    last = { year, between: betweenOf(rolled.yearEnd) };
    current = rolled.county;
    rules = nextYear(rules);
  }
  const plan: RotationPlan = {
    format: ROTATION_PLAN_FORMAT,
    county: { name: county.name, hash: countyHash(county) },
    preset: options.preset,
    policy,
    settled: [...settled.ended],
    years,
    longestExchangeMonths: longest(settled.ended, years, { after: current, policy: rules }),
  };
  checkPlan(county, plan, [...solved.map(({ county: each }) => each), current]);
  return { kind: 'plan', plan, solved, after: current };
}

function betweenOf({ returned, exemptionsEnded, termsEnded }: YearEnd): BetweenYears {
  return {
    returned: returned.length,
    exemptionsEnded: exemptionsEnded.length,
    termsEnded: termsEnded.length,
  };
}

/** Over exchanges that ended before or in the plan, those that run on after it, and those that it plans. */
function longest(
  settled: readonly EndedExchange[],
  years: readonly RotationYear[],
  { after, policy }: { readonly after: County; readonly policy: Policy },
): number {
  const ended = [...settled, ...years.flatMap(({ returned }) => returned)];
  const running = after.teachers.flatMap(({ exchange }) =>
    exchange === null ? [] : [monthsSpent(exchange, policy.referenceMonth)],
  );
  const planned = years
    .flatMap(({ exchanges }) => exchanges)
    .map((term) => monthsSpent(term, addMonths(term.until, 1)));
  return Math.max(0, ...ended.map(({ months }) => months), ...running, ...planned);
}

/** @throws CertificateError */
function checkPlan(county: County, plan: RotationPlan, counties: readonly County[]): void {
  const { accepted, findings } = verifyRotationPlan(county, plan, counties);
  if (!accepted) throw new CertificateError(findings);
}
