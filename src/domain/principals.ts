/**
 * 校长交流任职: what a planner may demand, and what a run hands out. People appear by staff number only; key order is
 * that of the schemas; no clock.
 */
import { z } from 'zod';
import { RuleCheck } from './proposal.ts';

export const PRINCIPALS_FORMAT = 'tiaopei-principals/1';

const Id = z.string().min(1);
const Sentence = z.strictObject({ zh: z.string(), en: z.string() });

/** A person as head 正职校长 of a school. */
export const HeadPair = z.strictObject({ teacherId: Id, schoolId: Id });
export type HeadPair = z.infer<typeof HeadPair>;

/** 任职要求: pairs that must be, that may not be, and that are wished for. */
export const HeadDemands = z.strictObject({
  forced: z.array(HeadPair).default([]),
  banned: z.array(HeadPair).default([]),
  wished: z.array(HeadPair).default([]),
});
export type HeadDemands = z.infer<typeof HeadDemands>;
export const NO_DEMANDS: HeadDemands = { forced: [], banned: [], wished: [] };

/**
 * What may stand between a person and a school, and so what may be relaxed: conditions of the person, of the pair, or
 * demands. Their meaning: `src/formulation/principals/README.md`.
 */
export const HeadObstacle = z.enum([
  'forced',
  'banned',
  'training',
  'certificate',
  'stage-fit',
  'full-term',
  'must-move',
  'in-term',
  'kinship',
  'experience',
  'not-dismissed',
]);
export type HeadObstacle = z.infer<typeof HeadObstacle>;

/** One obstacle set aside. */
export const Relaxation = z.strictObject({
  kind: HeadObstacle,
  teacherId: Id,
  /** null = an obstacle of the person, whatever the school. */
  schoolId: Id.nullable(),
});
export type Relaxation = z.infer<typeof Relaxation>;

/**
 * Where a serving head stands: past retirement; to be dismissed (P04); must go to another school (P01, P02); inside a
 * term (P01); a term has just ended.
 */
export const HeadStanding = z.enum(['retired', 'dismissed', 'must-move', 'in-term', 'free']);
export type HeadStanding = z.infer<typeof HeadStanding>;

const ServingHead = z.strictObject({
  teacherId: Id,
  schoolId: Id,
  standing: HeadStanding,
  /** Months at the school as head at the reference month; null = not told. */
  months: z.number().int().nullable(),
  reason: Sentence,
  /** null in a run without a plan. */
  outcome: z.enum(['stays', 'moves', 'leaves']).nullable(),
  toSchoolId: Id.nullable(),
});
export type ServingHead = z.infer<typeof ServingHead>;

const Candidate = z.strictObject({
  teacherId: Id,
  schoolId: Id,
  duty: z.enum(['head', 'deputy', 'middle']).nullable(),
  deputyYears: z.number().int(),
  middleYears: z.number().int(),
  teachingYears: z.number().int(),
  /** Conditions of the person that fail; empty = may be appointed wherever stage and kinship allow. */
  failed: z.array(HeadObstacle),
});
export type Candidate = z.infer<typeof Candidate>;

const Appointment = z.strictObject({
  schoolId: Id,
  teacherId: Id,
  fromSchoolId: Id,
  kind: z.enum(['stay', 'move', 'new']),
  /** Road from the home to the school, hundredths of a km; null = unknown. 0 at the own school. */
  distance: z.number().int().nullable(),
  reason: Sentence,
});
export type Appointment = z.infer<typeof Appointment>;

const Tier = z.strictObject({
  name: z.string(),
  sense: z.enum(['min', 'max']),
  value: z.number().int(),
  bound: z.number().nullable(),
  proof: z.enum(['dual', 'solver', 'none']),
});
export type HeadTier = z.infer<typeof Tier>;

const RelaxationReport = z.strictObject({
  /** The smallest set, protected rules first avoided. */
  items: z.array(Relaxation.extend({ protected: z.boolean(), sentence: Sentence })),
  /** Schools that no relaxation at all gives a head. */
  vacant: z.array(Id),
  /** The bounds of the duals meet the counts: no smaller set exists. */
  proven: z.boolean(),
  /** The program with these relaxations was solved, checked, and gives every other school a head. */
  confirmed: z.boolean(),
  /** The best plan then. */
  appointments: z.array(HeadPair),
});
export type RelaxationReport = z.infer<typeof RelaxationReport>;

export const PrincipalsReport = z.strictObject({
  format: z.literal(PRINCIPALS_FORMAT),
  county: z.strictObject({ name: z.string(), hash: z.string() }),
  policy: z.strictObject({ hash: z.string() }),
  demands: HeadDemands,
  /** `impossible`: the demands and the rules cannot hold together. */
  status: z.enum(['optimal', 'feasible', 'impossible']),
  /** Schools to be given a head, and 教学点 that the central school provides for (I08). */
  schools: z.number().int(),
  outOfScope: z.number().int(),
  heads: z.array(ServingHead),
  candidates: z.array(Candidate),
  appointments: z.array(Appointment),
  vacancies: z.array(Id),
  tiers: z.array(Tier),
  /** null when every school has a head and every demand is met. */
  relaxation: RelaxationReport.nullable(),
  checks: z.array(RuleCheck),
  /** SHA-256 of certificate.json; null = no whole certificate. */
  certificate: z.string().nullable(),
});
export type PrincipalsReport = z.infer<typeof PrincipalsReport>;
