/** The columns of the pairs: nearly all of the program, so nothing is allocated for a single one. */
import type { ModelBuilder, NameOf } from '../../solver/index.ts';
import { coversLackingSubject } from '../rules/objective-terms.ts';
import type { GroupFacts, PersonFacts, Round } from '../rules/round.ts';
import { subjectMatch } from '../rules/subject-match.ts';
import { attributeEntries } from './attributes.ts';
import { coupleEntries, coupleSides } from './couples.ts';
import { clear, type Entries, moveEntries, push, sideEntries } from './entries.ts';
import type { Columns } from './formulation.ts';
import { eachPerson, type Pairs } from './pairs.ts';
import type { Rows } from './rows.ts';

/** Adds x and first columns by pair; a pair's `first` column follows its x at once. */
export function addPairColumns(
  builder: ModelBuilder,
  round: Round,
  pairs: Pairs,
  rows: Rows,
): Pick<Columns, 'pair' | 'first'> {
  const size = pairs.person.length;
  const pair = new Int32Array(size);
  const first = new Int32Array(size).fill(-1);
  const nodes = Int32Array.from(round.groups, ({ group }) => rows.group.get(group.id) ?? -1);
  const firstNodes = Int32Array.from(round.groups, ({ group }) => rows.first.get(group.id) ?? -1);
  const nameOf = pairNames(round, pairs, pair);
  const entries: Entries = { rows: [], values: [] };
  const sides = coupleSides(rows.side.couples);
  const add = (p: number, post: GroupFacts, head: number) => {
    const person = round.people[p] as PersonFacts;
    const tail = rows.teacher[p] as number;
    clear(entries);
    push(entries, tail, 1);
    push(entries, head, -1);
    sideEntries(person, post.site, rows.side, entries);
    moveEntries(person, post, rows.side, round.policy.ruralTilt.floorPct, entries);
    attributeEntries(person, post, round, rows.side.fairShares, entries);
    coupleEntries(p, post, sides, entries);
    return builder.addColumn(nameOf, 0, 1, true, entries.rows, entries.values);
  };
  reserve(builder, round, pairs);
  eachPerson(pairs, (p, from, to) => {
    const person = round.people[p] as PersonFacts;
    for (let k = from; k < to; k++) {
      const g = pairs.group[k] as number;
      const post = round.groups[g] as GroupFacts;
      pair[k] = add(p, post, nodes[g] as number);
      if (mayBeFirst(person, post, round)) first[k] = add(p, post, firstNodes[g] as number);
    }
  });
  return { pair, first };
}

function mayBeFirst({ teacher }: PersonFacts, post: GroupFacts, { policy }: Round): boolean {
  // Few posts lack their subject: the match need not be found for the others.
  return post.lacksSubject && coversLackingSubject(post, subjectMatch(teacher, post.group, policy));
}

/** Entries of a usual pair: two nodes, two title rows, three targets of a rotation. */
const USUAL_ENTRIES = 7;

/** Room for all columns of the program, so that the arrays are not copied while they grow. */
function reserve(builder: ModelBuilder, round: Round, pairs: Pairs): void {
  let size = pairs.person.length;
  eachPerson(pairs, (p, from, to) => {
    const person = round.people[p] as PersonFacts;
    for (let k = from; k < to; k++)
      if (mayBeFirst(person, round.groups[pairs.group[k] as number] as GroupFacts, round)) size++;
  });
  const others = 4 * (round.people.length + round.groups.length);
  builder.reserve(size + others, USUAL_ENTRIES * (size + others));
}

/** x:teacher>group or first:teacher>group; a pair's `first` column follows its x at once. */
function pairNames(round: Round, pairs: Pairs, pair: Int32Array): NameOf {
  return (column) => {
    const k = lastAtMost(pair, column);
    const kind = pair[k] === column ? 'x' : 'first';
    const person = round.people[pairs.person[k] as number] as PersonFacts;
    const post = round.groups[pairs.group[k] as number] as GroupFacts;
    return `${kind}:${person.teacher.id}>${post.group.id}`;
  };
}

/** Position of the last entry that is ≤ x in an ascending list whose first entry is. */
function lastAtMost(ascending: Int32Array, x: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}
