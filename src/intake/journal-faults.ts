/** What is wrong with an entry of the journal whatever it was written in: days, ids of the county, ids of its own. */
import type { County } from '../domain/county.ts';
import { isRealDay } from '../domain/holidays.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Remark } from './issues.ts';

/** Keys of an entry that a fault may be about. */
export type JournalKey = 'id' | 'on' | 'until' | 'schoolId' | 'teacherId' | 'postGroupId';

export interface JournalFault extends Remark {
  readonly key: JournalKey;
}

/** The ids that entries may name, and the entry ids seen so far. */
export class JournalBook {
  readonly #known: Readonly<Record<'schoolId' | 'teacherId' | 'postGroupId', ReadonlySet<string>>>;
  readonly #seen = new Set<string>();

  constructor({ schools, teachers, postGroups }: County) {
    const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
    this.#known = {
      schoolId: ids(schools),
      teacherId: ids(teachers),
      postGroupId: ids(postGroups),
    };
  }

  /** Takes an entry in. */
  faults(entry: JournalEntry): JournalFault[] {
    const twice = this.#seen.has(entry.id);
    this.#seen.add(entry.id);
    return [
      ...(twice ? [{ key: 'id' as const, ...TWICE }] : []),
      ...dayFaults(entry),
      ...(['schoolId', 'teacherId', 'postGroupId'] as const)
        .filter((key) => ![undefined, null].includes((entry as never)[key]))
        .filter((key) => !this.#known[key].has((entry as never)[key]))
        .map((key) => ({ key, ...UNKNOWN[key] })),
    ];
  }
}

const TWICE: Remark = {
  code: 'duplicate-entry',
  message: '台账编号重复 (the same id twice)。',
  suggestion: '每条记录须有自己的编号，请改正其一。',
};

const UNKNOWN: Readonly<Record<'schoolId' | 'teacherId' | 'postGroupId', Remark>> = {
  schoolId: {
    code: 'unknown-school',
    message: '学校不在学校基本情况表中 (unknown school)。',
    suggestion: '请按学校表填写代码。',
  },
  teacherId: {
    code: 'unknown-teacher',
    message: '职工号不在花名册中 (unknown teacher)。',
    suggestion: '请按花名册填写职工号。',
  },
  postGroupId: {
    code: 'unknown-post',
    message: '岗位组不存在 (no such post)。',
    suggestion: '请按岗位设置表填写，如「学校代码/P/T/语文」。',
  },
};

function dayFaults(entry: JournalEntry): JournalFault[] {
  const until = 'until' in entry ? entry.until : null;
  const unreal = [
    ...(isRealDay(entry.on) ? [] : (['on'] as const)),
    ...(until === null || isRealDay(until) ? [] : (['until'] as const)),
  ];
  if (unreal.length > 0)
    return unreal.map((key) => ({
      key,
      code: 'not-a-day',
      message: '没有这一天 (no such day)。',
      suggestion: '请按「2026-07-01」的样式填写。',
    }));
  if (until === null || until >= entry.on) return [];
  return [
    {
      key: 'until',
      code: 'ends-before-start',
      message: `止期 ${until} 早于起始日 ${entry.on} (ends before it begins)。`,
      suggestion: '请核对两个日期。',
    },
  ];
}
