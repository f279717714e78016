/**
 * 环节 2 校内竞聘: the batches in order (I02), each solved exactly over the posts that the earlier ones left. Losers go on into the
 * later batches; who is exempt and wanted to compete falls back on the direct hire (D07, A24).
 */
import type { Teacher } from '../../domain/county.ts';
import type { Batch, Policy } from '../../domain/policy.ts';
import type { Decision, StageSolve } from '../../domain/summer.ts';
import { type Competition, compete } from './competition.ts';
import type { RunStage, SummerContext } from './context.ts';
import { directHire } from './direct-hire.ts';
import { batchOf, choosesToCompete, directGround, inScope, OPEN_CATEGORIES } from './people.ts';
import { type Decisions, together } from './standing.ts';

export const runInSchool: RunStage = async (context) => {
  const decisions: Decision[] = [];
  const solves: StageSolve[] = [];
  const called = new Set<Batch>();
  for (const [k, batches] of context.policy.inSchool.batches.entries()) {
    for (const batch of batches) called.add(batch);
    const standing = together(context.standing, decisions);
    const competitors = candidates(context, standing, called);
    if (competitors.size === 0) continue;
    const settled = await compete(context, standing, batchCompetition(k + 1, batches, competitors));
    if (settled.kind === 'no-allocation') return settled;
    decisions.push(...settled.decisions);
    solves.push(settled.solve);
  }
  const back = allBackToDirect(context, together(context.standing, decisions));
  return { kind: 'decided', decisions: [...decisions, ...back], solves, announced: [] };
};

function batchCompetition(
  batch: number,
  batches: readonly Batch[],
  competitors: ReadonlySet<string>,
): Competition {
  const open = new Set(batches.flatMap((each) => OPEN_CATEGORIES[each]));
  return {
    stage: 'in-school',
    name: `in-school/${batch}`,
    round: 'in-school',
    batches,
    batch,
    competitors,
    opens: ({ category }) => open.has(category),
  };
}

/** People of the batches called so far who have no post yet. */
function candidates(
  { county, policy }: SummerContext,
  standing: Decisions,
  called: ReadonlySet<Batch>,
): Set<string> {
  const ids = inScope(county, policy)
    .filter((teacher) => !standing.has(teacher.id) && called.has(batchOf(teacher)))
    .map(({ id }) => id);
  return new Set(ids);
}

/** The freed post is theirs again when it is still vacant; else they stand above the posts. */
function allBackToDirect({ county, policy }: SummerContext, standing: Decisions): Decision[] {
  return inScope(county, policy).flatMap((teacher) => {
    const back = standing.has(teacher.id) ? null : backToDirect(teacher, policy);
    return back === null ? [] : [back];
  });
}

/** D07: the direct hire of somebody who competed of own choice and found nothing; null = of anybody else. */
export function backToDirect(teacher: Teacher, policy: Policy): Decision | null {
  if (!choosesToCompete(teacher, policy)) return null;
  const ground = directGround(teacher, policy);
  return ground === null ? null : directHire(teacher, ground, policy);
}
