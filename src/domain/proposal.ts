/**
 * What a run hands out: placements, standby, unfilled posts, the proof figures and the rule checks.
 * People appear by staff number only. Key order is the order of the schema; no clock outside `timings`.
 */
import { z } from 'zod';
import { UnplacedReason } from './county.ts';
import { IndicatorReport } from './indicators.ts';
import { ObjectiveTierId, Policy, RoundKind } from './policy.ts';
import { SchoolTier, TitleLevel } from './vocabulary.ts';

export const PROPOSAL_FORMAT = 'tiaopei-proposal/1';

/** Why a person has no post. Only `refused` has consequences for pay (A18). */
const StandbyReason = z.enum(['exempt', 'refused', 'no-admissible-post', 'posts-filled']);

/** 聘任方式 (R08): how a person comes to the post. */
export const MoveKind = z.enum([
  'direct',
  'in-school',
  'in-district',
  'cross-district',
  'rotation',
  'transfer',
  'return',
]);
export type MoveKind = z.infer<typeof MoveKind>;

export const Placement = z.strictObject({
  teacherId: z.string(),
  fromSchoolId: z.string(),
  schoolId: z.string(),
  postGroupId: z.string(),
  /** Home tier and new tier, e.g. `BU`; a stay in a rotation is not listed. */
  flow: z.string().regex(/^[BUR]{2}$/),
  /** Fit of §2.6 in hundredths of a point, 0–10000. */
  fit: z.number().int(),
  /** Road distance in hundredths of a km; null = unknown position. */
  distance: z.number().int().nullable(),
  /** Subject match class in percent (100 same subject … 30 convertible). */
  subjectMatch: z.number().int(),
  /** Rank of the wish that was met, 1–5; null = none. */
  wishRank: z.number().int().min(1).max(5).nullable(),
  /** Level of the title post that the person takes up at the new school. */
  title: TitleLevel,
  /** Needs 转岗培训. */
  needsTraining: z.boolean(),
  /** Fixed by the planner (a14). */
  locked: z.boolean(),
  kind: MoveKind,
});
export type Placement = z.infer<typeof Placement>;

export const Standby = z.strictObject({
  teacherId: z.string(),
  reason: StandbyReason,
  unplacedReason: UnplacedReason.nullable(),
  /** Admissibility tests in order of a1 … a14 with the number of open post groups each was first to reject. */
  rejectedBy: z.array(z.strictObject({ test: z.string(), count: z.number().int() })),
});
export type Standby = z.infer<typeof Standby>;

/** Strength of a rule: H hard, S soft, C configurable, D data, W workflow, R report. */
const RuleStrength = z.enum(['H', 'S', 'C', 'D', 'W', 'R']);
export const RuleCheck = z.strictObject({
  ruleId: z.string(),
  /** Speaking name of the check, the same as the row family or test it recomputes. */
  name: z.string(),
  strength: RuleStrength,
  status: z.enum(['pass', 'warn', 'fail']),
  /** What was measured, heads or percent as the text says. */
  measured: z.number(),
  limit: z.number().nullable(),
  /** Chinese sentence that says what was counted. */
  text: z.string(),
  /** Staff numbers, school or post-group ids; empty when kept. */
  offenders: z.array(z.string()),
});
export type RuleCheck = z.infer<typeof RuleCheck>;

const TierResult = z.strictObject({
  id: ObjectiveTierId,
  sense: z.enum(['min', 'max']),
  value: z.number().int(),
  /** Proven bound; null when the tier was not closed (limit, or one-shot mode). */
  bound: z.number().nullable(),
  /** 'dual': recomputed in exact integers from the duals; 'solver': the backend's branch-and-bound claims it. */
  proof: z.enum(['dual', 'solver', 'none']),
});

/** What each tier is called on screen and paper. */
export const TIER_NAME_ZH: Record<ObjectiveTierId, string> = {
  coverage: '保上岗（人）',
  'soft-rules': '少违规（罚分）',
  'shortage-tilt': '补短板、向农村倾斜',
  balance: '编制均衡',
  'balance-arts': '体音美教师均衡',
  'balance-backbone': '骨干教师均衡',
  'balance-degree': '高学历教师均衡',
  'balance-senior': '高级职称均衡',
  fit: '人岗适配（百分之一分）',
  merit: '业绩优先（分）',
  'same-conditions': '同等条件：现任课、骨干、交流期满',
  'fewest-moves': '最少调动',
  'rural-service': '同等条件：农村教龄',
  'hash-high': '同等条件：公开抽签（高位）',
  'hash-low': '同等条件：公开抽签（低位）',
};

