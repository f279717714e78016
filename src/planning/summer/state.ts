/**
 * 状态文件 (the state file): written after each stage, so that the summer can go on from there. A file that was changed,
 * that belongs to another county or policy, or that a newer version wrote is refused; older formats are brought up to date.
 */
import { createHash } from 'node:crypto';
import { countyHash } from '../../domain/canonical.ts';
import type { County } from '../../domain/county.ts';
import { InputError } from '../../domain/errors.ts';
import type { JournalEntry } from '../../domain/journal.ts';
import { type Policy, policyHash } from '../../domain/policy.ts';
import {
  SUMMER_FORMAT,
  SUMMER_STAGE_ZH,
  SUMMER_STAGES,
  type SummerStage,
  SummerState,
} from '../../domain/summer.ts';
import { type WorkCalendar, workCalendar } from '../../rules/workflow/index.ts';
import { earlierAppellants } from './appeal-stage.ts';
import { calendarHash } from './calendar-hash.ts';
import { boundEntries } from './journal-of.ts';
import { migrated, withLaterKeys } from './migrate.ts';

type Unsigned = Omit<SummerState, 'checksum'>;

/** SHA-256 of everything but the checksum, in the order of the schema. */
function checksumOf(state: Unsigned): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}

export function signed(state: Unsigned): SummerState {
  const { format, mode, county, policy, referenceMonth, holidays, journal, stages } = state;
  const unsigned = { format, mode, county, policy, referenceMonth, holidays, journal, stages };
  return { ...unsigned, checksum: checksumOf(unsigned) };
}

/**
 * 岗位设置 done, nothing decided.
 * @param journal null = a rehearsal
 * @param calendar by default the built-in years
 * @throws InputError when the policy fixes people to posts: which stage would have to give way is not said
 */
export function freshState(
  county: County,
  policy: Policy,
  journal: readonly JournalEntry[] | null,
  calendar: WorkCalendar = workCalendar(),
): SummerState {
  if (policy.locks.forced.length > 0) {
    const message =
      '全程按环节依次进行，不接受政策项「locks.forced」；请在环节完成后用 appeal --post 固定个人岗位 (forced pairs belong to a single round; use appeal --post)。';
    throw new InputError([{ code: 'locks-in-summer', path: 'locks.forced', message }]);
  }
  return signed({
    format: SUMMER_FORMAT,
    mode: journal === null ? 'rehearsal' : 'binding',
    county: { name: county.name, hash: countyHash(county) },
    policy: { hash: policyHash(policy), values: policy },
    referenceMonth: policy.referenceMonth,
    holidays: calendarHash(calendar),
    journal: [...(journal ?? [])],
    stages: [],
  });
}

/** The bytes of the file. */
export function stateText(state: SummerState): string {
  return `${JSON.stringify(state, null, 1)}\n`;
}

/**
 * Reads a state file.
 * @param path as it is called in errors
 * @throws InputError when it is damaged, not a state file, or of a format that this version cannot read
 */
export function parseState(text: string, path: string): SummerState {
  const refuse = (code: string, message: string): never => {
    throw new InputError([{ code, path, message: `状态文件「${path}」${message}` }]);
  };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse('state-damaged', '不是完整的 JSON，请改用备份 (damaged: not valid JSON)。');
  }
  if (!isRecord(raw) || typeof raw.format !== 'string') {
    return refuse('state-foreign', '不是全程状态文件 (not a state file)。');
  }
  const { checksum, ...rest } = raw;
  if (checksum !== checksumOf(rest as Unsigned)) {
    return refuse(
      'state-damaged',
      '校验和不符：文件被改动或损坏，请改用备份或从头运行 (the checksum differs: changed or damaged)。',
    );
  }
  const current = withLaterKeys(migrated(rest, (message) => refuse('state-format', message)));
  const result = SummerState.safeParse(signed(current as Unsigned));
  if (!result.success || !inOrder(result.data)) {
    return refuse('state-damaged', '内容不合规定 (its content is not as the format says)。');
  }
  return result.data;
}

