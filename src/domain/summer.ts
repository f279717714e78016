/**
 * 全程 (the summer in order): what each stage decided, the ledger after it, and the state file that holds both.
 * People appear by staff number only. Nothing in it depends on a clock.
 */
import { z } from 'zod';
import { ExemptionKind, YearMonth } from './county.ts';
import { JournalEntry } from './journal.ts';
import { Batch, ObjectiveTierId, Policy } from './policy.ts';
import { MoveKind, RuleCheck } from './proposal.ts';

export const SUMMER_FORMAT = 'tiaopei-summer/1';

/** 环节 in order: 直聘, 校内竞聘, 学区竞聘, 跨学区调配, 待岗与退出. */
export const SUMMER_STAGES = [
  'direct-hire',
  'in-school',
  'in-district',
  'cross-district',
  'standby',
] as const;
export const SummerStage = z.enum(SUMMER_STAGES);
export type SummerStage = z.infer<typeof SummerStage>;

export const SUMMER_STAGE_ZH: Record<SummerStage, string> = {
  'direct-hire': '直聘',
  'in-school': '校内竞聘',
  'in-district': '学区竞聘',
  'cross-district': '跨学区调配',
  standby: '待岗与退出',
};

/** One person's way to a post, or to the standby list. A person is decided once, in one stage. */
export const Decision = z.strictObject({
  teacherId: z.string(),
  /** How: the kind of the move; 'standby' = nothing found. */
  kind: z.enum([...MoveKind.options, 'standby']),
  /** Post taken up; null for standby and for people who take no hiring place (Q23). */
  postGroupId: z.string().nullable(),
  /** Direct hire: why ('leader' = appointed, I08; 'bound' = inside a term, R06); null otherwise. */
  ground: z.enum([...ExemptionKind.options, 'leader', 'bound']).nullable(),
  /** In-school competition: the batch of the hire, counted from 1; null otherwise. */
  batch: z.number().int().min(1).max(6).nullable(),
  /** Term of the post contract in months from the reference month (A21, D06); null without a post. */
  contractMonths: z.number().int().nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** A solve of a stage: one for each batch, direction of volunteers, or round. */
export const StageSolve = z.strictObject({
  /** E.g. `in-school/2`, `volunteers/in-district`, `cross-district`, `appeal/<staff number>`. */
  name: z.string(),
  batches: z.array(Batch),
  movers: z.number().int(),
  pairs: z.number().int(),
  placed: z.number().int(),
  solver: z.strictObject({ backend: z.string(), version: z.string() }),
  /** 'optimal' = every tier proven. */
  status: z.enum(['optimal', 'feasible']),
  tiers: z.array(
    z.strictObject({ id: ObjectiveTierId, value: z.number().int(), bound: z.number().nullable() }),
  ),
  certificate: z.string().nullable(),
  /** An appeal only: the post that the ruling names; null = any but the one held. */
  awarded: z.string().nullable().optional(),
  /** An appeal only: id of the journal entry with the ruling that it carries out; null = none (rehearsal). Older states lack it. */
  objection: z.string().nullable().optional(),
  /** An appeal only: everybody whose decision it changed, with the decision of the stage before it; null = none. */
  replaced: z
    .array(z.strictObject({ teacherId: z.string(), decision: Decision.nullable() }))
    .optional(),
});
export type StageSolve = z.infer<typeof StageSolve>;

/** The ledger after a stage, heads and posts; it must add up (see `src/verification/summer`). */
export const SummerLedger = z.strictObject({
  /** 设岗数 of all post groups. */
  posts: z.number().int(),
  /** On the establishment and in scope: everybody whom the summer has to arrange. */
  people: z.number().int(),
  /** Decided so far, by kind; the kinds of later stages are 0. */
  direct: z.number().int(),
  volunteers: z.number().int(),
  inSchool: z.number().int(),
  inDistrict: z.number().int(),
  crossDistrict: z.number().int(),
  standby: z.number().int(),
  /** Not decided yet. people = direct + volunteers + inSchool + inDistrict + crossDistrict + standby + open. */
  open: z.number().int(),
  /** Posts held by decided people, and vacant ones: posts = held + vacant (held counts no head above a group's posts). */
  held: z.number().int(),
  vacant: z.number().int(),
  /** Heads above the posts of their group (direct hires and leaders that the post table has no post for). */
  above: z.number().int(),
});
export type SummerLedger = z.infer<typeof SummerLedger>;

export const StageRecord = z.strictObject({
  stage: SummerStage,
  decisions: z.array(Decision),
  solves: z.array(StageSolve),
  ledger: SummerLedger,
  ruleChecks: z.array(RuleCheck),
  /** Vacancies that were announced before the stage (F00): post group and open posts. */
  announced: z.array(z.strictObject({ postGroupId: z.string(), count: z.number().int() })),
  /** Ids of the journal entries that the stage read, in order of day and id: what comes later changes nothing of it. */
  read: z.array(z.string()),
});
export type StageRecord = z.infer<typeof StageRecord>;

/**
 * The state file. In a rehearsal (演练) gates are listed but do not stop; a binding run (正式) stops at each gate that
 * the journal does not open, and a rehearsal cannot be continued as a binding run.
 */
export const SummerState = z.strictObject({
  format: z.literal(SUMMER_FORMAT),
  mode: z.enum(['rehearsal', 'binding']),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string(), values: Policy }),
  referenceMonth: YearMonth,
  /** SHA-256 of the days off and make-up days that working days are counted with. */
  holidays: z.string(),
  /** Entries that the stages done so far have read, in order of date and id. */
  journal: z.array(JournalEntry),
  stages: z.array(StageRecord),
  /** SHA-256 of the canonical JSON of everything above: a changed file is refused. */
  checksum: z.string(),
});
export type SummerState = z.infer<typeof SummerState>;
