/**
 * The policy: every configurable key of the rulebook with its default and the range it accepts.
 * The comment of each key names the rule or ambiguity (A1 … A24 of the rulebook) it settles.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { YearMonth } from './county.ts';
import { InputError, type InputIssue } from './errors.ts';
import { isRecord, nest, policyIssues } from './policy-issues.ts';
import { type SchoolTier, Subject, TIER_RANK } from './vocabulary.ts';
import { inChinese } from './zod-issues.ts';

const percent = z.number().int().min(0).max(100);
const section = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never);

/** The planner's own decisions (a14). */
export const Locks = z.strictObject({
  /** Pairs fixed. */
  forced: z
    .array(z.strictObject({ teacherId: z.string().min(1), postGroupId: z.string().min(1) }))
    .default([]),
  /** Pairs barred. */
  banned: z
    .array(z.strictObject({ teacherId: z.string().min(1), postGroupId: z.string().min(1) }))
    .default([]),
});
export type Locks = z.infer<typeof Locks>;

/** Ordered tier pair "from home tier to new tier", e.g. `BU`. */
const FlowArc = z
  .string()
  .regex(/^[BUR]{2}$/)
  .transform((arc) => arc as `${SchoolTier}${SchoolTier}`);

/**
 * Tiers of the objective (§2.6) in the order they would usually stand. The four that balance one attribute of
 * the staff (体音美, 骨干, 高于规定学历, 高级职称) are not in the default order: a policy asks for them. `merit` and
 * `same-conditions` (同等条件) belong to the competitions.
 */
const OBJECTIVE_TIERS = [
  'coverage',
  'soft-rules',
  'shortage-tilt',
  'balance',
  'balance-arts',
  'balance-backbone',
  'balance-degree',
  'balance-senior',
  'fit',
  'merit',
  'same-conditions',
  'fewest-moves',
  'rural-service',
  'hash-high',
  'hash-low',
] as const;
export const ObjectiveTierId = z.enum(OBJECTIVE_TIERS);
export type ObjectiveTierId = z.infer<typeof ObjectiveTierId>;

export const RoundKind = z.enum(['placement', 'rotation', 'in-school', 'in-district']);
export type RoundKind = z.infer<typeof RoundKind>;

/** 批次 of the in-school competition (I02): 中层干部, 班主任, 任课教师, 教辅, 行政事务, 后勤. */
const BATCHES = [
  'middle-leaders',
  'class-teachers',
  'subject-teachers',
  'support',
  'administration',
  'logistics',
] as const;
export const Batch = z.enum(BATCHES);
export type Batch = z.infer<typeof Batch>;

