/** Forms of the movers, of those who may become movers, and of volunteers; late forms and couples. */
import { describe, expect, it } from 'vitest';
import type { County, Teacher } from '../../src/domain/county.ts';
import { countBy, countyOf, SEEDS } from './counties.ts';

const hasForm = ({ wishes, obeys }: Teacher) => wishes.length > 0 || obeys !== null;
const key = ({ schoolId, stage, mainSubject }: Teacher) => `${schoolId}/${stage}/T/${mainSubject}`;

function townsOf(county: County, { wishes }: Teacher): (string | undefined)[] {
  const districts = new Map(county.schools.map(({ id, districtId }) => [id, districtId]));
  return wishes.map(({ schoolId }) => districts.get(schoolId));
}

describe.each(SEEDS)('forms of seed %i', (seed) => {
  const round = countyOf('round', seed).county;
  const { county } = countyOf('county', seed);

  it.each(['round', 'county'] as const)(
    'scale %s: six in a hundred are late, four are in couples who ask for a town in common',
    (scale) => {
      const whole = countyOf(scale, seed).county;
      const { teachers } = whole;
      const forms = teachers.filter(hasForm);
      const late = teachers.filter(({ formLate }) => formLate);
      expect(Math.abs(late.length - 0.06 * forms.length)).toBeLessThanOrEqual(2);
      expect(late.every(hasForm)).toBe(true);
      const people = new Map(teachers.map((teacher) => [teacher.id, teacher]));
      const coupled = teachers.filter(({ partnerId }) => partnerId !== null);
      expect(Math.abs(coupled.length - 0.04 * forms.length)).toBeLessThanOrEqual(3);
      for (const one of coupled) {
        const other = people.get(one.partnerId!)!;
        expect([other.partnerId, other.sex === one.sex]).toEqual([one.id, false]);
        const towns = townsOf(whole, other);
        expect(townsOf(whole, one).some((town) => towns.includes(town))).toBe(true);
      }
    },
  );

  it('before anybody lost a post: the same forms as in the placement round', () => {
    const before = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
    for (const mover of round.teachers.filter(hasForm)) {
      const { wishes, obeys, formLate, partnerId, documentsComplete } = before.get(mover.id)!;
      expect({ wishes, obeys, formLate, partnerId, documentsComplete }).toEqual({
        ...{ wishes: mover.wishes, obeys: mover.obeys, formLate: mover.formLate },
        ...{ partnerId: mover.partnerId, documentsComplete: mover.documentsComplete },
      });
    }
  });

  it('before anybody lost a post: forms of most people in surplus subjects with a low merit', () => {
    const posts = new Map(county.postGroups.map((group) => [group.id, group.posts]));
    const staff = new Map<string, Teacher[]>();
    for (const one of county.teachers.filter(({ category }) => category === 'T')) {
      staff.set(key(one), [...(staff.get(key(one)) ?? []), one]);
    }
    const crowded = [...staff].filter(([id, people]) => people.length > (posts.get(id) ?? 0));
    const low = crowded.flatMap(([id, people]) =>
      people
        .filter(({ leader, hiring }) => !leader && hiring === 'hired')
        .sort((a, b) => (a.merit ?? 0) - (b.merit ?? 0))
        .slice(0, 3 * (people.length - (posts.get(id) ?? 0)) + 2),
    );
    expect(low.length).toBeGreaterThan(500);
    expect(Math.abs(low.filter(hasForm).length / low.length - 0.85)).toBeLessThan(0.06);
  });

  it('junior volunteers ask for open primary posts: mountain ones from the seat, near ones from a town', () => {
    const schools = new Map(county.schools.map((school) => [school.id, school]));
    const groups = new Map(county.postGroups.map((group) => [group.id, group]));
    const staff = countBy(county.teachers, key);
    const volunteers = county.teachers.filter(
      (one) =>
        one.stage === 'J' &&
        one.volunteer &&
        one.wishes.length > 0 &&
        staff[key(one)]! <= (groups.get(key(one))?.posts ?? 0),
    );
    const sides = new Set(volunteers.map(({ schoolId }) => schools.get(schoolId)!.tier === 'R'));
    expect(sides.size).toBe(2);
    for (const { schoolId, wishes, mainSubject, otherSubjects } of volunteers) {
      const home = schools.get(schoolId)!;
      for (const { postGroupId } of wishes) {
        const group = groups.get(postGroupId!)!;
        expect(group.stage).toBe('P');
        const target = schools.get(group.schoolId)!;
        expect([mainSubject, ...otherSubjects]).toContain(group.subject);
        expect(group.openings).toBeGreaterThan(0);
        if (home.tier === 'R') expect(target.districtId).toBe(home.districtId);
        else expect(target.zone).toBe('mountain');
      }
    }
  });
});
