/**
 * The county as the program sees it: districts, schools, post groups, teachers.
 * The zod schemas are the only source of the types. Units stand in the comments;
 * all numbers are whole, so that every objective coefficient is a whole number too.
 */
import { z } from 'zod';
import { Category, SchoolKind, SchoolTier, Stage, Subject, TitleLevel } from './vocabulary.ts';

const Id = z.string().min(1);
/** Planar position in metres east and north of a county origin. */
const Position = z.strictObject({ east: z.number().int(), north: z.number().int() });
const Count = z.number().int().min(0);
/** A calendar month as `YYYY-MM`. */
export const YearMonth = z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/);
export type YearMonth = z.infer<typeof YearMonth>;

/** 学区. `tier` is the 学区类别 of its schools (an administrative tag, A16). */
export const District = z.strictObject({ id: Id, name: z.string(), tier: SchoolTier });
export type District = z.infer<typeof District>;

/** 职称岗位核定数: approved title posts by level, heads. */
export const TitleCaps = z.strictObject({ H: Count, M: Count, E: Count });
export type TitleCaps = z.infer<typeof TitleCaps>;

/** One stage of a school (a nine-year school has two parts). */
export const SchoolPart = z.strictObject({
  stage: Stage,
  classes: Count,
  pupils: Count,
  /** 核定编制 E, heads. */
  quota: Count,
  /** 临聘人数, heads outside the establishment. */
  temporary: Count,
  titleCaps: TitleCaps,
  /** 各年级班数, lowest grade first; null = not told (then the classes are spread evenly over the grades). */
  classesByGrade: z.array(Count).min(1).max(9).nullable(),
  /** 寄宿生, pupils who live at the school (L01). */
  boarders: Count,
  /** 预计学生数, pupils expected in the next school year (Q19); null = no forecast. */
  expectedPupils: Count.nullable(),
});
export type SchoolPart = z.infer<typeof SchoolPart>;

/** 学校. */
export const School = z.strictObject({
  id: Id,
  name: z.string(),
  kind: SchoolKind,
  districtId: Id,
  tier: SchoolTier,
  /** 薄弱校. */
  weak: z.boolean(),
  /** 坝区 'plain' / 山区 'mountain' (X12, X13); null where the county has no zones. */
  zone: z.enum(['plain', 'mountain']).nullable(),
  /** 共同体/集团 name. */
  community: z.string().nullable(),
  /** 重点校 that may pick outsiders for short subjects (X14). */
  keySchool: z.boolean(),
  /** Has a 党委 or 党总支, and so a full-time deputy secretary counted apart (Q21). */
  partyCommittee: z.boolean(),
  /** null = unknown. */
  position: Position.nullable(),
  parts: z.array(SchoolPart).min(1),
  /** 借用的周转编制: heads above the quota that the pool has lent before this round (Q03); left out = none. */
  lent: Count.optional(),
});
export type School = z.infer<typeof School>;

/** 教学点 (or 村小) under a central school; its pupils and classes are part of the central school's (Q20, L01). */
export const Site = z.strictObject({
  id: Id,
  name: z.string(),
  /** The central school 中心校 that has its quota and sends its people. */
  schoolId: Id,
  stage: Stage,
  classes: Count,
  pupils: Count,
  classesByGrade: z.array(Count).min(1).max(9).nullable(),
  /** In the frame of the schools; null = unknown. */
  position: Position.nullable(),
});
export type Site = z.infer<typeof Site>;

/** 编制总量: what the establishment office approved for one stage (Q01, Q09, Q10), heads. */
export const ApprovedTotal = z.strictObject({
  stage: Stage,
  total: Count,
  /** 核定机构; '' = not told. */
  approver: z.string(),
  approvedOn: YearMonth.nullable(),
  /** Last month in which the approval holds (Q04–Q06); null = not told. */
  validUntil: YearMonth.nullable(),
});
export type ApprovedTotal = z.infer<typeof ApprovedTotal>;

/** 岗位组 j = (school, stage, category, subject) with its capacity. */
export const PostGroup = z.strictObject({
  /** `schoolId/stage/category/subject`, see {@link postGroupId}. */
  id: Id,
  schoolId: Id,
  stage: Stage,
  category: Category,
  /** null for posts without a subject (all but T). */
  subject: Subject.nullable(),
  /** 设岗数, heads. */
  posts: Count,
  /** 空缺 b_j, open posts in the placement round, heads. */
  openings: Count,
  /** 最低补足数: openings that must be filled in this round (Q15, N03); 0 ≤ mustFill ≤ openings. */
  mustFill: Count,
});
export type PostGroup = z.infer<typeof PostGroup>;

/** Stable id of a post group; subject is '-' where there is none. */
export function postGroupId(group: {
  schoolId: string;
  stage: string;
  category: string;
  subject: string | null;
}): string {
  return `${group.schoolId}/${group.stage}/${group.category}/${group.subject ?? '-'}`;
}