export const Policy = z.strictObject({
  /** The round: PLACEMENT (落聘人员跨学区调配), ROTATION (交流轮岗), IN-SCHOOL (校内竞聘), IN-DISTRICT (学区竞聘). */
  round: RoundKind.default('placement'),
  /** Reference date of ages, terms and years: 1 September of the school year. */
  referenceMonth: YearMonth.default('2026-09'),
  /** A17: teachers of a surplus subject in a school under quota are movers of the placement round. */
  structuralMovers: z.boolean().default(false),
  flow: section({
    /** X01: the listed order 局直→街道, 街道→农村, 农村→农村. */
    arcs: z.array(FlowArc).min(1).max(9).default(['BU', 'UR', 'RR']),
    /** A1: B→R beside the listed order: with a penalty, never, or freely. */
    skip: z.enum(['fallback', 'strict', 'free']).default('fallback'),
    /** A16: the tier of a school is its own tag (who runs it), or that of the district it stands in. */
    tierOf: z.enum(['school', 'district']).default('school'),
    /** A1: one joint program, or three successive rounds (cascade). */
    mode: z.enum(['joint', 'cascade']).default('joint'),
  }),
  /** D10: people with a finished rural term may return upward. */
  returnRight: z.boolean().default(true),
  /** X10, X11: entry to bureau-run schools and upward moves need the exam. */
  examForEntry: z.boolean().default(true),
  stage: section({
    /** A19: a higher stage needs its certificate, or is closed. */
    up: z.enum(['cert', 'never']).default('cert'),
    /** A19, X16: a lower stage is open, only junior → primary, or closed. */
    down: z.enum(['free', 'junior-to-primary', 'never']).default('free'),
  }),
  /** L02: a primary certificate does not open kindergarten posts. */
  kindergartenNeedsOwnCert: z.boolean().default(true),
  /** X12–X15: zone and key-school arcs. */
  zones: z.boolean().default(false),
  keySchool: section({
    /** X14: outsiders a key school may take, heads. */
    cap: z.number().int().min(0).max(1000).default(10),
  }),
  distance: section({
    /** Road kilometres per straight kilometre, in percent (§5.6). */
    roadFactorPct: z.number().int().min(100).max(300).default(130),
    /** X20: hard limit in km; null = none. */
    maxKm: z.number().int().min(1).max(500).nullable().default(null),
    /** O2: a placement beyond this many km is counted as a soft violation. */
    softLimitKm: z.number().int().min(1).max(500).default(30),
  }),
  pool: section({
    /** Q03: turnover pool 编制周转池 W, heads lent in total. */
    size: z.number().int().min(0).max(100000).default(0),
  }),
  nonTeaching: section({
    /** N01: caps of non-teaching staff, percent of the quota, by stage. */
    primaryPct: percent.default(9),
    juniorPct: percent.default(12),
    seniorPct: percent.default(15),
    /** A15: denominator of the cap. */
    base: z.enum(['quota', 'staff']).default('quota'),
  }),
  titleTilt: section({
    /** A4: 'pool' moves pct % of the senior and middle posts to rural and weak schools. */
    mode: z.enum(['pool', 'points', 'factor', 'off']).default('pool'),
    pct: percent.default(5),
  }),
  /** A12: school title caps soft (overflow costs 20 a head) or hard. */
  titleCaps: z.enum(['soft', 'hard']).default('soft'),
  titleOverflow: section({
    /** Ō: most heads over the title caps of all schools together; null = no bound. */
    max: z.number().int().min(0).max(100000).nullable().default(null),
  }),
  ruralTilt: section({
    /** C17: least share of placed senior and middle titles that go to rural or weak schools, percent; null = off. */
    floorPct: percent.nullable().default(null),
    /** tilt_τ of the shortage tier, in hundredths. */
    rural: z.number().int().min(0).max(100).default(50),
    street: z.number().int().min(0).max(100).default(10),
    bureau: z.number().int().min(0).max(100).default(0),
    weak: z.number().int().min(0).max(100).default(30),
  }),
  rotation: section({
    /** A3: rotation may go both ways (fixed term). */
    twoWay: z.boolean().default(true),
    /** A9, R03: percent of the due that rotate. */
    duePct: percent.default(15),
    /** A10, R02: percent of the compulsory-stage staff that rotate. */
    totalPct: percent.default(5),
    /** A10: of all staff of the compulsory stage on quota, or of its full-time teachers. */
    totalBase: z.enum(['staff', 'teachers']).default('staff'),
    /** A11, R01: due after more than two hire terms, or from two full terms on. */
    dueFrom: z.enum(['over-two-terms', 'two-terms']).default('over-two-terms'),
    /** Most moves, as percent of the target. */
    maxSharePct: z.number().int().min(100).max(1000).default(110),
    /** X06: a donor keeps at least its posts of the subject. */
    donorFloor: z.boolean().default(true),
    /** X06, C8: who counts for that floor: those who stay, or everybody there after the exchange (对等交流). */
    floorCounts: z.enum(['stays', 'people']).default('stays'),
    /** C10, L08: least share of backbone teachers among those who move, percent; null = no target. */
    backbonePct: percent.nullable().default(null),
    /** R09: the target of the due is broken down to the schools. */
    bySchool: z.boolean().default(false),
    /** R04: length of an exchange, years. */
    termYears: z.number().int().min(1).max(3).default(3),
  }),
  /** A11, R01: length of one hire term, years; due after more than two. */
  hireTermYears: z.number().int().min(1).max(10).default(3),
  exempt: section({
    /** A5, D01: years to statutory retirement. */
    retireYears: z.number().int().min(0).max(10).default(5),
    /** A5, D08: absolute birth cut-offs instead of `retireYears`; null = off. */
    birthCutoffs: z.strictObject({ men: YearMonth, women: YearMonth }).nullable().default(null),
    /** A6: near retirement counts only on own application. */
    retireNeedsApplication: z.boolean().default(true),
    /** D04, D13: approved 支教 and secondment. */
    seconded: z.boolean().default(true),
    /** D11: long sick leave. */
    sickLeave: z.boolean().default(true),
    /** A14: an exempt person who lost the competition keeps the home post; else it is free for others. */
    keepsHomePost: z.boolean().default(true),
  }),
  merit: section({
    /** §4.5: wishes weighted by the rank percentile within the school, or by the raw total. */
    scale: z.enum(['school-percentile', 'raw']).default('school-percentile'),
    /** I06: who ranks above whom in the audit of justified envy: the percent above, the raw total, or rural years. */
    rankBy: z.enum(['percent', 'total', 'rural-years']).default('percent'),
    /** E02: points (of 100) above the record in a competition for class teachers, backbone teachers, a full load. */
    classTeacherBonus: z.number().int().min(0).max(10).default(3),
    backboneBonus: z.number().int().min(0).max(10).default(3),
    fullLoadBonus: z.number().int().min(0).max(10).default(3),
  }),
  /** I06: justified envy (a better-ranked person without the post) is only reported, or made as rare as the tiers above the fit allow. */
  noEnvy: z.enum(['report', 'minimise']).default('report'),
  objective: section({
    /** Order of the tiers; unnamed tiers are not optimised. Rotation inserts 'fewest-moves'. */
    order: z
      .array(ObjectiveTierId)
      .min(1)
      .max(OBJECTIVE_TIERS.length)
      .default([
        'coverage',
        'soft-rules',
        'shortage-tilt',
        'balance',
        'fit',
        'fewest-moves',
        'rural-service',
        'hash-high',
        'hash-low',
      ]),
    mode: z.enum(['lexicographic', 'one-shot']).default('lexicographic'),
    /** A20: published seed of the tie-breaking hash. */
    tieSeed: z.string().min(1).max(64).default('2026'),
  }),
  locks: Locks.prefault({} as never),
  inSchool: section({
    /** I02: batches in order; those in one list compete together. */
    batches: z
      .array(z.array(Batch).min(1))
      .min(1)
      .max(6)
      .default(BATCHES.map((batch) => [batch])),
    /** Order of the tiers of an in-school competition. */
    order: z
      .array(ObjectiveTierId)
      .min(1)
      .max(OBJECTIVE_TIERS.length)
      .default([
        'coverage',
        'soft-rules',
        'merit',
        'same-conditions',
        'fit',
        'hash-high',
        'hash-low',
      ]),
  }),
  inDistrict: section({
    /** Order of the tiers of an in-district competition; it begins with `coverage`, for a school must take whom it can (S02). */
    order: z
      .array(ObjectiveTierId)
      .min(1)
      .max(OBJECTIVE_TIERS.length)
      .default([
        'coverage',
        'soft-rules',
        'shortage-tilt',
        'fit',
        'merit',
        'same-conditions',
        'rural-service',
        'hash-high',
        'hash-low',
      ]),
  }),
  /** X17, X18: junior teachers who apply for a primary school are placed before the in-school competition. */
  volunteersFirst: z.boolean().default(true),
  /** C15, X20: couples who ask for one town both get a post there, or neither does; or their request is not read. */
  couples: z.enum(['off', 'same-town']).default('off'),
  /** X22: a change into a kindergarten, senior or vocational stage from another one needs the exam. */
  nonCompulsoryExam: z.boolean().default(true),
  /** A2, A23, I04: 97 % in-school floor. */
  inSchoolFloor: section({
    pct: percent.default(97),
    /** A2: of the smaller of posts and incumbents, of the posts, or of the posts of the county together. */
    base: z.enum(['least', 'posts', 'county']).default('least'),
    countsRotation: z.boolean().default(true),
  }),
  /** A13, S02: least subject match (in percent) at which a school must take an applicant. */
  inDistrictMinMatchPct: percent.default(50),
  directHire: section({
    /** A24, D07. */
    mayCompete: z.boolean().default(true),
  }),
  contract: section({
    /** A21, D06, T06: years of the post contract inside the employment contract. */
    postYears: z.number().int().min(1).max(10).default(1),
  }),
  /** A22, B-rules. */
  standby: section({
    maxMonths: z.number().int().min(1).max(60).default(12),
    location: z.enum(['home', 'arranged']).default('arranged'),
  }),
  /** A7, Q04–Q06: years between quota reviews. */
  quotaCycle: z.number().int().min(1).max(10).default(3),
  quota: section({
    /** Q07: weight of the pupil ratio against the class ratio, percent, by stage. */
    pupilWeightPrimaryPct: percent.default(40),
    pupilWeightJuniorPct: percent.default(70),
    pupilWeightSeniorPct: percent.default(100),
    /** Q19: how many percent of the pupils a school expects beyond its present ones count as pupils. */
    growthPct: percent.default(0),
    /** Q21: deputy party secretaries counted apart. */
    deputySecretary: z.boolean().default(false),
    /** Q08: pupils per ten heads of staff, by stage (19, 13.5, 12.5 pupils a head). */
    pupilsPerTenStaffPrimary: z.number().int().min(50).max(500).default(190),
    pupilsPerTenStaffJunior: z.number().int().min(50).max(500).default(135),
    pupilsPerTenStaffSenior: z.number().int().min(50).max(500).default(125),
    /** L01: below so many pupils a primary school or 教学点 is small and gets heads by its classes. */
    smallSchoolPupils: z.number().int().min(0).max(1000).default(200),
    /** L01: heads for each class of a small school, in hundredths. */
    smallSchoolPerClassHundredths: z.number().int().min(0).max(500).default(170),
    /** L01: least heads of a 教学点. */
    siteMinimum: z.number().int().min(0).max(10).default(2),
    /** L01: one dormitory post more for a school with boarders. */
    boardingPost: z.boolean().default(true),
    /** A8: the stage totals to share out are the approved quota, or the staff that is there. */
    totals: z.enum(['approved', 'staff']).default('approved'),
    /** L07: least PE teachers of a school by its classes. */
    peFloor: z.boolean().default(true),
  }),
  /** T03: senior and middle title posts, percent of a stage's quota (V as H, X as P). */
  titleShare: section({
    seniorKindergartenPct: percent.default(6),
    seniorPrimaryPct: percent.default(10),
    seniorJuniorPct: percent.default(30),
    seniorSeniorPct: percent.default(35),
    middleKindergartenPct: percent.default(30),
    middlePrimaryPct: percent.default(45),
    middleJuniorPct: percent.default(40),
    middleSeniorPct: percent.default(38),
  }),
  indicators: section({
    /** L04: largest coefficient of variation, percent. */
    cvPrimaryPct: percent.default(50),
    cvJuniorPct: percent.default(45),
    /** L04: the degree above the required one. */
    aboveDegreePrimary: z.enum(['college', 'bachelor', 'master']).default('college'),
    aboveDegreeJunior: z.enum(['college', 'bachelor', 'master']).default('bachelor'),
    /** T09: least share of compulsory schools with a senior title, percent. */
    seniorSchoolsPct: percent.default(70),
  }),
  /** Q22: agency-hired teachers stay out of the round. */
  agencyOutside: z.boolean().default(true),
  /** Q23: long-sick and seconded staff do not use hiring places. */
  absentOutsidePosts: z.boolean().default(true),
  /** I07: T → A/W re-posting inside the own school. */
  repostToSupport: z.boolean().default(true),
  /** W06: researchers as part-time teaching supply. */
  researchersTeach: z.boolean().default(false),
  /** W06: periods a term each researcher teaches, and weeks of a term. */
  researchers: section({
    periodsPerTerm: z.number().int().min(0).max(400).default(100),
    weeksPerTerm: z.number().int().min(1).max(26).default(20),
  }),
  itinerant: section({
    /** W03: subjects taught by travelling teachers. */
    subjects: z.array(Subject).min(1).max(20).default(['音乐', '美术', '体育', '科学']),
    /** W01–W05: whom a teacher may serve: the sites of the own central school, of the town, or also the community. */
    scope: z.enum(['central-school', 'town', 'community']).default('community'),
    /** Most days of the week away from the own school. */
    maxDaysAway: z.number().int().min(1).max(5).default(4),
    /** 走教补贴, yuan for each day away. */
    allowancePerDay: z.number().int().min(0).max(1000).default(50),
  }),
  principals: section({
    /** P01: years of a term, and most terms at one school. */
    termYears: z.number().int().min(1).max(10).default(3),
    maxTerms: z.number().int().min(1).max(10).default(2),
    /** P02: from so many years at one school on a head must move. */
    mustMoveYears: z.number().int().min(1).max(30).default(6),
    /** P03: years as deputy, or at middle level, and of teaching. */
    deputyYears: z.number().int().min(0).max(20).default(2),
    middleYears: z.number().int().min(0).max(20).default(3),
    teachingYears: z.number().int().min(0).max(40).default(5),
    /** Hours of training a new head must show. */
    trainingHours: z.number().int().min(0).max(2000).default(240),
  }),
  /** F01: least working days of publicity. */
  publicityDays: z.number().int().min(1).max(60).default(5),
  /** F01: whether the first day of a publicity is one of them; by default it ends `publicityDays` working days later. */
  publicityCountsFirstDay: z.boolean().default(false),
  reports: section({
    /** F01: names in everything that is made public: in full, or the family name with a star for each other character. */
    maskNames: z.enum(['off', 'given']).default('off'),
  }),
});
export type Policy = z.infer<typeof Policy>;

