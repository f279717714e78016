/** Why a target of a rotation was missed: what the people and posts of the year allow at most, counted. */
import type { MissedTarget } from '../../domain/rotation-plan.ts';
import type { Formulation } from '../../formulation/index.ts';
import { rotationTargets } from '../../rules/caps.ts';
import { backboneTarget } from '../../rules/rotation/backbone-target.ts';
import { lastMonth } from '../../rules/rotation/exchange-term.ts';
import type { SchoolTarget } from '../../rules/rotation/school-targets.ts';
import type { PersonFacts } from '../../rules/round.ts';

export interface Moved {
  readonly all: number;
  readonly due: number;
  readonly total: number;
  readonly backbone: number;
}

/** What the answer of a year says about its targets. */
export interface Reached {
  readonly moved: Moved;
  readonly schools: readonly SchoolTarget[];
  /** Due people who leave, by school position. */
  readonly dueOut: ReadonlyMap<number, number>;
  /** The soft rules, shortfalls among them, are at their proven optimum. */
  readonly proven: boolean;
}

export function missedTargets(
  formulation: Formulation,
  { moved, schools, dueOut, proven }: Reached,
): MissedTarget[] {
  const { round } = formulation;
  const { bySchool } = round.policy.rotation;
  const targets = rotationTargets(round);
  const backbone = backboneTarget(round) ?? 0;
  const bySchools = schools.reduce(
    (sum, { at, target }) => sum + Math.max(0, target - (dueOut.get(at) ?? 0)),
    0,
  );
  const who = { due: isDue, total: isCompulsory, backbone: isBackbone, school: isDue } as const;
  const missing = {
    due: targets.due - moved.due,
    total: targets.total - moved.total,
    backbone: backbone - moved.backbone,
    school: bySchool ? bySchools : 0,
  };
  return (['due', 'total', 'backbone', 'school'] as const)
    .filter((target) => missing[target] > 0)
    .map((target) => ({
      target,
      missing: missing[target],
      reason: reasonOf(formulation, who[target], proven),
    }));
}

type Who = (person: PersonFacts) => boolean;
const isDue: Who = ({ due }) => due;
const isCompulsory: Who = ({ teacher }) => teacher.stage === 'P' || teacher.stage === 'J';
const isBackbone: Who = ({ teacher }) => teacher.backbone;

/** How many of a kind there are, how many have a post to go to, how many of them the donors may let go. */
function reasonOf(formulation: Formulation, who: Who, proven: boolean): MissedTarget['reason'] {
  const { round, pairs } = formulation;
  const free = new Set(pairs.person);
  const people = round.people
    .map((person, p) => ({ person, p }))
    .filter(({ person }) => who(person));
  const mayGo = people.filter(({ p }) => free.has(p));
  const bound = people.filter(({ person: { teacher } }) =>
    isBound(teacher, round.policy.referenceMonth),
  );
  const released = releasable(mayGo.map(({ person }) => person));
  return {
    zh: `该类人员 ${people.length} 人，其中服务期、交流期未满 ${bound.length} 人；有岗可去 ${mayGo.length} 人，各校学科底线（设岗数）之上最多可派出 ${released} 人；其余受岗位、编制、职称岗位和交流总数上限所限${proven ? '，已证明违规罚分不能更少' : ''}。`,
    en: `${people.length} people of the kind, ${bound.length} inside a term; ${mayGo.length} have a post to go to, and above the floors of their subjects the schools can let ${released} of them go; posts, quotas, title posts and the most moves hold the rest${proven ? ': fewer penalties are proven impossible' : ''}.`,
  };
}

function isBound(
  { boundUntil, exchange }: PersonFacts['teacher'],
  referenceMonth: string,
): boolean {
  return [boundUntil, exchange === null ? null : lastMonth(exchange)].some(
    (until) => until !== null && until >= referenceMonth,
  );
}

/** Heads that the home groups of these people can miss (C8); without a floor all of them. */
function releasable(people: readonly PersonFacts[]): number {
  const byGroup = new Map<PersonFacts['homeGroup'], number>();
  for (const { homeGroup } of people) byGroup.set(homeGroup, (byGroup.get(homeGroup) ?? 0) + 1);
  let heads = 0;
  for (const [group, count] of byGroup)
    heads += group === null ? count : Math.min(count, group.present - group.stayFloor);
  return heads;
}
