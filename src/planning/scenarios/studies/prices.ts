/**
 * What a rule costs: for every cap of the program and every rule of the policy that can be loosened, what one unit more
 * brings in each tier. A cap on which no tier's proof leans is proven to be worth nothing; all others are solved again.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import { CertificateError } from '../../../domain/errors.ts';
import type { ObjectiveTierId, Policy } from '../../../domain/policy.ts';
import type { Price, PriceList, TierValues } from '../../../domain/studies.ts';
import type { Allocation, Formulation } from '../../../formulation/index.ts';
import { participants } from '../../../rules/movers.ts';
import { tierOrder } from '../../../rules/tier-order.ts';
import { verify } from '../../../verification/index.ts';
import { type PlanChange, type Replanner, replanner } from '../../replan.ts';
import { capsByName } from '../../replan-program.ts';
import { LEVERS } from './levers.ts';
import { type NoPlan, openStudy } from './study.ts';
import { type DualPrice, type UsedSides, usedSides } from './used-by-proof.ts';

/**
 * @param onPrice told after each of the questions that are solved again
 * @returns no plan when the round has none, or its optimum was not proven within the limits: there is nothing to compare with
 * @throws InputError for a cascade
 */
export async function priceList(
  county: County,
  asked: Policy,
  { limits = {}, onPrice }: { limits?: Limits; onPrice?: (done: number, all: number) => void } = {},
): Promise<PriceList | NoPlan> {
  const { policy } = openStudy(county, asked);
  const plans = await replanner(county, policy, { limits });
  if (plans.kind !== 'replanner') {
    return { kind: 'no-allocation', termination: plans.termination, reasons: plans.reasons };
  }
  if (!plans.base.proven) return { kind: 'no-allocation', termination: 'none', reasons: [] };
  const caps = capQuestions(plans);
  const leaning = caps.filter(({ dual }) => dual !== 'unused');
  const rules = LEVERS.flatMap(({ id, rules: ids, label, loosened }): Question[] => {
    const changed = loosened(policy);
    if (changed === null) return [];
    const change: PlanChange = { kind: 'policy', policy: changed };
    return [{ kind: 'rule', id, rules: ids, label: label.zh, change, dual: null }];
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
    idleRules: idle.filter(({ kind }) => kind === 'rule').map(({ id }) => id),
  };
}

interface Question extends Pick<Price, 'kind' | 'id' | 'rules' | 'label'> {
  readonly change: PlanChange;
  /** null = not known. */
  readonly dual: DualPrice | 'unused' | null;
}

/** Rules and words by row family (README of the formulation). */
const FAMILIES: Readonly<
  Record<string, { readonly rules: readonly string[]; readonly zh: string }>
> = {
  'post-openings': { rules: ['N03', 'X06', 'Q24'], zh: '岗位' },
  'donor-floor': { rules: ['X06'], zh: '原校学科底线' },
  'non-teaching': { rules: ['N01'], zh: '非教学人员上限' },
  'key-school-cap': { rules: ['X14'], zh: '重点校名额' },
  'school-quota': { rules: ['Q07', 'Q09', 'Q16'], zh: '学校编制' },
  lent: { rules: ['Q03'], zh: '周转编制（学校）' },
  'district-quota': { rules: ['Q09', 'Q20'], zh: '学区编制' },
  'ledger-quota': { rules: ['Q09', 'Q10'], zh: '编制总量' },
  'turnover-pool': { rules: ['Q03'], zh: '周转池' },
  'stage-quota': { rules: ['Q01', 'Q02', 'Q09'], zh: '学段编制' },
  'title-senior': { rules: ['T01', 'T07'], zh: '高级岗位' },
  'title-senior-middle': { rules: ['T01', 'T07'], zh: '高、中级岗位' },
  'title-overflow-max': { rules: ['T01'], zh: '超岗人数上限' },
  'title-total': { rules: ['T01'], zh: '职称总量' },
  'rotation-due': { rules: ['R03'], zh: '应交流人数' },
  'rotation-total': { rules: ['R02'], zh: '交流总人数' },
  'rotation-max': { rules: ['R02', 'R03'], zh: '交流人数上限' },
};

function capQuestions(plans: Replanner): Question[] {
  const { formulation, proofs } = plans;
  const { model, tiers, round } = formulation;
  const used = usedSides(
    model,
    tiers.map(({ objective }) => objective),
    proofs,
  );
  const openings = new Map(round.groups.map(({ group }) => [group.id, group.openings]));
  return [...capsByName(formulation)].flatMap(([id, { place, at }]): Question[] => {
    const [family = '', ...rest] = id.split(':');
    const known = FAMILIES[family];
    const name = rest.join(':');
    // Of a post that nobody could be put on, the pairs would have to be made first: that is a scenario.
    if (known === undefined || (family === 'post-openings' && openings.get(name) === 0)) return [];
    const side = place === 'upper' || place === 'rowUpper' ? 'upper' : 'lower';
    const lean = (places: UsedSides) =>
      place === 'rowUpper' || place === 'rowLower' ? places.row(at, side) : places.column(at, side);
    const dual = used && earlier(lean(used), stepLean(formulation, used, family, name));
    const by = side === 'upper' ? 1 : -1;
    const change: PlanChange =
      family === 'post-openings' && side === 'upper'
        ? { kind: 'openings', postGroupId: name, by }
        : { kind: 'cap', row: id, by };
    const label = [known.zh, name, by > 0 ? '＋1' : '－1'].join(' ');
    return [
      { kind: 'cap', id, rules: known.rules, label, change, dual: used && (dual ?? 'unused') },
    ];
  });
}

/** Both take part: the one that an earlier tier leans on; of one tier, their sum is not known. */
function earlier(own: DualPrice | null, step: DualPrice | null): DualPrice | null {
  if (own === null || step === null) return own ?? step;
  if (own.tier === step.tier) return { tier: own.tier, most: null };
  return own.tier < step.tier ? own : step;
}

/** Letting more heads into a school opens steps beyond its last one. */
const OPENS_STEPS = new Set(['school-quota', 'lent', 'post-openings']);

function stepLean(
  { model }: Formulation,
  used: UsedSides,
  family: string,
  name: string,
): DualPrice | null {
  if (!OPENS_STEPS.has(family)) return null;
  const school = family === 'post-openings' ? (name.split('/')[0] as string) : name;
  const leans = (shutSteps(model).get(school) ?? []).flatMap(
    (at) => used.column(at, 'upper') ?? [],
  );
  const tier = Math.min(...leans.map((lean) => lean.tier));
  return leans.length === 0 ? null : { tier, most: null };
}

const stepsByModel = new WeakMap<object, ReadonlyMap<string, readonly number[]>>();

/** Spare steps by school: columns `step:<school>/<m>` shut at 0. */
function shutSteps(model: Formulation['model']): ReadonlyMap<string, readonly number[]> {
  const known = stepsByModel.get(model);
  if (known !== undefined) return known;
  const found = new Map<string, number[]>();
  for (let at = 0; at < model.upper.length; at++) {
    if (model.upper[at] !== 0) continue;
    const school = /^step:(.*)\/\d+$/.exec(model.columnNames.at(at) ?? '')?.[1];
    if (school !== undefined) found.set(school, [...(found.get(school) ?? []), at]);
  }
  stepsByModel.set(model, found);
  return found;
}

async function priced(plans: Replanner, question: Question, base: TierValues): Promise<Price> {
  const { round, tiers } = plans.formulation;
  const { change: asked, dual, ...rest } = question;
  const { plan, termination } = await plans.tryOut([asked]);
  const told =
    dual === null || dual === 'unused'
      ? null
      : { tier: tiers[dual.tier]?.id as ObjectiveTierId, most: dual.most };
  if (plan === null) {
    return { ...rest, dual: told, change: null, tier: null, proven: termination === 'infeasible' };
  }
  // The moved program counts by its own caps; a loosened rule by the rules as they were.
  const after: TierValues =
    rest.kind === 'cap'
      ? Object.fromEntries(plan.tiers.map(({ id, value }) => [id, value]))
      : worthBy(round.county, round.policy, plan.allocation);
  const ids = tierOrder(round.policy).filter((id) => base[id] !== undefined);
  const changes = ids.map((id) => [id, (after[id] ?? 0) - (base[id] as number)] as const);
  const tier = changes.find(([, by]) => by !== 0)?.[0] ?? null;
  const change = Object.fromEntries(changes) as TierValues;
  if (told !== null && plan.proven) checkDual(question, told, tier, change, ids);
  return { ...rest, dual: told, change, tier, proven: plan.proven };
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
