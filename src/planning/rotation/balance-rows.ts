/** The indicators that people decide, and what a year's rules let each part of a school give and take of them. */
import type { IndicatorId, IndicatorReport } from '../../domain/indicators.ts';
import type { ObjectiveTierId } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import type { Formulation } from '../../formulation/index.ts';
import { ARTS_SUBJECTS, hasAttribute } from '../../rules/attributes.ts';
import { rotationTargets } from '../../rules/caps.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { type BoundPart, leastCoefficient } from './cv-bound.ts';

/** An indicator with the tier that would even it out. */
export interface BalanceRow {
  readonly id: IndicatorId;
  readonly tier: ObjectiveTierId;
  /** Whether somebody counts at the own part, and whether a post of the kind could bring one who does. */
  readonly has: (person: PersonFacts, round: Round) => boolean;
  readonly takes: (post: GroupFacts) => boolean;
  readonly base: 'pupils' | 'quota';
}

const teaches = (post: GroupFacts) => post.group.category === 'T';
const withAttribute =
  (attribute: 'degree' | 'backbone' | 'senior'): BalanceRow['has'] =>
  ({ teacher }, { policy }) =>
    teacher.category === 'T' && hasAttribute(attribute, teacher, teacher.stage, policy);

export const BALANCE_ROWS: readonly BalanceRow[] = [
  {
    id: 'above-degree',
    tier: 'balance-degree',
    has: withAttribute('degree'),
    takes: teaches,
    base: 'pupils',
  },
  {
    id: 'backbone',
    tier: 'balance-backbone',
    has: withAttribute('backbone'),
    takes: teaches,
    base: 'pupils',
  },
  {
    id: 'arts',
    tier: 'balance-arts',
    has: ({ teacher }) => teacher.category === 'T' && ARTS_SUBJECTS.has(teacher.mainSubject),
    takes: (post) => teaches(post) && ARTS_SUBJECTS.has(post.group.subject),
    base: 'pupils',
  },
  {
    id: 'senior-title',
    tier: 'balance-senior',
    has: withAttribute('senior'),
    takes: teaches,
    base: 'pupils',
  },
  { id: 'fill-rate', tier: 'balance', has: () => true, takes: () => true, base: 'quota' },
];

/** The coefficient of the row and stage that no legal plan of the year goes below; null = no bound. */
export function leastOfYear(
  { round, pairs }: Formulation,
  before: IndicatorReport,
  { row, stage }: { readonly row: BalanceRow; readonly stage: Stage },
): number | null {
  const mayGo = new Set(Array.from(pairs.person, (p) => round.people[p] as PersonFacts));
  const leaving = leavers([...mayGo], round, row);
  const free = leavers([...mayGo], round, null);
  const sums = { out: new Map<string, number>(), in: new Map<string, number>() };
  const add = (way: 'out' | 'in', school: string, heads: number) =>
    sums[way].set(school, (sums[way].get(school) ?? 0) + heads);
  for (const [home, heads] of leaving)
    if (home.group.stage === stage) add('out', home.group.schoolId, heads);
  for (const post of round.groups) {
    if (post.group.stage !== stage || !row.takes(post)) continue;
    const stays = post.present - (free.get(post) ?? 0);
    add('in', post.group.schoolId, Math.max(0, post.capacity - stays));
  }
  const parts = before.parts.flatMap((part): BoundPart[] => {
    const count = part.values.find(({ indicator }) => indicator === row.id)?.count;
    const school = round.county.schools.find(({ id }) => id === part.schoolId);
    const weight = school?.parts.find((each) => each.stage === part.stage)?.[row.base] ?? 0;
    if (part.stage !== stage || count === undefined || weight === 0) return [];
    return [
      {
        heads: count,
        weight,
        out: sums.out.get(part.schoolId) ?? 0,
        in: sums.in.get(part.schoolId) ?? 0,
      },
    ];
  });
  return leastCoefficient(parts, rotationTargets(round).most);
}

/** Heads that each home group can miss of these people (of the row, or all): never below its floor of stays (C8). */
function leavers(
  people: readonly PersonFacts[],
  round: Round,
  row: BalanceRow | null,
): Map<GroupFacts, number> {
  const counts = new Map<GroupFacts, number>();
  for (const person of people) {
    const { homeGroup } = person;
    if (homeGroup === null || (row !== null && !row.has(person, round))) continue;
    counts.set(homeGroup, (counts.get(homeGroup) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([group, count]) => [group, Math.min(count, group.present - group.stayFloor)]),
  );
}
