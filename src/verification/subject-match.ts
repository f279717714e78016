/** Match class of a person and a post, percent; stage levels. */
import type { PostGroup, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Stage, Subject } from '../domain/vocabulary.ts';

/** Which certificate covers which stage. */
export const STAGE_LEVEL: Readonly<Record<Stage, number>> = { K: 1, P: 2, X: 2, J: 3, H: 4, V: 4 };

const GENERALIST: readonly Subject[] = ['语文', '数学'];
const CONVERTIBLE: readonly Subject[] = ['道德与法治', '劳动综合', '科学', '信息科技', '心理'];
/** Match class of a post that needs 转岗培训. */
export const CONVERTIBLE_MATCH = 30;

/** The part of a post group that a subject match looks at. */
export type PostKind = Pick<PostGroup, 'stage' | 'category' | 'subject'>;

/** I07: a junior teacher may take up support or logistics at the own school. */
function isRepost(person: Teacher, post: PostKind, policy: Policy): boolean {
  return (
    policy.round === 'in-school' &&
    policy.repostToSupport &&
    person.category === 'T' &&
    person.stage === 'J' &&
    (post.category === 'A' || post.category === 'W')
  );
}

export function matchClass(
  { policy }: { readonly policy: Policy },
  person: Teacher,
  post: PostKind,
): number {
  if (isRepost(person, post, policy)) return CONVERTIBLE_MATCH;
  if (post.category !== 'T') return person.category === post.category ? 100 : 0;
  if (person.category !== 'T') return 0;
  const { subject } = post;
  if (subject === null) return 0;
  if (person.mainSubject === subject) return 100;
  if (person.otherSubjects.includes(subject)) return 60;
  if (person.certificates.some((certificate) => certificate.subject === subject)) return 50;
  if (post.stage !== 'P') return 0;
  const main = person.mainSubject;
  if (main !== null && GENERALIST.includes(main) && GENERALIST.includes(subject)) return 40;
  return CONVERTIBLE.includes(subject) ? CONVERTIBLE_MATCH : 0;
}
