/** 环节 3 学区竞聘 and 环节 4 跨学区调配: all people without a post compete for all announced vacancies, jointly or in a cascade. */
import type { StageRecord } from '../../domain/summer.ts';
import { type Competition, compete } from './competition.ts';
import type { RunStage, SummerContext } from './context.ts';
import { inScope } from './people.ts';
import { type Decisions, vacantPosts } from './standing.ts';

type BetweenSchools = 'in-district' | 'cross-district';

/** What the people of a stage compete for. */
export function competitionOf(
  stage: BetweenSchools,
): Required<Pick<Competition, 'round' | 'opens' | 'mustFill'>> {
  const isLast = stage === 'cross-district';
  return {
    round: isLast ? 'placement' : 'in-district',
    opens: () => true,
    // Q15: floors of the post table are asked for where every school may be reached.
    mustFill: isLast,
  };
}

const between =
  (stage: BetweenSchools): RunStage =>
  async (context) => {
    const announced = vacancies(context);
    const competitors = withoutPost(context, context.standing);
    if (competitors.size === 0) return { kind: 'decided', decisions: [], solves: [], announced };
    const competition = { stage, name: stage, competitors, ...competitionOf(stage) };
    const settled = await compete(context, context.standing, competition);
    if (settled.kind === 'no-allocation') return settled;
    const { decisions, solve } = settled;
    return { kind: 'decided', decisions, solves: [solve], announced };
  };

/** S01–S05: own district, other schools; no school with a vacancy may refuse (S02). */
export const runInDistrict = between('in-district');
/** X01–X22: other districts in the listed directions. */
export const runCrossDistrict = between('cross-district');

/** Everybody in scope who is not hired. */
export function withoutPost(
  { county, policy }: Pick<SummerContext, 'county' | 'policy'>,
  standing: Decisions,
): Set<string> {
  const ids = inScope(county, policy)
    .filter(({ id }) => !standing.has(id))
    .map(({ id }) => id);
  return new Set(ids);
}

/** F00: what is announced before the stage. */
function vacancies(context: SummerContext): StageRecord['announced'] {
  return [...vacantPosts(context, context.standing)].flatMap(([postGroupId, count]) =>
    count > 0 ? [{ postGroupId, count }] : [],
  );
}
