/** A county in which each stage of the summer arranges one person: two street primaries of a town, a rural one in another. */
import type { County } from '../../src/domain/county.ts';
import { type TinyTeacher, tinyCounty } from './tiny-county.ts';

/** A post group without vacancies of last year's roster; subject null = a support post. */
export const posts = (
  schoolId: string,
  subject: '语文' | '数学' | '英语' | null,
  count: number,
) => ({
  schoolId,
  subject,
  posts: count,
  openings: 0,
  ...(subject === null ? { category: 'A' as const } : {}),
});

/**
 * `head` is appointed, `class` and `own` are hired in school, `near` in the district, `far` in the other district, `left`
 * refused the last post that fits.
 */
export function oneOfEach(more: readonly TinyTeacher[] = []): County {
  const a = (id: string, rest: Partial<TinyTeacher> = {}) => ({ id, schoolId: 'a', ...rest });
  return tinyCounty({
    schools: [
      { id: 'a', districtId: 'D1', quota: 40 },
      { id: 'b', districtId: 'D1', quota: 40 },
      { id: 'r', districtId: 'D2', tier: 'R', quota: 40 },
    ],
    groups: [
      posts('a', '语文', 2),
      posts('b', '语文', 1),
      posts('b', '数学', 1),
      posts('r', '语文', 1),
      posts('r', '英语', 1),
    ],
    teachers: [
      a('head', { leader: true }),
      a('class', { classTeacher: true, merit: 10 }),
      a('near', { otherSubjects: ['数学'], merit: 9000 }),
      a('far', { merit: 8000 }),
      a('left', { merit: 7000, refusedPostGroupIds: ['r/P/T/语文'] }),
      { id: 'own', schoolId: 'b' },
      ...more,
    ],
  });
}
