/** Every sentence of the explanations, in one place. Chinese; people appear by staff number only. */
import type { Policy } from '../../domain/policy.ts';
import { TIER_NAME_ZH } from '../../domain/proposal.ts';
import {
  type Bilingual,
  CATEGORY_EN,
  CATEGORY_ZH,
  STAGE_EN,
  STAGE_ZH,
  SUBJECT_EN,
  TIER_EN,
  TIER_ZH,
} from '../../domain/vocabulary.ts';
import { ADMISSIBILITY_TESTS } from '../../rules/admissibility.ts';
import type { GroupFacts } from '../../rules/round.ts';
import { rankOfGoal } from '../wishes-by-rank.ts';

/** Tier or sum as it is called on paper. */
export function goalName(id: string): string {
  const rank = rankOfGoal(id);
  if (rank !== null) return `第 ${rank} 名次的志愿`;
  return id === 'one-shot' ? '加权合计' : TIER_NAME_ZH[id as keyof typeof TIER_NAME_ZH];
}

/** What people are ranked by. */
export const RANK_ZH: Readonly<Record<Policy['merit']['rankBy'], string>> = {
  percent: '业绩折算分',
  total: '业绩总分',
  'rural-years': '农村任教年限',
};

const km = (hundredths: number) => `${(hundredths / 100).toFixed(2)} 公里`;

