/** The form of an exchange (R08) as the data shows it, in the order in which the forms come. */
import { expect, test } from 'vitest';
import type { School } from '../../../src/domain/county.ts';
import { exchangeForm } from '../../../src/rules/rotation/exchange-form.ts';
import { tinyCounty } from '../../support/tiny-county.ts';

const { schools, postGroups, teachers } = tinyCounty({
  schools: [
    { id: 'b', tier: 'B', community: '一' },
    { id: 'b2', tier: 'B' },
    { id: 'r', tier: 'R' },
    { id: 'r2', tier: 'R', community: '一' },
    { id: 'u', tier: 'U' },
  ],
  groups: ['b', 'b2', 'r', 'r2', 'u'].flatMap((schoolId) => [
    { schoolId },
    { schoolId, subject: '数学' as const },
  ]),
  teachers: [{ id: 't', schoolId: 'b' }],
});
const school = (id: string) => schools.find((each) => each.id === id) as School;

test.each([
  ['b', 'r2', '语文', 'paired'],
  ['b', 'r', '语文', 'teaching-support'],
  ['u', 'r', '数学', 'teaching-support'],
  ['r', 'u', '语文', 'seconded-up'],
  ['b', 'u', '语文', 'seconded-down'],
  ['b', 'b2', '数学', 're-posted'],
  ['b', 'b2', '语文', 'regular'],
  ['r', 'r2', '语文', 'regular'],
])('from %s to %s, %s: %s', (from, to, subject, form) => {
  const post = postGroups.find(({ id }) => id === `${to}/P/T/${subject}`);
  if (post === undefined || teachers[0] === undefined) throw new Error('no such post');
  expect(exchangeForm(teachers[0], school(from), { school: school(to), post })).toBe(form);
});
