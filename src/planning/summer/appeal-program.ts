/** The program that an appeal solves: who competed for what in the stage, as it was before the stage, all of it at once. */

import { SUMMER_STAGES, type SummerState } from '../../domain/summer.ts';
import { type Formulation, formulate } from '../../formulation/index.ts';
import type { Summer } from './advance.ts';
import type { AppealStage } from './appeal-stage.ts';
import { competitionOf, withoutPost } from './between-schools.ts';
import { roundPolicy } from './competition.ts';
import { lending, poolLeft } from './pool.ts';
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
    const seen = stageCounty(county, policy, before, { competitors: all, ...setup });
    const left = poolLeft({ county, policy }, done);
    return formulate(seen, lending(roundPolicy(policy, round, seen), left));
  }
  const schoolOf = new Map(county.teachers.map(({ id, schoolId }) => [id, schoolId]));
  const isHere = (id: string) => schoolOf.get(id) === schoolOf.get(teacherId);
  const competitors = new Set([...all].filter(isHere));
  const setup: StageSetup = { competitors, opens: () => true };
  const others = elsewhere(state, isHere);
  const seen = stageCounty(county, policy, together(before, others), setup);
  // Q03: what the other schools have borrowed is not there for this one.
  const left = poolLeft({ county, policy }, [...done, { stage, decisions: others }]);
  return formulate(seen, lending(roundPolicy(policy, 'in-school', seen), left));
}

/** What the in-school competition decided at the other schools. */
function elsewhere({ stages }: SummerState, isHere: (id: string) => boolean) {
  const decisions = stages.find(({ stage }) => stage === 'in-school')?.decisions ?? [];
  return decisions.filter(({ teacherId }) => !isHere(teacherId));
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
