/** A state with some decisions of one stage changed after an appeal: records, ledgers and checks anew. */
import { compareIds } from '../../domain/canonical.ts';
import {
  type Decision,
  type StageRecord,
  type StageSolve,
  SUMMER_STAGES,
  type SummerState,
} from '../../domain/summer.ts';
import type { Summer } from './advance.ts';
import type { AppealStage } from './appeal-stage.ts';
import { checkedState, refusal } from './check-state.ts';
import { ledgerOf } from './ledger.ts';
import { onStandby } from './standby.ts';
import { signed } from './state.ts';

interface Amendment {
  readonly stage: AppealStage;
  /** null = without a post now. */
  readonly changes: readonly { readonly teacherId: string; readonly decision: Decision | null }[];
  readonly solve: StageSolve;
}

/** @throws CertificateError when the independent check refuses the whole, InputError when it refuses what stood before */
export function amended(
  summer: Summer,
  state: SummerState,
  { stage, changes, solve }: Amendment,
): SummerState {
  const changed = new Set(changes.map(({ teacherId }) => teacherId));
  const hired = changes.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  const left = changes.filter(({ decision }) => decision === null);
  const records = state.stages.map((record): StageRecord => {
    const kept = record.decisions.filter(({ teacherId }) => !changed.has(teacherId));
    const added =
      record.stage === stage
        ? hired
        : record.stage === 'standby'
          ? left.map(({ teacherId }) => onStandby(teacherId))
          : [];
    return {
      ...record,
      decisions: [...kept, ...added].sort((a, b) => compareIds(a.teacherId, b.teacherId)),
      solves:
        record.stage === stage
          ? [...record.solves, { ...solve, replaced: replacedIn(record, changed) }]
          : record.solves,
    };
  });
  return rechecked(summer, state, records, SUMMER_STAGES.indexOf(stage));
}

/** What stood before, so that the appeal can be checked against it. */
function replacedIn(
  { decisions }: StageRecord,
  changed: ReadonlySet<string>,
): NonNullable<StageSolve['replaced']> {
  const before = new Map(decisions.map((each) => [each.teacherId, each]));
  return [...changed].map((teacherId) => ({
    teacherId,
    decision: before.get(teacherId) ?? null,
  }));
}

/** Ledgers anew; the check of the whole stands in every record from the opened stage on. */
function rechecked(
  summer: Summer,
  state: SummerState,
  records: readonly StageRecord[],
  from: number,
): SummerState {
  const stages = records.map((record, k) => ({
    ...record,
    ledger: ledgerOf(summer.county, summer.policy, records.slice(0, k + 1)),
  }));
  const { accepted, findings, ruleChecks } = checkedState(summer, { ...state, stages });
  if (!accepted) throw refusal(summer, state, findings);
  const told = stages.map((record, k) =>
    k < from ? record : { ...record, ruleChecks: [...ruleChecks] },
  );
  return signed({ ...state, stages: told });
}
