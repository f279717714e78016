/** All admissible (person, post group) pairs, with the count of rejected pairs by first failing test. */
import { ADMISSIBILITY_TESTS } from '../rules/admissibility.ts';
import type { Round } from '../rules/round.ts';
import { ADMISSIBLE, screening } from '../rules/screening.ts';

/** P pairs in canonical order (person, then post group). */
export interface Pairs {
  /** Position in `round.people`, length P. */
  readonly person: Int32Array;
  /** Position in `round.groups`, length P. */
  readonly group: Int32Array;
  /** Rejected pairs by first failing test, in the order of the tests. */
  readonly rejected: Int32Array;
}

/** O(people × groups); nothing is pruned that the rules admit. */
export function admissiblePairs(round: Round): Pairs {
  const screen = screening(round);
  const rejected = new Int32Array(ADMISSIBILITY_TESTS.length);
  const found = new Int32Array(round.groups.length);
  const lists = round.people.map((person) => {
    if (!person.mayMove) return NOTHING;
    const verdicts = screen(person);
    let count = 0;
    for (let g = 0; g < verdicts.length; g++) {
      const verdict = verdicts[g] as number;
      if (verdict === ADMISSIBLE) found[count++] = g;
      else rejected[verdict] = (rejected[verdict] as number) + 1;
    }
    return found.slice(0, count);
  });
  return { ...joined(lists), rejected };
}

const NOTHING = new Int32Array(0);

/** @param lists post groups by person */
function joined(lists: readonly Int32Array[]): Pick<Pairs, 'person' | 'group'> {
  const size = lists.reduce((sum, list) => sum + list.length, 0);
  const person = new Int32Array(size);
  const group = new Int32Array(size);
  let at = 0;
  lists.forEach((list, p) => {
    group.set(list, at);
    person.fill(p, at, at + list.length);
    at += list.length;
  });
  return { person, group };
}

/** The pairs person by person: `from` … `to` − 1 belong to p. People without pairs are left out. */
export function eachPerson(
  { person }: Pairs,
  visit: (p: number, from: number, to: number) => void,
): void {
  for (let from = 0; from < person.length; ) {
    const p = person[from] as number;
    let to = from + 1;
    while (to < person.length && person[to] === p) to++;
    visit(p, from, to);
    from = to;
  }
}
