/**
 * What the balance of one attribute of the staff brings and costs: the round solved as the policy says, and again with the
 * balance tier put into the order; the indicators of both, and the value of every tier in both.
 */
import type { County } from '../domain/county.ts';
import { InputError } from '../domain/errors.ts';
import type { IndicatorReport } from '../domain/indicators.ts';
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { Attribute } from '../rules/attributes.ts';
import { tierOrder, withTierOrder } from '../rules/tier-order.ts';
import { verify } from '../verification/index.ts';
import { changedPeople, postsOf } from './plan-posts.ts';
import { type Outcome, propose } from './propose.ts';
import type { ProposeOptions } from './solve-tiers.ts';

/** One of the two optima. */
interface BalanceSide {
  readonly status: Proposal['status'];
  readonly gap: number | null;
  readonly placed: number;
  readonly indicators: IndicatorReport;
}

export interface BalanceComparison {
  readonly kind: 'comparison';
  readonly tier: ObjectiveTierId;
  /** Order with the tier in its place. */
  readonly order: readonly ObjectiveTierId[];
  /** The county as it stands. */
  readonly before: IndicatorReport;
  readonly standard: BalanceSide;
  readonly balanced: BalanceSide;
  /** Value of each tier in both, in the order; `change` = balanced − standard. */
  readonly tiers: readonly {
    readonly id: ObjectiveTierId;
    readonly sense: 'min' | 'max';
    readonly standard: number;
    readonly balanced: number;
    readonly change: number;
  }[];
  /** People whose post differs between the two. */
  readonly placedOtherwise: number;
}

/**
 * The order with the balance tier before another one.
 * @param before null = above `shortage-tilt`, or at the top of an order without it: further down in a placement round the
 *   earlier tiers have mostly settled who takes which arts post
 * @throws InputError when the order does not name `before`
 */
export function balancedOrder(
  order: readonly ObjectiveTierId[],
  tier: ObjectiveTierId,
  before: ObjectiveTierId | null,
): ObjectiveTierId[] {
  const others = order.filter((id) => id !== tier);
  const at =
    before === null ? Math.max(0, others.indexOf('shortage-tilt')) : others.indexOf(before);
  if (at === -1) {
    throw new InputError([
      {
        code: 'unknown-tier',
        path: 'before',
        message: `政策的目标层次序中没有「${before}」，可用：${others.join('、')} (no such tier in the order)。`,
      },
    ]);
  }
  return [...others.slice(0, at), tier, ...others.slice(at)];
}

/**
 * Solves both and compares them. One-shot policies are solved tier by tier: the weighted sum has no place for the tier.
 * @returns the first outcome that is no proposal, if one is not
 * @throws InputError when `before` is not in the order, or a lock cannot stand
 */
export async function compareBalance(
  county: County,
  policy: Policy,
  attribute: Attribute,
  before: ObjectiveTierId | null = null,
  options: ProposeOptions = {},
): Promise<BalanceComparison | Exclude<Outcome, { kind: 'proposal' }>> {
  const tier = `balance-${attribute}` as const;
  const order = balancedOrder(tierOrder(policy), tier, before);
  const lexicographic: Policy = {
    ...policy,
    objective: { ...policy.objective, mode: 'lexicographic' },
  };
  const withOrder = (ids: readonly ObjectiveTierId[]) => withTierOrder(lexicographic, ids);
  const asked = withOrder(order);
  const standard = await propose(county, withOrder(order.filter((id) => id !== tier)), options);
  if (standard.kind !== 'proposal') return standard;
  const balanced = await propose(county, asked, options);
  if (balanced.kind !== 'proposal') return balanced;
  const [from, to] = [standard.proposal, balanced.proposal];
  const standardValues = tierValues(county, asked, from);
  return {
    kind: 'comparison',
    tier,
    order,
    before: from.indicators.before,
    standard: side(from),
    balanced: side(to),
    tiers: to.objective.tiers.map(({ id, sense, value }) => {
      const other = standardValues.get(id) as number;
      return { id, sense, standard: other, balanced: value, change: value - other };
    }),
    placedOtherwise: differences(from, to),
  };
}

function side({ status, gap, placements, indicators }: Proposal): BalanceSide {
  return { status, gap, placed: placements.length, indicators: indicators.after };
}

/** What an allocation is worth in every tier of another order. */
function tierValues(
  county: County,
  policy: Policy,
  { placements, standby }: Proposal,
): Map<ObjectiveTierId, number> {
  const { tiers } = verify(county, policy, {
    placements,
    standby: standby.map(({ teacherId }) => teacherId),
    tiers: [],
    weighted: null,
    program: null,
  });
  return new Map(tiers.map(({ id, value }) => [id, value]));
}

function differences(a: Proposal, b: Proposal): number {
  return changedPeople(postsOf(a.placements), postsOf(b.placements)).length;
}