export const TIER_NAME_EN: Record<ObjectiveTierId, string> = {
  coverage: 'people placed',
  'soft-rules': 'soft-rule penalties',
  'shortage-tilt': 'shortage and rural tilt',
  balance: 'balance of fill rates',
  'balance-arts': 'balance of PE and art teachers',
  'balance-backbone': 'balance of backbone teachers (heads short)',
  'balance-degree': 'balance of degrees above the required (heads short)',
  'balance-senior': 'balance of senior titles (heads short)',
  fit: 'fit (hundredths)',
  merit: 'merit (points)',
  'same-conditions': 'equal conditions',
  'fewest-moves': 'fewest moves',
  'rural-service': 'ties: rural service',
  'hash-high': 'ties: published lot (high)',
  'hash-low': 'ties: published lot (low)',
};

/** Why a run stopped early. */
export const LIMIT_ZH = {
  time: '时限',
  node: '节点数上限',
  iteration: '迭代上限',
  memory: '内存上限',
  cancelled: '人工停止',
} as const;

export const Proposal = z.strictObject({
  format: z.literal(PROPOSAL_FORMAT),
  status: z.enum(['optimal', 'feasible']),
  /** What stopped a 'feasible' run. */
  limit: z.enum(['time', 'node', 'iteration', 'memory', 'cancelled']).nullable(),
  round: RoundKind,
  county: z.strictObject({
    name: z.string(),
    hash: z.string(),
    schools: z.number().int(),
    teachers: z.number().int(),
    movers: z.number().int(),
    postGroups: z.number().int(),
    openings: z.number().int(),
    pairs: z.number().int(),
  }),
  policy: z.strictObject({ hash: z.string(), values: Policy }),
  solver: z.strictObject({ backend: z.string(), version: z.string() }),
  objective: z.strictObject({
    mode: z.enum(['lexicographic', 'one-shot']),
    /** What a reader must know about the mode, Chinese; null for lexicographic. */
    note: z.string().nullable(),
    /** One-shot mode: the weighted sum and its bound. */
    weighted: z
      .strictObject({
        value: z.number().int(),
        bound: z.number().nullable(),
        proof: z.enum(['dual', 'solver', 'none']),
      })
      .nullable(),
    tiers: z.array(TierResult),
    /** Cascade (A1): what each successive round closed, earlier placements included; null for a joint solve. */
    rounds: z
      .array(
        z.strictObject({
          /** Directions opened in this round, e.g. `UR`. */
          arcs: z.array(z.string()),
          /** People placed by the end of it. */
          placed: z.number().int(),
          objectives: z.array(
            z.strictObject({
              name: z.string(),
              value: z.number().int(),
              bound: z.number().nullable(),
              proof: z.enum(['dual', 'solver', 'none']),
            }),
          ),
        }),
      )
      .nullable(),
  }),
  /** Largest relative gap over the tiers; 0 = proven; null = some tier has no bound. */
  gap: z.number().nullable(),
  /** SHA-256 of `certificate.json` beside it; null = a run that was stopped from outside has none. */
  certificate: z.string().nullable(),
  placements: z.array(Placement),
  standby: z.array(Standby),
  unfilled: z.array(z.strictObject({ postGroupId: z.string(), count: z.number().int() })),
  /** Placed people by home tier and new tier. */
  flows: z.array(z.strictObject({ from: SchoolTier, to: SchoolTier, count: z.number().int() })),
  /** 均衡指标: the county as it stands, and with the placements. */
  indicators: z.strictObject({ before: IndicatorReport, after: IndicatorReport }),
  /** Rejected (person, post group) pairs by the first failing test. */
  rejectedPairs: z.array(z.strictObject({ test: z.string(), count: z.number().int() })),
  ruleChecks: z.array(RuleCheck),
  timings: z.strictObject({
    readMs: z.number(),
    buildMs: z.number(),
    solveMs: z.number(),
    verifyMs: z.number(),
    writeMs: z.number(),
  }),
});
export type Proposal = z.infer<typeof Proposal>;
