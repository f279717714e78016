/** Who comes first in a competition: the front line (E02), the present subject teacher (I05). */
import { mover, type TinyTeacher } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase, type Scene } from './rule-case.ts';

/** Two people of one record and one post; the first or the second is hired. */
function hired(who: 'first' | 'second', second: Partial<TinyTeacher>): Scene {
  return {
    county: {
      schools: [{ id: 's' }],
      groups: [{ schoolId: 's' }],
      teachers: [
        mover({ id: 'first', schoolId: 's' }),
        mover({ id: 'second', schoolId: 's', ...second }),
      ],
    },
    places: { [who]: 's/P/T/语文' },
    standby: [who === 'first' ? 'second' : 'first'],
    policy: { round: 'in-school' },
  };
}

export const RANKING_CASES: readonly RuleCase[] = [
  ruleCase(['E02'], 'front-line', 'the class teacher is hired, or the other', {
    keeps: hired('second', { classTeacher: true }),
    breaks: hired('first', { classTeacher: true }),
  }),
  ruleCase(['E02'], 'front-line', 'who teaches a full load is hired, or the other', {
    keeps: hired('second', { weeklyHours: 14 }),
    breaks: hired('first', { weeklyHours: 14 }),
  }),
  ruleCase(['I05'], 'equal-conditions', 'the present subject teacher is hired, or a stand-in', {
    keeps: hired('first', { mainSubject: '数学', otherSubjects: ['语文'] }),
    breaks: hired('second', { mainSubject: '数学', otherSubjects: ['语文'] }),
  }),
];
