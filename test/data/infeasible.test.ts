import { describe, expect, it } from 'vitest';
import { makeInfeasible } from '../../data/index.ts';
import { County } from '../../src/domain/county.ts';
import { countyOf, SEEDS, sum } from './counties.ts';

describe.each(SEEDS)('infeasible county of seed %i', (seed) => {
  const clean = countyOf('round', seed).county;
  const { county } = makeInfeasible(countyOf('round', seed));
  const rural = new Set(
    county.schools.filter((school) => school.tier === 'R').map((school) => school.id),
  );
  const music = county.postGroups.filter((group) => group.mustFill > 0);

  it('turns the rural openings into music posts that must be filled', () => {
    expect(sum(music.map((group) => group.mustFill))).toBe(273);
    for (const group of county.postGroups) {
      const isRural = rural.has(group.schoolId);
      expect(group.openings).toBeLessThanOrEqual(group.posts);
      expect(group.mustFill).toBe(isRural ? group.openings : 0);
      if (isRural && group.openings > 0) expect(group.subject).toBe('音乐');
    }
  });

  it('has far too few people who could teach music', () => {
    const able = clean.teachers.filter(
      (teacher) =>
        teacher.hiring === 'unplaced' &&
        (teacher.mainSubject === '音乐' ||
          teacher.otherSubjects.includes('音乐') ||
          teacher.certificates.some((certificate) => certificate.subject === '音乐')),
    );
    expect(able.length).toBeLessThan(50);
  });

  it('stays valid, keeps the people and the number of posts', () => {
    expect(County.parse(county)).toEqual(county);
    expect(county.teachers).toEqual(clean.teachers);
    const posts = (groups: typeof county.postGroups) => sum(groups.map((group) => group.posts));
    expect(posts(county.postGroups)).toBe(posts(clean.postGroups));
    expect(new Set(county.postGroups.map((group) => group.id)).size).toBe(county.postGroups.length);
  });
});
