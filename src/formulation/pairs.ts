/** All admissible (person, post group) pairs, with the count of rejected pairs by first failing test. */
import { ADMISSIBILITY_TESTS, firstFailure } from '../rules/admissibility.ts';
import type { Round } from '../rules/round.ts';

/** P pairs in canonical order (person, then post group). */
export interface Pairs {
  /** Position in `round.people`, length P. */
  readonly person: Int32Array;
  /** Position in `round.groups`, length P. */
  readonly group: Int32Array;
  /** Rejected pairs by first failing test, in the order of the tests. */
  readonly rejected: Int32Array;
}

/** O(people × groups × tests); nothing is pruned that the rules admit. */
export function admissiblePairs(round: Round): Pairs {
  const person: number[] = [];
  const group: number[] = [];
  const rejected = new Int32Array(ADMISSIBILITY_TESTS.length);
  round.people.forEach((who, p) => {
    if (!who.mayMove) return;
    round.groups.forEach((post, g) => {
      const failure = firstFailure(who, post, round);
      if (failure === -1) {
        person.push(p);
        group.push(g);
      } else {
        rejected[failure] = (rejected[failure] as number) + 1;
      }
    });
  });
  return { person: Int32Array.from(person), group: Int32Array.from(group), rejected };
}
