/** What a round leans to: rural and weak schools, wishes (X07, X08, X21). */
import type { TinySchool, TinyTeacher } from '../../support/tiny-county.ts';
import { type RuleCase, ruleCase, type Scene } from './rule-case.ts';
import { at, movers, rural } from './scenes.ts';

/** m1 of a bureau-run school may go to `first` or `second`, both open. */
const choice = (
  first: TinySchool,
  second: TinySchool,
  to: string,
  teacher: Partial<TinyTeacher> = {},
): Scene => ({
  county: {
    schools: [{ id: 'home', tier: 'B' }, first, second],
    groups: [{ schoolId: first.id }, { schoolId: second.id }],
    teachers: movers(1, teacher),
  },
  places: at(to, 'm1'),
  policy: { flow: { skip: 'free' } },
});
const street: TinySchool = { id: 'u', tier: 'U' };
const weak = rural('w', { weak: true });
const wish = { wishes: [{ schoolId: 'r2', postGroupId: null }] };

export const LEANING_CASES: readonly RuleCase[] = [
  ruleCase(['X08'], 'rural-shortage', 'a rural post stays open while a street post is filled', {
    keeps: choice(street, rural('r'), 'r'),
    breaks: choice(street, rural('r'), 'u'),
  }),
  ruleCase(['X07'], 'weak-schools', 'a weak school stays open while its neighbour is filled', {
    keeps: choice(rural('r'), weak, 'w'),
    breaks: choice(rural('r'), weak, 'r'),
  }),
  ruleCase(['X21'], 'wishes-met', 'the wished school stays open', {
    keeps: choice(rural('r'), rural('r2'), 'r2', wish),
    breaks: choice(rural('r'), rural('r2'), 'r', wish),
  }),
];
