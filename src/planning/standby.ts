/** Why a person without a post has none, and which tests stood in the way (A18). */
import type { Standby } from '../domain/proposal.ts';
import type { Formulation } from '../formulation/index.ts';
import { ADMISSIBILITY_TESTS, firstFailure } from '../rules/admissibility.ts';
import type { PersonFacts } from '../rules/round.ts';

/** One entry for each person on standby, in the given order. */
export function standbyEntries(formulation: Formulation, ids: readonly string[]): Standby[] {
  const people = new Map(formulation.round.people.map((person) => [person.teacher.id, person]));
  return ids.map((id) => standbyEntry(formulation, people.get(id) as PersonFacts));
}

function standbyEntry({ round }: Formulation, person: PersonFacts): Standby {
  const { teacher, exempt } = person;
  const open = round.groups.filter((facts) => facts.capacity > 0);
  const counts = new Int32Array(ADMISSIBILITY_TESTS.length);
  let admissible = 0;
  for (const post of open) {
    const failure = firstFailure(person, post, round);
    if (failure === -1) admissible++;
    else counts[failure] = (counts[failure] as number) + 1;
  }
  const reason = () => {
    if (exempt) return 'exempt';
    if (teacher.refusedPostGroupIds.length > 0) return 'refused';
    return admissible === 0 ? 'no-admissible-post' : 'posts-filled';
  };
  return {
    teacherId: teacher.id,
    reason: reason(),
    unplacedReason: teacher.unplacedReason,
    rejectedBy: rejectionCounts(counts),
  };
}

/** Non-zero counts by test name, in test order. */
export function rejectionCounts(counts: Int32Array): { test: string; count: number }[] {
  return ADMISSIBILITY_TESTS.flatMap(({ name }, k) =>
    counts[k] === 0 ? [] : [{ test: name, count: counts[k] as number }],
  );
}
