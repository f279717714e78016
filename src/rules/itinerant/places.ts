/**
 * Places of the itinerant plan: campuses and 教学点 of the compulsory stages with what they need (L06, W01), and campuses of
 * senior schools, which need nothing but whose teachers may travel (R08: 高中富余教师跨校走教).
 */
import { compareIds } from '../../domain/canonical.ts';
import type { County, School, SchoolPart, Site } from '../../domain/county.ts';
import { FIFTHS } from '../../domain/itinerant.ts';
import type { Subject } from '../../domain/vocabulary.ts';
import { weeklyPeriods } from '../establishment/curriculum.ts';
import type { Point } from '../geography.ts';

/** Where people who travel may belong; lessons have a table in P and J only. */
type HomeStage = 'P' | 'J' | 'H';

export interface Place {
  /** `schoolId/stage` of a campus, or the id of a site. */
  readonly id: string;
  readonly school: School;
  readonly siteId: string | null;
  readonly stage: HomeStage;
  readonly classes: number;
  readonly classesByGrade: readonly number[] | null;
  readonly position: Point | null;
}

export const campusId = (schoolId: string, stage: string): string => `${schoolId}/${stage}`;

const isHome = (stage: string): stage is HomeStage =>
  stage === 'P' || stage === 'J' || stage === 'H';

/** Every place, in order of id; one without classes may still be where teachers belong (W01). */
export function placesOf(county: County): Place[] {
  return county.schools
    .flatMap((school) =>
      school.parts.flatMap((part) => {
        const { stage } = part;
        if (!isHome(stage)) return [];
        const sites = county.sites.filter((site) => isOf(site, school, part));
        return [
          campus(school, part, stage, sites),
          ...sites.map((site) => onSite(school, site, stage)),
        ];
      }),
    )
    .sort((a, b) => compareIds(a.id, b.id));
}

const isOf = (site: Site, school: School, part: SchoolPart): boolean =>
  site.schoolId === school.id && site.stage === part.stage;

/** The part without its sites; by grade only where all of them are told by the same grades. */
function campus(school: School, part: SchoolPart, stage: HomeStage, sites: readonly Site[]): Place {
  const byGrade = part.classesByGrade;
  const parts = sites.map((site) => site.classesByGrade);
  const isTold = byGrade !== null && parts.every((each) => each?.length === byGrade.length);
  const left = isTold
    ? byGrade.map((count, grade) =>
        parts.reduce((rest, each) => Math.max(0, rest - (each?.[grade] ?? 0)), count),
      )
    : null;
  const classes = sites.reduce((rest, site) => Math.max(0, rest - site.classes), part.classes);
  return {
    id: campusId(school.id, stage),
    school,
    siteId: null,
    stage,
    classes,
    classesByGrade: left,
    position: school.position,
  };
}

function onSite(school: School, site: Site, stage: HomeStage): Place {
  const { id, classes, classesByGrade, position } = site;
  return { id, school, siteId: id, stage, classes, classesByGrade, position };
}

/** Lessons that a place needs of a subject in a week, in fifths of a period; 0 where no table tells (senior schools). */
export function needOf(place: Place, subject: Subject): number {
  return FIFTHS * weeklyPeriods(place, subject);
}
