/** C15 夫妻同调: rows that keep two people of one request in one district, or both out of the round's posts (X20). */
import type { ModelBuilder } from '../../solver/index.ts';
import type { GroupFacts, Round } from '../rules/round.ts';
import { type Entries, push } from './entries.ts';
import { eachPerson, type Pairs } from './pairs.ts';

/** A couple of the round, positions in `round.people`, with its rows by position of the district. */
export interface CoupleRows {
  readonly first: number;
  readonly second: number;
  readonly rows: ReadonlyMap<number, number>;
}

interface CoupleSide {
  readonly couple: CoupleRows;
  readonly sign: number;
}
/** By position in `round.people`: the rows of the person's couple and the sign in them. */
type CoupleSides = ReadonlyMap<number, CoupleSide>;

/** A row for each couple and each district that either may go to. */
export function addCoupleRows(builder: ModelBuilder, round: Round, pairs: Pairs): CoupleRows[] {
  const couples = couplesOf(round);
  if (couples.length === 0) return [];
  const districts = openDistricts(round, pairs);
  return couples.map(({ first, second }) => {
    const open = new Set([...(districts.get(first) ?? []), ...(districts.get(second) ?? [])]);
    const rows = [...open]
      .sort((a, b) => a - b)
      .map((at): [number, number] => {
        const name = `couple:${round.people[first]?.teacher.id}/${round.county.districts[at]?.id}`;
        return [at, builder.addRow(name, 0, 0)];
      });
    return { first, second, rows: new Map(rows) };
  });
}

/** Couples whose request is read: both take part and name each other; the one with the smaller number is first. */
function couplesOf({ policy, people }: Round): { first: number; second: number }[] {
  const asked = policy.round === 'placement' || policy.round === 'in-district';
  if (policy.couples === 'off' || !asked) return [];
  const placeOf = new Map(people.map(({ teacher }, p) => [teacher.id, p]));
  return people.flatMap(({ teacher: { id, partnerId } }, first) => {
    const second = partnerId === null ? undefined : placeOf.get(partnerId);
    if (partnerId === null || second === undefined || id >= partnerId) return [];
    return people[second]?.teacher.partnerId === id ? [{ first, second }] : [];
  });
}

/** Districts of each person's pairs, by position in `round.people`. */
function openDistricts({ groups }: Round, pairs: Pairs): Map<number, Set<number>> {
  const districts = new Map<number, Set<number>>();
  eachPerson(pairs, (p, from, to) => {
    const open = new Set<number>();
    for (let k = from; k < to; k++)
      open.add((groups[pairs.group[k] as number] as GroupFacts).site.districtAt);
    districts.set(p, open);
  });
  return districts;
}

/** Both sides of each couple. */
export function coupleSides(couples: readonly CoupleRows[]): CoupleSides {
  return new Map(
    couples.flatMap((couple): [number, CoupleSide][] => [
      [couple.first, { couple, sign: 1 }],
      [couple.second, { couple, sign: -1 }],
    ]),
  );
}

/** Where a person's move counts in the rows of the couple. */
export function coupleEntries(
  p: number,
  { site }: GroupFacts,
  sides: CoupleSides,
  entries: Entries,
): void {
  const side = sides.get(p);
  const row = side?.couple.rows.get(site.districtAt);
  if (side !== undefined && row !== undefined) push(entries, row, side.sign);
}
