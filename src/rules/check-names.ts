/** What it means when a rule check is broken, in a few words: for audits, where a check stands beside people and places. */
import type { Bilingual } from '../domain/vocabulary.ts';
import { ADMISSIBILITY_TESTS } from './admissibility.ts';

const BROKEN: Readonly<Record<string, Bilingual>> = {
  teacher: {
    zh: '不属于本轮调配人员，或去向重复、遗漏',
    en: 'no mover of this round, or listed wrongly',
  },
  'post-openings': { zh: '岗位组人数不在空缺与必补数之内', en: 'post group outside its openings' },
  'donor-floor': { zh: '原校留任低于学科底线', en: 'too few stay at the old school' },
  'school-quota': { zh: '学校超出核定编制', en: 'school over its quota' },
  'district-quota': { zh: '学区超出编制余额', en: 'district over its quota' },
  'ledger-quota': { zh: '编制账超出总量', en: 'quota ledger over its total' },
  'stage-quota': { zh: '学段超出编制余额', en: 'stage over its quota' },
  'approved-total': { zh: '超出核定编制总量', en: 'over the approved total' },
  'turnover-pool': { zh: '超出编制周转池', en: 'beyond the turnover pool' },
  'non-teaching': { zh: '非教学岗位超出比例', en: 'too many non-teaching staff' },
  'key-school-cap': { zh: '重点校接收超出上限', en: 'key school over its cap' },
  'title-senior': { zh: '高级职称岗位超额', en: 'over the senior title posts' },
  'title-senior-middle': {
    zh: '高、中级职称岗位超额',
    en: 'over the senior and middle title posts',
  },
  'title-overflow-max': {
    zh: '全县职称超岗合计超限',
    en: 'title overflow of the county over its limit',
  },
  'title-total': { zh: '跨学段流动使职称总量超限', en: 'title total of a stage exceeded' },
  'post-for-title': { zh: '到校时本职称层级岗位已满', en: 'no post of the title was left' },
  'rural-floor': { zh: '到农村、薄弱校的高中级比例不足', en: 'too small a rural share of titles' },
  'rotation-due': { zh: '应交流人员交流比例不足', en: 'too few of the due rotate' },
  'rotation-total': { zh: '交流总量不足', en: 'too few rotate' },
  'rotation-max': { zh: '交流总数超出上限', en: 'too many rotate' },
  'rotation-backbone': {
    zh: '骨干教师交流比例低于政策',
    en: 'below the backbone share of the policy',
  },
  'rotation-school': { zh: '学校未完成交流指标', en: 'a school sends fewer than its part' },
  'exchange-term': { zh: '交流期超过三年', en: 'an exchange of more than three years' },
  'returners-first': { zh: '交流期满人员未获优先', en: 'no priority after an exchange' },
  'own-school': { zh: '校内竞聘聘到外校', en: 'hired by another school in the in-school round' },
  'in-school-floor': { zh: '校内聘用比例不足', en: 'too few hired at their own school' },
  'summer:batch-order': { zh: '竞聘批次颠倒', en: 'hired in a batch of others' },
  'must-take': { zh: '学区内符合条件的申请人未被接收', en: 'a qualified applicant was not taken' },
  couple: { zh: '夫妻未安排在同一学区', en: 'a couple was parted' },
  'move-kind': { zh: '聘任方式与规定不符', en: 'the kind of the move is wrong' },
  'equal-conditions': {
    zh: '同等条件下未优先聘用现任课、骨干教师',
    en: 'present subject or backbone teacher passed over at equal conditions',
  },
  'front-line': {
    zh: '未向教学一线、班主任、骨干教师倾斜',
    en: 'class or backbone teacher with the better record passed over',
  },
  'may-move': { zh: '不在可交流人员之列', en: 'may not rotate' },
  'fixed-staff': { zh: '校级领导或新招聘人员不参加调配', en: 'leaders and recruits stay' },
  'temporary-staff': { zh: '临聘人员不得占用岗位', en: 'temporary staff may not take posts' },
  'agency-staff': { zh: '人事代理人员不参加本轮', en: 'agency staff stay out' },
  'absent-staff': { zh: '占用病休、借调人员的指标', en: 'takes the place of absent staff' },
  'support-posts': { zh: '新安排到管理、工勤岗位', en: 'newly at a management or support post' },
  'rural-shortage': { zh: '农村缺员未补', en: 'rural shortage left open' },
  'weak-schools': { zh: '薄弱校岗位未补', en: 'posts of weak schools left open' },
  'wishes-met': { zh: '志愿岗位仍空而安排别处', en: 'a wished post was left open' },
  'national-subjects-first': { zh: '非教学岗位先于国家课程', en: 'support post before lessons' },
  'needs-training': { zh: '须转岗培训', en: 'needs training' },
  'distance-soft-limit': { zh: '路程偏远', en: 'a long way' },
  'senior-schools': { zh: '有高级职称教师的学校不足', en: 'too few schools with a senior title' },
  'national-due-share': { zh: '应交流比例低于国家要求', en: 'below the national share of the due' },
  'backbone-share': { zh: '骨干教师交流比例不足', en: 'too few backbone teachers rotate' },
};

/** Checks that measure what went well; broken, they are worth the number of people who stand for it. */
const MEASURES_SUCCESS: ReadonlySet<string> = new Set([
  'rural-shortage',
  'weak-schools',
  'wishes-met',
]);

/**
 * The figures that go with {@link brokenCheck}'s words.
 * @param check with everybody who stands for it
 */
export function brokenFigures({ name, measured, limit, people }: BrokenCheck): {
  readonly measured: number;
  readonly limit: number | null;
} {
  return MEASURES_SUCCESS.has(name)
    ? { measured: people.length, limit: null }
    : { measured, limit };
}

interface BrokenCheck {
  readonly name: string;
  readonly measured: number;
  readonly limit: number | null;
  readonly people: readonly string[];
}

/** Directions that are open beside the listed order (A1). */
const UNLISTED: Bilingual = { zh: '不在规定流动次序之内', en: 'beside the listed order of moves' };

/**
 * The words for a broken check; its own name for one that is not known here.
 * @param status `warn` where a test of admissibility only warns: the order of flow
 */
export function brokenCheck(name: string, status: 'fail' | 'warn' = 'fail'): Bilingual {
  if (name === 'flow-direction' && status === 'warn') return UNLISTED;
  const test = ADMISSIBILITY_TESTS.find((each) => each.name === name);
  return test?.sentence ?? BROKEN[name] ?? { zh: name, en: name };
}
