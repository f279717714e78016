/** 台账 after a stage: people by the way they were arranged, posts held and vacant, heads above the posts. */
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Decision, StageRecord, SummerLedger, SummerStage } from '../../domain/summer.ts';
import { inScope } from './people.ts';
import { decisionsOf, headsHolding } from './standing.ts';

type Column = Exclude<
  keyof SummerLedger,
  'posts' | 'people' | 'open' | 'held' | 'vacant' | 'above'
>;

/** Where a hire that is neither direct nor standby is counted: by the stage that made it. */
const COLUMN: Readonly<Record<SummerStage, Column>> = {
  'direct-hire': 'volunteers',
  'in-school': 'inSchool',
  'in-district': 'inDistrict',
  'cross-district': 'crossDistrict',
  standby: 'standby',
};

/** @param done the stages up to the one whose ledger is asked for */
export function ledgerOf(
  county: County,
  policy: Policy,
  done: readonly Pick<StageRecord, 'stage' | 'decisions'>[],
): SummerLedger {
  const decisions = decisionsOf(done);
  const people = inScope(county, policy).length;
  const counts = {
    direct: 0,
    volunteers: 0,
    inSchool: 0,
    inDistrict: 0,
    crossDistrict: 0,
    standby: 0,
  };
  for (const { stage, decisions: made } of done) {
    for (const decision of made) counts[columnOf(decision, stage)]++;
  }
  return {
    posts: county.postGroups.reduce((sum, { posts }) => sum + posts, 0),
    people,
    ...counts,
    open: people - decisions.size,
    ...postsHeld(county, headsHolding(decisions)),
  };
}

function columnOf({ kind }: Decision, stage: SummerStage): Column {
  return kind === 'direct' || kind === 'standby' ? kind : COLUMN[stage];
}

function postsHeld(
  { postGroups }: County,
  heads: Map<string, number>,
): Pick<SummerLedger, 'held' | 'vacant' | 'above'> {
  const all = [...heads.values()].reduce((sum, count) => sum + count, 0);
  let held = 0;
  let vacant = 0;
  for (const { id, posts } of postGroups) {
    const here = Math.min(posts, heads.get(id) ?? 0);
    held += here;
    vacant += posts - here;
  }
  return { held, vacant, above: all - held };
}
