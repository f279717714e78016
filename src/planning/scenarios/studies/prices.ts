/**
 * What a rule costs: for every cap of the program and every rule of the policy that can be loosened, what one unit more
 * brings in each tier. A cap on which no tier's proof leans is proven to be worth nothing; all others are solved again.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import { CertificateError } from '../../../domain/errors.ts';
import { ObjectiveTierId, type Policy } from '../../../domain/policy.ts';
import type { Price, PriceList, TierValues } from '../../../domain/studies.ts';
import type { Allocation } from '../../../formulation/index.ts';
import { participants } from '../../../rules/movers.ts';
import { tierOrder } from '../../../rules/tier-order.ts';
import { verify } from '../../../verification/index.ts';
import { isCascade, type Replanner, replanner } from '../../replan.ts';
import { closedPosts } from './closed-posts.ts';
import { LEVERS } from './levers.ts';
import { capQuestions, closedQuestions, type Question, tried } from './price-questions.ts';
import { type NoPlan, tierByTier } from './study.ts';
import type { DualPrice } from './used-by-proof.ts';

/**
 * @param onPrice told after each of the questions that are solved again
 * @returns no plan when the round has none, or its optimum was not proven within the limits: there is nothing to compare with
 *   A cascade has no program whose caps could be priced: of it the rules alone, each by a cascade of its own
 */
export async function priceList(
  county: County,
  asked: Policy,
  { limits = {}, onPrice }: { limits?: Limits; onPrice?: (done: number, all: number) => void } = {},
): Promise<PriceList | NoPlan> {
  const policy = tierByTier(asked);
  const plans = await replanner(county, policy, { limits });
  if (plans.kind !== 'replanner') {
    return { kind: 'no-allocation', termination: plans.termination, reasons: plans.reasons };
  }
  if (!plans.base.proven) return { kind: 'no-allocation', termination: 'none', reasons: [] };
  const caps = isCascade(policy) ? [] : await capsOf(plans, limits);
  const leaning = caps.filter(({ dual }) => dual !== 'unused');
  const rules = LEVERS.flatMap(({ id, rules: ids, label, loosened }): Question[] => {
    const changed = loosened(policy);
    if (changed === null) return [];
    const ask = () => tried(plans, { kind: 'policy', policy: changed });
    return [{ kind: 'rule', id, rules: ids, label, ask, dual: null }];
  });
  const base = worthBy(county, policy, plans.base.allocation);
  const prices: Price[] = [];
  for (const question of [...leaning, ...rules]) {
    prices.push(await priced(plans, question, base));
    onPrice?.(prices.length, leaning.length + rules.length);
  }
  const worth = prices.filter(
    ({ tier, change, proven }) => tier !== null || change === null || !proven,
  );
  const idle = prices.filter((price) => !worth.includes(price));
  return {
    kind: 'prices',
    base,
    prices: worth.sort(byOrder(policy)),
    worthless: {
      byProof: caps.length - leaning.length,
      bySolve: idle.filter(({ kind }) => kind === 'cap').length,
    },
    capsAsked: !isCascade(policy),
    idleRules: idle.filter(({ kind }) => kind === 'rule').map(({ id }) => id),
  };
}

async function capsOf(plans: Replanner, limits: Limits): Promise<Question[]> {
  const closed = await closedPosts(plans.formulation.round, plans.base, limits);
  return [...capQuestions(plans), ...(closed === null ? [] : closedQuestions(closed))];
}

async function priced(plans: Replanner, question: Question, base: TierValues): Promise<Price> {
  const { round } = plans.formulation;
  const { ask, dual, ...rest } = question;
  const answer = await ask();
  const told = dual === null || dual === 'unused' ? null : dualOf(plans, dual);
  if (typeof answer === 'string') {
    return { ...rest, dual: told, change: null, tier: null, proven: answer === 'infeasible' };
  }
  // The moved program counts by its own caps; a loosened rule by the rules as they were.
  const { allocation, proven } = answer;
  const after: TierValues =
    rest.kind === 'cap' || allocation === null
      ? answer.tiers
      : worthBy(round.county, round.policy, allocation);
  const ids = tierOrder(round.policy).filter((id) => base[id] !== undefined);
  const changes = ids.map((id) => [id, (after[id] ?? 0) - (base[id] as number)] as const);
  const tier = changes.find(([, by]) => by !== 0)?.[0] ?? null;
  const change = Object.fromEntries(changes) as TierValues;
  if (told !== null && proven) checkDual(question, told, tier, change, ids);
  return { ...rest, dual: told, change, tier, proven };
}

/** In words of the tiers; null where the proof leans first on a rank of wishes (`noEnvy`), which is none. */
function dualOf({ base }: Replanner, { tier, most }: DualPrice): Price['dual'] {
  const id = ObjectiveTierId.safeParse(base.tiers[tier]?.id);
  return id.success ? { tier: id.data, most } : null;
}

/** No tier before the one that leans on the cap may change, and that one by no more than its dual says. */
function checkDual(
  { id }: Question,
  told: NonNullable<Price['dual']>,
  tier: ObjectiveTierId | null,
  change: TierValues,
  order: readonly ObjectiveTierId[],
): void {
  const early = tier !== null && order.indexOf(tier) < order.indexOf(told.tier);
  const beyond =
    told.most !== null && tier === told.tier && Math.abs(change[told.tier] ?? 0) > told.most + 1e-9;
  if (early || beyond) {
    throw new CertificateError([`${id}: one unit brings more than its dual price allows`]);
  }
}

/** By the definitions of the base policy: the allocation may break the rule that was loosened. */
function worthBy(county: County, policy: Policy, { placements }: Allocation): TierValues {
  const placed = new Set(placements.map(({ teacherId }) => teacherId));
  const people = policy.round === 'rotation' ? [] : participants(county, policy);
  const standby = people.map(({ id }) => id).filter((id) => !placed.has(id));
  const claim = { placements, standby, tiers: [], weighted: null, program: null };
  return Object.fromEntries(
    verify(county, policy, claim).tiers.map(({ id, value }) => [id, value]),
  );
}

function byOrder({ objective: { order } }: Policy): (a: Price, b: Price) => number {
  const place = ({ tier }: Price) => (tier === null ? order.length : order.indexOf(tier));
  const size = ({ tier, change }: Price) => Math.abs((tier !== null && change?.[tier]) || 0);
  return (a, b) => place(a) - place(b) || size(b) - size(a) || (a.id < b.id ? -1 : 1);
}
