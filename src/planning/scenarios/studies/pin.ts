/**
 * A published proposal and a new policy (locks, bans, other rules): the fewest people whose post must change, the new
 * optimum with all the changes that it takes, and what is worth how many changes in between. Each point is proven.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { ChangePoint, PinStudy } from '../../../domain/studies.ts';
import {
  type Checked,
  checkPublished,
  keptObjective,
  openStudy,
  type Published,
  RowQuestions,
  type Study,
} from './study.ts';

/**
 * @param most points; ≥ 2. With fewer changes possible than that, every number of changes is there that brings something.
 * @returns null when the new policy has no legal allocation
 * @throws InputError for a cascade, and when the published plan names somebody or a post that is not in this round
 */
export async function pinStudy(
  county: County,
  policy: Policy,
  { published, most, limits = {} }: { published: Published; most: number; limits?: Limits },
): Promise<PinStudy | null> {
  const study = openStudy(county, policy);
  checkPublished(study, published);
  const kept = keptObjective(study.formulation, published);
  const people = study.formulation.round.people.length;
  const least = await new RowQuestions(study, [kept, ...study.tiers], [], limits).ask([]);
  if (least === null) return null;
  const asked = new RowQuestions(study, study.tiers, [kept], limits);
  const points = [pointOf(study, least, published)];
  const free = await asked.ask([[-Infinity, Infinity]]);
  // Ties of the tiers leave no choice, so the changes of the optimum are its own.
  const last = free === null ? null : pointOf(study, free, published);
  const from = (points[0] as ChangePoint).changes;
  const to = last?.changes ?? from;
  const step = Math.max(1, Math.ceil((to - from) / Math.max(1, most - 1)));
  for (let changes = from + step; changes < to; changes += step) {
    const answer = await asked.ask([[people - changes, Infinity]]);
    if (answer !== null) points.push(pointOf(study, answer, published));
  }
  if (last !== null && to !== from) points.push(last);
  return {
    kind: 'pin',
    points: points.filter(({ changes }, k) => changes !== points[k - 1]?.changes),
  };
}

function pointOf(
  { formulation }: Study,
  { allocation, tiers, proven }: Checked,
  published: Published,
): ChangePoint {
  const before = new Map(published.placements.map((each) => [each.teacherId, each.postGroupId]));
  const after = new Map(allocation.placements.map((each) => [each.teacherId, each.postGroupId]));
  const people = formulation.round.people.flatMap(({ teacher: { id } }) => {
    const [from, to] = [before.get(id) ?? null, after.get(id) ?? null];
    return from === to ? [] : [{ teacherId: id, from, to }];
  });
  return { changes: people.length, tiers, proven, people };
}
