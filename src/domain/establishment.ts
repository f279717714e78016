/**
 * 编制岗位表 as data: what each school's quota, posts by subject and title posts should be, and why.
 * Heads are whole; the parts of an explanation are hundredths of a head. People appear by staff number only.
 */
import { z } from 'zod';
import { TitleCaps, YearMonth } from './county.ts';
import { RuleCheck } from './proposal.ts';
import { SchoolTier, Stage, Subject } from './vocabulary.ts';

export const ESTABLISHMENT_FORMAT = 'tiaopei-establishment/1';

const Id = z.string().min(1);
const Heads = z.number().int().min(0);
/** Hundredths of a head; may be negative. */
const Hundredths = z.number().int();
const LedgerName = z.enum(['school', 'other']);

/** Where the heads of a quota come from; the seven parts add up to 100 × quota exactly. */
export const QuotaParts = z.strictObject({
  /** By pupils (生师比). */
  pupils: Hundredths,
  /** By pupils expected beyond the present ones (Q19). */
  growth: Hundredths,
  /** By classes (班师比). */
  classes: Hundredths,
  /** By the quota entered, in stages without a ratio (幼儿园, 中职, 特教). */
  entered: Hundredths,
  /** Raised to the least heads of small schools and sites; below zero where a school gives for it (L01). */
  least: Hundredths,
  /** Dormitory post (L01). */
  boarding: Hundredths,
  /** Whole heads by largest remainder (最大余数法). */
  rounding: Hundredths,
});
export type QuotaParts = z.infer<typeof QuotaParts>;

/** One stage over all schools. */
const StageRow = z.strictObject({
  stage: Stage,
  ledger: LedgerName,
  /** What was shared out, heads, and what it is. */
  total: Heads,
  basis: z.enum(['approved', 'entered', 'staff']),
  /** Sum of the quotas that the bureau entered. */
  entered: Heads,
  pupils: Heads,
  classes: Heads,
  /** ΣP/ρ, hundredths of a head: a check beside the total (Q08); null in stages without a ratio. */
  byPupilRatio: Hundredths.nullable(),
  /** κ = total/classes, thousandths of a head a class; null without classes. */
  perClass: z.number().int().nullable(),
  /** Least heads of all its schools together (L01). */
  least: Heads,
  /** Senior, middle and junior title posts of the stage (T01, T03). */
  titles: TitleCaps,
});
export type StageRow = z.infer<typeof StageRow>;

/** One approval of a stage total, and whether it is due for review (Q04–Q06, A7). */
const ApprovalRow = z.strictObject({
  stage: Stage,
  /** Last month in which it holds; null = the table does not say. */
  lastMonth: YearMonth.nullable(),
  /** `future`: given after the reference month. */
  state: z.enum(['valid', 'expired', 'future', 'undated', 'missing']),
});

const SubjectRow = z.strictObject({
  subject: Subject,
  /** 应设 by curriculum hours (N03). */
  posts: Heads,
  /** 设岗数 that the bureau entered. */
  entered: Heads,
  /** 在编专任教师 with this main subject. */
  staff: Heads,
});
export type SubjectRow = z.infer<typeof SubjectRow>;

/** One stage of one school. */
export const PartRow = z.strictObject({
  schoolId: Id,
  stage: Stage,
  tier: SchoolTier,
  pupils: Heads,
  classes: Heads,
  /** 生师比应核 P/ρ and 班师比应核 κ·C, hundredths of a head; null in stages without a ratio. */
  byPupilRatio: Hundredths.nullable(),
  byClassRatio: Hundredths.nullable(),
  quota: Heads,
  entered: Heads,
  parts: QuotaParts,
  /** Least heads (L01). */
  least: Heads,
  /** Staff in the quota ledger. */
  staff: Heads,
  nonTeaching: z.strictObject({
    posts: Heads,
    /** N01; null = no cap (特教). */
    cap: Heads.nullable(),
    entered: Heads,
    staff: Heads,
  }),
  subjects: z.array(SubjectRow),
  /** Least PE teachers by classes (L07), as far as there are teaching posts. */
  peLeast: Heads,
  titles: z.strictObject({
    /** By the stage's shares, before and after the tilt to rural and weak schools. */
    shared: TitleCaps,
    tilted: TitleCaps,
    entered: TitleCaps,
    staff: TitleCaps,
  }),
});
export type PartRow = z.infer<typeof PartRow>;

/** A 教学点: its heads out of the central school's quota, and the second program's people for it (Q20). */
const SiteRow = z.strictObject({
  siteId: Id,
  schoolId: Id,
  heads: Heads,
  /** Staff numbers, those who stay first; empty before the second program. */
  teacherIds: z.array(Id),
});

export const Establishment = z.strictObject({
  format: z.literal(ESTABLISHMENT_FORMAT),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string() }),
  stages: z.array(StageRow),
  /** Two ledgers that lend each other nothing (Q09, Q10). */
  ledgers: z.array(z.strictObject({ ledger: LedgerName, quota: Heads, staff: Heads })),
  approvals: z.array(ApprovalRow),
  parts: z.array(PartRow),
  /** Schools whose 专职副书记 is counted apart from the quota (Q21). */
  deputySecretaries: z.array(Id),
  /** 编制周转池 (Q03) of the main ledger (Q10): idle quota and heads over quota of its schools, and what may be lent. */
  pool: z.strictObject({ idle: Heads, over: Heads, size: Heads, lendable: Heads }),
  sites: z.array(SiteRow),
  /** The second program's tiers in order; null for a county without sites, or before it ran. */
  siteProgram: z
    .array(
      z.strictObject({
        name: z.string(),
        sense: z.enum(['min', 'max']),
        value: z.number().int(),
        bound: z.number().nullable(),
        proof: z.enum(['dual', 'solver', 'none']),
      }),
    )
    .nullable(),
  checks: z.array(RuleCheck),
});
export type Establishment = z.infer<typeof Establishment>;
