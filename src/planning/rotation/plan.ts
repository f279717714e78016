/**
 * 交流轮岗中长期规划和年度计划 (R09): the rotation of each year solved and proven, the year rolled over, the next year from there.
 * Forms of later years are not known: nobody volunteers in them.
 */

import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import {
  ROTATION_PLAN_FORMAT,
  type RotationPlan,
  type RotationYear,
} from '../../domain/rotation-plan.ts';
import { exchangeMonths } from '../../rules/rotation/exchange-term.ts';
import { type Outcome, propose } from '../propose.ts';
import { nextYear, rollover } from '../rollover/index.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import { rotationYear } from './year.ts';

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
 * @throws CertificateError when the independent check refuses a year
 */
export async function planRotation(
  county: County,
  policy: Policy,
  options: PlanOptions,
): Promise<PlanOutcome> {
  const years: RotationYear[] = [];
  const solved: SolvedYear[] = [];
  let current = county;
  let rules = policy;
  for (let k = 0; k < options.years; k++) {
    const outcome = await propose(current, rules, options);
    if (outcome.kind === 'no-allocation')
      return { ...outcome, referenceMonth: rules.referenceMonth };
    const { proposal, certificate } = outcome;
    const rolled = rollover(current, proposal.placements, rules);
    const year = rotationYear(current, rules, outcome, rolled);
    years.push(year);
    solved.push({ county: current, policy: rules, proposal, certificate });
    options.onYear?.(year);
    current = rolled.county;
    rules = nextYear(rules);
  }
  return {
    kind: 'plan',
    plan: {
      format: ROTATION_PLAN_FORMAT,
      county: { name: county.name, hash: countyHash(county) },
      preset: options.preset,
      policy,
      years,
      longestExchangeMonths: longest(county, years),
    },
    solved,
    after: current,
  };
}

function longest({ teachers }: County, years: readonly RotationYear[]): number {
  const exchanges = [
    ...teachers.flatMap(({ exchange }) => (exchange === null ? [] : [exchange])),
    ...years.flatMap((year) => year.exchanges),
  ];
  return exchanges.reduce((most, exchange) => Math.max(most, exchangeMonths(exchange)), 0);
}
