/** The approved county totals above the schools' quotas: read, nested, never raised (Q01, Q02). */
import { STAGE_ZH } from '../../domain/vocabulary.ts';
import { sum } from '../arithmetic.ts';
import { STAGE_KEYS, stageHeads } from '../limits.ts';
import type { Outcome } from '../outcome.ts';
import { must, type Result, should } from './result.ts';

/** A stage with an approved total, heads. */
interface StageTotal {
  readonly zh: string;
  /** Quotas beyond the total, as the schools have them. */
  readonly beforehand: number;
  /** People beyond the total because of this round. */
  readonly byRound: number;
}

/** Placement only: a rotation takes nobody in. */
export function approvedChecks(outcome: Outcome): Result[] {
  if (outcome.facts.rotation) return [];
  const stages = stageTotals(outcome);
  const heads = (key: 'beforehand' | 'byRound') => sum(stages.map((each) => each[key]));
  const over = (key: 'beforehand' | 'byRound') =>
    stages.filter((each) => each[key] > 0).map(({ zh }) => zh);
  const raised = over('byRound');
  return [
    {
      name: 'approved-total',
      rules: ['Q01'],
      status: must(raised.length === 0),
      measured: heads('byRound'),
      limit: 0,
      text: `编制总量由编办核定，本轮只可使用、不可突破：超出 ${heads('byRound')} 人${named(raised)}。`,
      offenders: raised,
    },
    {
      name: 'approved-total',
      rules: ['Q02'],
      // Quotas entered above the total are the bureau's to correct; the round only may not use them.
      status: raised.length > 0 ? 'fail' : should(heads('beforehand') === 0),
      measured: heads('beforehand'),
      limit: 0,
      text: `${stages.length} 个学段有核定总量：各校编制之和超出总量 ${heads('beforehand')} 名${named(over('beforehand'))}，本轮使在岗人数超出 ${heads('byRound')} 人。`,
      offenders: [...raised, ...over('beforehand')],
    },
  ];
}

function stageTotals({ facts, moves }: Outcome): StageTotal[] {
  return STAGE_KEYS.flatMap((stage) => {
    const { shared, approved, settled } = stageHeads(facts, stage);
    if (approved === null) return [];
    const arrivals = moves.filter(({ group }) => group.stage === stage).length;
    return [
      {
        zh: STAGE_ZH[stage],
        beforehand: Math.max(0, shared - approved),
        byRound: Math.max(0, settled + arrivals - Math.max(approved, settled)),
      },
    ];
  });
}

const named = (stages: readonly string[]) =>
  stages.length === 0 ? '' : `（${stages.join('、')}）`;
