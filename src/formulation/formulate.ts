/** County and policy → program. See README.md for the program in symbols. */
import { ModelBuilder } from '../../solver/index.ts';
import type { County } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import { prepareRound, type Round } from '../rules/round.ts';
import { addArcs, addHomeColumns, addSoftColumns } from './columns.ts';
import type { CapMark, Formulation } from './formulation.ts';
import { checkLocks } from './locks.ts';
import { tierObjectives } from './objectives.ts';
import { addPairColumns } from './pair-columns.ts';
import { admissiblePairs } from './pairs.ts';
import { addRows } from './rows.ts';

/**
 * Writes the round as an integer program with named rows and columns.
 * @throws InputError when a lock of the policy names unknown ids or contradicts a rule
 */
export function formulate(county: County, policy: Policy): Formulation {
  const round = prepareRound(county, policy);
  checkLocks(round);
  return formulateRound(round);
}

function formulateRound(round: Round): Formulation {
  const builder = new ModelBuilder(round.policy.round);
  const caps: CapMark[] = [];
  const pairs = admissiblePairs(round);
  const rows = addRows(builder, round, pairs, caps);
  const columns = {
    ...addPairColumns(builder, round, pairs, rows),
    ...addHomeColumns(builder, round, rows),
    ...addArcs(builder, round, rows, caps),
    ...addSoftColumns(builder, round, rows),
  };
  const model = builder.build();
  const tiers = tierObjectives(round, pairs, columns, model.lower.length);
  const { fairShares, couples, rotation } = rows.side;
  return { round, pairs, model, columns, tiers, caps, fairShares, couples, rotation };
}
