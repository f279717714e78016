/** The program that an appeal solves: who competed for what in the stage, as it was before the stage, all of it at once. */
import type { County } from '../../domain/county.ts';
import { type Decision, SUMMER_STAGES, type SummerState } from '../../domain/summer.ts';
import { type Formulation, formulate } from '../../formulation/index.ts';
import type { Summer } from './advance.ts';
import { floorByBatch } from './appeal-floor.ts';
import type { AppealStage } from './appeal-stage.ts';
import { competitionOf, withoutPost } from './between-schools.ts';
import { roundPolicy } from './competition.ts';
import { lendingOnly, poolBefore } from './pool.ts';
import { type StageSetup, stageCounty } from './stage-county.ts';
import { type Decisions, decisionsOf, together } from './standing.ts';
import { summerCounty } from './summer-county.ts';

/** Stages that a program decides. */
export type SolvedStage = Exclude<AppealStage, 'direct-hire'>;

/** @param teacherId whose decision is opened */
export function appealProgram(
  summer: Summer,
  state: SummerState,
  { stage, teacherId }: { readonly stage: SolvedStage; readonly teacherId: string },
): Formulation {
  const { policy } = summer;
  const county = summerCounty(summer, state, stage);
  const done = state.stages.slice(0, SUMMER_STAGES.indexOf(stage));
  const before = decisionsOf(done);
  const all = withoutPost({ county, policy }, before);
  if (stage !== 'in-school') {
    const { round, ...setup } = competitionOf(stage);
    const { left, lent } = poolBefore({ county, policy }, [...done, { stage, decisions: [] }]);
    const seen = stageCounty(county, policy, before, { competitors: all, ...setup, lent });
    return formulate(seen, lendingOnly(roundPolicy(policy, round, seen), left));
  }
  const isHere = sameSchool(county, teacherId);
  const competitors = new Set([...all].filter(isHere));
  const others = hiredElsewhere(county, state, teacherId);
  // Q03: what the other schools have borrowed is not there for this one.
  const { left, lent } = poolBefore({ county, policy }, [...done, { stage, decisions: others }]);
  const setup: StageSetup = { competitors, opens: () => true, lent };
  const seen = stageCounty(county, policy, together(before, others), setup);
  const asked = floorByBatch(roundPolicy(policy, 'in-school', seen));
  return formulate(seen, lendingOnly(asked, left));
}

/** What the in-school competition decided at the other schools than a person's. */
export function hiredElsewhere(
  county: County,
  { stages }: Pick<SummerState, 'stages'>,
  teacherId: string,
): Decision[] {
  const isHere = sameSchool(county, teacherId);
  const decisions = stages.find(({ stage }) => stage === 'in-school')?.decisions ?? [];
  return decisions.filter((each) => !isHere(each.teacherId));
}

function sameSchool({ teachers }: County, teacherId: string): (id: string) => boolean {
  const schoolOf = new Map(teachers.map(({ id, schoolId }) => [id, schoolId]));
  return (id) => schoolOf.get(id) === schoolOf.get(teacherId);
}

/** Posts that people of the round hold now by a competition, by staff number: who fell back on a direct hire won none. */
export function heldPosts({ round }: Formulation, now: Decisions): Map<string, string> {
  return new Map(
    round.people.flatMap(({ teacher }): [string, string][] => {
      const decision = now.get(teacher.id);
      const post = decision?.kind === 'direct' ? null : (decision?.postGroupId ?? null);
      return post === null ? [] : [[teacher.id, post]];
    }),
  );
}
