/**
 * 批次与方向的次序 in an appeal: where a stage decides in turns (batches of I02, directions of a cascade), its joint program keeps
 * them. A pair without a turn is closed; and no appeal leaves a person without a post below somebody of a later turn
 * who is at a post that the person may take. README.md of the folder above defines both.
 */
import { type Model, type SparseRow, withSparseRows } from '../../../solver/index.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Formulation } from '../../formulation/index.ts';
import { flowArc, isUpward } from '../../rules/flow-direction.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import { cascadeOrder } from '../cascade.ts';
import type { PlanPosts } from '../plan-posts.ts';
import type { AppealStage } from './appeal-stage.ts';
import { batchOf, OPEN_CATEGORIES } from './people.ts';

/** Turn of a pair, counted from 0; null = in no turn. */
export type Turns = (person: PersonFacts, post: GroupFacts) => number | null;

/** @returns null where the stage decides everything at once */
export function turnsOf(stage: AppealStage, policy: Policy): Turns | null {
  if (stage === 'in-school') return batchTurns(policy);
  return stage === 'cross-district' && policy.flow.mode === 'cascade' ? arcTurns(policy) : null;
}

/** I02: the first batch that calls the person and opens the category. */
function batchTurns({ inSchool: { batches } }: Policy): Turns {
  return ({ teacher }, { group }) => {
    const own = batchOf(teacher);
    const called = batches.findIndex((kinds) => kinds.includes(own));
    const turn = batches.findIndex(
      (kinds, k) =>
        k >= called && kinds.some((kind) => OPEN_CATEGORIES[kind].includes(group.category)),
    );
    return turn === -1 ? null : turn;
  };
}

/** A1: the place of the direction; upward returns stand from the first round on (D10). */
function arcTurns(policy: Policy): Turns {
  const order = cascadeOrder(policy);
  return ({ home }, { site }) => {
    const tiers = [home.school.tier, site.school.tier] as const;
    return isUpward(...tiers) ? 0 : order.indexOf(flowArc(...tiers));
  };
}

/** What stands, and what was ruled: neither is judged. */
interface Judged {
  /** Posts that people of the round hold now. */
  readonly held: PlanPosts;
  /** Whether the ruling, and no turn, gives a person the post. */
  readonly isRuled: (teacherId: string) => boolean;
}

/** @returns the program with pairs without a turn closed and the rows `turn:…` */
export function withTurns(
  formulation: Formulation,
  model: Model,
  turns: Turns,
  judged: Judged,
): Model {
  const { round, columns } = formulation;
  const upper = Float64Array.from(model.upper);
  const seen = pairsByGroup(formulation, turns, (k) => {
    for (const at of [columns.pair[k] as number, columns.first[k] as number])
      if (at !== -1) upper[at] = 0;
  });
  const rows: SparseRow[] = [];
  const tied = new Set(formulation.couples.flatMap(({ first, second }) => [first, second]));
  for (const [g, own] of seen) {
    const post = round.groups[g] as GroupFacts;
    const free = own.filter(({ p }) => !tied.has(p));
    for (const alike of alikeAt(formulation, free, judged)) {
      const one = alike[0] as Turned;
      const later = free.filter((other) => overtakes(formulation, one, other, { post, ...judged }));
      for (const each of alike) {
        for (const row of turnRows(formulation, each, later, { post, held: judged.held }))
          rows.push(row);
      }
    }
  }
  return withSparseRows({ ...model, upper }, rows);
}

/** A pair with its turn: positions of the person and of the pair. */
interface Turned {
  readonly p: number;
  readonly k: number;
  readonly turn: number;
}

function pairsByGroup(
  { round, pairs }: Formulation,
  turns: Turns,
  close: (k: number) => void,
): Map<number, Turned[]> {
  const found = new Map<number, Turned[]>();
  pairs.person.forEach((p, k) => {
    const g = pairs.group[k] as number;
    const turn = turns(round.people[p] as PersonFacts, round.groups[g] as GroupFacts);
    if (turn === null) close(k);
    else {
      const own = found.get(g) ?? [];
      own.push({ p, k, turn });
      found.set(g, own);
    }
  });
  return found;
}

