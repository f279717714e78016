/**
 * Who may teach at the 教学点 of a central school (Q20, I08): the school's own teachers of the stage on a hiring place.
 * Leaders and exempt people are not sent, but stay where they are.
 */
import type { County, School, Site, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { isExempt } from '../direct-hire.ts';
import { homes, roadDistance } from '../geography.ts';
import { isCounted } from '../movers.ts';
import { siteHeads, sitesByPart } from './least-heads.ts';
import { sum } from './sums.ts';

export interface SiteCandidate {
  readonly teacher: Teacher;
  readonly sites: readonly {
    readonly site: Site;
    /** Is there already. */
    readonly stays: boolean;
    /** Hundredths of a km by road from home; 0 = unknown. */
    readonly distance: number;
  }[];
  /** 2 teaches 语文 or 数学, 1 has one of them as a further subject, 0 neither: a site needs all-round teachers. */
  readonly generalist: 0 | 1 | 2;
}

/** Teachers of one subject of a central school; the sites' fair share of them goes by classes. */
export interface SubjectShare {
  readonly id: string;
  readonly candidates: readonly SiteCandidate[];
  readonly share: number;
}

export interface CentralSchool {
  readonly school: School;
  readonly sites: readonly { readonly site: Site; readonly heads: number }[];
  readonly subjects: readonly SubjectShare[];
}

const GENERALIST: ReadonlySet<string> = new Set(['语文', '数学']);

/** Every central school and stage with sites, in canonical order. */
export function centralSchools(county: County, policy: Policy): CentralSchool[] {
  const sites = sitesByPart(county);
  const homeOf = homes(county);
  return county.schools.flatMap((school) =>
    school.parts.flatMap((part) => {
      const own = sites.get(`${school.id}/${part.stage}`) ?? [];
      if (own.length === 0) return [];
      const candidates = county.teachers
        .filter(({ schoolId, stage }) => schoolId === school.id && stage === part.stage)
        .filter((teacher) => mayTeach(teacher, policy))
        .map((teacher) => candidateOf(teacher, own, { policy, home: homeOf(teacher) }));
      const classes = sum(own.map((site) => site.classes));
      return [
        {
          school,
          sites: own.map((site) => ({ site, heads: siteHeads(site, policy) })),
          subjects: bySubject(candidates, (heads) =>
            part.classes === 0 ? 0 : Math.ceil((heads * classes) / part.classes),
          ),
        },
      ];
    }),
  );
}

const mayTeach = (teacher: Teacher, policy: Policy): boolean =>
  isCounted(teacher, policy) &&
  teacher.category === 'T' &&
  teacher.teachable &&
  teacher.hiring !== 'unplaced';

function candidateOf(
  teacher: Teacher,
  sites: readonly Site[],
  { policy, home }: { policy: Policy; home: ReturnType<ReturnType<typeof homes>> },
): SiteCandidate {
  const bound = teacher.leader || isExempt(teacher, policy);
  const { mainSubject, otherSubjects } = teacher;
  return {
    teacher,
    sites: sites
      .filter((site) => !bound || site.id === teacher.siteId)
      .map((site) => ({
        site,
        stays: site.id === teacher.siteId,
        distance: roadDistance(home, site.position, policy.distance.roadFactorPct) ?? 0,
      })),
    generalist: GENERALIST.has(mainSubject ?? '')
      ? 2
      : otherSubjects.some((subject) => GENERALIST.has(subject))
        ? 1
        : 0,
  };
}

function bySubject(
  candidates: readonly SiteCandidate[],
  shareOf: (heads: number) => number,
): SubjectShare[] {
  const subjects = new Map<string, SiteCandidate[]>();
  for (const candidate of candidates) {
    const id = candidate.teacher.mainSubject ?? '-';
    subjects.set(id, [...(subjects.get(id) ?? []), candidate]);
  }
  return [...subjects].map(([id, own]) => ({ id, candidates: own, share: shareOf(own.length) }));
}
