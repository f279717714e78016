/** Many counties that differ: parts of generated ones, every so-many-th school with its people and posts. */
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';

/** Parts that a generated county is cut into: some 660 people each. */
const PARTS = 10;

export function smallCounties(count: number): County[] {
  const counties: County[] = [];
  for (let seed = 1; counties.length < count; seed += 1) {
    const { county } = generateCounty('round', seed);
    for (let part = 0; part < PARTS; part += 1) counties.push(cut(county, part));
  }
  return counties.slice(0, count);
}

function cut(county: County, part: number): County {
  const schools = county.schools.filter((_, k) => k % PARTS === part);
  const kept = new Set(schools.map(({ id }) => id));
  return {
    ...county,
    schools,
    postGroups: county.postGroups.filter(({ schoolId }) => kept.has(schoolId)),
    teachers: county.teachers.filter(({ schoolId }) => kept.has(schoolId)),
  };
}
