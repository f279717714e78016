/** The sheets of the establishment: approved totals by stage, and the 教学点 of the rural central schools. */
import type { ApprovedTotal, Site } from '../../src/domain/county.ts';
import { apportion } from './apportion.ts';
import { grouped, type Person } from './person.ts';
import type { Places } from './places.ts';
import { dice } from './random.ts';
import type { StaffedPart } from './staffing.ts';

/** Approved totals are renewed every three years (A7): these are in their second year at the reference month. */
const APPROVAL = { approver: '县委编办', approvedOn: '2025-01', validUntil: '2027-12' } as const;

/** One row a stage: the sum of the quotas, which the generator hits exactly. */
export function approvedTotals(parts: readonly StaffedPart[]): ApprovedTotal[] {
  return [...grouped(parts, (part) => part.stage).values()].map((own) => ({
    stage: own[0]!.stage,
    total: own.reduce((sum, part) => sum + part.quota, 0),
    ...APPROVAL,
  }));
}

/** Percent of a central school's pupils in sites, pupils a class there, and about how many classes a site has. */
const SITES = { pupilPct: 28, perClass: 18, classes: 4 } as const;
/** Sites lie this far east or west, north or south of their central school, metres. */
const AWAY = { from: 1500, to: 5000 } as const;

/** Sites of every rural central school; classes are dealt out evenly, pupils in proportion. */
export function planSites(parts: readonly StaffedPart[], places: Places, seed: number): Site[] {
  const source = dice(seed, 'sites');
  const away = () =>
    (AWAY.from + source.below(AWAY.to - AWAY.from)) * (source.chance(0.5) ? 1 : -1);
  return parts
    .filter(({ unit, stage }) => unit.centre && unit.tier === 'R' && stage === 'P')
    .flatMap(({ unit, stage, pupils }) => {
      const inSites = Math.floor((pupils * SITES.pupilPct) / 100);
      const classes = Math.round(inSites / SITES.perClass);
      const count = Math.max(1, Math.round(classes / SITES.classes));
      const even = Array.from({ length: count }, () => 1);
      const classShares = apportion(classes, even);
      const pupilShares = apportion(inSites, classShares);
      const centre = places.schools.get(unit.code)!;
      return even.map((_, index): Site => {
        const number = index + 1;
        return {
          id: `${unit.code}-${number}`,
          name: `${unit.district}第${number}教学点`,
          schoolId: unit.code,
          stage,
          classes: classShares[index]!,
          pupils: pupilShares[index]!,
          classesByGrade: null,
          position: { east: centre.east + away(), north: centre.north + away() },
        };
      });
    });
}

/** Share of a site's classes that have a teacher of the central school on the spot already, percent. */
const PRESENT_PCT = 60;

/** Puts teachers of the central schools, no leaders, into the sites: fewer than the sites need. */
export function staffSites(people: readonly Person[], sites: readonly Site[], seed: number): void {
  const source = dice(seed, 'site-staff');
  const bySchool = grouped(people, ({ teacher }) => teacher.schoolId);
  for (const [schoolId, own] of grouped(sites, (site) => site.schoolId)) {
    const free = source
      .shuffled(bySchool.get(schoolId) ?? [])
      .filter(({ teacher }) => teacher.category === 'T' && !teacher.leader);
    for (const site of own) {
      const heads = Math.floor((site.classes * PRESENT_PCT) / 100);
      for (const { teacher } of free.splice(0, heads)) teacher.siteId = site.id;
    }
  }
}
