/** The door of the generator: one seed, one scale, one county. */
import { canonicalCounty } from '../../src/domain/canonical.ts';
import { County, type Teacher } from '../../src/domain/county.ts';
import { giveClasses } from './class-duty.ts';
import { atlasOf } from './eligibility.ts';
import { collectEarlyForms, collectForms } from './forms.ts';
import { giveLeadership } from './leadership.ts';
import { releaseMovers } from './movers.ts';
import { givePapers } from './papers.ts';
import { drawPeople } from './people.ts';
import type { Person } from './person.ts';
import { placeSchools } from './places.ts';
import { qualify } from './qualifications.ts';
import { giveRecords } from './record.ts';
import { drawResearchers } from './researchers.ts';
import { type ScaleName, scaleOf } from './scales.ts';
import { postGroups, schoolRecords } from './schools.ts';
import { approvedTotals, planSites, staffSites } from './sites.ts';
import { sizeParts } from './sizes.ts';
import { staffParts } from './staffing.ts';
import { giveStanding } from './standing.ts';
import { planDistricts, planUnits } from './units.ts';

export type { ScaleName } from './scales.ts';

/** What the workbook shows about a person and the county record does not carry. */
interface PersonExtras {
  /** 18 characters, region 999999, valid check character. */
  readonly idNumber: string;
  /** 参加工作时间, `YYYY-MM`. */
  readonly workStart: string;
  /** 行政职务 of leaders and middle leaders; null for the others. */
  readonly duty: string | null;
}

export interface GeneratedCounty {
  readonly scale: ScaleName;
  readonly seed: number;
  /** Canonical order, valid by the schema. */
  readonly county: County;
  /** Content of policy.json. */
  readonly policy: Readonly<Record<string, unknown>>;
  readonly extras: {
    /** By staff number. */
    readonly people: ReadonlyMap<string, PersonExtras>;
  };
}

/** The tables do not tell a county's name; this is what the intake calls it. */
const COUNTY_NAME = '本县';

const POLICIES: Readonly<Record<ScaleName, Readonly<Record<string, unknown>>>> = {
  round: { structuralMovers: true },
  county: { round: 'rotation' },
  large: { round: 'rotation' },
};

function extrasOf(people: readonly Person[]): GeneratedCounty['extras'] {
  return {
    people: new Map(
      people.map(({ teacher, idNumber, workStart, duty }) => [
        teacher.id,
        { idNumber, workStart, duty },
      ]),
    ),
  };
}

function drawStaff(
  parts: ReturnType<typeof staffParts>,
  districts: ReturnType<typeof planDistricts>,
  seed: number,
): Person[] {
  const people = drawPeople(parts, seed);
  qualify(people, seed);
  giveStanding(people, districts, seed);
  givePapers(people, seed);
  giveClasses(people, seed);
  giveLeadership(people, seed);
  return people;
}

/**
 * A synthetic county.
 * @param scale `round` (placement round with movers), `county` (the same county before a rotation) or `large` (20 000 posts)
 * @param seed whole number; the same seed gives the same county everywhere
 */
export function generateCounty(scale: ScaleName, seed: number): GeneratedCounty {
  const figures = scaleOf(scale);
  const districtPlans = planDistricts(figures);
  const units = planUnits(figures);
  const parts = staffParts(figures, sizeParts(figures, units, seed), seed);
  const people = drawStaff(parts, districtPlans, seed);
  const places = placeSchools(districtPlans, units, seed);
  const sites = planSites(parts, places, seed);
  const schools = schoolRecords(units, parts, places, seed);
  const county = {
    name: COUNTY_NAME,
    districts: districtPlans.map(({ name, tier }) => ({ id: name, name, tier })),
    schools,
    postGroups: postGroups(parts),
    teachers: people.map((person): Teacher => person.teacher),
    approved: approvedTotals(parts),
    sites,
    researchers: drawResearchers(schools, seed),
  };
  giveRecords(people, county, seed);
  staffSites(people, sites, seed);
  if (scale === 'round') {
    const movers = releaseMovers(people).map((person) => person.teacher);
    collectForms(movers, atlasOf(county), seed);
  } else {
    collectEarlyForms(people, atlasOf(county), seed);
  }
  return {
    scale,
    seed,
    county: County.parse(canonicalCounty(county)),
    policy: POLICIES[scale],
    extras: extrasOf(people),
  };
}
