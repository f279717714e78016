/** The whole-number coefficients of the objective tiers for one pair or one step (§2.6; README: Objective tiers). */
import { roundDiv } from './arithmetic.ts';
import { weeklyLoad } from './establishment/curriculum.ts';
import { isFallback } from './flow-direction.ts';
import type { GroupFacts, PersonFacts, Round, SchoolFacts } from './round.ts';
import { COVERING_MATCH, MATCH, type Match, subjectMatch } from './subject-match.ts';

/** Prices of the soft rules (O2). */
export const SOFT_PENALTY = { fallback: 5, training: 3, farAway: 3, overTitle: 20, shortfall: 20 };
/** O3: extra weight of the first teacher of a subject the school lacks (ζ). */
export const FIRST_OF_SUBJECT = 100;
const NON_TEACHING_WEIGHT = 30;
const SHORT_SUBJECT_WEIGHT = 50;
/** Subjects that every county is short of (σ_k). */
const SHORT_SUBJECTS: ReadonlySet<string | null> = new Set([
  '英语',
  '音乐',
  '美术',
  '体育',
  '科学',
  '信息科技',
  '心理',
]);

/** O1: 1 for everybody without a recorded refusal (X04). */
export function coverage(person: PersonFacts): number {
  return person.teacher.refusedPostGroupIds.length === 0 ? 1 : 0;
}

/** The soft rules that a pair may break. */
export type SoftBreach = 'fallback' | 'training' | 'farAway';

/** The soft rules that a pair breaks (A1, B01, X20); at the own school nobody is far away. */
export function softBreaches(person: PersonFacts, post: GroupFacts, round: Round): SoftBreach[] {
  const { policy } = round;
  const distance = person.distances[post.site.at] ?? null;
  const far = distance !== null && distance > policy.distance.softLimitKm * 100;
  const breaches: SoftBreach[] = [];
  if (isFallback(person.home.school.tier, post.site.school.tier, policy)) breaches.push('fallback');
  if (needsTraining(subjectMatch(person.teacher, post.group, policy))) breaches.push('training');
  if (far && policy.round !== 'in-school') breaches.push('farAway');
  return breaches;
}

/** O2: price of the soft rules a pair breaks. */
export function softPenalty(person: PersonFacts, post: GroupFacts, round: Round): number {
  return softBreaches(person, post, round).reduce((sum, breach) => sum + SOFT_PENALTY[breach], 0);
}

/** O2: price of a head over the title posts; the titles of the own staff are there already. */
export function overTitlePrice({ policy }: Round): number {
  return policy.round === 'in-school' ? 0 : SOFT_PENALTY.overTitle;
}

/** 转岗培训 is needed for convertible subjects (B01) and for re-posted teachers (I07). */
export function needsTraining(match: Match): boolean {
  return match === MATCH.convertible;
}

/** Whether the pair may be the first cover of a subject the school lacks. */
export function coversLackingSubject(post: GroupFacts, match: Match): boolean {
  return post.lacksSubject && match >= COVERING_MATCH;
}

/** O3: shortage and rural tilt w_ij (X05–X08, Q12, T05). */
export function shortageWeight(person: PersonFacts, post: GroupFacts, round: Round): number {
  const { group, site } = post;
  if (group.category !== 'T') return NON_TEACHING_WEIGHT;
  const { ruralTilt } = round.policy;
  const tilt = { B: ruralTilt.bureau, U: ruralTilt.street, R: ruralTilt.rural }[site.school.tier];
  const weak = site.school.weak && !person.home.school.weak ? ruralTilt.weak : 0;
  const covers = subjectMatch(person.teacher, group, round.policy) >= COVERING_MATCH;
  const short = covers && SHORT_SUBJECTS.has(group.subject) ? SHORT_SUBJECT_WEIGHT : 0;
  return 100 + tilt + weak + short;
}

/** O4: reward of the m-th head at a school, strictly decreasing in m; in ten-thousandths. */
export function balanceReward(site: SchoolFacts, m: number): number {
  return roundDiv(10_000 * (2 * (site.quota - site.settled - m) + 1), Math.max(1, site.quota));
}

