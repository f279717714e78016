/** The balance of one attribute of the staff: who counts where, what a step is worth, who is short; from the definition's lines. */
import type { Teacher } from '../domain/county.ts';
import type { ObjectiveTierId, Policy } from '../domain/policy.ts';
import type { Stage } from '../domain/vocabulary.ts';
import { sum } from './arithmetic.ts';
import type { Facts, SchoolFacts } from './facts.ts';
import type { Outcome } from './outcome.ts';
import { isEstablished, isWaiting } from './people.ts';
import { tierOrder } from './round.ts';

export type Attribute = 'arts' | 'backbone' | 'degree' | 'senior';
export const PERSONAL = ['backbone', 'degree', 'senior'] as const;
const ARTS: readonly (string | null)[] = ['体育', '音乐', '美术'];
const DEGREES: readonly Teacher['degree'][] = ['secondary', 'college', 'bachelor', 'master'];

/** The attribute of a tier; null for all other tiers. */
export function attributeOf(tier: ObjectiveTierId): Attribute | null {
  const name = tier.replace(/^balance-/, '');
  return name === 'arts' || name === 'backbone' || name === 'degree' || name === 'senior'
    ? name
    : null;
}

export function isNamed(policy: Policy, attribute: Attribute): boolean {
  return tierOrder(policy).some((tier) => attributeOf(tier) === attribute);
}

export function isArts(post: { category: string; subject: string | null }): boolean {
  return post.category === 'T' && ARTS.includes(post.subject);
}

/** Whether a person at a teaching post of the stage has an attribute of the person. */
export function carries(
  policy: Policy,
  attribute: Attribute,
  person: Teacher,
  stage: Stage,
): boolean {
  const { aboveDegreePrimary, aboveDegreeJunior } = policy.indicators;
  if (attribute === 'arts') return ARTS.includes(person.mainSubject);
  if (attribute === 'backbone') return person.backbone;
  if (attribute === 'senior') return person.title === 'H';
  const least = stage === 'J' ? aboveDegreeJunior : aboveDegreePrimary;
  return DEGREES.indexOf(person.degree) >= DEGREES.indexOf(least);
}

/** One compared part. */
export interface Share {
  readonly school: SchoolFacts;
  readonly stage: Stage;
  readonly pupils: number;
  readonly stagePupils: number;
  readonly stageHeads: number;
  readonly base: number;
}

/** Compared parts in order of school, then stage. */
export function shares(facts: Facts, attribute: Attribute): Share[] {
  const own = (person: Teacher, school: SchoolFacts, stage: Stage) =>
    isEstablished(person) &&
    person.category === 'T' &&
    person.schoolId === school.school.id &&
    person.stage === stage &&
    carries(facts.policy, attribute, person, stage);
  const people = facts.county.teachers.filter((person) => !isWaiting(person));
  const fixed = people.filter(
    ({ id }) => !facts.movers.has(id) || (!facts.rotation && facts.exempt.get(id) !== null),
  );
  return (['P', 'J'] as const).flatMap((stage) => {
    const parts = [...facts.schools.values()].flatMap((school) => {
      const { kind } = school.school;
      const { pupils } = school.school.parts.find((part) => part.stage === stage) ?? { pupils: 0 };
      const out = kind === '特教' || kind === '中职' || (kind === '教学点' && pupils < 50);
      return pupils === 0 || out ? [] : [{ school, stage, pupils }];
    });
    const heads = sum(
      parts.map(({ school }) => people.filter((each) => own(each, school, stage)).length),
    );
    return parts.map((part) => ({
      ...part,
      stagePupils: sum(parts.map(({ pupils }) => pupils)),
      stageHeads: heads === 0 ? 1 : heads,
      base: fixed.filter((each) => own(each, part.school, stage)).length,
    }));
  });
}

/** Reward of the m-th arts teacher of the program at a part, hundred-millionths; nearest, halves up. */
export function artsReward({ pupils, stagePupils, stageHeads, base }: Share, m: number): number {
  const [p, all, heads] = [BigInt(pupils), BigInt(stagePupils), BigInt(stageHeads)];
  const a = 100_000_000n * (2n * (p * heads - BigInt(base + m) * all) + all);
  const b = p * heads * heads;
  const twice = 2n * a + b;
  // BigInt division cuts towards 0.
  const cut = twice / (2n * b);
  return Number(twice < 0n && cut * 2n * b !== twice ? cut - 1n : cut);
}

/** Right side of `fair-share`. */
export function lacking({ pupils, stagePupils, stageHeads, base }: Share): number {
  return Math.max(0, Math.floor((stageHeads * pupils) / stagePupils) - base);
}

/** People of the program that count at a part after the round: arrivals, and stays in a rotation. */
function counted(outcome: Outcome, attribute: Attribute, { school, stage }: Share): number {
  const { policy } = outcome.facts;
  const { id } = school.school;
  const arrivals = (outcome.movesToSchool.get(id) ?? []).filter(({ person, group }) => {
    if (group.stage !== stage || group.category !== 'T') return false;
    return attribute === 'arts' ? isArts(group) : carries(policy, attribute, person, stage);
  });
  const stays = (outcome.staysAtSchool.get(id) ?? []).filter(
    (person) =>
      person.category === 'T' &&
      person.stage === stage &&
      carries(policy, attribute, person, stage),
  );
  return arrivals.length + stays.length;
}

/** Value of a tier that balances an attribute. */
export function attributeValue(outcome: Outcome, attribute: Attribute): number {
  const values = shares(outcome.facts, attribute).map((share) => {
    const heads = counted(outcome, attribute, share);
    if (attribute !== 'arts') return Math.max(0, lacking(share) - heads);
    return sum(Array.from({ length: heads }, (_, k) => artsReward(share, k + 1)));
  });
  return sum(values);
}
