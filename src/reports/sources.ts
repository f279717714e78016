/** What the reports are made of: one round with its county, and whatever else of the year is at hand. */
import type { Audit } from '../domain/audit.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { County, School, Teacher } from '../domain/county.ts';
import type { Establishment } from '../domain/establishment.ts';
import type { ItinerantPlan } from '../domain/itinerant.ts';
import type { Policy } from '../domain/policy.ts';
import type { Proposal } from '../domain/proposal.ts';
import type { RotationPlan } from '../domain/rotation-plan.ts';
import type { SummerState } from '../domain/summer.ts';
import { prepareRound, type Round } from '../rules/round.ts';

/** All of one county: the caller has checked that the parts belong together. */
export interface ReportSources {
  readonly county: County;
  /** The policy of the proposal. */
  readonly policy: Policy;
  readonly proposal: Proposal;
  /** 公示起止, first and last day as `YYYY-MM-DD`; null = not fixed yet. */
  readonly publicity: { readonly start: string; readonly end: string } | null;
  /** 监督电话; null = not told. */
  readonly phone: string | null;
  readonly summer?: SummerState;
  readonly itinerant?: ItinerantPlan;
  readonly establishment?: Establishment;
  readonly rotation?: RotationPlan;
  readonly audit?: Audit;
  readonly comparison?: Comparison;
}

/** The sources with their people and schools by id. */
export interface ReportContext extends ReportSources {
  readonly teacher: (id: string) => Teacher;
  readonly school: (id: string) => School;
  /** The facts of the proposal's round; derived once, when first asked for. */
  readonly round: () => Round;
}

export function reportContext(sources: ReportSources): ReportContext {
  const teachers = new Map(sources.county.teachers.map((teacher) => [teacher.id, teacher]));
  const schools = new Map(sources.county.schools.map((school) => [school.id, school]));
  let round: Round | null = null;
  return {
    ...sources,
    teacher: (id) => teachers.get(id) as Teacher,
    school: (id) => schools.get(id) as School,
    round: () => {
      round ??= prepareRound(sources.county, sources.policy);
      return round;
    },
  };
}
