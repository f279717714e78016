/**
 * Turns of a stage in an appeal (I02, A1): batches of the in-school competition, directions of a cascade. Whom an appeal
 * leaves without a post may not see somebody of a later turn at a post that was open to both (`src/planning/README.md`).
 */
import type { PostGroup, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { admits, flowOf, isUpward } from '../admission.ts';
import { couplesOf } from '../couples.ts';
import { type Facts, gatherFacts, homeSchool } from '../facts.ts';
import type { Fault } from './decisions.ts';
import { BATCH_POSTS, batchKind } from './people.ts';
import type { Step } from './replay.ts';
import { stageCounty, stepPolicy } from './stage-county.ts';

interface Appealed {
  readonly before: readonly Decision[];
  readonly after: readonly Decision[];
  /** Staff numbers of those who hold their posts by a ruling. */
  readonly ruled: ReadonlySet<string>;
}

/** Earlier = smaller; Infinity = never. */
type TurnOf = (person: Teacher, group: PostGroup) => number;

function turnOf(policy: Policy, step: Step, facts: Facts): TurnOf | null {
  if (step.stage === 'in-school') return batchTurn(policy);
  if (step.stage !== 'cross-district' || policy.flow.mode !== 'cascade') return null;
  return (person, group) =>
    arcTurn(policy, homeSchool(facts, person), facts.schools.get(group.schoolId)!.school);
}

/** I02: batches counted from 0. */
export function batchTurn({ inSchool }: Policy): TurnOf {
  return (person, { category }) => {
    let isCalled = false;
    for (const [k, kinds] of inSchool.batches.entries()) {
      isCalled ||= kinds.includes(batchKind(person));
      const opens = kinds.flatMap((kind) => BATCH_POSTS[kind]);
      if (isCalled && opens.includes(category)) return k;
    }
    return Number.POSITIVE_INFINITY;
  };
}

/** The listed directions in order, then straight from the county seat to the country. */
function arcTurn({ flow }: Policy, from: School, to: School): number {
  if (isUpward(from, to)) return 0;
  const at = (flow.arcs as readonly string[]).indexOf(flowOf(from, to));
  return at === -1 ? flow.arcs.length : at;
}

/** Whom the appeal passed over. */
export function passedOver(policy: Policy, step: Step, appealed: Appealed): Fault[] {
  const facts = gatherFacts(stageCounty(policy, step), stepPolicy(policy, step));
  const turn = turnOf(policy, step, facts);
  if (turn === null) return [];
  const { before, after } = appealed;
  const had = postsOf(before);
  const has = postsOf(after);
  const tied = new Set(couplesOf(facts).flatMap((couple) => couple.map(({ id }) => id)));
  const left = [...step.candidates].filter((id) => !has.has(id) && !tied.has(id));
  return left.flatMap((id) =>
    after.flatMap(({ teacherId: other, postGroupId }) => {
      const group = facts.groups.get(postGroupId ?? '');
      const [first, second] = [facts.people.get(id)!, facts.people.get(other)!];
      const stood = !had.has(id) && had.get(other) === postGroupId;
      if (group === undefined || stood || appealed.ruled.has(other) || tied.has(other)) return [];
      const isLater = turn(first, group) < turn(second, group);
      return isLater && mayTake(facts, first, second, group)
        ? [{ id, why: `is passed over by ${other} at ${group.id}` }]
        : [];
    }),
  );
}

const postsOf = (hires: readonly Decision[]) =>
  new Map(hires.map(({ teacherId, postGroupId }) => [teacherId, postGroupId]));

/** Whether the first may have the post in place of the second, titles included. */
function mayTake(facts: Facts, first: Teacher, second: Teacher, group: PostGroup): boolean {
  if (!admits(facts, first, group)) return false;
  const { round, titleCaps, titleOverflow, ruralTilt } = facts.policy;
  // T05: in school the floor counts each of them in another batch.
  const isFloored = round === 'in-school' && ruralTilt.floorPct !== null;
  if (isFloored && (first.title !== 'E' || second.title !== 'E')) return false;
  const alike = first.title === second.title && first.stage === second.stage;
  const counted = titleCaps !== 'soft' || titleOverflow.max !== null || ruralTilt.floorPct !== null;
  return alike || (!counted && [first, second].every(({ stage }) => stage === group.stage));
}
