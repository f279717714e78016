/** 学科匹配: how well a person's subjects meet a post's (X06, §2.6). */
import type { PostGroup, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Subject } from '../domain/vocabulary.ts';

/** Match classes in percent. */
export const MATCH = {
  same: 100,
  second: 60,
  certificate: 50,
  generalist: 40,
  convertible: 30,
  none: 0,
} as const;
export type Match = (typeof MATCH)[keyof typeof MATCH];

/** From this match on, a placement counts as cover for a short subject (O3). */
export const COVERING_MATCH = MATCH.second;

const GENERALIST: ReadonlySet<Subject | null> = new Set(['语文', '数学'] as const);
const CONVERTIBLE: ReadonlySet<Subject | null> = new Set([
  '道德与法治',
  '劳动综合',
  '科学',
  '信息科技',
  '心理',
] as const);

/** First class that holds, from the best down. */
export function subjectMatch(teacher: Teacher, post: PostGroup, policy: Policy): Match {
  if (post.category !== 'T') {
    if (mayBeReposted(teacher, post, policy)) return MATCH.convertible;
    return teacher.category === post.category ? MATCH.same : MATCH.none;
  }
  if (teacher.category !== 'T' || post.subject === null) return MATCH.none;
  const subject = post.subject;
  if (teacher.mainSubject === subject) return MATCH.same;
  if (teacher.otherSubjects.includes(subject)) return MATCH.second;
  if (certifiedIn(teacher, subject)) return MATCH.certificate;
  if (post.stage !== 'P') return MATCH.none;
  if (GENERALIST.has(subject) && GENERALIST.has(teacher.mainSubject)) return MATCH.generalist;
  return CONVERTIBLE.has(subject) ? MATCH.convertible : MATCH.none;
}

/** I07: at the own school a junior teacher may go over to support, logistics and dormitory posts. */
function mayBeReposted(teacher: Teacher, post: PostGroup, policy: Policy): boolean {
  return (
    policy.round === 'in-school' &&
    policy.repostToSupport &&
    teacher.category === 'T' &&
    teacher.stage === 'J' &&
    (post.category === 'A' || post.category === 'W')
  );
}

/** A plain loop: millions of pairs ask, and a closure for each would cost more than the answer. */
function certifiedIn({ certificates }: Teacher, subject: Subject): boolean {
  for (let k = 0; k < certificates.length; k++)
    if (certificates[k]?.subject === subject) return true;
  return false;
}