/** 编制类别: only 'established' people are the county's to place; the others are counted apart. */
export const Employment = z.enum(['established', 'agency', 'temporary', 'other']);
export type Employment = z.infer<typeof Employment>;

/**
 * 聘任结果 so far. 'unplaced' people are the movers of a placement round or of a competition; 'waiting' people belong
 * to a later batch of the in-school competition (I02): neither settled nor movers.
 */
export const HiringStatus = z.enum(['hired', 'direct', 'unplaced', 'waiting']);
export type HiringStatus = z.infer<typeof HiringStatus>;
/** Why a person is unplaced: school over quota, subject surplus, lost the competition, or applied to move (X17, X18). */
export const UnplacedReason = z.enum(['over-quota', 'subject-surplus', 'not-hired', 'volunteer']);
export type UnplacedReason = z.infer<typeof UnplacedReason>;

/** Direct-hire and "not in the round" grounds, by rule id. */
export const ExemptionKind = z.enum([
  'near-retirement', // D01
  'pregnant-nursing', // D02
  'illness', // D03
  'seconded', // D04, D13
  'maternity-leave', // D09
  'sick-leave', // D11
  'incapacity', // D12
  'new-recruit', // D14
]);
export type ExemptionKind = z.infer<typeof ExemptionKind>;

/** Papers a ground needs (D03–D05): 本人申请, 单位同意, 公示无异议, 证明材料 or approval. */
export const ExemptionPaper = z.enum(['application', 'consent', 'publicity', 'evidence']);
export type ExemptionPaper = z.infer<typeof ExemptionPaper>;

/** Ground for staying out of the round; it holds only when no paper is missing (D05) and while it lasts. */
export const Exemption = z.strictObject({
  kind: ExemptionKind,
  missing: z.array(ExemptionPaper).readonly(),
  /** 起止: first and last month of a leave, an illness, a nursing period (D02, D09, D11); null = not told, open. */
  from: YearMonth.nullable(),
  to: YearMonth.nullable(),
});
export type Exemption = z.infer<typeof Exemption>;

/** D05: whether every paper of a ground is there. */
export function isConfirmed(exemption: Exemption | null): boolean {
  return exemption !== null && exemption.missing.length === 0;
}

/** 考核等次 优秀, 合格, 基本合格, 不合格 (E01). */
export const Assessment = z.enum(['excellent', 'pass', 'basic', 'fail']);
export type Assessment = z.infer<typeof Assessment>;

/** 交流: the person teaches at `schoolId` for a term and belongs to the home school (R04, R06). */
export const Exchange = z.strictObject({
  homeSchoolId: Id,
  /** Post that the person left and comes back to (R04); null = not told. */
  homePostGroupId: Id.nullable(),
  since: YearMonth,
  /** Last month of the term. */
  until: YearMonth,
});
export type Exchange = z.infer<typeof Exchange>;

/** 曾任正职: the latest office as head that a person has left, here or at another school (P01–P03). */
export const LastHeaded = z.strictObject({
  schoolId: Id,
  /** 离任时间, the first month without the office. */
  until: YearMonth,
  /** Months as head of that school; null = not told (counts as two full terms). */
  months: Count.nullable(),
});
export type LastHeaded = z.infer<typeof LastHeaded>;

/** 领导任职 of heads, deputies, middle leaders and of who may become one (N04, P01–P04). */
export const Leadership = z.strictObject({
  /** 正职, 副职, 中层; null = none now. Heads and deputies are `leader`. */
  duty: z.enum(['head', 'deputy', 'middle']).nullable(),
  /** 任现职时间, at this school; null = not told or no duty. */
  since: YearMonth.nullable(),
  /** 班子副职年限, 中层年限, 教龄; whole years. */
  deputyYears: Count,
  middleYears: Count,
  teachingYears: Count,
  /** 任职资格培训学时 (240 are asked for) and 任职资格证. */
  trainingHours: Count,
  certificate: z.boolean(),
  /** 年度考核 as a leader, oldest first. */
  reviews: z.array(Assessment).max(3),
  lastHeaded: LastHeaded.nullable(),
});
export type Leadership = z.infer<typeof Leadership>;

/** 志愿: one wish, in order. `postGroupId` null = any post of that school. */
export const Wish = z.strictObject({ schoolId: Id, postGroupId: Id.nullable() });
export type Wish = z.infer<typeof Wish>;

/** 教师资格: level by stage; subject null where the certificate names none. */
export const Certificate = z.strictObject({ stage: Stage, subject: Subject.nullable() });
export type Certificate = z.infer<typeof Certificate>;

