/**
 * Why a coefficient cannot fall: first a proven bound over all legal plans of the year; where a legal plan may go lower, the
 * year's program solved once more for this balance alone, and the goals that stand before it.
 */
import { solve } from '../../../solver/index.ts';
import type { IndicatorReport } from '../../domain/indicators.ts';
import type { ObjectiveTierId } from '../../domain/policy.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { CvReason } from '../../domain/rotation-plan.ts';
import { decode, type Formulation, formulate } from '../../formulation/index.ts';
import { tiersOf } from '../../rules/tier-order.ts';
import { measureIndicators } from '../indicators/index.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import { leastOfYear } from './balance-rows.ts';
import { type CvYear, type Reasoner, rowOf } from './coefficients.ts';

/** What happened between the years, heads. */
export interface BetweenYears {
  readonly returned: number;
  readonly exemptionsEnded: number;
  readonly termsEnded: number;
}

export function reasonerOf(
  formulation: Formulation,
  { indicators, objective }: Pick<Proposal, 'indicators' | 'objective'>,
  { between, options }: { readonly between: BetweenYears | null; readonly options: ProposeOptions },
): Reasoner {
  const solved = new Map<ObjectiveTierId, Promise<IndicatorReport | null>>();
  const alone = (tier: ObjectiveTierId): Promise<IndicatorReport | null> => {
    const known = solved.get(tier) ?? solveAlone(formulation, tier, options);
    solved.set(tier, known);
    return known;
  };
  return async (year) => {
    const { row, stage, last } = year;
    const bound = leastOfYear(formulation, indicators.before, { row, stage });
    const atLeast = bound === null ? null : Math.floor(bound * DECIMALS) / DECIMALS;
    const happened = movement(year, between);
    if (atLeast !== null && atLeast >= last)
      return reason(year, { atLeast, alone: null }, [happened, cannot(atLeast)]);
    const after = await alone(row.tier);
    const cv = after === null ? null : (rowOf(after, row, stage)?.cv ?? null);
    const order = orderSentence(row.tier, tiersOf(formulation.round.policy), objective);
    return reason(year, { atLeast, alone: cv }, [happened, asked(cv, last), order]);
  };
}

const DECIMALS = 10_000;
/** A goal alone is proven in seconds at the size of a county; the sentence can do without it. */
const ALONE_SECONDS = 30;

/** The year's hard rules with one goal. */
async function solveAlone(
  { round }: Formulation,
  tier: ObjectiveTierId,
  { backend = 'auto', limits = {} }: ProposeOptions,
): Promise<IndicatorReport | null> {
  const { policy, county } = round;
  const only = { ...policy, objective: { ...policy.objective, order: [tier] } };
  const program = formulate(county, {
    ...only,
    objective: { ...only.objective, mode: 'lexicographic' },
  });
  const goal = program.tiers[0];
  if (goal === undefined) return null;
  const timeSeconds = Math.min(limits.timeSeconds ?? Infinity, ALONE_SECONDS);
  const result = await solve(program.model, goal.objective, {
    backend,
    limits: { ...limits, timeSeconds },
  });
  // Only a proven answer is told: another might hang on the machine.
  if (result.values === null || result.termination !== 'optimal') return null;
  return measureIndicators(county, policy, decode(program, result.values).placements);
}

interface Sentence {
  readonly zh: string;
  readonly en: string;
}

function reason(
  { last, begin, end }: CvYear,
  found: Pick<CvReason, 'atLeast' | 'alone'>,
  sentences: readonly Sentence[],
): CvReason {
  const said = sentences.filter(({ zh }) => zh !== '');
  return {
    ...{ last, begin, end, ...found },
    zh: said.map(({ zh }) => zh).join(''),
    en: said.map(({ en }) => en).join(' '),
  };
}

/** What the change consists of. */
function movement({ last, begin, end }: CvYear, between: BetweenYears | null): Sentence {
  const exchanges = {
    zh: `本年交流使其由 ${begin} ${end === begin ? '保持不变' : `变为 ${end}`}。`,
    en: `The exchanges of the year ${end === begin ? `left it at ${begin}` : `took it from ${begin} to ${end}`}.`,
  };
  if (between === null || begin === last) return exchanges;
  const { returned, exemptionsEnded, termsEnded } = between;
  return {
    zh: `上年末 ${last}，因期满返回 ${returned} 人、豁免到期 ${exemptionsEnded} 人、服务期满 ${termsEnded} 人，年初为 ${begin}；${exchanges.zh}`,
    en: `${last} a year ago; ${returned} people back from exchanges, ${exemptionsEnded} grounds and ${termsEnded} service terms over made it ${begin} as the year begins. ${exchanges.en}`,
  };
}

const cannot = (atLeast: number): Sentence => ({
  zh: `已证明：在可交流人员、学科底线、岗位容量和交流总数上限之内，本年任何方案都不能低于 ${atLeast}，所以不能下降。`,
  en: `Proven: with the people who may go, the floors of subjects, the posts and the most moves, no plan of the year goes below ${atLeast}; so it cannot fall.`,
});

/** What the year gives when this balance comes before everything else. */
function asked(cv: number | null, last: number): Sentence {
  if (cv === null)
    return {
      zh: '只求此项均衡再解一次，时限内没有证明最优，',
      en: 'Solved once more for this balance alone, no optimum was proven within the limit;',
    };
  return cv >= last
    ? {
        zh: `把此项均衡放在所有目标之前再解一次（已证明最优），系数为 ${cv}，也不下降；`,
        en: `Solved once more with this balance before every other goal (proven optimal) it is ${cv}: it does not fall then either;`,
      }
    : {
        zh: `把此项均衡放在所有目标之前再解一次（已证明最优），系数可到 ${cv}；`,
        en: `Solved once more with this balance before every other goal (proven optimal) it is ${cv};`,
      };
}

/** Where the balance stands among the goals of the policy. */
function orderSentence(
  tier: ObjectiveTierId,
  order: readonly ObjectiveTierId[],
  { tiers }: Proposal['objective'],
): Sentence {
  const closed = tiers.find(({ id }) => id === tier);
  const at = order.indexOf(tier);
  if (closed === undefined || at === -1)
    return {
      zh: `本政策的目标次序没有「${tier}」，交流人选由其他目标决定。`,
      en: `the policy has no goal ${tier}: other goals decide who goes.`,
    };
  const first = order.slice(0, at).join('、');
  const proven = closed.bound === closed.value;
  return {
    zh: `本方案先满足更高的目标（${first}），在其最优之内该层${proven ? '已证明不能更好' : '未证明最优'}。`,
    en: `here the goals before it (${first}) come first, and within their optimum it is ${proven ? 'proven that it cannot be better' : 'not proven optimal'}.`,
  };
}
