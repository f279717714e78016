/**
 * All verdicts of one person at once, the same as `firstFailure` post by post. A test that hangs on the school part or on
 * the kind of a post only is asked once for each part or kind, on any post of it: of the 120 million pairs of a
 * large county nearly all then cost a few comparisons.
 */
import { ADMISSIBILITY_TESTS, type AdmissibilityTest, type Scope } from './admissibility.ts';
import type { GroupFacts, PersonFacts, Round } from './round.ts';

/** The verdict on a pair that passes every test, as of `firstFailure`. */
export const ADMISSIBLE = -1;

/** Later than any test. */
const NONE = ADMISSIBILITY_TESTS.length;

/** The tests of one scope with their positions, in order. */
type Tests = readonly { readonly at: number; readonly holds: AdmissibilityTest['holds'] }[];

/** Posts that are the same to the tests of a scope. */
interface Classes {
  /** Class of each post. */
  readonly of: Int32Array;
  /** One post of each class. */
  readonly posts: readonly GroupFacts[];
}

/**
 * Prepares the screening of a round's people.
 * @returns for a person, the position of the first failing test by post, or {@link ADMISSIBLE}; overwritten by the next call
 */
export function screening(round: Round): (person: PersonFacts) => Int8Array {
  const { groups } = round;
  const parts = classes(groups, ({ group, site }) => `${site.at}/${group.stage}`);
  const kinds = classes(groups, ({ group }) => `${group.stage}/${group.category}/${group.subject}`);
  const tests = byScope();
  const byPost = new Int8Array(groups.length);
  const byPart = new Int8Array(parts.posts.length);
  const byKind = new Int8Array(kinds.posts.length);
  const verdicts = new Int8Array(groups.length);
  const earliest = tests.pair[0]?.at ?? 0;
  const fill = (verdict: Int8Array, posts: readonly GroupFacts[], scope: Tests, who: PersonFacts) =>
    posts.forEach((post, k) => {
      verdict[k] = firstOf(scope, who, post, round);
    });
  const anybody = round.people[0];
  if (anybody !== undefined) fill(byPost, groups, tests.post, anybody);
  return (person) => {
    fill(byPart, parts.posts, tests.part, person);
    fill(byKind, kinds.posts, tests.kind, person);
    const own = groups[0] === undefined ? NONE : firstOf(tests.person, person, groups[0], round);
    for (let g = 0; g < verdicts.length; g++) {
      const part = byPart[parts.of[g] as number] as number;
      const kind = byKind[kinds.of[g] as number] as number;
      const before = Math.min(Math.min(own, byPost[g] as number), Math.min(part, kind));
      verdicts[g] =
        before < earliest
          ? before
          : afterPairTests(tests.pair, before, person, groups[g] as GroupFacts, round);
    }
    return verdicts;
  };
}

/** The verdict, when `before` is the first failure among the tests of the other scopes. */
function afterPairTests(
  tests: Tests,
  before: number,
  person: PersonFacts,
  post: GroupFacts,
  round: Round,
): number {
  for (let k = 0; k < tests.length; k++) {
    const test = tests[k] as Tests[number];
    if (test.at > before) break;
    if (!test.holds(person, post, round)) return test.at;
  }
  return before === NONE ? ADMISSIBLE : before;
}

function firstOf(tests: Tests, person: PersonFacts, post: GroupFacts, round: Round): number {
  for (let k = 0; k < tests.length; k++) {
    const test = tests[k] as Tests[number];
    if (!test.holds(person, post, round)) return test.at;
  }
  return NONE;
}

function byScope(): Readonly<Record<Scope, Tests>> {
  const tests: Record<Scope, Tests[number][]> = {
    person: [],
    post: [],
    part: [],
    kind: [],
    pair: [],
  };
  ADMISSIBILITY_TESTS.forEach(({ scope, holds }, at) => {
    tests[scope].push({ at, holds });
  });
  return tests;
}

function classes(groups: readonly GroupFacts[], key: (facts: GroupFacts) => string): Classes {
  const seen = new Map<string, number>();
  const posts: GroupFacts[] = [];
  const of = Int32Array.from(groups, (facts) => {
    const name = key(facts);
    const known = seen.get(name);
    if (known !== undefined) return known;
    seen.set(name, posts.length);
    return posts.push(facts) - 1;
  });
  return { of, posts };
}
