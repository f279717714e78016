/** What comes out of trying other rules: one result a case, and the table that compares them with the baseline. */
import { z } from 'zod';

export const COMPARISON_FORMAT = 'tiaopei-comparison/1';

/** One measure of an allocation. */
export interface Metric {
  /** E.g. `placed`, `tier:balance`, `indicator:arts:P:cv`. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Which way is better; null = neither. */
  readonly sense: 'max' | 'min' | null;
}

const Count = z.number().int();

/**
 * `optimal`: every tier proven; `feasible`: stopped by a limit; `infeasible`: no legal allocation; `none`: nothing found
 * within the limit; `failed`: the case could not be solved, the message says why; `not-run`: stopped before its turn.
 */
const CaseStatus = z.enum(['optimal', 'feasible', 'infeasible', 'none', 'failed', 'not-run']);
type CaseStatus = z.infer<typeof CaseStatus>;

/** What one case gave. Kept in a file of its own, so that a stopped run can go on. */
export const CaseResult = z.strictObject({
  /** SHA-256 over county, base policy, policy and data patches. */
  key: z.string(),
  status: CaseStatus,
  /** Why there is no allocation; null when there is one. */
  message: z.string().nullable(),
  /** Fit in hundredths by the policy of the case; wish rank 1–5 or null. */
  placements: z.array(
    z.strictObject({
      teacherId: z.string(),
      postGroupId: z.string(),
      fit: Count,
      wishRank: Count.nullable(),
    }),
  ),
  standby: z.array(z.string()),
  /** By metric, all measured by the definitions of the base policy. */
  values: z.record(z.string(), z.number().nullable()),
  /** Hard rules of the base policy that the allocation breaks (a case may have waived them). */
  broken: z.array(z.strictObject({ ruleId: z.string(), name: z.string(), measured: z.number() })),
  /** Tiers of the case's own policy with what is proven of them. */
  tiers: z.array(z.strictObject({ id: z.string(), value: Count, bound: z.number().nullable() })),
  ms: z.number(),
});
export type CaseResult = z.infer<typeof CaseResult>;

export type Verdict = 'better' | 'worse' | 'equal' | 'changed';

/** A person whose post differs from the baseline; null = no post (rotation: stays). */
export interface PlacementChange {
  readonly teacherId: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A line of the comparison. */
export interface ComparisonRow {
  readonly name: string;
  /** Name of the scenario that the case belongs to; '' for the baseline. */
  readonly scenario: string;
  /** Values of the swept keys. */
  readonly setting: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly status: CaseStatus;
  readonly message: string | null;
  readonly values: Readonly<Record<string, number | null>>;
  /** Value − value of the baseline, where both are known. */
  readonly change: Readonly<Record<string, number>>;
  readonly verdict: Readonly<Record<string, Verdict>>;
  /** By the tiers of the base policy in their order: the first that differs decides. */
  readonly order: { readonly verdict: Verdict; readonly tier: string | null } | null;
  readonly broken: CaseResult['broken'];
  readonly changed: readonly PlacementChange[];
  /** Of the changed: people with a post instead of none, or with a better fit; and the reverse. */
  readonly personsBetter: number;
  readonly personsWorse: number;
}

/** One swept key of one scenario. */
export interface Curve {
  readonly scenario: string;
  readonly parameter: string;
  /** Value as text and the key of its case. */
  readonly points: readonly { readonly at: string; readonly key: string }[];
}

/** One scenario and one metric over several generated counties: is the difference more than chance? */
export interface Repeated {
  readonly name: string;
  readonly metric: string;
  /** Change against the baseline of the same county, in order of the seeds; null where one has no value. */
  readonly changes: readonly (number | null)[];
  /** Counties where the metric rises, and falls, by more than the tolerance. */
  readonly up: number;
  readonly down: number;
  /** Of a metric that has a better way; null = it has none. */
  readonly better: number | null;
  readonly worse: number | null;
  readonly equal: number;
  readonly mean: number | null;
  /** Two-sided sign test of this metric alone (not corrected for many metrics), 4 decimals; null when nothing differs. */
  readonly p: number | null;
}

export interface Comparison {
  readonly format: typeof COMPARISON_FORMAT;
  readonly county: { readonly name: string; readonly hash: string };
  readonly policy: { readonly hash: string };
  /** false = stopped: some cases were not run. */
  readonly complete: boolean;
  readonly metrics: readonly Metric[];
  /** By scenario and metric: largest change that counts as equal; 0 where not named. */
  readonly tolerance: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly baseline: ComparisonRow;
  readonly rows: readonly ComparisonRow[];
  readonly curves: readonly Curve[];
  readonly repetition: {
    readonly scale: string;
    readonly seeds: readonly number[];
    readonly results: readonly Repeated[];
  } | null;
  /** The only part that differs from run to run, milliseconds. */
  readonly timings: { readonly wallMs: number; readonly caseMs: number; readonly reused: number };
}

const Values = z.record(z.string(), z.number());
const VerdictWord = z.enum(['better', 'worse', 'equal', 'changed']);
const Id = z.string().min(1);

const RowFile = z.strictObject({
  name: Id,
  scenario: z.string(),
  setting: z.record(z.string(), z.unknown()),
  key: z.string(),
  status: CaseStatus,
  message: z.string().nullable(),
  values: z.record(z.string(), z.number().nullable()),
  change: Values,
  verdict: z.record(z.string(), VerdictWord),
  order: z.strictObject({ verdict: VerdictWord, tier: z.string().nullable() }).nullable(),
  broken: CaseResult.shape.broken,
  changed: z.array(z.strictObject({ teacherId: Id, from: Id.nullable(), to: Id.nullable() })),
  personsBetter: Count,
  personsWorse: Count,
});

const RepeatedFile = z.strictObject({
  name: Id,
  metric: Id,
  changes: z.array(z.number().nullable()),
  ...{ up: Count, down: Count, better: Count.nullable(), worse: Count.nullable(), equal: Count },
  mean: z.number().nullable(),
  p: z.number().min(0).max(1).nullable(),
});

/** `comparison.json` as it is read back. */
export const ComparisonFile: z.ZodType<Comparison> = z.strictObject({
  format: z.literal(COMPARISON_FORMAT),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string() }),
  complete: z.boolean(),
  metrics: z.array(
    z.strictObject({
      ...{ id: Id, zh: z.string(), en: z.string() },
      sense: z.enum(['max', 'min']).nullable(),
    }),
  ),
  tolerance: z.record(z.string(), Values),
  baseline: RowFile,
  rows: z.array(RowFile),
  curves: z.array(
    z.strictObject({
      ...{ scenario: Id, parameter: Id },
      points: z.array(z.strictObject({ at: z.string(), key: z.string() })),
    }),
  ),
  repetition: z
    .strictObject({ scale: z.string(), seeds: z.array(Count), results: z.array(RepeatedFile) })
    .nullable(),
  timings: z.strictObject({ wallMs: z.number(), caseMs: z.number(), reused: Count }),
});