/** 教职工. Names are carried for the bureau's own workbooks only; never into JSON, logs or errors. */
export const Teacher = z.strictObject({
  /** 职工号, the key of a person everywhere. */
  id: Id,
  name: z.string(),
  sex: z.enum(['M', 'F']),
  birth: YearMonth,
  schoolId: Id,
  employment: Employment,
  /** Q23: false = kept in the quota ledger N_s but not counted in the hiring places n_s. */
  countsAgainstPosts: z.boolean(),
  category: Category,
  /** 任教学段, the part of the school the person belongs to. */
  stage: Stage,
  /** 校级领导 (heads and deputies) are appointed, never in a round (I08). */
  leader: z.boolean(),
  mainSubject: Subject.nullable(),
  /** 第二学科 and other recorded 任教学科. */
  otherSubjects: z.array(Subject),
  certificates: z.array(Certificate),
  title: TitleLevel,
  /** 来本校时间. */
  schoolStart: YearMonth,
  /** 农村任教年限, whole years. */
  ruralYears: Count,
  /** 业绩考核总分 in whole hundredths of 100 (0–10000); null = no record. */
  merit: z.number().int().min(0).max(10000).nullable(),
  backbone: z.boolean(),
  degree: z.enum(['secondary', 'college', 'bachelor', 'master']),
  hiring: HiringStatus,
  unplacedReason: UnplacedReason.nullable(),
  exemption: Exemption.nullable(),
  /** Override of the statutory retirement track (L03); null = by sex and category. */
  statutoryTrack: z.enum(['men60', 'women55', 'women50']).nullable(),
  /** R06: last month of an unfinished exchange or minimum-service term; null = none. */
  boundUntil: YearMonth.nullable(),
  /** B08: false = may not teach (certificate registration or assessments failed). */
  teachable: z.boolean(),
  /** X10, X11: passed the entry exam for bureau-run schools and upward moves. */
  examPassed: z.boolean(),
  /** D10: finished a rural rotation term and may return upward. */
  returnRight: z.boolean(),
  /** S03: 未聘任证明 and 业绩鉴定 handed in. */
  documentsComplete: z.boolean(),
  /** Schools where a relative leads: kinship avoidance (a8, L09). */
  kinSchoolIds: z.array(Id),
  /** X04: post groups offered and refused on record. */
  refusedPostGroupIds: z.array(Id),
  /** District of the home address (分流 by distance); null = use the old school. */
  homeDistrictId: Id.nullable(),
  /** 志愿 1..5; empty = 视为服从组织安排 (S05). */
  wishes: z.array(Wish).max(5),
  /** 是否服从调剂; null = left blank. A "no" alone is not a refusal (X04 needs a recorded offer). */
  obeys: z.boolean().nullable(),
  /** Rotation volunteer (自愿交流). */
  volunteer: z.boolean(),
  /** 所在教学点 of the central school where the person teaches now; null = at the school itself. */
  siteId: Id.nullable(),
  /** 班主任 (I02, E02). */
  classTeacher: z.boolean(),
  /** 周课时, periods a week; null = not told. */
  weeklyHours: Count.nullable(),
  /** 直聘对象自愿参加竞聘 (D07, A24). */
  optsIn: z.boolean(),
  /** 逾期交表 (S06). */
  formLate: z.boolean(),
  /** 夫妻同调: the other person of a joint request for one town; null = none. Both name each other. */
  partnerId: Id.nullable(),
  /** 近年年度考核, oldest first (E01, B08). */
  assessments: z.array(Assessment).max(3),
  /** 大数据监测连续不合格年数 (B08). */
  monitoringFails: Count,
  exchange: Exchange.nullable(),
  /** Months of exchange and 支教 behind the person, the present term not counted (X19). */
  exchangeMonths: Count,
  leadership: Leadership.nullable(),
});
export type Teacher = z.infer<typeof Teacher>;

/** 教研员: a full-time researcher of the bureau, outside the schools' establishment (W06). */
export const Researcher = z.strictObject({
  id: Id,
  subject: Subject,
  stage: Stage,
  /** 到岗时间. */
  since: YearMonth,
  /** Last month of the latest full year in a school; null = none yet. */
  lastInSchool: YearMonth.nullable(),
  /** 联系学校; null = none. */
  schoolId: Id.nullable(),
});
export type Researcher = z.infer<typeof Researcher>;

/** 县: everything one round needs. Arrays are in canonical order (by id). */
export const County = z.strictObject({
  name: z.string(),
  districts: z.array(District).min(1),
  schools: z.array(School).min(1),
  postGroups: z.array(PostGroup),
  teachers: z.array(Teacher),
  /** 编制总量表, at most one a stage; empty = the totals are the sums of the schools' quotas. */
  approved: z.array(ApprovedTotal),
  /** 教学点表. */
  sites: z.array(Site),
  /** 教研员表. */
  researchers: z.array(Researcher),
});
export type County = z.infer<typeof County>;

/** Sum of the approved quotas of a school's parts, heads (E_s). */
export function schoolQuota(school: School): number {
  return school.parts.reduce((sum, part) => sum + part.quota, 0);
}