/** Rank 1–5 of the best wish that names the post or its school; null without. */
export function wishRank({ wishes }: PersonFacts, post: GroupFacts): number | null {
  const { id, schoolId } = post.group;
  for (let at = 0; at < wishes.length; at++) {
    const wish = wishes[at] as PersonFacts['wishes'][number];
    if (wish.postGroupId === id || (wish.postGroupId === null && wish.schoolId === schoolId))
      return at + 1;
  }
  return null;
}

/** p: 100, 85, 70, 55, 40 by rank; 40 for a post in the district of a wished school; else 0 (S05, X21). */
export function wishPercent(person: PersonFacts, post: GroupFacts, round: Round): number {
  const { wishes } = person;
  if (wishes.length === 0) return 0;
  const rank = wishRank(person, post);
  if (rank !== null) return 100 - 15 * (rank - 1);
  const district = post.site.school.districtId;
  for (const wish of wishes) if (round.districtOf.get(wish.schoolId) === district) return 40;
  return 0;
}

/** The parts of fit_ij in hundredths of a point; their sum is 0–10 000. */
export interface FitParts {
  readonly subject: number;
  readonly stage: number;
  readonly wish: number;
  readonly near: number;
  readonly title: number;
}

/** O5: 人岗适配 of a move. */
export function fitParts(person: PersonFacts, post: GroupFacts, round: Round): FitParts {
  const distance = person.distances[post.site.at] ?? null;
  const wish = wishPercent(person, post, round);
  return {
    subject: 40 * subjectMatch(person.teacher, post.group, round.policy),
    stage: stagePoints(post.level - person.level),
    wish: roundDiv(3 * wish * (100 + person.merit), 20),
    near: distance === null ? 0 : roundDiv(Math.max(0, 4000 - distance), 4),
    title: hasTitleRoom(person, post.site) ? 500 : 0,
  };
}

export function fitPoints(person: PersonFacts, post: GroupFacts, round: Round): number {
  const { subject, stage, wish, near, title } = fitParts(person, post, round);
  return subject + stage + wish + near + title;
}

/** O5 of staying: same subject, stage and title post; the way to the own school. */
export function stayFit(person: PersonFacts): number {
  const distance = person.distances[person.home.at] ?? null;
  return 4000 + 1500 + (distance === null ? 0 : roundDiv(Math.max(0, 4000 - distance), 4)) + 500;
}

/** Points by change of level: same, up, down by one, down by more. */
function stagePoints(change: number): number {
  if (change === 0) return 1500;
  if (change > 0) return 1200;
  return change === -1 ? 900 : 450;
}

function hasTitleRoom({ teacher }: PersonFacts, { titleCap, titleHeld }: SchoolFacts): boolean {
  if (teacher.title === 'E') return true;
  return teacher.title === 'H'
    ? titleHeld.senior < titleCap.senior
    : titleHeld.seniorMiddle < titleCap.seniorMiddle;
}

/** O6a: more years in rural service, better wish (A20). */
export function ruralService(person: PersonFacts, post: GroupFacts, round: Round): number {
  return person.teacher.ruralYears * wishPercent(person, post, round);
}

/** Points of a person's record in a competition, the leaning to the front line included (I06, E02); 0–130. */
export function competitionMerit({ merit, teacher }: PersonFacts, { policy }: Round): number {
  const { classTeacherBonus, backboneBonus, fullLoadBonus } = policy.merit;
  return (
    merit +
    (teacher.classTeacher ? classTeacherBonus : 0) +
    (teacher.backbone ? backboneBonus : 0) +
    (hasFullLoad(teacher) ? fullLoadBonus : 0)
  );
}

/** E02, L06: teaches at least the weekly load of the stage and main subject. */
function hasFullLoad({
  category,
  stage,
  mainSubject,
  weeklyHours,
}: PersonFacts['teacher']): boolean {
  const load = weeklyLoad(stage, mainSubject);
  return category === 'T' && weeklyHours !== null && load !== null && weeklyHours >= load;
}

/** 同等条件: the present subject teacher, then the honoured, then who comes back from an exchange (I05, R05). */
export function equalConditions(
  { teacher }: PersonFacts,
  post: GroupFacts,
  { policy }: Round,
): number {
  return (
    (subjectMatch(teacher, post.group, policy) === MATCH.same ? 4 : 0) +
    (teacher.backbone ? 2 : 0) +
    (teacher.returnRight ? 1 : 0)
  );
}
