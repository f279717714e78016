/** The county in which every open rural teaching post became a music post that must be filled: no legal allocation. */
import { type County, type PostGroup, postGroupId } from '../../src/domain/county.ts';
import type { GeneratedCounty } from './generate.ts';
import { grouped } from './person.ts';

function withMusicOnly(groups: readonly PostGroup[]): PostGroup[] {
  const open = groups.reduce(
    (sum, group) => sum + (group.category === 'T' ? group.openings : 0),
    0,
  );
  if (open === 0) return [...groups];
  const closed = groups.map((group) =>
    group.category === 'T' ? { ...group, posts: group.posts - group.openings, openings: 0 } : group,
  );
  const { schoolId, stage } = groups[0]!;
  const key = { schoolId, stage, category: 'T' as const, subject: '音乐' as const };
  const id = postGroupId(key);
  const posts = closed.find((group) => group.id === id)?.posts ?? 0;
  const music = { id, ...key, posts: posts + open, openings: open, mustFill: open };
  return [...closed.filter((group) => group.id !== id), music];
}

function rural(county: County): ReadonlySet<string> {
  return new Set(county.schools.filter((school) => school.tier === 'R').map((school) => school.id));
}

/** The same people and schools with the post table changed; not in the rural schools' heads, only in what is open. */
export function makeInfeasible(generated: GeneratedCounty): GeneratedCounty {
  const { county } = generated;
  const schools = rural(county);
  const parts = grouped(county.postGroups, (group) => `${group.schoolId}/${group.stage}`);
  const postGroups = [...parts.values()]
    .flatMap((groups) => (schools.has(groups[0]!.schoolId) ? withMusicOnly(groups) : groups))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...generated, county: { ...county, postGroups } };
}
