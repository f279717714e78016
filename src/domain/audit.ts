/**
 * What an audit of a manual plan says: the plan as it is, its smallest legal repair and the optimum, side by side.
 * People appear by staff number only; a post is a post-group id, null = on standby (rotation: stays).
 */
import { z } from 'zod';
import { StageIndicator } from './indicators.ts';
import { ObjectiveTierId, RoundKind } from './policy.ts';
import { RuleCheck } from './proposal.ts';

export const AUDIT_FORMAT = 'tiaopei-audit/1';

const Id = z.string().min(1);
const Post = Id.nullable();
const Heads = z.number().int().min(0);

/** Somewhere a rule is broken: a school, a post group, a district, or a part of the county that has no id. */
const BrokenPlace = z.strictObject({
  kind: z.enum(['school', 'post', 'district', 'other']),
  id: Id,
  /** People of the plan there who break a rule in their own person, or all of them when nobody else came. */
  people: z.array(Id),
  /** Where `people` is empty: those among whom somebody is one too many, whoever it is. */
  candidates: z.array(Id),
});
export type BrokenPlace = z.infer<typeof BrokenPlace>;

/** One broken check under one rule id: `fail` = a hard rule, `warn` = a soft one. */
const Violation = z.strictObject({
  ruleId: z.string(),
  name: z.string(),
  strength: RuleCheck.shape.strength,
  status: z.enum(['fail', 'warn']),
  measured: z.number(),
  limit: z.number().nullable(),
  /** Chinese sentence that says what was counted. */
  text: z.string(),
  /** Everybody who is named by the check, or stands for a place that it names. */
  people: z.array(Id),
  places: z.array(BrokenPlace),
});
export type Violation = z.infer<typeof Violation>;

/** The rules that one person breaks, by id. */
const BrokenBy = z.strictObject({
  teacherId: Id,
  hard: z.array(z.string()),
  soft: z.array(z.string()),
});

const TierValue = z.strictObject({
  id: ObjectiveTierId,
  sense: z.enum(['min', 'max']),
  value: z.number().int(),
  /** Proven bound; null = none claimed. */
  bound: z.number().nullable(),
});

/** One of the three columns; every figure recomputed by the independent check. */
const AuditColumn = z.strictObject({
  /** No hard rule is broken. */
  legal: z.boolean(),
  /** Moves; in a placement also people placed. */
  moves: Heads,
  standby: Heads,
  /** People whose post differs from the manual plan's. */
  changed: Heads,
  hardBroken: Heads,
  softBroken: Heads,
  violations: z.array(Violation),
  tiers: z.array(TierValue),
  indicators: z.array(StageIndicator),
  placements: z.array(z.strictObject({ teacherId: Id, postGroupId: Id })),
});
export type AuditColumn = z.infer<typeof AuditColumn>;

/** Why the repair could not leave a person where the plan has her. */
const ChangeReason = z.strictObject({
  /**
   * `own-rule`: she may not be there at all; `shared-rule`: the plan breaks the rule at a place and she is one of those
   * who can cure it; `makes-room`: for people the repair brings to a place of hers; `steps-in`: for people it takes away.
   */
  kind: z.enum(['own-rule', 'shared-rule', 'makes-room', 'steps-in']),
  rules: z.array(z.string()).min(1),
  name: z.string(),
  /** Ids of the places concerned. */
  places: z.array(Id),
  /** For whom; only with `makes-room` and `steps-in`. */
  people: z.array(Id),
  text: z.string(),
});
export type ChangeReason = z.infer<typeof ChangeReason>;

const RepairChange = z.strictObject({
  teacherId: Id,
  from: Post,
  to: Post,
  reasons: z.array(ChangeReason).min(1),
});
export type RepairChange = z.infer<typeof RepairChange>;

/** What a person gains or loses against the manual plan. */
const PersonShift = z.strictObject({
  teacherId: Id,
  from: Post,
  to: Post,
  /** Hundredths of a point; null on standby. */
  fitFrom: z.number().int().nullable(),
  fitTo: z.number().int().nullable(),
  /** Rank of the wish that is met, 1–5; null = none. */
  wishFrom: z.number().int().nullable(),
  wishTo: z.number().int().nullable(),
  /** `mixed`: more of one and less of the other. */
  verdict: z.enum(['better', 'worse', 'mixed', 'same']),
});
export type PersonShift = z.infer<typeof PersonShift>;

/** The first tier, in the order of the policy, in which two columns differ. */
const FirstDifference = z
  .strictObject({
    at: z.union([z.literal('legality'), ObjectiveTierId]),
    /** How far the former is behind the latter, in units of the tier; hard rules broken for `legality`. */
    behind: z.number().int(),
  })
  .nullable();
export type FirstDifference = z.infer<typeof FirstDifference>;

/** Why there is no legal allocation at all. */
const NoAllocation = z.strictObject({
  termination: z.enum(['infeasible', 'none']),
  reasons: z.array(z.strictObject({ rules: z.array(z.string()), message: z.string() })),
});

export const Audit = z.strictObject({
  format: z.literal(AUDIT_FORMAT),
  round: RoundKind,
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string() }),
  /** What a reader must know about the optimum, Chinese; null when it is the policy's own proposal. */
  note: z.string().nullable(),
  /** The manual plan breaks a hard rule. */
  violations: z.boolean(),
  /** The plan is legal and no tier above the lots can be improved. */
  nothingToGain: z.boolean(),
  /** The county as it stands. */
  before: z.array(StageIndicator),
  manual: AuditColumn,
  people: z.array(BrokenBy),
  /** null when the round has no legal allocation, see `noAllocation`. */
  repair: AuditColumn.extend({
    /** Least number of people changed that is proven; equals `changed` when proven. */
    leastChanges: Heads.nullable(),
    proven: z.boolean(),
    changes: z.array(RepairChange),
    shifts: z.array(PersonShift),
  }).nullable(),
  optimum: AuditColumn.extend({ proven: z.boolean(), shifts: z.array(PersonShift) }).nullable(),
  noAllocation: NoAllocation.nullable(),
  distance: z.strictObject({
    manualToRepair: FirstDifference,
    manualToOptimum: FirstDifference,
    repairToOptimum: FirstDifference,
  }),
});
export type Audit = z.infer<typeof Audit>;