function inOrder({ stages }: SummerState): boolean {
  return stages.every(({ stage }, k) => stage === SUMMER_STAGES[k]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The state to go on from, with the journal of today.
 * @param journal null = a rehearsal
 * @param calendar by default the built-in years
 * @throws InputError when county, policy, mode, days off or the entries read before are not those of the state
 */
export function resumed(
  state: SummerState,
  county: County,
  policy: Policy,
  journal: readonly JournalEntry[] | null,
  calendar: WorkCalendar = workCalendar(),
): SummerState {
  const problem =
    foreignCounty(state, county) ??
    foreignPolicy(state, policy) ??
    foreignMode(state, journal) ??
    otherHolidays(state, calendar) ??
    changedJournal(state, journal ?? []);
  if (problem !== null) throw new InputError([problem]);
  return signed({ ...state, journal: [...(journal ?? [])] });
}

type Problem = { readonly code: string; readonly message: string } | null;

function foreignCounty({ county }: SummerState, given: County): Problem {
  if (county.hash === countyHash(given)) return null;
  return {
    code: 'state-foreign-county',
    message: `状态文件属于「${county.name}」的另一份数据，县工作簿已换或已改；请用原工作簿，或从头运行 (the state belongs to another county file)。`,
  };
}

function foreignPolicy({ policy }: SummerState, given: Policy): Problem {
  if (policy.hash === policyHash(given)) return null;
  return {
    code: 'state-foreign-policy',
    message:
      '状态文件按另一份政策运行；请用原政策文件，或从头运行 (the state was run under another policy)。',
  };
}

function foreignMode({ mode }: SummerState, journal: readonly JournalEntry[] | null): Problem {
  const asked = journal === null ? 'rehearsal' : 'binding';
  if (mode === asked) return null;
  return {
    code: 'state-other-mode',
    message:
      mode === 'rehearsal'
        ? '状态文件是演练，不能接着正式运行；请不带 --state 从头运行 (a rehearsal cannot be continued as a binding run)。'
        : '状态文件是正式运行，请用 --journal 给出工作台账 (a binding run needs its journal)。',
  };
}

/** Gates that opened on other days off might be closed on these. */
function otherHolidays({ holidays }: SummerState, calendar: WorkCalendar): Problem {
  if (holidays === calendarHash(calendar)) return null;
  return {
    code: 'state-other-holidays',
    message:
      '状态文件按另一份放假调休安排运行，工作日数会不同；请用 --holidays 给出原来的安排，或从头运行 (the state was run with other days off: give the same --holidays, or begin anew)。',
  };
}

/** What stages that are done rest on may be added to, not changed; what a stopped run only looked at may be. */
function changedJournal(state: SummerState, given: readonly JournalEntry[]): Problem {
  const now = new Map(given.map((entry) => [entry.id, JSON.stringify(entry)]));
  const changed = boundEntries(state).find((entry) => now.get(entry.id) !== JSON.stringify(entry));
  if (changed === undefined) return null;
  return {
    code: 'state-journal-changed',
    message: `工作台账第「${changed.id}」条已被此前的环节引用，现在缺失或已改；请恢复原条目，更正请另记一条 (an entry that was read before is gone or changed)。`,
  };
}

/**
 * The state as it was before a stage.
 * @throws InputError when the stages before it are not all done, or appeals changed what the stage decided
 */
export function untilBefore(state: SummerState, stage: SummerStage): SummerState {
  const k = SUMMER_STAGES.indexOf(stage);
  if (earlierAppellants(state, stage).length > 0) {
    const message = `「${SUMMER_STAGE_ZH[stage]}」的决定已按申诉裁定改过，重做会丢掉这些裁定；确需重做请用申诉前的状态文件 (appeals changed this stage: running it again would undo them)。`;
    throw new InputError([{ code: 'stage-appealed', message }]);
  }
  if (state.stages.length >= k) return signed({ ...state, stages: state.stages.slice(0, k) });
  const missing = SUMMER_STAGES.slice(state.stages.length, k)
    .map((each) => SUMMER_STAGE_ZH[each])
    .join('、');
  const message = `「${SUMMER_STAGE_ZH[stage]}」之前的环节尚未完成：${missing}；请用 --state 给出状态文件，或用 --to ${stage} 依次运行 (earlier stages are missing)。`;
  throw new InputError([{ code: 'stages-missing', message }]);
}
