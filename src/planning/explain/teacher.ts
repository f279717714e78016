/** One person's explanation, without solving again: why here, why not each wish, what the other posts would cost. */

import type { Teacher } from '../../domain/county.ts';
import { ADMISSIBILITY_TESTS } from '../../rules/admissibility.ts';
import type { GroupFacts } from '../../rules/round.ts';
import { ADMISSIBLE, screening } from '../../rules/screening.ts';
import { subjectMatch } from '../../rules/subject-match.ts';
import { type Explainer, personOf, postLabel } from './explainer.ts';
import type { LossFloor } from './floor.ts';
import { type NearPost, nearestPosts } from './standby.ts';
import { type WhyHere, whyHere } from './why-here.ts';
import { barred, floorOf, placesLeft } from './why-not.ts';
import { WORDS } from './words.ts';

/** Nearest posts told to somebody without one. */
const NEAREST = 5;

/** A wished post, or each post of a wished school that fits her subjects. */
interface WishAnswer {
  /** 1–5. */
  readonly rank: number;
  readonly postGroupId: string;
  readonly kind: 'is-here' | 'outside' | 'may-not-rotate' | 'not-admissible' | 'admissible';
  /** Name of the failing test. */
  readonly test: string | null;
  readonly full: boolean;
  readonly floor: LossFloor | null;
  readonly sentence: string;
}

export interface TeacherExplanation {
  readonly here: WhyHere;
  readonly wishes: readonly WishAnswer[];
  /** All other post groups by the first test that fails. */
  readonly rejected: readonly {
    readonly test: string;
    readonly rules: readonly string[];
    readonly count: number;
  }[];
  /** Posts that the rules admit, with what the proof says of each. */
  readonly admissible: readonly {
    readonly postGroupId: string;
    readonly full: boolean;
    readonly floor: LossFloor | null;
  }[];
  /** Of somebody on standby. */
  readonly nearest: readonly NearPost[];
}

/** @throws InputError when the county has nobody of this number */
export function explainTeacher(explainer: Explainer, teacherId: string): TeacherExplanation {
  const here = whyHere(explainer, teacherId);
  const person = personOf(explainer, teacherId);
  if (person === null) return { here, wishes: [], rejected: [], admissible: [], nearest: [] };
  const { round } = explainer;
  const counts = new Map<number, number>();
  const open: GroupFacts[] = [];
  if (person.mayMove) {
    screening(round)(person).forEach((verdict, g) => {
      if (verdict === ADMISSIBLE) open.push(round.groups[g] as GroupFacts);
      else counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    });
  }
  return {
    here,
    wishes: wishAnswers(explainer, teacherId),
    rejected: ADMISSIBILITY_TESTS.flatMap(({ name, rules }, k) => {
      const count = counts.get(k);
      return count === undefined ? [] : [{ test: name, rules, count }];
    }),
    admissible: open
      .filter(({ group }) => group.id !== here.postGroupId)
      .map((post) => ({
        postGroupId: post.group.id,
        full: placesLeft(explainer, post) <= 0,
        floor: floorOf(explainer, teacherId, post.group.id),
      })),
    nearest: here.decision === 'standby' ? nearestPosts(explainer, person, NEAREST) : [],
  };
}

function wishAnswers(explainer: Explainer, teacherId: string): WishAnswer[] {
  const { county, round } = explainer;
  const teacher = county.teachers.find(({ id }) => id === teacherId);
  return (teacher?.wishes ?? []).flatMap(({ schoolId, postGroupId }, k) => {
    const ofWish = round.groups.filter(({ group }) =>
      postGroupId === null
        ? group.schoolId === schoolId && group.category === teacher?.category
        : group.id === postGroupId,
    );
    // Of a whole school the posts of her subjects; where it has none, all of them say so.
    const fitting = ofWish.filter(
      ({ group }) => subjectMatch(teacher as Teacher, group, round.policy) > 0,
    );
    const asked = fitting.length > 0 ? fitting : ofWish;
    return asked.map((post) => wishAnswer(explainer, teacherId, k + 1, post));
  });
}

function wishAnswer(
  explainer: Explainer,
  teacherId: string,
  rank: number,
  post: GroupFacts,
): WishAnswer {
  const stop = barred(explainer, teacherId, post);
  const floor = stop === null ? floorOf(explainer, teacherId, post.group.id) : null;
  const full = placesLeft(explainer, post) <= 0;
  return {
    rank,
    postGroupId: post.group.id,
    kind: stop?.kind ?? 'admissible',
    test: stop?.kind === 'not-admissible' ? stop.test.name : null,
    full,
    floor,
    sentence: `${postLabel(post)}：${stop?.sentence ?? WORDS.admitted(full, floor)}`,
  };
}