export const WORDS = {
  /** A person in a sentence; the number ends where a blank or a mark begins. */
  person: /职工号 ([^\s：（，。；→]+)/g,
  otherCounty:
    '方案不是由这份县数据算出的：数据指纹（SHA-256）不一致 (the proposal is of another county)。',
  otherPolicy:
    '方案所载政策与其指纹不一致，内容被改动过 (the policy in the proposal is not the one it names)。',
  notLegal: (count: number) =>
    `方案有 ${count} 处不合规，不能据以解释，请先用 verify 核查 (the proposal breaks hard rules; run verify)。`,
  unknownTeacher: (id: string) => `县数据中没有职工号「${id}」 (unknown teacher)。`,
  unknownPost: (id: string) => `县数据中没有岗位组「${id}」 (unknown post group)。`,
  post: ({ group, site: { school } }: GroupFacts) =>
    `${school.name}（${TIER_ZH[school.tier]}）${STAGE_ZH[group.stage]}${group.subject ?? CATEGORY_ZH[group.category]}岗位`,
  placed: (post: string) => `安排到${post}。`,
  standby: '本轮没有安排岗位，列入待岗。',
  stays: '留任原校原岗位。',
  outside: {
    waiting: '属校内竞聘后续批次，尚未轮到（I02）。',
    leader: '校级领导由主管部门任命，不参加本轮（I08）。',
    hired: '已在原校聘任，不是本轮待调配人员。',
    surplus:
      '学科富余，但原校未超编，由原校转岗安排，不是本轮待调配人员（structuralMovers，A17）。',
    employment: '不占县管编制或未计入本轮在编人员（Q22、Q23），不参加本轮。',
  },
  mayNotRotate:
    '不是应交流、自愿交流或学科富余教师，或为校级领导、直聘人员，只能留任（R01、I08、D14）。',
  note: {
    notOptimum:
      '本方案不是已证明的最优方案（或同优方案之一），以下代价均与本方案相比，负数表示比本方案更好。',
    oneShot: '本方案按一次性加权求解，代价是加权合计的变化。',
    cascade: '本方案逐轮求解，代价与逐轮重算的结果相比。',
  },
  lossOf: (id: string, loss: number) =>
    loss > 0
      ? `「${goalName(id)}」变差 ${loss}`
      : loss < 0
        ? `「${goalName(id)}」变好 ${-loss}`
        : `「${goalName(id)}」不变`,
  move: (id: string, from: string | null, to: string | null, isStay: boolean) =>
    `职工号 ${id}：${from ?? '待岗'} → ${isStay ? '留任原岗位' : (to ?? '待岗')}`,
  notAdmitted: (rules: readonly string[], sentence: string, figures: string) =>
    `不符合条件（${rules.join('、')}）：${sentence}；${figures}。`,
  impossible: (post: string) =>
    `若安排到${post}，其余人员怎样安排都无法同时满足全部硬性规则（重算证明无解）。`,
  unknown: (post: string) =>
    `若安排到${post}：在时限内没有算出结果，既未找到合法方案，也未证明无解。`,
  atMost: '时限内未证明替代方案已是最优，变差的数值可能偏高。',
  isHere: '本方案正是这样安排的。',
  costs: (post: string, full: boolean, losses: string, others: number) =>
    `${full ? '该岗位已满' : '该岗位有空缺'}；若安排到${post}，${losses}，另有 ${others} 人随之变动。`,
  free: (post: string) => `若安排到${post}，各目标层均不变：两种安排同样好，由公开抽签决定。`,
  better: (post: string, losses: string) => `若安排到${post}，方案反而更好：${losses}。`,
  admitted: (full: boolean, floor: { tier: string; loss: number } | null) =>
    `符合条件，${full ? '岗位已满' : '岗位有空缺'}；${
      floor === null
        ? '代价须重算才知'
        : `安排到此处至少使「${goalName(floor.tier)}」变差 ${floor.loss}（由最优性证明给出）`
    }。`,
  softFallback: '局直直接到农村，未按次序（A1）',
  softTraining: '需转岗培训（B01）',
  softFar: (distance: number, limitKm: number) =>
    `距离 ${km(distance)} 超过 ${limitKm} 公里（X20）`,
  bound: (name: string, used: number, limit: number) =>
    `${capName(name)}已用满（${used}/${limit}）`,
  envy: (
    rankBy: Policy['merit']['rankBy'],
    line: { teacherId: string; colleagueId: string; rank: number; other: number },
    post: string,
  ) =>
    `职工号 ${line.teacherId}（${RANK_ZH[rankBy]} ${line.rank}）更愿意去${post}，该岗位由${RANK_ZH[rankBy]}较低的职工号 ${line.colleagueId}（${line.other}）取得`,
  envyHard: '安排其到该岗位将违反硬性规则，无合法方案',
  envyTier: (id: string, loss: number) =>
    `安排其到该岗位将使更高目标层「${goalName(id)}」变差 ${loss}`,
  envyWish: (id: string, loss: number) =>
    `安排其到该岗位将使名次不低于其本人者的志愿受损（「${goalName(id)}」变差 ${loss}）`,
  envyOpen: '在时限内没有算出结果，未能判定有无规则可以解释',
  envyUnexplained: '更高目标层均不受影响，没有规则可以解释',
  cutoffNone: '无人安排',
  cutoff: (
    rankBy: Policy['merit']['rankBy'],
    { match, ranked, lowest }: { match: number; ranked: number; lowest: number | null },
  ) =>
    `学科匹配 ${match}% 中最低${RANK_ZH[rankBy]}${
      ranked === 0 ? '（无记录）' : ranked === 1 ? '（仅一人，不公布）' : ` ${lowest}`
    }`,
  /** Which part of a rule is protected; null = all of it. */
  protectedPart: (rule: string) =>
    rule === 'T01' ? '仅指跨学段流动后的学段职称总量；学校职称岗位和超岗总数上限可以放宽' : null,
  noTime: '在时限内没有解出本轮，不能据以解释；请放宽 --time-limit (time limit reached)。',
  relax: (
    what: {
      kind: string;
      postGroupId: string | null;
      teacherId: string | null;
      row: string | null;
    },
    units: number,
  ) => {
    const { kind, postGroupId, teacherId, row } = what;
    if (kind === 'must-fill') return `岗位组「${postGroupId}」的最低补足数减少 ${units} 个`;
    if (kind === 'lock') return `解除职工号 ${teacherId} 到「${postGroupId}」的人工锁定`;
    if (kind === 'ban') return `取消对职工号 ${teacherId} 到「${postGroupId}」的人工排除`;
    if (kind === 'turnover-pool') return `编制周转池增加 ${units} 名（pool.size）`;
    if (kind === 'distance')
      return `准许职工号 ${teacherId} 到「${postGroupId}」超过距离上限（distance.maxKm）`;
    if (kind === 'zone')
      return `准许职工号 ${teacherId} 到「${postGroupId}」不受片区、重点校范围限制`;
    if (kind === 'distance-and-zone')
      return `准许职工号 ${teacherId} 到「${postGroupId}」超过距离上限（distance.maxKm），并不受片区、重点校范围限制`;
    if (kind === 'rural-floor')
      return '不设高、中级教师到农村（薄弱）校的最低比例（ruralTilt.floorPct）';
    if (kind === 'donor-floor') return `${capName(row ?? '')}减少 ${units} 人`;
    return `${capName(row ?? '')}增加 ${units} 人`;
  },
  unfilled: (open: number, admissible: number) =>
    `${open === 0 ? '已满' : `空缺 ${open} 个`}；另有 ${admissible} 人符合条件${
      open > 0 && admissible > 0 ? '，或有更优安排，或受限额限制' : ''
    }。`,
} as const;

