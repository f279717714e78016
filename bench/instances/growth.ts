/**
 * Six sizes of one family for the growth of time with pairs: every so-many-th school of the large county
 * with its people and posts, so that tiers, stages and subjects keep their mixture. Hire terms of one year
 * make nearly everybody due and bring the largest to 4.8 million pairs.
 */
import { generateCounty } from '../../data/index.ts';
import type { County } from '../../src/domain/county.ts';

/** Schools of each size; pairs grow with their square. */
const SCHOOLS = [7, 15, 35, 80, 178, 400] as const;

export const GROWTH = SCHOOLS.map((count) => `growth-${count}`);

/** A county and the policy it is drawn for. */
interface Drawn {
  readonly county: County;
  readonly policy: Readonly<Record<string, unknown>>;
}

/** @returns null when the id is not one of {@link GROWTH} */
export function growthCounty(id: string, seed: number): Drawn | null {
  if (!GROWTH.includes(id)) return null;
  const count = Number(id.slice('growth-'.length));
  const { county, policy } = generateCounty('large', seed);
  const step = county.schools.length / count;
  const schools = Array.from({ length: count }, (_, k) => county.schools[Math.floor(k * step)]!);
  const kept = new Set(schools.map((school) => school.id));
  return {
    policy: { ...policy, hireTermYears: 1 },
    county: {
      ...county,
      schools,
      postGroups: county.postGroups.filter((group) => kept.has(group.schoolId)),
      teachers: county.teachers.filter((teacher) => kept.has(teacher.schoolId)),
    },
  };
}