export const DEFAULT_POLICY: Policy = Policy.parse({});

/** All keys in dotted form, e.g. `flow.skip`. */
export function policyKeys(): string[] {
  return Object.entries(DEFAULT_POLICY).flatMap(([key, value]) =>
    isRecord(value) ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
  );
}

/**
 * Checks a policy as read from JSON.
 * @throws InputError naming the key, the value it got and the range it accepts; an unknown key names the nearest known one
 */
export function parsePolicy(raw: unknown): Policy {
  if (!isRecord(raw)) {
    throw new InputError([
      {
        code: 'policy-not-an-object',
        path: '',
        message: '政策文件应为 JSON 对象 (the policy must be a JSON object)。',
      },
    ]);
  }
  const result = Policy.safeParse(nest(raw), inChinese);
  if (result.success) return checkPolicy(result.data);
  const known = [...policyKeys(), ...Object.keys(DEFAULT_POLICY)];
  throw new InputError(result.error.issues.flatMap((issue) => policyIssues(issue, known)));
}

function checkPolicy(policy: Policy): Policy {
  const issues: InputIssue[] = [];
  for (const key of ['objective', 'inSchool', 'inDistrict'] as const) {
    const { order } = policy[key];
    if (new Set(order).size === order.length) continue;
    issues.push({
      code: 'policy-out-of-range',
      path: `${key}.order`,
      message: `政策项「${key}.order」中有重复的目标层 (a tier is named twice)。`,
    });
  }
  if (policy.inDistrict.order[0] !== 'coverage') {
    issues.push({
      code: 'policy-out-of-range',
      path: 'inDistrict.order',
      message:
        '政策项「inDistrict.order」须以 coverage 居首：有空缺的学校必须接收符合条件的申请人（S02） (must begin with coverage)。',
    });
  }
  if (policy.inSchool.batches.flat().sort().join() !== [...BATCHES].sort().join()) {
    issues.push({
      code: 'policy-out-of-range',
      path: 'inSchool.batches',
      message: `政策项「inSchool.batches」须把六类人员各列一次（I02）：${BATCHES.join('、')} (each batch exactly once)。`,
    });
  }
  if (policy.noEnvy === 'minimise' && policy.objective.mode === 'one-shot') {
    issues.push({
      code: 'policy-out-of-range',
      path: 'noEnvy',
      message:
        '政策项「noEnvy」为 minimise 时须逐层求解：请把 objective.mode 设为 lexicographic (needs the lexicographic mode)。',
    });
  }
  const upward = policy.flow.arcs.filter(
    (arc) => TIER_RANK[arc[1] as SchoolTier] < TIER_RANK[arc[0] as SchoolTier],
  );
  if (upward.length > 0) {
    issues.push({
      code: 'policy-out-of-range',
      path: 'flow.arcs',
      message: `政策项「flow.arcs」含逆向流动 ${upward.join('、')}，违反 X02（不得逆向交流） (upward arcs break X02)。`,
    });
  }
  if (issues.length > 0) throw new InputError(issues);
  return policy;
}

/** SHA-256 of the canonical JSON (schema key order), hexadecimal. */
export function policyHash(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex');
}
