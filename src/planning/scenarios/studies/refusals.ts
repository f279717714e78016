/**
 * What if some of those placed refuse (X04)? Some percent of the placements are drawn at random, their people leave the
 * round, and the plan is repaired in two ways, each proven: from the reserve list alone (递补: nobody else is touched), and
 * with as many placed as possible and, among those plans, the fewest others moved.
 */
import type { Limits } from '../../../../solver/index.ts';
import type { County } from '../../../domain/county.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Draw, Missing, RefusalStudy, Repair } from '../../../domain/studies.ts';
import { choiceColumns, keptObjective } from '../../kept.ts';
import { changedPeople, postsOf } from '../../plan-posts.ts';
import {
  type Answer,
  type Checked,
  checkPublished,
  movesObjective,
  type NoPlan,
  noPlan,
  openStudy,
  optimumOf,
  type Published,
  RowQuestions,
  type Study,
} from './study.ts';

export interface RefusalOptions {
  /** 0–100 of the placements, rounded up. */
  readonly percent: number;
  readonly draws: number;
  readonly seed: number;
  readonly limits?: Limits;
  readonly onSolve?: () => void;
  /** What was published; default: the optimum. */
  readonly published?: Published;
}

/**
 * @returns no plan when the round has no legal allocation; when none was found within the limits and none was published
 *   After a cascade all its directions are open: repairs are asked of the joint program, which has the same rules
 */
export async function refusalStudy(
  county: County,
  policy: Policy,
  { percent, draws, seed, limits = {}, published, onSolve }: RefusalOptions,
): Promise<RefusalStudy | NoPlan> {
  const study = openStudy(county, policy, onSolve);
  const { formulation, goals } = study;
  const best = await optimumOf(study, goals, limits);
  if (best === 'infeasible') return noPlan(study, best, limits);
  if (best === 'none' && published === undefined) return noPlan(study, best, limits);
  const plan = published ?? (best as Checked).allocation;
  const people = plan.placements.map(({ teacherId }) => teacherId);
  checkPublished(study, plan);
  const named = new Set(people);
  const kept = keptObjective(formulation, postsOf(plan.placements), (id) => named.has(id));
  const placed = { ...movesObjective(formulation), name: 'placed', sense: 'max' } as const;
  const reserve = new RowQuestions(study, [kept, ...goals], [], limits);
  const chain = new RowQuestions(study, [placed, kept, ...goals], [], limits);
  const random = randomBelow(seed);
  const results: Draw[] = [];
  for (let k = 0; k < draws; k++) {
    const refused = drawn(people, Math.ceil((people.length * percent) / 100), random);
    const out = leaving(study, refused);
    results.push({
      refused,
      reserve: repairOf(await reserve.fixing(out), plan, refused),
      chain: repairOf(await chain.fixing(out), plan, refused),
    });
  }
  return { kind: 'refusals', percent, seed, placed: people.length, draws: results };
}

/** Who refuses has no post: standby, or in a rotation the old one. */
function leaving({ formulation }: Study, refused: readonly string[]): Map<number, number> {
  const nobody = choiceColumns(formulation, postsOf([]));
  const out = new Set(refused);
  return new Map(
    formulation.round.people.flatMap(({ teacher }, p) => {
      const home = nobody[p]?.[0];
      return out.has(teacher.id) && home !== undefined ? [[home, 1] as const] : [];
    }),
  );
}

function repairOf(answer: Answer, before: Published, refused: readonly string[]): Repair | Missing {
  if (typeof answer === 'string') return answer;
  const { placements } = answer.allocation;
  const was = postsOf(before.placements);
  const out = new Set(refused);
  const changed = changedPeople(was, postsOf(placements));
  return {
    placed: placements.length,
    fromReserve: placements.filter(({ teacherId }) => !was.has(teacherId)).length,
    moved: changed.filter((id) => was.has(id) && !out.has(id)).length,
    proven: answer.proven,
  };
}

/** `count` different ones, in the order of the list (Fisher and Yates, the first `count` steps). */
function drawn(list: readonly string[], count: number, random: (n: number) => number): string[] {
  const places = list.map((_, k) => k);
  for (let k = 0; k < count; k++) {
    const other = k + random(places.length - k);
    [places[k], places[other]] = [places[other] as number, places[k] as number];
  }
  return places
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((k) => list[k] as string);
}

/** Whole numbers 0 … n − 1 from a seed: the mulberry32 generator, the same on every machine. */
function randomBelow(seed: number): (n: number) => number {
  let state = seed | 0;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}
