/**
 * One proposal opened for questions: checked to be of this county and legal, its program solved once and kept warm.
 * Everything that is explained is compared with the proposal as it was handed in, not with what the solver would do.
 */

import type { Limits } from '../../../solver/index.ts';
import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import { type ObjectiveTierId, type Policy, parsePolicy, policyHash } from '../../domain/policy.ts';
import { Proposal } from '../../domain/proposal.ts';
import { inChinese, inputIssues } from '../../domain/zod-issues.ts';
import type { Allocation, Formulation } from '../../formulation/index.ts';
import type { GroupFacts, PersonFacts, Round } from '../../rules/round.ts';
import { verify } from '../../verification/index.ts';
import { type Replanner, replanner } from '../replan.ts';
import { goalValues, type WishGoal } from '../wishes-by-rank.ts';
import { WORDS } from './words.ts';

export type GoalId = ObjectiveTierId | WishGoal | 'one-shot';

/** What the solver was asked for, in order, with the proposal's value. */
interface Goal {
  readonly id: GoalId;
  readonly sense: 'min' | 'max';
  readonly value: number;
}

export interface Explainer {
  readonly county: County;
  readonly policy: Policy;
  readonly proposal: Proposal;
  readonly allocation: Allocation;
  readonly replanner: Replanner;
  readonly formulation: Formulation;
  readonly round: Round;
  readonly goals: readonly Goal[];
  /** The proposal is the proven optimum that the program leads to, person by person. */
  readonly isOptimum: boolean;
  /** Positions in `round.people` and `round.groups`. */
  readonly personAt: ReadonlyMap<string, number>;
  readonly groupAt: ReadonlyMap<string, number>;
  /** Post by staff number, of those who move. */
  readonly postOf: ReadonlyMap<string, string>;
  /** Staff numbers by post group, of those who move there. */
  readonly movedTo: ReadonlyMap<string, readonly string[]>;
  /** People whom the proposal moves out of their home group, by post group. */
  readonly leftFrom: ReadonlyMap<string, number>;
  /** Pairs of person p: `firstPair[p]` … `firstPair[p + 1]` − 1. */
  readonly firstPair: Int32Array;
}

/**
 * Opens a proposal; the round is solved once for it.
 * @param raw contents of `proposal.json`
 * @param limits of each solve
 * @throws InputError when it is no proposal, of another county, of another policy than it says, or breaks a hard rule,
 *   or when the limits are too tight to solve the round once
 */
export async function openProposal(
  county: County,
  raw: unknown,
  limits: Limits = {},
): Promise<Explainer> {
  const parsed = Proposal.safeParse(raw, inChinese);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-proposal'));
  const proposal = parsed.data;
  const refuse = (code: string, message: string): never => {
    throw new InputError([{ code, path: code, message }]);
  };
  if (proposal.county.hash !== countyHash(county)) refuse('other-county', WORDS.otherCounty);
  if (proposal.policy.hash !== policyHash(proposal.policy.values))
    refuse('other-policy', WORDS.otherPolicy);
  const policy = parsePolicy(proposal.policy.values);
  const allocation: Allocation = {
    placements: proposal.placements.map(({ teacherId, postGroupId }) => ({
      teacherId,
      postGroupId,
    })),
    standby: proposal.standby.map(({ teacherId }) => teacherId),
  };
  const stopped = proposal.limit !== null;
  const checked = verify(county, policy, { ...allocation, ...NOTHING_CLAIMED, stopped });
  if (!checked.accepted) refuse('not-legal', WORDS.notLegal(checked.findings.length));
  const asked = await replanner(county, policy, { limits });
  if (asked.kind !== 'replanner' && asked.termination === 'none')
    return refuse('time-limit', WORDS.noTime);
  if (asked.kind !== 'replanner') throw new Error('a legal proposal, and yet no allocation');
  return explainerOf({ county, policy, proposal, allocation, asked, checked });
}

export const NOTHING_CLAIMED = { tiers: [], weighted: null, program: null } as const;

