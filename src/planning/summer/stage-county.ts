/**
 * 环节县情 (stage county): the county as one solve of the summer sees it. The roster's hiring results are last year's and
 * are set aside; decided people stand where they were hired, those of later batches wait, vacancies are what the decided
 * people leave of the posts. The formulation then needs to know nothing of stages.
 */
import { compareIds } from '../../domain/canonical.ts';
import type { County, PostGroup, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision } from '../../domain/summer.ts';
import { meritPercent } from '../../rules/merit.ts';
import { countBy, homeGroupId, isPlaceable } from '../../rules/movers.ts';
import { type Decisions, vacantPosts } from './standing.ts';

export interface StageSetup {
  /** The movers of the solve, by staff number. */
  readonly competitors: ReadonlySet<string>;
  /** Whether the vacancies of a group are open in this solve. */
  readonly opens: (group: PostGroup) => boolean;
  /** The solve comes before the competition at the own school: everybody undecided keeps post and place (I03, Q16). */
  readonly beforeHiring?: boolean;
  /** Whether posts that must be filled are asked for (Q15). */
  readonly mustFill?: boolean;
  /** Heads that the turnover pool has lent, by school (Q03). */
  readonly lent?: ReadonlyMap<string, number>;
}

/**
 * @param county as read: its schools are those among whose colleagues the merit percentile is taken (§4.5)
 * @param decisions everybody decided so far; people in scope who are neither decided nor compete wait
 */
export function stageCounty(
  county: County,
  policy: Policy,
  decisions: Decisions,
  setup: StageSetup,
): County {
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  const kept = setup.beforeHiring ? incumbents(county, policy, decisions) : NOBODY;
  const vacant = vacantPosts({ county, policy }, decisions);
  const percent = meritPercent(county, policy);
  return {
    ...county,
    schools: county.schools.map((school) => withLoan(school, setup.lent?.get(school.id) ?? 0)),
    postGroups: county.postGroups.map((group) => stagePosts(group, vacant, kept, setup)),
    teachers: county.teachers.map((known) => {
      const teacher = { ...known, merit: 100 * percent(known) };
      if (!isPlaceable(teacher, policy)) return teacher;
      const decision = decisions.get(teacher.id);
      if (setup.competitors.has(teacher.id))
        return setup.beforeHiring ? applicant(teacher) : undecided(teacher, 'unplaced');
      if (decision !== undefined && decision.kind !== 'standby')
        return atPost(teacher, decision, groups.get(decision.postGroupId ?? '') ?? null);
      return setup.beforeHiring ? holding(teacher, 'hired') : undecided(teacher, 'waiting');
    }),
  };
}

const withLoan = (school: School, lent: number): School =>
  lent === 0 ? school : { ...school, lent };

const NOBODY: ReadonlyMap<string, number> = new Map();

/** The undecided by the post group that they hold now. */
function incumbents(county: County, policy: Policy, decisions: Decisions): Map<string, number> {
  const undecidedPeople = county.teachers.filter(
    (teacher) => isPlaceable(teacher, policy) && !decisions.has(teacher.id),
  );
  return countBy(undecidedPeople, homeGroupId);
}

function stagePosts(
  group: PostGroup,
  vacant: ReadonlyMap<string, number>,
  kept: ReadonlyMap<string, number>,
  { opens, mustFill }: StageSetup,
): PostGroup {
  const left = (vacant.get(group.id) ?? 0) - (kept.get(group.id) ?? 0);
  const openings = opens(group) ? Math.max(0, left) : 0;
  return {
    ...group,
    openings,
    mustFill: mustFill === true ? Math.min(group.mustFill, openings) : 0,
  };
}

/** Nobody of the summer is a subject surplus of A17: who competes has lost the post, whatever the school's quota. */
function undecided(teacher: Teacher, hiring: 'unplaced' | 'waiting'): Teacher {
  return { ...teacher, hiring, unplacedReason: hiring === 'waiting' ? null : 'not-hired' };
}

/** Who holds a post takes a hiring place, also who was kept outside the posts before (Q23). */
function holding(teacher: Teacher, hiring: Teacher['hiring']): Teacher {
  return { ...teacher, hiring, unplacedReason: null, countsAgainstPosts: true };
}

/** X17, X18: keeps the home place; nobody has been hired yet, so that nobody shows not to have been (S03). */
function applicant(teacher: Teacher): Teacher {
  return {
    ...holding(teacher, 'unplaced'),
    unplacedReason: 'volunteer',
    documentsComplete: true,
  };
}

/** @param group null = takes no hiring place, or a post that the table lacks: the person stays as the roster says */
function atPost(
  teacher: Teacher,
  { kind, postGroupId }: Decision,
  group: PostGroup | null,
): Teacher {
  const hiring = kind === 'direct' ? 'direct' : 'hired';
  const settled: Teacher =
    postGroupId === null ? { ...teacher, hiring, unplacedReason: null } : holding(teacher, hiring);
  if (group === null || kind === 'direct') return settled;
  return {
    ...settled,
    schoolId: group.schoolId,
    stage: group.stage,
    category: group.category,
    mainSubject: group.subject,
    otherSubjects: otherSubjects(teacher, group),
    siteId: group.schoolId === teacher.schoolId ? teacher.siteId : null,
  };
}

/** The former main subject joins the others. */
function otherSubjects(teacher: Teacher, { subject }: PostGroup): Teacher['otherSubjects'] {
  const known = new Set(teacher.otherSubjects);
  if (teacher.mainSubject !== null && teacher.mainSubject !== subject)
    known.add(teacher.mainSubject);
  if (subject !== null) known.delete(subject);
  return [...known].sort(compareIds);
}
