/**
 * 可行性判定: the fifteen tests a (person, post group) pair must pass, in order. The name of a test is the
 * name of the finding, of the count in the proposal and of the label on screen.
 */
import type { Policy } from '../domain/policy.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import { flowAllowed, isReturn, isUpward } from './flow-direction.ts';
import type { GroupFacts, PersonFacts, Round } from './round.ts';
import { certificateCovers, mayTeach, needsStageExam, stageChangeAllowed } from './stage.ts';
import { subjectMatch } from './subject-match.ts';

/**
 * What the verdict of a test hangs on: the person alone, the post alone, the person and the post's part (school and stage),
 * the person and the post's kind (stage, category, subject), or the very pair. `screening.ts` asks once for each.
 */
export type Scope = 'person' | 'post' | 'part' | 'kind' | 'pair';

export interface AdmissibilityTest {
  /** Address in the rulebook, a1 … a15. */
  readonly address: string;
  readonly name: string;
  readonly rules: readonly string[];
  /** What it means when a pair fails. */
  readonly sentence: Bilingual;
  readonly scope: Scope;
  readonly holds: (person: PersonFacts, post: GroupFacts, round: Round) => boolean;
}

const tiers = (person: PersonFacts, post: GroupFacts) =>
  [person.home.school.tier, post.site.school.tier] as const;

function returns(person: PersonFacts, post: GroupFacts, policy: Policy): boolean {
  return isReturn(...tiers(person, post), person.teacher.returnRight, policy);
}

const flowDirection: AdmissibilityTest = {
  address: 'a1',
  name: 'flow-direction',
  rules: ['X01', 'X02', 'X09', 'D10'],
  sentence: {
    zh: '流动方向不允许（只能局直→街道→农村，不得逆向）',
    en: 'the direction of the move is not open (never upward)',
  },
  scope: 'part',
  holds: (person, post, { policy }) =>
    flowAllowed(...tiers(person, post), person.teacher.returnRight, policy),
};

const otherDistrict: AdmissibilityTest = {
  address: 'a2',
  name: 'other-district',
  rules: ['S01', 'I03'],
  sentence: {
    zh: '岗位不在本轮范围内（跨学区调配：其他学区；学区竞聘：本学区他校；校内竞聘：本校；轮岗：他校）',
    en: 'not where this round goes (cross-district: another district; in-district: another school of the own; in-school: the own school; rotation: another school)',
  },
  scope: 'part',
  holds: ({ home }, { site }, { policy }) => {
    const sameDistrict = home.districtAt === site.districtAt;
    switch (policy.round) {
      case 'placement':
        return !sameDistrict;
      case 'in-district':
        return sameDistrict && home.at !== site.at;
      case 'in-school':
        return home.at === site.at;
      case 'rotation':
        return home.at !== site.at;
    }
  },
};

const certificate: AdmissibilityTest = {
  address: 'a3',
  name: 'certificate',
  rules: ['L02', 'E04', 'X16'],
  sentence: {
    zh: '教师资格证种类不覆盖该学段，或政策不允许该学段转换',
    en: 'the certificate does not cover the stage, or the stage change is closed',
  },
  scope: 'kind',
  holds: ({ teacher }, { group }, { policy }) =>
    group.category !== 'T' ||
    (certificateCovers(teacher, group.stage, policy) &&
      stageChangeAllowed(teacher.stage, group.stage, policy)),
};

const subjectFits: AdmissibilityTest = {
  address: 'a4',
  name: 'subject-match',
  rules: ['X06', 'S02', 'I07'],
  sentence: {
    zh: '学科（岗位类别）不匹配，或学区竞聘中匹配度不够',
    en: 'subject or category does not match, or in a district not well enough',
  },
  scope: 'kind',
  holds: ({ teacher }, { group }, { policy }) => {
    const match = subjectMatch(teacher, group, policy);
    const must = policy.round === 'in-district' && group.category === 'T';
    return match > 0 && (!must || match >= policy.inDistrictMinMatchPct);
  },
};

const openPost: AdmissibilityTest = {
  address: 'a5',
  name: 'open-post',
  rules: ['X05', 'Q16'],
  sentence: { zh: '无空缺岗位，或学校无空编', en: 'no open post, or the school has no quota left' },
  scope: 'post',
  holds: (_person, { group, site, capacity, stayFloor }, { policy }) =>
    policy.round === 'rotation'
      ? capacity - stayFloor > 0
      : group.openings > 0 && (site.headroom > 0 || site.poolCap > 0),
};

const inTheRound: AdmissibilityTest = {
  address: 'a6',
  name: 'in-the-round',
  rules: [
    'D01',
    'D02',
    'D03',
    'D04',
    'D05',
    'D07',
    'D08',
    'D09',
    'D11',
    'D12',
    'D13',
    'D14',
    'D15',
    'L03',
    'S03',
  ],
  sentence: {
    zh: '属直聘（豁免）人员，或未聘任证明、业绩鉴定不齐',
    en: 'exempt from the round, or papers of the old school missing',
  },
  scope: 'person',
  holds: ({ exempt, teacher }, _post, { policy }) =>
    !exempt && (teacher.documentsComplete || policy.round === 'in-school'),
};

const serviceTerm: AdmissibilityTest = {
  address: 'a7',
  name: 'service-term',
  rules: ['R06'],
  sentence: { zh: '交流期或服务期未满', en: 'inside an unfinished exchange or service term' },
  scope: 'person',
  holds: ({ teacher }, _post, { policy }) =>
    [teacher.boundUntil, teacher.exchange?.until ?? null].every(
      (until) => until === null || until < policy.referenceMonth,
    ),
};

