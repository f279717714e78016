/**
 * 工作台账: the dated acts that open the gates of the workflow (F00–F06, I01, S03, S07, D05, D06, X04, B01–B05): approvals,
 * announcements, publicity, objections, offers, refusals, training results, contracts. A clerk writes it down; the program only reads.
 */
import { z } from 'zod';
import { compareIds } from './canonical.ts';

/** A day as `YYYY-MM-DD`. */
export const Day = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
export type Day = z.infer<typeof Day>;

const Id = z.string().min(1);
const entry = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ id: Id, on: Day, ...shape });
/** Stages whose lists are made public. */
const Listed = z.enum(['direct-hire', 'in-school', 'in-district', 'cross-district', 'rotation']);
export type ListedStage = z.infer<typeof Listed>;
/** Who approves: bodies only, so that no personal name gets into a state file. */
export const ApprovingBody = z.enum(
  ['领导小组', '推进小组', '人事争议仲裁小组', '编办', '人社局', '教育局', '县政府'],
  {
    error:
      '应为批准机构：领导小组、推进小组、人事争议仲裁小组、编办、人社局、教育局、县政府；不填个人姓名 (one of these bodies, never a name)',
  },
);
export type ApprovingBody = z.infer<typeof ApprovingBody>;

export const JournalEntry = z.discriminatedUnion('kind', [
  /** F03: 岗位设置 done for the county. */
  entry({ kind: z.literal('posts-set') }),
  /** I01: one body passed a school's plan 聘任方案. */
  entry({
    kind: z.literal('plan-passed'),
    schoolId: Id,
    body: z.enum(['principals-meeting', 'staff-assembly']),
  }),
  /** I01: a school's plan was public from `on` to `until`, both days included. */
  entry({ kind: z.literal('plan-publicity'), schoolId: Id, until: Day }),
  /** F00: 空缺岗位公告 before the in-district and cross-district stages. */
  entry({
    kind: z.literal('vacancies-announced'),
    stage: z.enum(['in-district', 'cross-district']),
  }),
  /** F01: a list was public from `on` to `until`, both days included. */
  entry({ kind: z.literal('publicity'), stage: Listed, until: Day }),
  /** The leading group approved the intentions (S07) or the list (F04) of a stage. */
  entry({
    kind: z.literal('approved'),
    stage: Listed,
    what: z.enum(['intentions', 'list']),
    by: ApprovingBody,
  }),
  /** S03: the old school handed out 未聘任证明 and 工作业绩鉴定. */
  entry({ kind: z.literal('not-hired-proof'), teacherId: Id }),
  /** S06: the intention form of a person came in; late when after the due date of the calendar. */
  entry({ kind: z.literal('form-received'), teacherId: Id }),
  /** F04: an objection or appeal against one decision, and what the arbitration said (null = still open). */
  entry({
    kind: z.literal('objection'),
    teacherId: Id,
    stage: Listed,
    upheld: z.boolean().nullable(),
  }),
  /** X04: an arranged post was offered in writing, and refused or accepted. */
  entry({ kind: z.literal('offer'), teacherId: Id, postGroupId: Id }),
  entry({ kind: z.literal('refusal'), teacherId: Id, postGroupId: Id }),
  entry({ kind: z.literal('acceptance'), teacherId: Id, postGroupId: Id }),
  /** B01, B02, B05: training begins, is passed, is declined; B02: the person applies for a post again. */
  entry({
    kind: z.literal('training'),
    teacherId: Id,
    event: z.enum(['begun', 'passed', 'declined', 'applied']),
  }),
  /** B04: a monthly test of the training. */
  entry({ kind: z.literal('monthly-test'), teacherId: Id, passed: z.boolean() }),
  /** F06, D06: a person signed the contract 聘约 of the post; null = of the post on the list. */
  entry({ kind: z.literal('contract'), teacherId: Id, postGroupId: Id.nullable() }),
  /** F05, F06: everybody who was hired there, or whom the school employs for its town, had signed by then. */
  entry({ kind: z.literal('school-contracts'), schoolId: Id }),
  /** 截至: nothing but what is written here had happened by the end of the day before; see {@link keptUpTo}. */
  entry({ kind: z.literal('as-of') }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;

/** The journal file: entries in any order; ids are unique. */
export const Journal = z.strictObject({
  format: z.literal('tiaopei-journal/1'),
  /** Day up to which the journal is kept, as an `as-of` entry says it; by default the day of the latest entry. */
  asOf: Day.optional(),
  entries: z.array(JournalEntry),
});
export type Journal = z.infer<typeof Journal>;

/** The day up to which the journal is kept: that of the latest entry; null when it is empty. */
export function keptUpTo(journal: readonly JournalEntry[]): Day | null {
  return journal.reduce<Day | null>(
    (last, { on }) => (last === null || on > last ? on : last),
    null,
  );
}

const DIGITS = /(\d+)/u;

/** Ids as people number them: runs of digits by their value, so that `R9` comes before `R10`. */
function compareNumbered(a: string, b: string): number {
  const [left, right] = [a.split(DIGITS), b.split(DIGITS)];
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const [x, y] = [left[k] as string, right[k] as string];
    const byValue = k % 2 === 1 ? Number(x) - Number(y) : 0;
    if (byValue !== 0) return byValue;
    if (k % 2 === 0 && x !== y) return compareIds(x, y);
  }
  return left.length - right.length || compareIds(a, b);
}

/** Entries in order of day, then of id (numbers in ids by their value). */
export function inJournalOrder<Entry extends Pick<JournalEntry, 'on' | 'id'>>(
  journal: readonly Entry[],
): Entry[] {
  return [...journal].sort((a, b) => compareIds(a.on, b.on) || compareNumbered(a.id, b.id));
}
