/**
 * Attributes of the staff whose spread over the schools is measured and can be balanced (L04, T09): 体音美, 骨干,
 * above the required degree, senior title. Who has one, which parts of schools are compared, what a head is worth.
 */
import type { School, SchoolPart, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage, Subject } from '../domain/vocabulary.ts';
import type { Round, SchoolFacts } from './round.ts';

/** `arts` goes with the post (a column-type attribute), the others with the person. */
export const PERSON_ATTRIBUTES = ['backbone', 'degree', 'senior'] as const;
export type PersonAttribute = (typeof PERSON_ATTRIBUTES)[number];
export type Attribute = 'arts' | PersonAttribute;

/** L3 of L04: teachers of PE, music and fine arts. */
export const ARTS_SUBJECTS: ReadonlySet<Subject | null> = new Set<Subject>([
  '体育',
  '音乐',
  '美术',
]);
/** L04: teaching sites with fewer pupils are left out. */
const SMALLEST_SITE = 50;
/** Steps are priced in hundred-millionths of a squared relative deviation. */
const ARTS_UNIT = 100_000_000n;
const DEGREE_RANK: Record<Teacher['degree'], number> = {
  secondary: 0,
  college: 1,
  bachelor: 2,
  master: 3,
};

/**
 * L04: primary and junior parts with pupils; 特教, 中职 and 教学点 under 50 pupils are left out. That is a school entered
 * as 教学点 of its own; the sites of the 教学点表 are part of their central school and are compared inside it.
 */
export function isCompared({ kind }: Pick<School, 'kind'>, { stage, pupils }: SchoolPart): boolean {
  return (
    (stage === 'P' || stage === 'J') &&
    pupils > 0 &&
    kind !== '特教' &&
    kind !== '中职' &&
    (kind !== '教学点' || pupils >= SMALLEST_SITE)
  );
}

/** Whether a degree reaches another. */
export function degreeReaches(degree: Teacher['degree'], least: Teacher['degree']): boolean {
  return DEGREE_RANK[degree] >= DEGREE_RANK[least];
}

/** Whether a teacher at a stage has an attribute of the person; `degree` hangs on the stage (L1 of L04). */
export function hasAttribute(
  attribute: PersonAttribute,
  teacher: Pick<Teacher, 'backbone' | 'degree' | 'title'>,
  stage: Stage,
  { indicators }: Policy,
): boolean {
  switch (attribute) {
    case 'backbone':
      return teacher.backbone;
    case 'senior':
      return teacher.title === 'H';
    case 'degree':
      return degreeReaches(
        teacher.degree,
        stage === 'J' ? indicators.aboveDegreeJunior : indicators.aboveDegreePrimary,
      );
  }
}

/** One school part that is compared for an attribute. */
export interface AttributePart {
  readonly site: SchoolFacts;
  readonly stage: Stage;
  /** P_s, and P_N over the compared parts of the stage. */
  readonly pupils: number;
  readonly stagePupils: number;
  /** A: teachers of the stage's compared parts that have the attribute before the round, at least 1. */
  readonly stageHeads: number;
  /** Those of the part that the round cannot move. */
  readonly base: number;
}

/** `school position/stage`, the key of a part. */
export function partKey(schoolAt: number, stage: Stage): string {
  return `${schoolAt}/${stage}`;
}

/** The compared parts in canonical order with their counts before the round: established people of category T. */
export function attributeParts(attribute: Attribute, round: Round): AttributePart[] {
  const { county, policy, schools } = round;
  const placeOf = new Map(schools.map(({ school, at }) => [school.id, at]));
  const free = new Set(round.people.filter((each) => isFree(each, policy)).map(({ at }) => at));
  const all = new Map<string, number>();
  const base = new Map<string, number>();
  county.teachers.forEach((teacher, t) => {
    const { employment, category, stage, schoolId, mainSubject, hiring } = teacher;
    const has =
      attribute === 'arts'
        ? ARTS_SUBJECTS.has(mainSubject)
        : hasAttribute(attribute, teacher, stage, policy);
    if (employment !== 'established' || hiring === 'waiting' || category !== 'T' || !has) return;
    const key = partKey(placeOf.get(schoolId) as number, stage);
    all.set(key, (all.get(key) ?? 0) + 1);
    if (!free.has(t)) base.set(key, (base.get(key) ?? 0) + 1);
  });
  const parts = schools.flatMap((site) =>
    site.school.parts
      .filter((part) => isCompared(site.school, part))
      .map(({ stage, pupils }) => ({ site, stage, pupils, key: partKey(site.at, stage) })),
  );
  return parts.map(({ key, ...part }) => {
    const stageParts = parts.filter(({ stage }) => stage === part.stage);
    const sum = (value: (of: (typeof parts)[number]) => number) =>
      stageParts.reduce((total, each) => total + value(each), 0);
    return {
      ...part,
      stagePupils: sum(({ pupils }) => pupils),
      stageHeads: Math.max(
        1,
        sum((each) => all.get(each.key) ?? 0),
      ),
      base: base.get(key) ?? 0,
    };
  });
}

/** Rotation: everybody of the round, for stays are counted; placement: an exempt person stays at home (A14). */
function isFree({ exempt }: Round['people'][number], { round }: Policy): boolean {
  return round === 'rotation' || !exempt;
}

/**
 * What the m-th arts teacher of the program adds at a part, hundred-millionths; falls with m. Over all parts the sum is,
 * but for a constant, minus Σ (P_s/P_N)·(x_s·P_N/(P_s·A) − 1)²: the squared coefficient of variation when A heads are there.
 */
export function artsReward(part: AttributePart, m: number): number {
  const [pupils, all, heads] = [part.pupils, part.stagePupils, part.stageHeads].map(BigInt) as [
    bigint,
    bigint,
    bigint,
  ];
  const top = ARTS_UNIT * (2n * (pupils * heads - BigInt(part.base + m) * all) + all);
  const bottom = pupils * heads * heads;
  return Number(floorDiv(2n * top + bottom, 2n * bottom));
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n ? quotient - 1n : quotient;
}

/** Heads of the program that a part needs to have its pupils' share of the stage, rounded down. */
export function fairShare({ pupils, stagePupils, stageHeads, base }: AttributePart): number {
  return Math.max(0, Math.floor((stageHeads * pupils) / stagePupils) - base);
}
