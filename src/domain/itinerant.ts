/**
 * 走教方案: who teaches where on which days of the week, what it covers and what it costs (W01–W06).
 * Teaching time is counted in fifths of a period (a day of a teacher gives load/5 periods), distances in hundredths of
 * a km. People appear by staff number only.
 */
import { z } from 'zod';
import { Policy } from './policy.ts';
import { RuleCheck } from './proposal.ts';
import { Stage, Subject } from './vocabulary.ts';

export const ITINERANT_FORMAT = 'tiaopei-itinerant/1';

/** Fifths of a period in a period. */
export const FIFTHS = 5;
/** Working days of a week. */
export const WEEK_DAYS = 5;
export const WEEKDAYS_ZH = ['周一', '周二', '周三', '周四', '周五'] as const;

const Id = z.string().min(1);
const Whole = z.number().int();
const Amount = z.number().int().min(0);

/** The tiers in strict order. */
export const ITINERANT_TIERS = [
  { name: 'covered', sense: 'max' },
  { name: 'distance', sense: 'min' },
  { name: 'travellers', sense: 'min' },
  { name: 'lot-high', sense: 'min' },
  { name: 'lot-low', sense: 'min' },
] as const;
export type ItinerantTierName = (typeof ITINERANT_TIERS)[number]['name'];

/**
 * A network, so multipliers close them (`src/formulation/itinerant/README.md`): a plan without that proof is refused. The
 * tiers after them are closed by branching, which proves them too; only where it gives up (on no county that we know) do
 * they rest on another solver's word, and the plan says so.
 */
export const PROVEN_TIERS: readonly ItinerantTierName[] = ['covered', 'distance'];

/** One teacher at one place for one subject; at the home place it is an extra day of lessons there, not a trip. */
export const Trip = z.strictObject({
  teacherId: Id,
  /** 编制校. */
  homeSchoolId: Id,
  /** `schoolId/stage` of a campus, or the id of a site. */
  homePlaceId: Id,
  placeId: Id,
  schoolId: Id,
  subject: Subject,
  /** 100 main subject, 60 recorded second subject. */
  match: z.union([z.literal(100), z.literal(60)]),
  days: z.number().int().min(1).max(5),
  /** 1 Monday … 5 Friday, rising; as many as `days`. Empty for a day at the home place. */
  weekdays: z.array(z.number().int().min(1).max(5)),
  /** Periods a day, in fifths. */
  fifthsPerDay: Amount,
  /** One way, by road. */
  distance: Amount,
  /** 走教补贴 of a week, yuan. */
  allowance: Amount,
});
export type Trip = z.infer<typeof Trip>;

/** What a place needs of a subject in a week and who gives it, in fifths of a period. */
export const Coverage = z.strictObject({
  placeId: Id,
  schoolId: Id,
  siteId: Id.nullable(),
  stage: Stage,
  subject: Subject,
  need: Amount,
  /** Given by the place's own teachers of the subject as it stands. */
  before: Amount,
  /** Given by researchers on top (W06). */
  researchers: Amount,
  /** Given on extra days of own teachers, and on days of travelling ones. */
  home: Amount,
  travelling: Amount,
  /** ≤ need. */
  after: Amount,
});
export type Coverage = z.infer<typeof Coverage>;

/** The week of a teacher of a home group that gives days away, in fifths of a period. */
export const TeacherWeek = z.strictObject({
  teacherId: Id,
  schoolId: Id,
  homePlaceId: Id,
  subject: Subject.nullable(),
  /** Most that the person may teach: the norm (L06), half of it for a class teacher. */
  norm: Amount,
  /** At the home place: as told or by the norm, and after the lessons of the group are dealt out anew. */
  homeBefore: Amount,
  homeAfter: Amount,
  /** Days at other places, and the part of the load that they take: a fifth of the norm each. */
  daysAway: Amount,
  away: Amount,
});
export type TeacherWeek = z.infer<typeof TeacherWeek>;

/** W06: where a researcher teaches, or why not; and whether a year in a school is owed. */
export const ResearcherRow = z.strictObject({
  researcherId: Id,
  subject: Subject,
  stage: Stage,
  schoolId: Id.nullable(),
  /** A week, in fifths of a period; 0 when `reason` is not null. */
  fifths: Amount,
  reason: z.enum(['not-asked', 'no-school', 'no-such-stage', 'not-itinerant-subject']).nullable(),
  /** Full years since the start on post or the latest year in a school. */
  years: Amount,
  owesYear: z.boolean(),
});
export type ResearcherRow = z.infer<typeof ResearcherRow>;

/**
 * What the plan cannot do: no teacher of a subject in the county at all, none of them at work where teachers travel from,
 * not enough of them, or places without position.
 */
export const ItinerantFinding = z.strictObject({
  code: z.enum(['no-teacher', 'none-at-work', 'gap-left', 'no-position']),
  /** null for a finding about places. */
  subject: Subject.nullable(),
  /** Missing periods a week, in fifths. */
  missing: Amount,
  /** Full-time teachers who would cover it: by stage ⌈missing / norm⌉, added up. */
  heads: Amount,
  places: z.array(Id),
  message: z.string(),
  suggestion: z.string(),
});
export type ItinerantFinding = z.infer<typeof ItinerantFinding>;

export const ItinerantPlan = z.strictObject({
  format: z.literal(ITINERANT_FORMAT),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string(), values: Policy }),
  solver: z.strictObject({ backend: z.string(), version: z.string() }),
  tiers: z.array(
    z.strictObject({
      name: z.enum(ITINERANT_TIERS.map(({ name }) => name)),
      sense: z.enum(['min', 'max']),
      value: Whole,
      bound: z.number().nullable(),
      proof: z.enum(['dual', 'solver', 'none']),
    }),
  ),
  /** Size of the program, and the SHA-256 of its lines (see `src/formulation/itinerant/print.ts`). */
  program: z.strictObject({ kinds: Amount, pairs: Amount, lacks: Amount, hash: z.string() }),
  trips: z.array(Trip),
  coverage: z.array(Coverage),
  teachers: z.array(TeacherWeek),
  researchers: z.array(ResearcherRow),
  findings: z.array(ItinerantFinding),
  ruleChecks: z.array(RuleCheck),
  /** SHA-256 of `itinerant-certificate.json`; null = nothing was to be chosen. */
  certificate: z.string().nullable(),
});
export type ItinerantPlan = z.infer<typeof ItinerantPlan>;