function explainerOf({
  county,
  policy,
  proposal,
  allocation,
  asked,
  checked,
}: {
  readonly county: County;
  readonly policy: Policy;
  readonly proposal: Proposal;
  readonly allocation: Allocation;
  readonly asked: Replanner;
  readonly checked: ReturnType<typeof verify>;
}): Explainer {
  const { formulation, base } = asked;
  const { round, pairs } = formulation;
  const senses = new Map<string, 'min' | 'max'>(
    formulation.tiers.map(({ id, objective }) => [id, objective.sense]),
  );
  const goals: Goal[] =
    checked.weighted === null
      ? goalValues(formulation, allocation, checked.tiers).map(({ name, value }) => ({
          id: name,
          value,
          sense: senses.get(name) ?? 'max',
        }))
      : [{ id: 'one-shot', sense: 'max', value: checked.weighted }];
  const movedTo = new Map<string, string[]>();
  for (const { teacherId, postGroupId } of allocation.placements)
    movedTo.set(postGroupId, [...(movedTo.get(postGroupId) ?? []), teacherId]);
  const leftFrom = new Map<string, number>();
  const personAt = new Map(round.people.map(({ teacher }, p) => [teacher.id, p]));
  for (const { teacherId } of allocation.placements) {
    const home = round.people[personAt.get(teacherId) as number]?.homeGroup?.group.id;
    if (home !== undefined) leftFrom.set(home, (leftFrom.get(home) ?? 0) + 1);
  }
  const firstPair = new Int32Array(round.people.length + 1);
  for (const p of pairs.person) firstPair[p + 1] = (firstPair[p + 1] as number) + 1;
  for (let p = 0; p < round.people.length; p++)
    firstPair[p + 1] = (firstPair[p + 1] as number) + (firstPair[p] as number);
  return {
    county,
    policy,
    proposal,
    allocation,
    replanner: asked,
    formulation,
    round,
    goals,
    isOptimum: base.proven && listed(base.allocation) === listed(allocation),
    personAt,
    groupAt: new Map(round.groups.map(({ group }, g) => [group.id, g])),
    postOf: new Map(allocation.placements.map((each) => [each.teacherId, each.postGroupId])),
    movedTo,
    leftFrom,
    firstPair,
  };
}

function listed({ placements }: Allocation): string {
  return placements
    .map(({ teacherId, postGroupId }) => `${teacherId}>${postGroupId}`)
    .sort()
    .join(' ');
}

/** @returns null when the person is not in the round. @throws InputError when the county has nobody of this number */
export function personOf({ round, county, personAt }: Explainer, id: string): PersonFacts | null {
  const at = personAt.get(id);
  if (at !== undefined) return round.people[at] as PersonFacts;
  if (county.teachers.some((teacher) => teacher.id === id)) return null;
  throw new InputError([
    { code: 'unknown-teacher', path: 'teacher', message: WORDS.unknownTeacher(id) },
  ]);
}

/** @throws InputError when the county has no such post group */
export function groupOf({ round, groupAt }: Explainer, id: string): GroupFacts {
  const at = groupAt.get(id);
  if (at !== undefined) return round.groups[at] as GroupFacts;
  throw new InputError([{ code: 'unknown-post', path: 'post', message: WORDS.unknownPost(id) }]);
}

/** The pair's position in the program; −1 when the rules do not admit it. */
export function pairOf(
  { formulation, firstPair, personAt, groupAt }: Explainer,
  teacherId: string,
  postGroupId: string,
): number {
  const p = personAt.get(teacherId);
  const g = groupAt.get(postGroupId);
  if (p === undefined || g === undefined) return -1;
  for (let k = firstPair[p] as number; k < (firstPair[p + 1] as number); k++)
    if (formulation.pairs.group[k] === g) return k;
  return -1;
}

/** Where a person is after the round: a new post, in a rotation else the own one; null = standby. */
export function positionOf(
  { policy }: Explainer,
  person: PersonFacts,
  post: string | undefined,
): string | null {
  if (post !== undefined) return post;
  return policy.round === 'rotation' ? (person.homeGroup?.group.id ?? null) : null;
}

/** Reads well: 「河口中心小学（农村）小学音乐」. */
export function postLabel(facts: GroupFacts): string {
  return WORDS.post(facts);
}
