/** What only the in-school competition asks: direct hires who compete, re-posting, and how much of a school its own people fill. */
import type { County, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { percentUp, sum } from '../arithmetic.ts';
import type { Outcome } from '../outcome.ts';
import { groundsOf, isCounted, isWaiting } from '../people.ts';
import { matchClass } from '../subject-match.ts';
import { must, type Result, should } from './result.ts';

export function inSchoolChecks(outcome: Outcome): Result[] {
  const { county, policy } = outcome.facts;
  if (policy.round !== 'in-school') return [];
  // The floor is told of a competition that is over.
  const over = !county.teachers.some(isWaiting);
  return [directHires(outcome), reposts(outcome), ...(over ? [roundFloor(outcome)] : [])];
}

/** D07, A24: who has a direct hire competes only by own choice, and only while the policy lets it. */
function directHires({ facts, moves }: Outcome): Result {
  const barred = moves.filter(({ person }) => facts.exempt.get(person.id) !== null);
  const { mayCompete } = facts.policy.directHire;
  return {
    name: 'in-the-round',
    rules: ['D07'],
    status: must(barred.length === 0),
    measured: barred.length,
    limit: 0,
    text: `直聘对象${mayCompete ? '自愿的可参加一次竞聘' : '不参加竞聘'}：不应竞聘却被聘任 ${barred.length} 人。`,
    offenders: barred.map(({ person }) => person.id),
  };
}

/** I07: teachers at support posts. */
function reposts({ facts, moves }: Outcome): Result {
  const teachers = moves.filter(
    ({ person, group }) => person.category === 'T' && group.category !== 'T',
  );
  const barred = teachers.filter(({ person, group }) => matchClass(facts, person, group) === 0);
  return {
    name: 'subject-match',
    rules: ['I07'],
    status: must(barred.length === 0),
    measured: barred.length,
    limit: 0,
    text: `教师转岗聘任到非教学岗位 ${teachers.length} 人，不符合转岗规定 ${barred.length} 人。`,
    offenders: barred.map(({ person }) => person.id),
  };
}

/** A school with its posts, own people, and those of them who are hired. */
export interface Staffing {
  /** Of the school. */
  readonly id: string;
  readonly posts: number;
  readonly incumbents: number;
  readonly hired: number;
}

function roundFloor(outcome: Outcome): Result {
  const { county, policy } = outcome.facts;
  return inSchoolFloor(
    policy,
    county.schools.map((school) => staffing(outcome, school)),
  );
}

/** I04 in the readings of A2 and A23; the literal ratio of the plan stands in the text. */
export function inSchoolFloor(policy: Policy, schools: readonly Staffing[]): Result {
  const { pct, base } = policy.inSchoolFloor;
  const total = (key: 'posts' | 'hired') => sum(schools.map((each) => each[key]));
  const least = ({ posts, incumbents }: Staffing) =>
    percentUp(pct, base === 'least' ? Math.min(posts, incumbents) : posts);
  const short = schools.filter((each) => each.hired < least(each));
  const heads =
    base === 'county'
      ? Math.max(0, percentUp(pct, total('posts')) - total('hired'))
      : sum(short.map((each) => least(each) - each.hired));
  const literal = schools.filter(({ posts, hired }) => 100 * hired < pct * posts).length;
  return {
    name: 'in-school-floor',
    rules: ['I04'],
    status: should(heads === 0),
    measured: heads,
    limit: 0,
    text: `直聘和校内聘用 ${total('hired')} 人，岗位总量 ${total('posts')} 个（${ratio(total('hired'), total('posts'))}，按字面不足 ${pct}% 的学校 ${literal} 所）；按政策口径尚差 ${heads} 人。`,
    offenders: heads === 0 ? [] : short.map(({ id }) => id),
  };
}

/** Percent with one decimal, rounded down. */
function ratio(part: number, whole: number): string {
  if (whole === 0) return '—';
  const tenths = Math.floor((1000 * part) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}

function staffing({ facts, movesToSchool }: Outcome, { id }: School): Staffing {
  const { policy, county } = facts;
  const here = county.teachers.filter(
    (person) => person.schoolId === id && isCounted(person, policy),
  );
  const moved = new Set((movesToSchool.get(id) ?? []).map(({ person }) => person.id));
  // A direct hire who competed in vain has the direct post again (D07).
  const isHired = (person: Teacher) =>
    moved.has(person.id) || !facts.movers.has(person.id) || groundsOf(person, policy).length > 0;
  return {
    id,
    posts: postsOf(county, id),
    incumbents: here.length,
    hired: here.filter((person) => isHired(person) && countsAsOwn(person, policy)).length,
  };
}

export function postsOf({ postGroups }: County, id: string): number {
  return sum(postGroups.filter(({ schoolId }) => schoolId === id).map(({ posts }) => posts));
}

/** A23: who teaches at the school on an exchange counts as hired by it, or not. */
export function countsAsOwn({ exchange, schoolId }: Teacher, policy: Policy): boolean {
  if (policy.inSchoolFloor.countsRotation || exchange === null) return true;
  return exchange.homeSchoolId === schoolId || exchange.until < policy.referenceMonth;
}
