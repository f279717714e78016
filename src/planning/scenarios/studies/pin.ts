/**
 * A published proposal and a new policy (locks, bans, other rules): the fewest people whose post must change, the new
 * optimum with all the changes that it takes, and what is worth how many changes in between. Each point is proven.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { ChangePoint, PinStudy } from '../../../domain/studies.ts';
import { keptObjective } from '../../kept.ts';
import { postChanges, postsOf } from '../../plan-posts.ts';
import {
  type Checked,
  checkPublished,
  type NoPlan,
  noPlan,
  openStudy,
  optimumOf,
  type Published,
  RowQuestions,
  type Study,
} from './study.ts';

/**
 * Of a cascade the two ends: the fewest changes that keep its rules, and its own optimum.
 * @param most points; ≥ 2. With fewer changes possible than that, every number of changes is there that brings something.
 * @returns no plan when the new policy has no legal allocation, or none was found within the limits
 * @throws InputError when the published plan names somebody or a post that is not in this round
 */
export async function pinStudy(
  county: County,
  policy: Policy,
  {
    published,
    most,
    limits = {},
    onSolve,
  }: { published: Published; most: number; limits?: Limits; onSolve?: () => void },
): Promise<PinStudy | NoPlan> {
  const study = openStudy(county, policy, onSolve);
  checkPublished(study, published);
  const kept = keptObjective(study.formulation, postsOf(published.placements));
  const people = study.formulation.round.people.length;
  const least = await new RowQuestions(study, [kept, ...study.goals], [], limits).ask([]);
  if (typeof least === 'string') return noPlan(study, least, limits);
  const points = [pointOf(least, published)];
  if (study.cascade) {
    const free = await optimumOf(study, study.goals, limits);
    return ends(points[0] as Point, typeof free === 'string' ? null : pointOf(free, published));
  }
  // Tiers may leave ties: among equals, the fewest changes.
  const asked = new RowQuestions(study, [...study.goals, kept], [kept], limits);
  const free = await asked.ask([[-Infinity, Infinity]]);
  const last = typeof free === 'string' ? null : pointOf(free, published);
  const from = (points[0] as Point).changes;
  const to = last?.changes ?? from;
  const step = Math.max(1, Math.ceil((to - from) / Math.max(1, most - 1)));
  let unanswered = last === null;
  for (let changes = from + step; changes < to; changes += step) {
    const answer = await asked.ask([[people - changes, Infinity]]);
    if (typeof answer === 'string') unanswered = true;
    else points.push(pointOf(answer, published));
  }
  if (last !== null) points.push(last);
  const complete = !unanswered && points.every(({ proven }) => proven);
  return { kind: 'pin', points: undominated(study, points).map(told), complete };
}

/** A point with the values of all goals, by which points are compared. */
interface Point extends ChangePoint {
  readonly values: Checked['values'];
}

function told({ changes, tiers, proven, people }: Point): ChangePoint {
  return { changes, tiers, proven, people };
}

/**
 * Of a cascade there is nothing in between, for what fewer changes bring in one round is lost or won again in the next; and
 * its optimum need not be better by the tiers than what was published, only decided in the order of its rounds.
 */
function ends(least: Point, optimum: Point | null): PinStudy {
  const points = optimum === null ? [least] : [least, optimum];
  const same = optimum !== null && JSON.stringify(optimum.people) === JSON.stringify(least.people);
  return {
    kind: 'pin',
    points: (same ? [optimum] : points).map(told),
    complete: points.length === 2 && points.every(({ proven }) => proven),
  };
}

/** Without those that are no better by the tiers than one with as few changes. */
function undominated({ goals }: Study, points: readonly Point[]): Point[] {
  const isBetter = (one: Point, other: Point) => {
    for (const { name, sense } of goals) {
      const by = (one.values.get(name) ?? 0) - (other.values.get(name) ?? 0);
      if (by !== 0) return by > 0 === (sense === 'max');
    }
    return false;
  };
  const left: Point[] = [];
  for (const point of [...points].sort((a, b) => a.changes - b.changes)) {
    const before = left.at(-1);
    if (before !== undefined && !isBetter(point, before)) continue;
    if (before?.changes === point.changes) left.pop();
    left.push(point);
  }
  return left;
}

function pointOf({ allocation, tiers, values, proven }: Checked, published: Published): Point {
  const people = postChanges(postsOf(published.placements), postsOf(allocation.placements));
  return { changes: people.length, tiers, proven, people, values };
}