const kinship: AdmissibilityTest = {
  address: 'a8',
  name: 'kinship',
  rules: ['L09'],
  sentence: { zh: '亲属回避', en: 'kinship avoidance' },
  scope: 'pair',
  holds: ({ teacher }, { group }) =>
    group.category !== 'M' || !teacher.kinSchoolIds.includes(group.schoolId),
};

const entryExam: AdmissibilityTest = {
  address: 'a9',
  name: 'entry-exam',
  rules: ['X10', 'X11', 'X22', 'D10'],
  sentence: {
    zh: '进城（局直）或转入非义务教育学段逢进必考，未通过考试',
    en: 'entry (to the county seat or a stage outside compulsory education) by exam, not passed',
  },
  scope: 'part',
  holds: (person, post, { policy }) =>
    policy.round === 'in-school' ||
    person.teacher.examPassed ||
    (!entersTheSeat(person, post, policy) &&
      !needsStageExam(person.teacher.stage, post.group.stage, policy)),
};

/**
 * X10, X11: into a bureau-run school, or up; who returns by right has been there before, and in the own district the
 * staff of another bureau-run school is there already.
 */
function entersTheSeat(person: PersonFacts, post: GroupFacts, policy: Policy): boolean {
  const [from, to] = tiers(person, post);
  const isThere = policy.round === 'in-district' && from === 'B';
  const enters = (to === 'B' && !isThere) || isUpward(from, to);
  return policy.examForEntry && enters && !returns(person, post, policy);
}

const teachable: AdmissibilityTest = {
  address: 'a10',
  name: 'teachable',
  rules: ['B08', 'E01'],
  sentence: { zh: '资格注册或考核不合格，不能任教', en: 'may not teach' },
  scope: 'kind',
  holds: ({ teacher }, { group }) => group.category !== 'T' || mayTeach(teacher),
};

const distanceLimit: AdmissibilityTest = {
  address: 'a11',
  name: 'distance-limit',
  rules: ['X20'],
  sentence: { zh: '超过最大距离', en: 'farther than the limit' },
  scope: 'part',
  holds: ({ distances, home }, { site }, { policy }) => {
    if (home.at === site.at) return true;
    const distance = distances[site.at] ?? null;
    const limit = policy.distance.maxKm;
    return limit === null || distance === null || distance <= limit * 100;
  },
};

const zones: AdmissibilityTest = {
  address: 'a12',
  name: 'zones',
  rules: ['X12', 'X13', 'X14', 'X15'],
  sentence: { zh: '坝区/山区或重点校选聘范围之外', en: 'outside the zone or key-school arcs' },
  scope: 'pair',
  holds: ({ home }, { group, site }, { policy }) => {
    if (!policy.zones || policy.round === 'in-school' || policy.round === 'in-district')
      return true;
    const { school } = site;
    const choosesOutsiders = school.keySchool && home.at !== site.at;
    return (
      // X14: only teachers of the subjects that the key school is short of.
      (!choosesOutsiders || (group.category === 'T' && group.openings > 0)) &&
      (!home.school.keySchool || school.zone === 'mountain') &&
      (school.zone !== 'plain' || home.school.zone === 'plain')
    );
  },
};

const refusedPost: AdmissibilityTest = {
  address: 'a13',
  name: 'refused-post',
  rules: ['X04'],
  sentence: { zh: '本人已书面拒绝该岗位', en: 'refused this very post on record' },
  scope: 'pair',
  holds: ({ teacher }, { group }) => !teacher.refusedPostGroupIds.includes(group.id),
};

function isBanned(teacherId: string, postGroupId: string, { locks: { banned } }: Policy): boolean {
  for (const pair of banned)
    if (pair.teacherId === teacherId && pair.postGroupId === postGroupId) return true;
  return false;
}

const locks: AdmissibilityTest = {
  address: 'a14',
  name: 'locks',
  rules: ['F04'],
  sentence: { zh: '人工锁定或排除', en: 'fixed elsewhere or barred by the planner' },
  scope: 'pair',
  holds: ({ teacher, forced }, { group }, { policy }) =>
    (forced === null || forced === group.id) && !isBanned(teacher.id, group.id, policy),
};

const lateForm: AdmissibilityTest = {
  address: 'a15',
  name: 'late-form',
  rules: ['S06'],
  sentence: {
    zh: '逾期交表，只能安排到缺编的乡镇小学',
    en: 'the form came too late: only primary schools of the towns are open',
  },
  scope: 'part',
  holds: ({ teacher }, { group, site }, { policy }) =>
    policy.round !== 'placement' ||
    !teacher.formLate ||
    (teacher.stage !== 'P' && teacher.stage !== 'J') ||
    (group.stage === 'P' && site.school.tier === 'R'),
};

/** In order; the first that fails is the reason. */
export const ADMISSIBILITY_TESTS: readonly AdmissibilityTest[] = [
  flowDirection,
  otherDistrict,
  certificate,
  subjectFits,
  openPost,
  inTheRound,
  serviceTerm,
  kinship,
  entryExam,
  teachable,
  distanceLimit,
  zones,
  refusedPost,
  locks,
  lateForm,
];

/** Position of the first failing test, or −1 when the pair is admissible. */
export function firstFailure(person: PersonFacts, post: GroupFacts, round: Round): number {
  for (let k = 0; k < ADMISSIBILITY_TESTS.length; k++) {
    if (!(ADMISSIBILITY_TESTS[k] as AdmissibilityTest).holds(person, post, round)) return k;
  }
  return -1;
}
