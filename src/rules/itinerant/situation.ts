/**
 * What the itinerant program is about: lessons that lack at places, kinds of teachers with days to give, and who may
 * teach what where. The definition is `src/formulation/itinerant/README.md`.
 */
import { compareIds } from '../../domain/canonical.ts';
import type { County, Teacher } from '../../domain/county.ts';
import type { ResearcherRow } from '../../domain/itinerant.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Subject } from '../../domain/vocabulary.ts';
import { weeklyLoad } from '../establishment/curriculum.ts';
import { certificateCovers } from '../stage.ts';
import { MATCH } from '../subject-match.ts';
import { needOf, type Place, placesOf } from './places.ts';
import { mayServe, wayTo } from './reach.ts';
import { researcherLessons, researcherRows } from './researchers.ts';
import { groupId, type HomeGroup, homeGroups } from './staff.ts';

/** Lessons of a subject at a place, fifths of a period a week. */
export interface Lack {
  /** `placeId/subject`. */
  readonly id: string;
  readonly place: Place;
  readonly subject: Subject;
  readonly need: number;
  readonly before: number;
  readonly researchers: number;
  /** What own teachers and researchers leave open. */
  readonly lack: number;
  /** What a day of a teacher gives. */
  readonly perDay: number;
}

/** A place and subject that a kind may serve. */
export interface Option {
  readonly lack: Lack;
  readonly match: 100 | 60;
  /** One way, hundredths of a km; 0 at the own place. */
  readonly distance: number;
  readonly isHome: boolean;
}

/** 同类人员: interchangeable teachers of one group. */
export interface Kind {
  /** Lowest staff number. */
  readonly id: string;
  readonly group: HomeGroup;
  readonly teachers: readonly Teacher[];
  /** Days of the week that each may give away from home. */
  readonly daysAway: number;
  readonly options: readonly Option[];
}

export interface Situation {
  readonly county: County;
  readonly policy: Policy;
  readonly places: readonly Place[];
  readonly groups: readonly HomeGroup[];
  /** Of every place and itinerant subject that is needed there, in order of id. */
  readonly lacks: readonly Lack[];
  /** Those with something to give and somewhere to give it. */
  readonly kinds: readonly Kind[];
  readonly researchers: readonly ResearcherRow[];
}

export function situationOf(county: County, policy: Policy): Situation {
  const places = placesOf(county);
  const researchers = researcherRows(county, policy, places);
  const lessons = researcherLessons(researchers);
  const extra = (key: string) => lessons.get(key) ?? 0;
  const groups = homeGroups(county, policy, { places, extra });
  const lacks = lacksOf(places, policy, { groups, extra });
  const kinds = groups
    .filter(({ spareDays }) => spareDays > 0)
    .flatMap((group) => kindsOf(group, policy))
    .map((kind) => ({ ...kind, options: optionsOf(kind, lacks, policy) }))
    .filter(({ options }) => options.length > 0);
  return { county, policy, places, groups, lacks, kinds, researchers };
}

function lacksOf(
  places: readonly Place[],
  { itinerant }: Policy,
  { groups, extra }: { groups: readonly HomeGroup[]; extra: (key: string) => number },
): Lack[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const subjects = [...new Set(itinerant.subjects)];
  return places
    .flatMap((place) =>
      subjects.map((subject): Lack => {
        const id = groupId(place.id, subject);
        const need = needOf(place, subject);
        const group = byId.get(id);
        const told = group?.lecturers.reduce((sum, each) => sum + each.told, 0) ?? 0;
        const own = group?.ownLessons ?? 0;
        const researchers = Math.min(extra(id), need);
        return {
          ...{ id, place, subject, need, before: Math.min(need, told), researchers },
          lack: need - researchers - own,
          perDay: weeklyLoad(place.stage, subject) ?? 0,
        };
      }),
    )
    .filter(({ need }) => need > 0)
    .sort((a, b) => compareIds(a.id, b.id));
}

/** People of a group who may travel, by what tells them apart. */
function kindsOf(group: HomeGroup, policy: Policy): Omit<Kind, 'options'>[] {
  const kinds = new Map<string, Teacher[]>();
  for (const { teacher, mayTravel } of group.lecturers) {
    if (!mayTravel) continue;
    const key = kindKey(teacher, policy);
    kinds.set(key, [...(kinds.get(key) ?? []), teacher]);
  }
  const daysAway = policy.itinerant.maxDaysAway;
  return [...kinds.values()].map((teachers) => {
    const { id } = teachers[0] as Teacher;
    return { id, group, teachers, daysAway };
  });
}

function kindKey(teacher: Teacher, policy: Policy): string {
  const covers = (['P', 'J'] as const).filter((stage) => certificateCovers(teacher, stage, policy));
  const further = [...teacher.otherSubjects].sort(compareIds);
  return JSON.stringify([further, covers]);
}

function optionsOf(
  { teachers, group }: Omit<Kind, 'options'>,
  lacks: readonly Lack[],
  policy: Policy,
): Option[] {
  const teacher = teachers[0] as Teacher;
  return lacks.flatMap((lack) => {
    const match = matchOf(teacher, lack.subject);
    const { place } = lack;
    if (lack.lack === 0 || match === null) return [];
    if (!mayServe(group.place, place, policy.itinerant.scope)) return [];
    if (!certificateCovers(teacher, place.stage, policy)) return [];
    const distance = wayTo(group.place, place, policy);
    const isHome = place.id === group.place.id;
    return distance === null ? [] : [{ lack, match, distance, isHome }];
  });
}

function matchOf({ mainSubject, otherSubjects }: Teacher, subject: Subject): 100 | 60 | null {
  if (mainSubject === subject) return MATCH.same;
  return otherSubjects.includes(subject) ? MATCH.second : null;
}
