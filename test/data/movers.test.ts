import { describe, expect, it } from 'vitest';
import { atlasOf, attracts } from '../../data/generator/eligibility.ts';
import { generateCounty } from '../../data/index.ts';
import { countyHash } from '../../src/domain/canonical.ts';
import { isConfirmed, schoolQuota } from '../../src/domain/county.ts';
import { parsePolicy } from '../../src/domain/policy.ts';
import { countBy, countyOf, SEEDS, staffOf, sum } from './counties.ts';

describe.each(SEEDS)('placement round of seed %i', (seed) => {
  const generated = countyOf('round', seed);
  const { county } = generated;
  const staff = staffOf(generated);
  const movers = staff.filter(({ teacher }) => teacher.hiring === 'unplaced');
  const tierOf = new Map(county.schools.map((school) => [school.id, school.tier]));
  const atlas = atlasOf(county);
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const open = county.postGroups.filter((group) => group.openings > 0);

  it('has 298 movers: 129 over quota, the rest of surplus subjects', () => {
    expect(countBy(movers, ({ school }) => school.tier)).toEqual({ B: 98, U: 78, R: 122 });
    expect(countBy(movers, ({ teacher }) => teacher.unplacedReason ?? '')).toEqual({
      'over-quota': 129,
      'subject-surplus': 169,
    });
  });

  it('has 320 open posts in about 243 groups, most of them rural', () => {
    const openings = (tier: string) =>
      sum(
        open.filter((group) => tierOf.get(group.schoolId) === tier).map((group) => group.openings),
      );
    expect(['B', 'U', 'R'].map(openings)).toEqual([24, 23, 273]);
    expect(Math.abs(open.length - 243)).toBeLessThanOrEqual(25);
    expect(open.every((group) => group.category === 'T')).toBe(true);
  });

  it('opens posts − staff where positive, never beyond the headroom of the school', () => {
    for (const school of county.schools) {
      const groups = county.postGroups.filter((group) => group.schoolId === school.id);
      const own = staff.filter((member) => member.school === school);
      const staying = own.filter(({ teacher }) => teacher.hiring !== 'unplaced').length;
      expect(sum(groups.map((group) => group.openings))).toBeLessThanOrEqual(
        Math.max(0, schoolQuota(school) - staying),
      );
      for (const group of groups) {
        const heads = own.filter(
          ({ teacher }) =>
            teacher.stage === group.stage &&
            teacher.category === group.category &&
            teacher.mainSubject === group.subject,
        ).length;
        expect(group.openings).toBe(
          school.parts.some((part) => 'PJH'.includes(part.stage))
            ? Math.max(0, group.posts - heads)
            : 0,
        );
      }
    }
  });

  it('takes the lowest merit of school and subject, no leader, nobody with a confirmed exemption', () => {
    for (const { teacher } of movers) {
      expect(teacher.leader).toBe(false);
      expect(isConfirmed(teacher.exemption)).toBe(false);
      const stayers = staff.filter(
        ({ teacher: other }) =>
          other.schoolId === teacher.schoolId &&
          other.stage === teacher.stage &&
          other.category === 'T' &&
          other.mainSubject === teacher.mainSubject &&
          other.hiring === 'hired' &&
          !other.leader,
      );
      expect(
        stayers.every(({ teacher: other }) => (other.merit ?? 0) >= (teacher.merit ?? 0)),
      ).toBe(true);
    }
  });

  it('has forms of 85 % of the movers with one to five wishes, some inadmissible', () => {
    const forms = movers.filter(({ teacher }) => teacher.wishes.length > 0);
    expect(Math.abs(forms.length / movers.length - 0.85)).toBeLessThan(0.09);
    expect(forms.every(({ teacher }) => teacher.wishes.length <= 5)).toBe(true);
    const barred = forms.filter(({ teacher }) =>
      teacher.wishes.some(({ postGroupId }) => {
        const group = groups.get(postGroupId ?? '');
        return group !== undefined && !attracts(atlas, teacher, group);
      }),
    );
    expect(barred.length).toBeGreaterThan(10);
    expect(barred.length).toBeLessThan(60);
    expect(
      staff.every(({ teacher }) => teacher.hiring === 'unplaced' || teacher.wishes.length === 0),
    ).toBe(true);
  });

  it('has the rare cases', () => {
    const count = (test: (teacher: (typeof movers)[number]['teacher']) => boolean) =>
      movers.filter(({ teacher }) => test(teacher)).length;
    expect(count((teacher) => teacher.refusedPostGroupIds.length > 0)).toBe(3);
    expect(count((teacher) => !teacher.documentsComplete)).toBe(5);
    expect(count((teacher) => teacher.kinSchoolIds.length > 0)).toBe(8);
    expect(count((teacher) => teacher.examPassed)).toBeGreaterThan(10);
  });

  it('is fixed by its seed', () => {
    expect(countyHash(generateCounty('round', seed).county)).toBe(countyHash(county));
  });

  it('is the county of the rotation scale before anybody lost a post', () => {
    const rotation = countyOf('county', seed).county;
    expect(rotation.schools).toEqual(county.schools);
    expect(rotation.postGroups).toEqual(county.postGroups);
    expect(rotation.teachers.map((teacher) => teacher.name)).toEqual(
      county.teachers.map((teacher) => teacher.name),
    );
    expect(rotation.teachers.every((teacher) => teacher.hiring !== 'unplaced')).toBe(true);
  });
});

it('different seeds give different counties', () => {
  expect(new Set(SEEDS.map((seed) => countyHash(countyOf('round', seed).county))).size).toBe(
    SEEDS.length,
  );
});

it('policies are accepted', () => {
  expect(parsePolicy(countyOf('round', 1).policy).structuralMovers).toBe(true);
  expect(parsePolicy(countyOf('county', 1).policy).round).toBe('rotation');
});
