/**
 * One post more where none is open. Its pairs are not in the program, so all such posts are set up at once and kept shut:
 * one program, whose optimum is that of the round, and whose proof says which of them are worth something.
 */
import {
  type LexicographicResult,
  type Limits,
  prepare,
  type Session,
} from '../../../../solver/index.ts';
import type { County, PostGroup } from '../../../domain/county.ts';
import { CertificateError } from '../../../domain/errors.ts';
import type { Policy } from '../../../domain/policy.ts';
import { type Formulation, formulate } from '../../../formulation/index.ts';
import type { Round } from '../../../rules/round.ts';
import type { Plan } from '../../replan.ts';
import { modelAfter } from '../../replan-bounds.ts';
import { objectives } from '../../solve-tiers.ts';
import { type DualPrice, usedSides } from './used-by-proof.ts';

/** A post that could be set up. */
interface ClosedPost {
  readonly postGroupId: string;
  /** 'unused' = proven to be worth nothing; null = not known. */
  readonly dual: DualPrice | 'unused' | null;
}

export interface ClosedPosts {
  readonly posts: readonly ClosedPost[];
  /** The round with one such post open; null = the program did not close within the limits, so that nothing is known of any. */
  readonly open: ((postGroupId: string) => Promise<LexicographicResult>) | null;
  /** With the posts set up. */
  readonly formulation: Formulation;
}

/**
 * @param base proven optimum of the round as it is
 * @returns null where there is no such post (a rotation has places, not openings)
 * @throws CertificateError when the posts, though shut, change the optimum
 */
export async function closedPosts(
  round: Round,
  base: Plan,
  limits: Limits,
): Promise<ClosedPosts | null> {
  const shut =
    round.policy.round === 'rotation'
      ? []
      : round.groups
          .filter(({ group, present }) => group.openings === 0 && present <= group.posts)
          .map(({ group }) => group.id);
  if (shut.length === 0) return null;
  const { formulation, columns } = shutProgram(round.county, round.policy, shut);
  const session = prepare(formulation.model, objectives(formulation));
  const result = await session.solve({ limits });
  if (result.termination !== 'optimal') {
    const posts = [...columns.keys()].map((postGroupId) => ({ postGroupId, dual: null }));
    return { posts, formulation, open: null };
  }
  checkSame(base, result);
  const used = usedSides(formulation.model, session.objectives, result.proofs);
  const posts = [...columns].map(([postGroupId, column]) => ({
    postGroupId,
    dual: used && (used.column(column, 'upper') ?? ('unused' as const)),
  }));
  return { posts, formulation, open: (id) => opened(session, columns.get(id) as number, limits) };
}

/** The round with one opening in each of these groups, all shut. */
function shutProgram(
  county: County,
  policy: Policy,
  ids: readonly string[],
): { formulation: Formulation; columns: ReadonlyMap<string, number> } {
  const wanted = new Set(ids);
  const postGroups = county.postGroups.map(
    (group): PostGroup =>
      wanted.has(group.id) ? { ...group, openings: 1, posts: Math.max(1, group.posts) } : group,
  );
  const formulation = formulate({ ...county, postGroups }, policy);
  const columns = new Map(
    ids.flatMap((id) => {
      const column = formulation.columns.filled.get(id);
      return column === undefined ? [] : [[id, column] as const];
    }),
  );
  const changes = [...columns.values()].map(
    (column) => ({ kind: 'column', column, lower: 0, upper: 0 }) as const,
  );
  return {
    formulation: { ...formulation, model: modelAfter(formulation.model, changes) },
    columns,
  };
}

function checkSame({ tiers }: Plan, { tiers: found }: LexicographicResult): void {
  const changed = tiers.filter(({ value }, k) => value !== found[k]?.value).map(({ id }) => id);
  if (changed.length > 0)
    throw new CertificateError([`posts that are shut change ${changed.join(', ')}`]);
}

async function opened(
  session: Session,
  column: number,
  limits: Limits,
): Promise<LexicographicResult> {
  session.change({ kind: 'column', column, lower: 0, upper: 1 });
  try {
    return await session.solve({ limits });
  } finally {
    session.change({ kind: 'column', column, lower: 0, upper: 0 });
  }
}
