/** 差异系数 of a year (L04): before and after, and why one did not fall. */
import type { IndicatorId, IndicatorReport } from '../../domain/indicators.ts';
import type { ObjectiveTierId, Policy } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { YearIndicator } from '../../domain/rotation-plan.ts';

/** The indicators that people decide, with the tier that would even them out. */
const BALANCED: readonly { readonly id: IndicatorId; readonly tier: ObjectiveTierId }[] = [
  { id: 'above-degree', tier: 'balance-degree' },
  { id: 'backbone', tier: 'balance-backbone' },
  { id: 'arts', tier: 'balance-arts' },
  { id: 'senior-title', tier: 'balance-senior' },
  { id: 'fill-rate', tier: 'balance' },
];

export function yearIndicators(
  { indicators, objective }: Pick<Proposal, 'indicators' | 'objective'>,
  policy: Policy,
): YearIndicator[] {
  return BALANCED.flatMap(({ id, tier }) =>
    (['P', 'J'] as const).map((stage): YearIndicator | null => {
      const before = rowOf(indicators.before, id, stage);
      const after = rowOf(indicators.after, id, stage);
      if (before === undefined || after === undefined) return null;
      const rose = before.cv !== null && after.cv !== null && after.cv >= before.cv;
      return {
        indicator: id,
        stage,
        before: before.value,
        after: after.value,
        cvBefore: before.cv,
        cvAfter: after.cv,
        cvLimit: after.cvLimit,
        cvMet: after.cvMet,
        note: rose ? whyNot(tier, objective, policy) : null,
      };
    }),
  ).filter((row) => row !== null);
}

function rowOf({ stages }: IndicatorReport, id: IndicatorId, stage: string) {
  return stages.find((row) => row.indicator === id && row.stage === stage);
}

/** Not asked for, or asked for and at its proven optimum below the tiers that come first. */
function whyNot(
  tier: ObjectiveTierId,
  { tiers }: Proposal['objective'],
  { objective }: Policy,
): NonNullable<YearIndicator['note']> {
  const at = objective.order.indexOf(tier);
  if (at === -1)
    return {
      zh: `本政策的目标层未列入「${tier}」，没有人为此项均衡而交流；需要时加入 objective.order。`,
      en: `The policy does not name the tier ${tier}, so nobody moves for this balance; add it to objective.order.`,
    };
  const closed = tiers.find(({ id }) => id === tier);
  const first = objective.order.slice(0, at).join('、');
  const proven = closed !== undefined && closed.bound === closed.value;
  return {
    zh: `目标层「${tier}」在更高目标层（${first}）保持最优的前提下${proven ? '已证明最优' : '未证明最优'}，该层按人数计，系数仍未下降。`,
    en: `The tier ${tier} is ${proven ? 'proven optimal' : 'not proven optimal'} below the tiers ${first}; it counts heads, and the coefficient did not fall.`,
  };
}
