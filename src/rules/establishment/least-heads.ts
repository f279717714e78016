/** L01: least heads of small primary schools and 教学点 by their classes, and the dormitory post of boarding schools. */
import type { County, School, SchoolPart, Site } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { Stage } from '../../domain/vocabulary.ts';
import { ratioOf } from './ratios.ts';
import { groupBy, sum } from './sums.ts';

interface Campus {
  readonly stage: SchoolPart['stage'];
  readonly pupils: number;
  readonly classes: number;
}

/** ⌈P/ρ⌉, and for a small place at least ⌈1.7 · classes⌉. */
function headsOf({ stage, pupils, classes }: Campus, policy: Policy): number {
  const ratio = ratioOf(stage, policy);
  const byPupils = ratio === null ? 0 : Math.ceil((10 * pupils) / ratio.pupilsPerTen);
  const isSmall = pupils < policy.quota.smallSchoolPupils;
  const perClass = policy.quota.smallSchoolPerClassHundredths;
  return Math.max(byPupils, isSmall ? Math.ceil((perClass * classes) / 100) : 0);
}

/** Heads of a 教学点, inside the quota of its central school; a closed one (no pupils) needs none. */
export function siteHeads(site: Site, policy: Policy): number {
  return site.pupils === 0 ? 0 : Math.max(policy.quota.siteMinimum, headsOf(site, policy));
}

/**
 * Least heads of a part: its sites, and the rest of a primary school where that is small.
 * @param sites those of the school and the stage
 */
export function leastHeads(part: SchoolPart, sites: readonly Site[], policy: Policy): number {
  const campus: Campus = {
    stage: part.stage,
    pupils: part.pupils - sum(sites.map(({ pupils }) => pupils)),
    classes: part.classes - sum(sites.map(({ classes }) => classes)),
  };
  const isSmall = campus.pupils > 0 && campus.pupils < policy.quota.smallSchoolPupils;
  const own = part.stage === 'P' && isSmall ? headsOf(campus, policy) : 0;
  return own + sum(sites.map((site) => siteHeads(site, policy)));
}

/** Sites of each part, by `schoolId/stage`. */
export function sitesByPart(county: County): ReadonlyMap<string, readonly Site[]> {
  return groupBy(county.sites, ({ schoolId, stage }) => `${schoolId}/${stage}`);
}

/** One post more for a school with boarders, at its part with most of them (the first in order of the stages). */
export function boardingPost({ parts }: School, part: SchoolPart, policy: Policy): number {
  if (!policy.quota.boardingPost || part.boarders === 0) return 0;
  const most = Math.max(...parts.map(({ boarders }) => boarders));
  const host = Stage.options.find((stage) =>
    parts.some((each) => each.stage === stage && each.boarders === most),
  );
  return part.stage === host ? 1 : 0;
}

/** Q21: schools whose full-time deputy secretary is counted apart from the quota. */
export function deputySecretaries(schools: readonly School[], policy: Policy): string[] {
  if (!policy.quota.deputySecretary) return [];
  return schools.filter(({ partyCommittee }) => partyCommittee).map(({ id }) => id);
}
