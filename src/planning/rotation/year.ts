/** One year of the plan: the proven rotation, told school by school and person by person. */
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type {
  ExchangeGround,
  PlannedExchange,
  RotationYear,
  SchoolYear,
} from '../../domain/rotation-plan.ts';
import type { Formulation } from '../../formulation/index.ts';
import { addMonths } from '../../rules/arithmetic.ts';
import { rotationTargets } from '../../rules/caps.ts';
import { backboneTarget } from '../../rules/rotation/backbone-target.ts';
import { exchangeForm } from '../../rules/rotation/exchange-form.ts';
import { exchangeTerm, lastMonth } from '../../rules/rotation/exchange-term.ts';
import { type SchoolTarget, schoolTargets } from '../../rules/rotation/school-targets.ts';
import type { GroupFacts, PersonFacts } from '../../rules/round.ts';
import type { ProposalOutcome } from '../finish.ts';
import type { Rollover } from '../rollover/index.ts';
import type { ProposeOptions } from '../solve-tiers.ts';
import { yearIndicators } from './coefficients.ts';
import { type BetweenYears, reasonerOf } from './cv-reason.ts';
import { type Moved, missedTargets } from './missed.ts';

/** Somebody who goes, and the post. */
interface Move {
  readonly person: PersonFacts;
  readonly schoolId: string;
  readonly postGroupId: string;
}

/** What a year of the plan stands on. */
export interface YearStart {
  readonly county: County;
  readonly policy: Policy;
  /** The year before, and what happened between it and this one; null in the first year. */
  readonly last: { readonly year: RotationYear; readonly between: BetweenYears } | null;
}

export async function rotationYear(
  { county, policy, last }: YearStart,
  { proposal, formulation }: ProposalOutcome,
  { yearEnd }: Rollover,
  options: ProposeOptions,
): Promise<RotationYear> {
  const { round } = formulation;
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const moves = proposal.placements.map(
    ({ teacherId, schoolId, postGroupId }): Move => ({
      person: people.get(teacherId) as PersonFacts,
      schoolId,
      postGroupId,
    }),
  );
  const moved = movedOf(moves);
  const targets = schoolTargets(round);
  return {
    referenceMonth: policy.referenceMonth,
    countyHash: proposal.county.hash,
    policyHash: proposal.policy.hash,
    status: proposal.status,
    solver: proposal.solver,
    tiers: proposal.objective.tiers.map(({ id, value, bound }) => ({ id, value, bound })),
    certificate: proposal.certificate,
    due: round.people.filter(({ due }) => due).length,
    targets: {
      ...rotationTargets(round),
      backbone: backboneTarget(round),
    },
    moved,
    missed: missedTargets(formulation, {
      moved,
      schools: targets,
      dueOut: dueOut(moves),
      proven: proposal.objective.tiers.some(
        ({ id, value, bound }) => id === 'soft-rules' && value === bound,
      ),
    }),
    schools: schoolYears(formulation, moves, targets),
    exchanges: moves.map((move) => plannedExchange(move, formulation)),
    awayBefore: awayAt(county, policy.referenceMonth),
    returned: [...yearEnd.returned],
    overfull: [...yearEnd.overfull],
    indicators: await yearIndicators(
      proposal.indicators,
      last?.year.indicators ?? null,
      reasonerOf(formulation, proposal, { between: last?.between ?? null, options }),
    ),
  };
}

function movedOf(moves: readonly Move[]): Moved {
  const count = (holds: (person: PersonFacts) => boolean) =>
    moves.filter(({ person }) => holds(person)).length;
  return {
    all: moves.length,
    due: count(({ due }) => due),
    total: count(({ teacher }) => teacher.stage === 'P' || teacher.stage === 'J'),
    backbone: count(({ teacher }) => teacher.backbone),
  };
}

function dueOut(moves: readonly Move[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { person } of moves)
    if (person.due) counts.set(person.home.at, (counts.get(person.home.at) ?? 0) + 1);
  return counts;
}

/** Schools that have due people, send somebody or take somebody. */
function schoolYears(
  { round }: Formulation,
  moves: readonly Move[],
  targets: readonly SchoolTarget[],
): SchoolYear[] {
  const dueLeaving = dueOut(moves);
  return targets
    .map(({ at, due, target }) => {
      const schoolId = round.schools[at]?.school.id as string;
      return {
        schoolId,
        due,
        target,
        dueOut: dueLeaving.get(at) ?? 0,
        out: moves.filter(({ person }) => person.home.at === at).length,
        in: moves.filter((move) => move.schoolId === schoolId).length,
      };
    })
    .filter((row) => row.due + row.out + row.in > 0);
}

function plannedExchange(
  { person, schoolId, postGroupId }: Move,
  { round }: Formulation,
): PlannedExchange {
  const { teacher, homeGroup, home } = person;
  const { policy } = round;
  const to = round.groups.find(({ group }) => group.id === postGroupId) as GroupFacts;
  const term = exchangeTerm(policy.referenceMonth, policy);
  return {
    teacherId: teacher.id,
    fromSchoolId: teacher.schoolId,
    fromPostGroupId: homeGroup?.group.id ?? '',
    schoolId,
    postGroupId,
    ground: groundOf(person),
    form: exchangeForm(teacher, home.school, { school: to.site.school, post: to.group }),
    backbone: teacher.backbone,
    ...term,
    returns: addMonths(term.until, 1),
  };
}

function groundOf({ due, teacher }: PersonFacts): ExchangeGround {
  if (due) return 'due';
  return teacher.volunteer ? 'volunteer' : 'surplus';
}

/** People inside an exchange in that month. */
function awayAt({ teachers }: County, month: string): number {
  return teachers.filter(({ exchange }) => exchange !== null && lastMonth(exchange) >= month)
    .length;
}
