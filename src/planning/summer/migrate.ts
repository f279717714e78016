/** Older state files: formats brought to the next by one step each, and policies of before a key was added. */
import { createHash } from 'node:crypto';
import { Policy, policyHash } from '../../domain/policy.ts';
import { SUMMER_FORMAT, type SummerStage } from '../../domain/summer.ts';
import { workCalendar } from '../../rules/workflow/index.ts';
import { calendarHash } from './calendar-hash.ts';

type Raw = Record<string, unknown>;

type Refuse = (message: string) => never;

/** Stages before which no vacancies are announced. */
const UNANNOUNCED: ReadonlySet<unknown> = new Set<SummerStage>(['direct-hire', 'in-school']);

/**
 * Format 0 knew rehearsals on the built-in days off only and did not keep the announced vacancies (F00): a state that has
 * not come to them goes on as a rehearsal, a later one is refused.
 */
function from0(state: Raw, refuse: Refuse): Raw {
  const { county, policy, referenceMonth, stages } = state;
  if (Array.isArray(stages) && !stages.every(({ stage }: Raw) => UNANNOUNCED.has(stage))) {
    return refuse(
      '是旧格式，没有记下学区竞聘以后各环节公布的空缺，不能接着运行；请从头运行 (an older format without the announced vacancies: begin anew)。',
    );
  }
  const withVacancies = (record: Raw) => ({ ...record, announced: [], read: [] });
  return {
    format: SUMMER_FORMAT,
    mode: 'rehearsal',
    county,
    policy,
    referenceMonth,
    holidays: calendarHash(workCalendar()),
    journal: [],
    stages: Array.isArray(stages) ? stages.map(withVacancies) : stages,
  };
}

const STEPS: Readonly<Record<string, (state: Raw, refuse: Refuse) => Raw>> = {
  'tiaopei-summer/0': from0,
};

/** @param refuse called with the reason when the format is foreign or newer */
export function migrated(state: Raw, refuse: Refuse): Raw {
  let current = state;
  while (current.format !== SUMMER_FORMAT) {
    const step = STEPS[String(current.format)];
    if (step === undefined) {
      return refuse(
        `的格式是「${String(current.format)}」，本版本只能读到「${SUMMER_FORMAT}」；请用写出它的版本或更新的版本 (written by another or newer version)。`,
      );
    }
    current = step(current, refuse);
  }
  return current;
}

/**
 * Keys that the policy has got since the state was written stand at their defaults, which is what the program did before it had
 * them: the same policy, so its hash is that of today. One that is not of its hash is left as it is, for `resumed` to refuse.
 */
export function withLaterKeys(state: Raw): Raw {
  const { hash, values } = (state.policy ?? {}) as Raw;
  const isOwn =
    hash ===
    createHash('sha256')
      .update(JSON.stringify(values ?? null))
      .digest('hex');
  const known = isOwn ? Policy.safeParse(values) : null;
  if (known?.success !== true) return state;
  return { ...state, policy: { hash: policyHash(known.data), values: known.data } };
}
