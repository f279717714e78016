/**
 * 自愿到小学任教 (X17, X18): junior teachers whose first wish is a primary school, before the in-school competition. Who
 * wishes a school of the own district is transferred inside it; who wishes one outside goes to the mountains as on an exchange.
 * Who finds nothing competes like all others.
 */
import type { County, PostGroup, School, Teacher } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageSolve } from '../../domain/summer.ts';
import { type Competition, compete } from './competition.ts';
import type { NoStageResult, StageResult, SummerContext } from './context.ts';
import { asksForPrimary, inScope } from './people.ts';
import { type Decisions, together } from './standing.ts';

/** @param direct the direct hires */
export async function placeVolunteers(
  context: SummerContext,
  direct: Decisions,
): Promise<StageResult | NoStageResult> {
  const decisions: Decision[] = [];
  const solves: StageSolve[] = [];
  for (const direction of [inOwnDistrict, toTheMountains]) {
    const standing = together(direct, decisions);
    const competition = direction(context, standing);
    if (competition.competitors.size === 0) continue;
    const settled = await compete(context, standing, competition);
    if (settled.kind === 'no-allocation') return settled;
    decisions.push(...settled.decisions);
    solves.push(settled.solve);
  }
  return { kind: 'decided', decisions, solves, announced: [] };
}

function inOwnDistrict(context: SummerContext, standing: Decisions): Competition {
  return {
    stage: 'direct-hire',
    name: 'volunteers/in-district',
    round: 'in-district',
    competitors: volunteers(context, standing, (teacher) => wishesOwnDistrict(teacher, context)),
    opens: ({ stage }) => stage === 'P',
    beforeHiring: true,
  };
}

function toTheMountains(context: SummerContext, standing: Decisions): Competition {
  const schools = new Map(context.county.schools.map((school) => [school.id, school]));
  const at = (schoolId: string) => schools.get(schoolId) as School;
  return {
    stage: 'direct-hire',
    name: 'volunteers/cross-district',
    round: 'placement',
    competitors: volunteers(
      context,
      standing,
      (teacher) => at(teacher.schoolId).tier !== 'R' && !wishesOwnDistrict(teacher, context),
    ),
    opens: ({ stage, schoolId }: PostGroup) => stage === 'P' && at(schoolId).zone === 'mountain',
    beforeHiring: true,
  };
}

function volunteers(
  { county, policy }: SummerContext,
  standing: Decisions,
  goesThere: (teacher: Teacher) => boolean,
): Set<string> {
  const ids = undecided(county, policy, standing)
    .filter((teacher) => asksForPrimary(teacher, county) && goesThere(teacher))
    .map(({ id }) => id);
  return new Set(ids);
}

/** Whether the school of the first wish lies in the district of the home school. */
function wishesOwnDistrict({ schoolId, wishes }: Teacher, { county }: SummerContext): boolean {
  const districtOf = (id: string | undefined) =>
    county.schools.find((school) => school.id === id)?.districtId;
  return districtOf(wishes[0]?.schoolId) === districtOf(schoolId);
}

function undecided(county: County, policy: Policy, standing: Decisions): Teacher[] {
  return inScope(county, policy).filter(({ id }) => !standing.has(id));
}
