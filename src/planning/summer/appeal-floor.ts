/**
 * 乡村倾斜底线 (T05, C17; `ruralTilt.floorPct`) in an in-school appeal: the stage keeps the floor batch by batch over all schools, so
 * that the program of one school has a row for each batch, in which the hires of the other schools stand as they are:
 * Σ w·x + Σ w of the others ≥ 0 over the hires with a senior or middle title, w = 100 − floor at rural and weak schools, − floor elsewhere.
 */
import { type Model, type SparseRow, withSparseRows } from '../../../solver/index.ts';
import type { County, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import type { Formulation } from '../../formulation/index.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { receivesTilt, titleCounts } from '../../rules/title-posts.ts';
import type { Turns } from './appeal-turns.ts';
import type { Decisions } from './standing.ts';

/** The policy of the school's program: titles count there, the floor itself stands in the rows of the batches. */
export const floorByBatch = (policy: Policy): Policy => ({
  ...policy,
  ruralTilt: { ...policy.ruralTilt, floorPct: policy.ruralTilt.floorPct === null ? null : 0 },
});

interface InSchool {
  readonly turns: Turns;
  /** Everybody decided: who keeps a post keeps the batch as well. */
  readonly now: Decisions;
  /** What the competition decided at the other schools. */
  readonly others: readonly Decision[];
  readonly floorPct: number;
}

/** @returns the program with a row `rural-floor:<batch>` for each batch that hires there */
export function withBatchFloors(formulation: Formulation, model: Model, asked: InSchool): Model {
  const standing = standingWeights(formulation.round.county, asked);
  const rows = [...titledPairs(formulation, asked)].map(
    ([batch, taken]): SparseRow => ({
      name: `rural-floor:${batch}`,
      columns: taken.map(({ at }) => at),
      coefficients: taken.map(({ weight }) => weight),
      lower: 0 - (standing.get(batch) ?? 0),
      upper: Number.POSITIVE_INFINITY,
    }),
  );
  return withSparseRows(model, rows);
}

/** Columns of people with a senior or middle title, by the batch in which the pair counts. */
function titledPairs({ round, pairs, columns }: Formulation, { turns, now, floorPct }: InSchool) {
  const found = new Map<number, { readonly at: number; readonly weight: number }[]>();
  pairs.person.forEach((p, k) => {
    const person = round.people[p] as PersonFacts;
    const post = round.groups[pairs.group[k] as number] as GroupFacts;
    const held = now.get(person.teacher.id);
    const turn = turns(person, post);
    if (turn === null || !isTitled(person.teacher)) return;
    const batch = (held?.postGroupId === post.group.id ? held.batch : null) ?? turn + 1;
    const weight = weightOf(post.site.school, floorPct);
    const own = found.get(batch) ?? [];
    for (const at of [columns.pair[k] as number, columns.first[k] as number])
      if (at !== -1 && weight !== 0) own.push({ at, weight });
    found.set(batch, own);
  });
  return found;
}

const isTitled = ({ title }: Pick<Teacher, 'title'>) => titleCounts(title).seniorMiddle === 1;

const weightOf = (school: School, floorPct: number) => (receivesTilt(school) ? 100 : 0) - floorPct;

/** Σ w of the hires that stand, by batch. */
function standingWeights(
  { teachers, schools }: County,
  { others, floorPct }: InSchool,
): Map<number, number> {
  const people = new Map(teachers.map((teacher) => [teacher.id, teacher]));
  const places = new Map(schools.map((school) => [school.id, school]));
  const sums = new Map<number, number>();
  for (const { teacherId, batch } of others) {
    const teacher = people.get(teacherId) as Teacher;
    if (batch === null || !isTitled(teacher)) continue;
    const weight = weightOf(places.get(teacher.schoolId) as School, floorPct);
    sums.set(batch, (sums.get(batch) ?? 0) + weight);
  }
  return sums;
}
