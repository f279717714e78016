/** What can be asked for a price: every cap, every post that must be filled, every post that could be set up; each with what the proof says of it. */
import type { Price, TierValues } from '../../../domain/studies.ts';
import type { Bilingual } from '../../../domain/vocabulary.ts';
import type { Allocation, Formulation } from '../../../formulation/index.ts';
import type { Plan, PlanChange, Replanner } from '../../replan.ts';
import { capsByName } from '../../replan-program.ts';
import { objectives } from '../../solve-tiers.ts';
import type { ClosedPosts } from './closed-posts.ts';
import { type DualPrice, type UsedSides, usedSides } from './used-by-proof.ts';

/** What a question is answered with. */
interface Tried {
  readonly tiers: TierValues;
  readonly proven: boolean;
  /** null where the answer belongs to another program. */
  readonly allocation: Allocation | null;
}

export interface Question extends Pick<Price, 'kind' | 'id' | 'rules' | 'label'> {
  /** Solves again: a plan, or whether that there is none is proven. */
  readonly ask: () => Promise<Tried | 'infeasible' | 'none'>;
  /** null = not known. */
  readonly dual: DualPrice | 'unused' | null;
}

/** Rules and words by row family (README of the formulation). */
const FAMILIES: Readonly<
  Record<string, { readonly rules: readonly string[]; readonly label: Bilingual }>
> = {
  'post-openings': { rules: ['N03', 'X06', 'Q24'], label: { zh: '岗位', en: 'post' } },
  'donor-floor': { rules: ['X06'], label: { zh: '原校学科底线', en: "donor's floor" } },
  'non-teaching': { rules: ['N01'], label: { zh: '非教学人员上限', en: 'non-teaching cap' } },
  'key-school-cap': { rules: ['X14'], label: { zh: '重点校名额', en: 'key-school places' } },
  'school-quota': { rules: ['Q07', 'Q09', 'Q16'], label: { zh: '学校编制', en: 'school quota' } },
  lent: { rules: ['Q03'], label: { zh: '周转编制（学校）', en: 'pool heads at a school' } },
  'district-quota': { rules: ['Q09', 'Q20'], label: { zh: '学区编制', en: 'district quota' } },
  'ledger-quota': { rules: ['Q09', 'Q10'], label: { zh: '编制总量', en: 'total quota' } },
  'turnover-pool': { rules: ['Q03'], label: { zh: '周转池', en: 'turnover pool' } },
  'stage-quota': { rules: ['Q01', 'Q02', 'Q09'], label: { zh: '学段编制', en: 'stage quota' } },
  'title-senior': { rules: ['T01', 'T07'], label: { zh: '高级岗位', en: 'senior title posts' } },
  'title-senior-middle': {
    rules: ['T01', 'T07'],
    label: { zh: '高、中级岗位', en: 'senior and middle title posts' },
  },
  'title-overflow-max': {
    rules: ['T01'],
    label: { zh: '超岗人数上限', en: 'limit on title overflow' },
  },
  'title-total': { rules: ['T01'], label: { zh: '职称总量', en: 'title total' } },
  'rotation-due': { rules: ['R03'], label: { zh: '应交流人数', en: 'due people who rotate' } },
  'rotation-total': { rules: ['R02'], label: { zh: '交流总人数', en: 'people who rotate' } },
  'rotation-max': {
    rules: ['R02', 'R03'],
    label: { zh: '交流人数上限', en: 'most people who rotate' },
  },
};

export function capQuestions(plans: Replanner): Question[] {
  const { formulation, proofs } = plans;
  const { model, round } = formulation;
  const used = usedSides(model, objectives(formulation), proofs);
  const openings = new Map(round.groups.map(({ group }) => [group.id, group.openings]));
  const caps = [...capsByName(formulation)].flatMap(([id, { place, at }]): Question[] => {
    const [family = '', ...rest] = id.split(':');
    const known = FAMILIES[family];
    const name = rest.join(':');
    // A post that nobody could be put on is asked about in a program of its own.
    const isClosed = round.policy.round !== 'rotation' && openings.get(name) === 0;
    if (known === undefined || (family === 'post-openings' && isClosed)) return [];
    const side = place === 'upper' || place === 'rowUpper' ? 'upper' : 'lower';
    const lean = (places: UsedSides) =>
      place === 'rowUpper' || place === 'rowLower' ? places.row(at, side) : places.column(at, side);
    const dual = used && earlier(lean(used), stepLean(formulation, used, family, name));
    const by = side === 'upper' ? 1 : -1;
    const change: PlanChange =
      family === 'post-openings' && side === 'upper'
        ? { kind: 'openings', postGroupId: name, by }
        : { kind: 'cap', row: id, by };
    return [
      {
        ...{ kind: 'cap', id, rules: known.rules, label: labelOf(known.label, name, by) },
        ask: () => tried(plans, change),
        dual: used && (dual ?? 'unused'),
      },
    ];
  });
  return [...caps, ...floorQuestions(plans, used)];
}

function labelOf({ zh, en }: Bilingual, name: string, by: 1 | -1): Bilingual {
  return {
    zh: `${zh} ${name} ${by > 0 ? '＋1' : '－1'}`,
    en: `${en} ${name} ${by > 0 ? '+1' : '-1'}`,
  };
}

/** One post less that must be filled (Q15, N03). */
function floorQuestions(plans: Replanner, used: UsedSides | null): Question[] {
  const { round, columns } = plans.formulation;
  if (round.policy.round === 'rotation') return [];
  return round.groups
    .filter(({ group }) => group.mustFill > 0)
    .map(({ group: { id } }): Question => {
      const lean = used?.column(columns.filled.get(id) as number, 'lower');
      return {
        ...{ kind: 'cap', id: `must-fill:${id}`, rules: ['Q15', 'N03'] },
        label: labelOf({ zh: '最低补足数', en: 'posts that must be filled' }, id, -1),
        ask: () => tried(plans, { kind: 'must-fill', postGroupId: id, by: -1 }),
        dual: used && (lean ?? 'unused'),
      };
    });
}

/** One post where none is open. */
export function closedQuestions({ posts, open, formulation: { tiers } }: ClosedPosts): Question[] {
  const ids = new Set<string>(tiers.map(({ id }) => id));
  return posts.map(({ postGroupId, dual }) => ({
    ...{ kind: 'cap', id: `new-post:${postGroupId}`, rules: ['N03', 'Q24'], dual },
    label: labelOf({ zh: '增设岗位', en: 'new post' }, postGroupId, 1),
    ask: async () => {
      if (open === null) return 'none';
      const { termination, values, tiers: found } = await open(postGroupId);
      if (values === null) return termination === 'infeasible' ? 'infeasible' : 'none';
      return {
        tiers: Object.fromEntries(
          found.flatMap(({ name, value }) => (ids.has(name) ? [[name, value as number]] : [])),
        ),
        proven: termination === 'optimal',
        allocation: null,
      };
    },
  }));
}

/** Asks the warm program. */
export async function tried(plans: Replanner, change: PlanChange): ReturnType<Question['ask']> {
  const { plan, termination } = await plans.tryOut([change]);
  if (plan === null) return termination === 'infeasible' ? 'infeasible' : 'none';
  const { allocation, proven } = plan;
  return { tiers: tiersOf(plan), proven, allocation };
}

function tiersOf({ tiers }: Plan): TierValues {
  return Object.fromEntries(tiers.map(({ id, value }) => [id, value]));
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
