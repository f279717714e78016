/**
 * 全程状态机: the one place where the summer goes from one stage to the next. README.md of the folder above has the picture.
 * A stage is entered when the one before is done and, in a binding run, when every gate before it is open.
 */
import { compareIds } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import {
  type StageRecord,
  SUMMER_STAGES,
  type SummerStage,
  type SummerState,
} from '../../domain/summer.ts';
import type { Gate, GateFinding } from '../../rules/workflow/gate.ts';
import { GATES } from '../../rules/workflow/gates.ts';
import type { WorkCalendar } from '../../rules/workflow/working-days.ts';
import { runCrossDistrict, runInDistrict } from './between-schools.ts';
import { checkedState, refusal } from './check-state.ts';
import type { NoStageResult, RunStage, SummerContext } from './context.ts';
import { runDirectHire } from './direct-hire.ts';
import { runInSchool } from './in-school.ts';
import { readBy } from './journal-of.ts';
import { ledgerOf } from './ledger.ts';
import { runStandby } from './standby.ts';
import { decisionsOf } from './standing.ts';
import { signed } from './state.ts';
import { summerCounty } from './summer-county.ts';

/** What a run is about; the state goes through it. */
export interface Summer extends Pick<SummerContext, 'backend' | 'watch'> {
  /** As read from the workbook. */
  readonly county: County;
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}

/** A gate that is not open, and what is missing. */
export interface ClosedGate extends Pick<Gate, 'name' | 'rules' | 'sentence' | 'stops'> {
  readonly findings: readonly GateFinding[];
}

/** The next stage, or the end. */
export type SummerStep = SummerStage | 'close';

export type Advance =
  | {
      readonly kind: 'done';
      readonly state: SummerState;
      readonly record: StageRecord;
      /** Closed gates that did not stop: of single people, and in a rehearsal all. */
      readonly passed: readonly ClosedGate[];
    }
  /** A gate stops the binding run: nothing was done. */
  | { readonly kind: 'stopped'; readonly before: SummerStep; readonly gates: readonly ClosedGate[] }
  | ({ readonly stage: SummerStage } & NoStageResult)
  /** All stages done, all gates open. */
  | { readonly kind: 'closed' };

const RUN: Readonly<Record<SummerStage, RunStage>> = {
  'direct-hire': runDirectHire,
  'in-school': runInSchool,
  'in-district': runInDistrict,
  'cross-district': runCrossDistrict,
  standby: runStandby,
};

/** What comes next. */
export function nextStep({ stages }: Pick<SummerState, 'stages'>): SummerStep {
  return SUMMER_STAGES[stages.length] ?? 'close';
}

/** The gates before the next step that the journal does not open. */
function closedGates(summer: Summer, state: SummerState): ClosedGate[] {
  const { county, policy, calendar } = summer;
  const { journal, stages: done } = state;
  const facts = { county, policy, journal, done, calendar };
  return GATES.filter(({ before }) => before === nextStep(state)).flatMap((gate) => {
    const { name, rules, sentence, stops } = gate;
    const findings = gate.missing(facts);
    return findings.length === 0 ? [] : [{ name, rules, sentence, stops, findings }];
  });
}

/**
 * One step. In a rehearsal gates do not stop.
 * @throws CertificateError when an independent check refuses a solve, the whole of the stage or the whole at its close
 * @throws InputError when it refuses the state as it was before
 */
export async function advance(summer: Summer, state: SummerState): Promise<Advance> {
  const step = nextStep(state);
  const closed = closedGates(summer, state);
  const gates = closed.filter(({ stops }) => stops === 'stage');
  if (state.mode === 'binding' && gates.length > 0) return { kind: 'stopped', before: step, gates };
  if (step === 'close') return closing(summer, state);
  const result = await RUN[step](contextOf(summer, state, step));
  if (result.kind === 'no-allocation') return { ...result, stage: step };
  const { kind: _, ...decided } = result;
  const record = verified(summer, state, { stage: step, ...decided });
  const after = signed({ ...state, stages: [...state.stages, record] });
  return { kind: 'done', state: after, record, passed: closed };
}

/** The last word: the journal may have come to say something else since the last stage. */
function closing(summer: Summer, state: SummerState): Advance {
  const { accepted, findings } = checkedState(summer, state, true);
  if (!accepted) throw refusal(summer, state, findings);
  return { kind: 'closed' };
}

function contextOf(summer: Summer, state: SummerState, stage: SummerStage) {
  const { policy, backend, watch } = summer;
  const { stages: done } = state;
  return {
    county: summerCounty(summer, state, stage),
    policy,
    done,
    standing: decisionsOf(done),
    ...(backend === undefined ? {} : { backend }),
    ...(watch === undefined ? {} : { watch }),
  } satisfies SummerContext;
}

/** The record of a stage, when the independent check accepts the whole. */
function verified(
  summer: Summer,
  state: SummerState,
  result: Omit<StageRecord, 'ledger' | 'ruleChecks' | 'read'>,
): StageRecord {
  const { stage, decisions, solves, announced } = result;
  const ledger = ledgerOf(summer.county, summer.policy, [...state.stages, { stage, decisions }]);
  const withChecks = (ruleChecks: StageRecord['ruleChecks']): StageRecord => ({
    stage,
    decisions: inOrderOfId(decisions),
    solves,
    ledger,
    ruleChecks,
    announced,
    read: readBy(state, stage),
  });
  const claim = { ...state, stages: [...state.stages, withChecks([])] };
  const { accepted, findings, ruleChecks } = checkedState(summer, claim);
  if (!accepted) throw refusal(summer, state, findings);
  return withChecks([...ruleChecks]);
}

function inOrderOfId(decisions: StageRecord['decisions']): StageRecord['decisions'] {
  return [...decisions].sort((a, b) => compareIds(a.teacherId, b.teacherId));
}
