/**
 * What one tier costs another (Pareto frontier), exact on whole values. The tiers that stand above both in the order are
 * held at their optima. ε-constraint: best first, then best second among them; then second ≥ that + 1, and so on, until
 * nothing is left. Every proven point is undominated; where there are more than asked for, ε goes in equal steps.
 */
import type { Limits, Objective } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import { InputError, type InputIssue } from '../../../domain/errors.ts';
import type { ObjectiveTierId, Policy } from '../../../domain/policy.ts';
import type { ParetoFront, ParetoPoint } from '../../../domain/studies.ts';
import {
  type Checked,
  type NoPlan,
  noPlan,
  openStudy,
  RowQuestions,
  type Study,
  tierOf,
} from './study.ts';

export interface ParetoOptions {
  readonly first?: ObjectiveTierId;
  readonly second?: ObjectiveTierId;
  /** Most points; ≥ 2. */
  readonly most: number;
  /** Of each solve. */
  readonly limits?: Limits;
  readonly onSolve?: () => void;
}

/**
 * @returns no plan when the round has none; no points, not complete, when none was found within the limits
 * @throws InputError when the order does not name a tier, both tiers are the same, or the policy is a cascade
 */
export async function paretoFront(
  county: County,
  policy: Policy,
  { first = 'balance', second = 'fit', most, limits = {}, onSolve }: ParetoOptions,
): Promise<ParetoFront | NoPlan> {
  if (first === second) throw new InputError([sameTier(first)]);
  const study = openStudy(county, policy, onSolve);
  if (study.cascade) throw new InputError([NO_SINGLE_FRONT]);
  const [a, b] = [tierOf(study, first), tierOf(study, second)];
  const above = study.goals.slice(0, Math.min(study.goals.indexOf(a), study.goals.indexOf(b)));
  const best = await new RowQuestions(study, [...above, a, b], [], limits).ask([]);
  const ends = { kind: 'pareto', first, second, held: tiersOf(study, above) } as const;
  if (best === 'infeasible') return noPlan(study, best, limits);
  if (best === 'none') return { ...ends, points: [], complete: false };
  const held = above.map((tier) => atLeast(tier, best.values.get(tier.name) as number));
  const asked = new RowQuestions(study, [a, b], [...above, b], limits);
  const end = await new RowQuestions(study, [b, a], above, limits).ask(held);
  const from = pointOf(best, first, second);
  if (typeof end === 'string') return { ...ends, points: [from], complete: false };
  const walked = await walk(from, pointOf(end, first, second), {
    most,
    sign: b.sense === 'max' ? 1 : -1,
    ask: async (value) => {
      const answer = await asked.ask([...held, atLeast(b, value)]);
      return typeof answer === 'string' ? null : pointOf(answer, first, second);
    },
  });
  return { ...ends, ...walked };
}

const NO_SINGLE_FRONT: InputIssue = {
  code: 'study-cascade',
  path: 'flow.mode',
  message:
    '逐轮求解（flow.mode=cascade）没有一条取舍前沿：前一轮怎样取舍，决定后一轮还剩哪些岗位，各轮的两个目标值不能同时比较。请把 flow.mode 设为 joint 再问，或用 compare 比较几种 objective.order (a cascade has no single frontier: what an earlier round trades off decides what is left for a later one; ask with flow.mode=joint, or compare several objective.order).',
};

function sameTier(id: ObjectiveTierId): InputIssue {
  return {
    code: 'same-tier',
    path: 'against',
    message: `两个目标层相同（${id}），没有取舍可言 (a tier is not traded against itself)。`,
  };
}

interface Walk {
  readonly most: number;
  /** 1 = the second tier is maximised. */
  readonly sign: 1 | -1;
  /** The best point whose second value is at least as good as this; null = none within the limit. */
  readonly ask: (second: number) => Promise<ParetoPoint | null>;
}

/** From one end to the other in equal steps, then what lies between two neighbours, as long as there is room. */
async function walk(
  from: ParetoPoint,
  end: ParetoPoint,
  { most, sign, ask }: Walk,
): Promise<Pick<ParetoFront, 'points' | 'complete'>> {
  if (from.second === end.second) return { points: [from], complete: from.proven && end.proven };
  const points = [from];
  for (let at = from; at.second !== end.second && points.length < most - 1; ) {
    const left = Math.abs(end.second - at.second);
    const next = await ask(at.second + sign * Math.ceil(left / (most - points.length)));
    if (next === null) return { points: [...points, end], complete: false };
    if (next.second !== end.second) points.push(next);
    at = next;
  }
  points.push(end);
  if (points.some(({ proven }) => !proven)) return { points, complete: false };
  for (let k = 0; k < points.length - 1; ) {
    const next = await ask((points[k] as ParetoPoint).second + sign);
    if (next === null || !next.proven) return { points, complete: false };
    if (next.second === points[k + 1]?.second) k++;
    else if (points.length === most) return { points, complete: false };
    else points.splice(k + 1, 0, next);
  }
  return { points, complete: true };
}

/** Without the ranks of wishes. */
function tiersOf({ formulation }: Study, goals: readonly Objective[]): ObjectiveTierId[] {
  const names = new Set(goals.map(({ name }) => name));
  return formulation.tiers.map(({ id }) => id).filter((id) => names.has(id));
}

/** Sides of the row of a tier: at least as good as the value. */
function atLeast({ sense }: Objective, value: number): readonly [number, number] {
  return sense === 'max' ? [value, Infinity] : [-Infinity, value];
}

function pointOf(
  { tiers, proven }: Checked,
  first: ObjectiveTierId,
  second: ObjectiveTierId,
): ParetoPoint {
  return { first: tiers[first] as number, second: tiers[second] as number, tiers, proven };
}