/** People at a post in whose place the same others would be a wrong: one turn, title and stage, all with a post or all without. */
function alikeAt({ round }: Formulation, own: readonly Turned[], { held }: Judged): Turned[][] {
  const found = new Map<string, Turned[]>();
  for (const each of own) {
    const { id, title, stage } = (round.people[each.p] as PersonFacts).teacher;
    const key = [each.turn, title, stage, held.has(id)].join();
    const alike = found.get(key) ?? [];
    alike.push(each);
    found.set(key, alike);
  }
  return [...found.values()];
}

/** Whether `other` at the post is a wrong to `one` who is left without any; nothing is, that stood so before. */
function overtakes(
  { round }: Formulation,
  one: Turned,
  other: Turned,
  { post, held, isRuled }: Judged & { readonly post: GroupFacts },
): boolean {
  if (one.turn >= other.turn) return false;
  const [{ teacher: first }, { teacher: second }] = [
    round.people[one.p],
    round.people[other.p],
  ] as [PersonFacts, PersonFacts];
  const { id } = post.group;
  if (isRuled(second.id) || (!held.has(first.id) && held.get(second.id) === id)) return false;
  return mayBeExchanged(first, second, id, round.policy);
}

type Person = PersonFacts['teacher'];

/** Whether titles let the first have the post in place of the second: in every row that counts titles they are alike. */
function mayBeExchanged(first: Person, second: Person, groupId: string, policy: Policy): boolean {
  // The floor of a batch (T05) counts the first in one batch and the second in another.
  const isFloored = policy.round === 'in-school' && policy.ruralTilt.floorPct !== null;
  if (isFloored && (first.title !== 'E' || second.title !== 'E')) return false;
  if (first.title === second.title && first.stage === second.stage) return true;
  const stage = groupId.split('/')[1];
  const isFree =
    policy.titleCaps === 'soft' &&
    policy.titleOverflow.max === null &&
    policy.ruralTilt.floorPct === null;
  return isFree && first.stage === stage && second.stage === stage;
}

/**
 * x[i′, j] + u_i ≤ 1 for each i′ of a later turn who holds the post now, so that the linear program sees it as well; for the
 * others together Σ x[i′, j] + m·u_i ≤ m, m = the most of them that there can be.
 */
function turnRows(
  formulation: Formulation,
  one: Turned,
  later: readonly Turned[],
  { post, held }: { readonly post: GroupFacts; readonly held: PlanPosts },
): SparseRow[] {
  const id = (p: number) => formulation.round.people[p]?.teacher.id as string;
  const holdsNow = ({ p }: Turned) => held.get(id(p)) === post.group.id;
  const others = later.filter((each) => !holdsNow(each));
  const name = `turn:${id(one.p)}/${post.group.id}`;
  const most = Math.min(others.length, post.capacity);
  return [
    ...later
      .filter(holdsNow)
      .map((each) => turnRow(formulation, one, [each], { name: `${name}/${id(each.p)}`, most: 1 })),
    ...(most > 0 ? [turnRow(formulation, one, others, { name, most })] : []),
  ];
}

function turnRow(
  { columns: { standby, pair, first } }: Formulation,
  { p }: Turned,
  later: readonly Turned[],
  { name, most }: { readonly name: string; readonly most: number },
): SparseRow {
  const columns = later.flatMap(({ k }) => [pair[k] as number, first[k] as number]);
  const taken = columns.filter((at) => at !== -1);
  return {
    name,
    columns: [standby[p] as number, ...taken],
    coefficients: [most, ...taken.map(() => 1)],
    lower: Number.NEGATIVE_INFINITY,
    upper: most,
  };
}