/** A post in English; the name of the school stays. */
export function postEn({ group, site: { school } }: GroupFacts): string {
  const what = group.subject === null ? CATEGORY_EN[group.category] : SUBJECT_EN[group.subject];
  return `${school.name} (${TIER_EN[school.tier]}), ${STAGE_EN[group.stage]} ${what}`;
}

/** Chinese sentence of an admissibility test. */
export function testSentence(name: string): string {
  return ADMISSIBILITY_TESTS.find((test) => test.name === name)?.sentence.zh ?? name;
}

/** Row and arc families in the bureau's words, with the rules they serve (README of the formulation). */
const CAP_FAMILIES: Readonly<Record<string, Bilingual & { rules: readonly string[] }>> = {
  'post-openings': { zh: '岗位数', en: 'posts', rules: ['N03', 'X06', 'Q24', 'Q15'] },
  'donor-floor': { zh: '原校学科底线', en: 'subject floor of the old school', rules: ['X06'] },
  'non-teaching': { zh: '非教学岗位比例', en: 'share of non-teaching posts', rules: ['N01'] },
  'key-school-cap': { zh: '重点校选聘上限', en: 'cap of the key school', rules: ['X14'] },
  'school-quota': {
    zh: '学校编制',
    en: 'quota of the school',
    rules: ['Q07', 'Q09', 'Q16', 'X05'],
  },
  lent: { zh: '学校可借周转编制', en: 'heads lent by the pool', rules: ['Q03'] },
  'turnover-pool': { zh: '编制周转池', en: 'turnover pool', rules: ['Q03'] },
  'district-quota': { zh: '学区编制', en: 'quota of the district', rules: ['Q09', 'Q20', 'W02'] },
  'ledger-quota': { zh: '编制总量', en: 'total quota', rules: ['Q09', 'Q10'] },
  'stage-quota': { zh: '学段编制', en: 'quota of the stage', rules: ['Q01', 'Q02', 'Q09'] },
  'title-senior': { zh: '高级职称岗位', en: 'senior title posts', rules: ['T01', 'T02', 'T07'] },
  'title-senior-middle': {
    zh: '高、中级职称岗位',
    en: 'senior and middle title posts',
    rules: ['T01', 'T02', 'T07'],
  },
  'title-overflow-max': {
    zh: '超岗总数上限',
    en: 'limit of heads over the title caps',
    rules: ['T01'],
  },
  'title-total': { zh: '学段职称总量', en: 'title posts of the stage', rules: ['T01'] },
  'rural-floor': {
    zh: '高、中级教师到农村（薄弱）校的最低比例',
    en: 'least share of senior and middle titles to rural or weak schools',
    rules: ['T05'],
  },
  couple: { zh: '夫妻同乡镇（街道）', en: 'couples in one town', rules: ['X20'] },
  'rotation-due': { zh: '应交流人员交流目标', en: 'target of those due to rotate', rules: ['R03'] },
  'rotation-total': { zh: '交流总量目标', en: 'target of all rotations', rules: ['R02'] },
  'rotation-max': { zh: '交流总量上限', en: 'most rotations', rules: ['R02', 'R03'] },
  'fair-share': {
    zh: '骨干、学历、职称的应有人数',
    en: 'fair share of backbone, degrees, titles',
    rules: ['L04'],
  },
};

/** 「学校编制 S001」 of `school-quota:S001`. */
function capName(name: string): string {
  const [family = '', ...rest] = name.split(':');
  const zh = CAP_FAMILIES[family]?.zh ?? family;
  return rest.length === 0 ? zh : `${zh}「${rest.join(':')}」`;
}

/** `quota of the school S001` of `school-quota:S001`. */
export function capEn(name: string): string {
  const [family = '', ...rest] = name.split(':');
  return [CAP_FAMILIES[family]?.en ?? family, rest.join(':')].filter(Boolean).join(' ');
}

export function capRules(name: string): readonly string[] {
  return CAP_FAMILIES[name.split(':')[0] as string]?.rules ?? [];
}
