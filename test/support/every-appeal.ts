/** Appeals against every allocation of a tiny county: the definition of `src/planning/README.md`, read once more. */
import { expect } from 'vitest';
import type { County, Teacher } from '../../src/domain/county.ts';
import { InputError } from '../../src/domain/errors.ts';
import { HOLIDAY_YEARS } from '../../src/domain/holidays.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Decision, SummerState } from '../../src/domain/summer.ts';
import { type AppealAnswer, reopen } from '../../src/planning/summer/index.ts';
import { verify, verifySummer } from '../../src/verification/index.ts';
import { allocations, type Placements } from './brute-force.ts';
import { summerOf } from './summer.ts';

export const accepted = (county: County, state: SummerState) =>
  expect(verifySummer(county, state, HOLIDAY_YEARS).findings).toEqual([]);

export async function opened(
  county: County,
  { policy, state }: { policy: Record<string, unknown>; state: SummerState },
  request: { teacherId: string; postGroupId: string | null },
): Promise<AppealAnswer | 'refused'> {
  try {
    return await reopen(summerOf(county, policy), state, request);
  } catch (fault) {
    if (fault instanceof InputError) return 'refused';
    throw fault;
  }
}

/** Smaller is better; minimised tiers as they are. */
const worthOf = (moved: number, tiers: readonly { id: string; value: number }[]) => [
  moved,
  ...tiers.map(({ id, value }) => (id === 'soft-rules' ? value : 0 - value)),
];

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k !== -1 && (a[k] as number) < (b[k] as number);
}

/** Turn of a person at a post; null = never. */
type TurnOf = (person: Teacher, groupId: string) => number | null;

interface Question {
  readonly seen: County;
  readonly policy: Policy;
  readonly turnOf: TurnOf;
  readonly held: ReadonlyMap<string, string>;
  readonly teacherId: string;
  readonly awarded: string | null;
  /** Rules that the round itself does not know. */
  readonly isLegal?: (placements: Placements) => boolean;
  /** Whether the first may have the post in place of the second by those rules. */
  readonly mayReplace?: (first: Teacher, second: Teacher) => boolean;
}

/** The best of all legal allocations that leave nobody passed over; null = none. */
export function bestOf(question: Question): number[] | null {
  const { seen, policy, turnOf, held, teacherId, awarded } = question;
  const { isLegal: isAllowed = () => true, mayReplace = () => true } = question;
  const people = new Map(seen.teachers.map((each) => [each.id, each]));
  const competitors = seen.teachers
    .filter(({ hiring }) => hiring === 'unplaced')
    .map(({ id }) => id);
  const check = (placements: Placements) => {
    const placed = new Set(placements.map((each) => each.teacherId));
    const standby = competitors.filter((id) => !placed.has(id));
    return verify(seen, policy, { placements, standby, tiers: [], weighted: null, program: null });
  };
  const admitted = new Map<string, boolean>();
  const mayTake = (id: string, groupId: string) => {
    const key = `${id} ${groupId}`;
    const known = admitted.get(key);
    if (known !== undefined) return known;
    const alone = check([{ teacherId: id, postGroupId: groupId }]).accepted;
    admitted.set(key, alone);
    return alone;
  };
  let best: number[] | null = null;
  for (const placements of allocations(seen, policy)) {
    const at = new Map(placements.map((each) => [each.teacherId, each.postGroupId]));
    const own = at.get(teacherId);
    if (own === undefined || own === held.get(teacherId) || own !== (awarded ?? own)) continue;
    const turn = (id: string, groupId: string) => turnOf(people.get(id)!, groupId);
    if (placements.some((each) => turn(each.teacherId, each.postGroupId) === null)) continue;
    const isPassed = competitors.some(
      (id) =>
        !at.has(id) &&
        placements.some(({ teacherId: other, postGroupId }) => {
          const isNew = held.has(id) || held.get(other) !== postGroupId;
          const isRuled = other === teacherId && awarded !== null;
          const [mine, theirs] = [turn(id, postGroupId), turn(other, postGroupId)];
          const isOvertaken = isNew && !isRuled && mine !== null && mine < theirs!;
          return (
            isOvertaken &&
            mayReplace(people.get(id)!, people.get(other)!) &&
            mayTake(id, postGroupId)
          );
        }),
    );
    if (isPassed || !isAllowed(placements)) continue;
    const { accepted: isLegal, tiers } = check(placements);
    if (!isLegal) continue;
    const moved = [...held].filter(([id, postId]) => id !== teacherId && at.get(id) !== postId);
    const worth = worthOf(moved.length, tiers);
    if (best === null || isLess(worth, best)) best = worth;
  }
  return best;
}

export function compare(
  answer: AppealAnswer | 'refused',
  best: number[] | null,
  seen: Set<number | string>,
) {
  if (best === null) {
    if (answer !== 'refused') expect(answer.kind).toBe('impossible');
    seen.add('none');
    return;
  }
  if (answer === 'refused' || answer.kind !== 'reopened') throw new Error('not reopened');
  seen.add(answer.leastMoved);
  expect(answer.moved.length).toBe(answer.leastMoved);
  expect(worthOf(answer.leastMoved, answer.solve.tiers)).toEqual(best);
}

export const heldIn = (decisions: readonly Decision[]) =>
  new Map(
    decisions.flatMap(({ teacherId, kind, postGroupId }): [string, string][] =>
      kind === 'direct' || postGroupId === null ? [] : [[teacherId, postGroupId]],
    ),
  );

const MIDDLE = {
  ...{ duty: 'middle', since: null, deputyYears: 0, middleYears: 0, teachingYears: 0 },
  ...{ trainingHours: 0, certificate: false, reviews: [], lastHeaded: null },
} as const;
export const KIND = {
  middle: { leadership: MIDDLE },
  class: { classTeacher: true },
  subject: {},
  support: { category: 'A', mainSubject: null, certificates: [] },
} as const;
export const BATCHES = {
  default: [
    ['middle-leaders'],
    ['class-teachers'],
    ['subject-teachers'],
    ['support'],
    ['administration'],
    ['logistics'],
  ],
  backwards: [
    ['support'],
    ['subject-teachers'],
    ['class-teachers', 'middle-leaders'],
    ['administration'],
    ['logistics'],
  ],
} as const;

/** I02 as it is written: a person comes up with the own batch and again with every later one. */
export function batchTurn(batches: readonly (readonly string[])[]): TurnOf {
  const batchOf = ({ leadership, category, classTeacher }: Teacher) =>
    leadership?.duty === 'middle'
      ? 'middle-leaders'
      : category === 'A'
        ? 'support'
        : classTeacher
          ? 'class-teachers'
          : 'subject-teachers';
  const opens = (kind: string, category: string) =>
    ({ support: 'A', administration: 'M', logistics: 'W', 'middle-leaders': 'MT' })[kind]?.includes(
      category,
    ) ?? category === 'T';
  return (person, groupId) => {
    const category = groupId.split('/')[2] as string;
    const from = batches.findIndex((kinds) => kinds.includes(batchOf(person)));
    for (let k = from; k < batches.length; k++)
      if (batches[k]?.some((kind) => opens(kind, category))) return k;
    return null;
  };
}
