/** The words of the closed lists as bureaus write them. Keys are compared without white space. */
import type { Employment, ExemptionKind, HiringStatus, UnplacedReason } from '../domain/county.ts';
import type {
  Category,
  SchoolKind,
  SchoolTier,
  Stage,
  Subject,
  TitleLevel,
} from '../domain/vocabulary.ts';
import { comparable } from './cells.ts';

/** A lookup from written words to codes: `{code: 'word word'}` turned around. */
function words<T extends string>(table: Partial<Record<T, string>>): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [code, list] of Object.entries(table) as [T, string][]) {
    for (const word of list.split(' ')) map.set(word, code);
  }
  return map;
}

/** A code for a written word, or null; brackets at the end are dropped when the whole is unknown. */
export function lookUp<T>(table: ReadonlyMap<string, T>, text: string): T | null {
  const word = comparable(text);
  return table.get(word) ?? table.get(word.replace(/\(.*\)$/u, '')) ?? null;
}

const canonicals = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, string>>();

/** The first word of each code, which is the one the bureau should write. */
export function canonicalWords(list: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const known = canonicals.get(list);
  if (known !== undefined) return known;
  const words = new Map<string, string>();
  for (const [word, code] of list) if (!words.has(code)) words.set(code, word);
  canonicals.set(list, words);
  return words;
}

export const TIERS = words<SchoolTier>({
  B: '局直 局直属 直属 局直学校 教育局直属 B',
  U: '街道 街道学校 城区街道 U',
  R: '农村 乡镇 镇街 农村学校 乡村 R',
});

export const KINDS = words<SchoolKind>({
  小学: '小学 完全小学 中心小学 完小',
  教学点: '教学点 小学教学点',
  初级中学: '初级中学 初中 普通初中',
  九年一贯制: '九年一贯制 九年一贯制学校 九年制学校',
  完全中学: '完全中学 完中',
  高级中学: '高级中学 高中 普通高中',
  十二年一贯制: '十二年一贯制 十二年一贯制学校',
  幼儿园: '幼儿园',
  中职: '中职 中等职业学校 职业中专 职业高中 职高 中专',
  特教: '特教 特殊教育 特殊教育学校 特教学校',
});

export const STAGES = words<Stage>({
  K: '幼儿园 幼儿 学前 学前教育 幼教',
  P: '小学 小学部 一贯制小学部 九年一贯制小学部',
  J: '初中 初级中学 初中部 一贯制初中部 九年一贯制初中部',
  H: '高中 高级中学 高中部 普通高中 完中高中部',
  V: '中职 职业高中 职高 中等职业 中等职业学校 中专',
  X: '特教 特殊教育 特殊教育学校',
});

export const CATEGORIES = words<Category>({
  T: '专任教师 教学 教师 专任 教学岗 教学岗位 专技 专业技术 专业技术岗 双肩挑',
  A: '教辅 教辅人员 教辅岗 教学辅助',
  M: '管理 行政 行政管理 管理岗 管理岗位 行政人员 职员',
  W: '工勤 工勤人员 工勤岗 工勤技能 工勤技能岗 后勤',
});

export const EMPLOYMENTS = words<Employment>({
  established: '在编 事业编制 事业编 备案制 备案 特岗 特岗教师 是 人员控制总量 编制内',
  agency: '人事代理',
  temporary: '临聘 劳务派遣 临时聘用 代课 编外 合同制 临时代课',
  other: '其他 支教 借调 退休返聘 返聘 否 实习 非在编',
});

export const HIRINGS = words<HiringStatus>({
  direct: '直聘 直接聘任',
  hired: '校内聘任 学区聘任 已聘 聘任 校内竞聘 学区竞聘 校内聘用 已聘任 受聘',
  unplaced: '未聘任 落聘 待聘 未聘 待调配 待岗',
  waiting: '待竞聘 未竞聘',
});

export const UNPLACED_REASONS = words<UnplacedReason>({
  'over-quota': '超编 学校超编',
  'subject-surplus': '学科富余 学科超员 结构性富余 学科过剩',
  'not-hired': '落聘 竞聘落聘 未聘 未聘任',
  volunteer: '自愿申请 自愿',
});

export const TRACKS = words<'men60' | 'women55' | 'women50'>({
  men60: '男60 男60岁 60岁 60',
  women55: '女55 女55岁 55岁 55',
  women50: '女50 女50岁 50岁 50',
});

export const ZONES = words<'plain' | 'mountain'>({ plain: '坝区', mountain: '山区' });

export const SEXES = words<'M' | 'F'>({ M: '男 1 M 男性', F: '女 2 F 女性' });

export const DEGREES = words<'secondary' | 'college' | 'bachelor' | 'master'>({
  secondary: '中专 中师 高中 中等师范 初中 高中及以下',
  college: '大专 专科 大学专科',
  bachelor: '本科 大学 大学本科 学士',
  master: '研究生 硕士 硕士研究生 博士 博士研究生',
});

/** Keywords of the exemption column; a text may hold more words around them. First match wins. */
const EXEMPTION_KEYWORDS: readonly (readonly [RegExp, ExemptionKind])[] = [
  [/临近退休|距退休|即将退休/u, 'near-retirement'],
  [/产假/u, 'maternity-leave'],
  [/怀孕|孕期|哺乳/u, 'pregnant-nursing'],
  [/丧失劳动能力|丧失工作能力/u, 'incapacity'],
  [/病休|长期病假|长期请假/u, 'sick-leave'],
  [/重病|大病|重大疾病/u, 'illness'],
  [/借调|支教|援藏|援疆|援青/u, 'seconded'],
  [/新招聘|新录用|新入职/u, 'new-recruit'],
];

/** The ground a remark names, or null: most remarks name none. */
export function exemptionKind(text: string): ExemptionKind | null {
  return EXEMPTION_KEYWORDS.find(([pattern]) => pattern.test(comparable(text)))?.[1] ?? null;
}

const TITLES = words<TitleLevel>({
  H: '正高级 正高 高级 副高 副高级 中学高级 中教高级 正高级讲师 高级讲师 特级',
  M: '中级 一级 小学高级 小教高级 幼儿园高级 幼教高级 中学一级 中教一级 讲师 馆员',
  E: '初级 二级 三级 助理 员级 小学一级 小教一级 小学二级 小学三级 幼儿园一级 中学二级 中学三级 中教二级 助理讲师 教员 未评 未定 未定级 未评级 未评职称 见习期 试用期 高级工 中级工 初级工 技师 高级技师 普工',
});
/** Other series of titles (accountant, librarian, engineer …), by their rank word. */
const TITLE_PATTERNS: readonly (readonly [RegExp, TitleLevel])[] = [
  [/助理|员级|初级|[二三]级|会计员|技术员|护士$|^护师$/u, 'E'],
  [/^(正高|副高|高级|正高级|副高级)|研究馆员|副?主任(医|护)师/u, 'H'],
  [/^中级|一级|主管|会计师$|工程师$|馆员$|经济师$/u, 'M'],
];

/** Level of a title; the old names differ by stage (小学高级 is middle, 中学高级 is senior). */
export function titleLevel(text: string): TitleLevel | null {
  const word = comparable(text).replace(/\(.*\)$/u, '');
  const bare = word.replace(/教师$/u, '') || word;
  return (
    TITLES.get(word) ??
    TITLES.get(bare) ??
    TITLE_PATTERNS.find(([pattern]) => pattern.test(bare))?.[1] ??
    null
  );
}

const LEADER_DUTY = /^(副?校长|副?园长|(党(总支|支部|委|组)?)?副?书记)$/u;

/** 校长、副校长、书记、副书记、园长、副园长, also as one of several duties in a cell. */
export function isLeader(duty: string): boolean {
  return duties(duty).some((part) => LEADER_DUTY.test(part));
}

/** Several duties in one cell. */
function duties(duty: string): string[] {
  return comparable(duty).split(/[、,/;+兼]/u);
}

/** 正职: the one who is the head of the school; a 书记 beside a 校长 counts with the deputies. */
const HEAD_DUTY = /^(校长|园长)$/u;
/** 中层: offices and departments of a school; 班主任 and 教研组长 are none. */
const MIDDLE_DUTY = /中层|处长|科长|团委书记|总辅导员|(?<!班)主任$/u;

/** 正职, 副职 or 中层; the highest of several duties in a cell, null for none. */
export function leadingDuty(duty: string): 'head' | 'deputy' | 'middle' | null {
  if (duties(duty).some((part) => HEAD_DUTY.test(part))) return 'head';
  if (isLeader(duty)) return 'deputy';
  return duties(duty).some((part) => MIDDLE_DUTY.test(part)) ? 'middle' : null;
}

/** 骨干教师级别: anything from county level up counts; 校级 and below do not. */
export function isBackbone(text: string): boolean {
  const word = comparable(text);
  return word !== '' && !/^(否|不是|未|0|校级)/u.test(word);
}

export const SUBJECT_WORDS = words<Subject>({
  语文: '语文 汉语 中文',
  数学: '数学',
  英语: '英语 外语',
  道德与法治: '道德与法治 思品 思想品德 品德 品德与社会 品德与生活 品社 道法 政治 思想政治 思政',
  历史: '历史',
  地理: '地理',
  生物: '生物 生物学',
  物理: '物理',
  化学: '化学',
  科学: '科学 小学科学 自然',
  体育: '体育 体育与健康 体健',
  音乐: '音乐',
  美术: '美术 书法',
  信息科技: '信息科技 信息技术 信息 计算机 微机',
  劳动综合: '劳动综合 劳动 综合 劳技 综合实践 综合实践活动 劳动与技术 劳动技术',
  心理: '心理 心理健康 心理健康教育 心理学',
  通用技术: '通用技术 通用',
  学前教育: '学前教育 学前 幼教 幼儿教育 保教',
  职业专业课: '职业专业课 专业课 职教 专业',
  特殊教育: '特殊教育 特教',
});

/** One word for several subjects. */
export const SUBJECT_GROUPS: ReadonlyMap<string, readonly Subject[]> = new Map([
  ['音体美', ['音乐', '体育', '美术']],
  ['体音美', ['体育', '音乐', '美术']],
  ['音美', ['音乐', '美术']],
  ['包班', ['语文', '数学']],
  ['全科', ['语文', '数学']],
  ['语数', ['语文', '数学']],
]);

/** Words that say more than the word they count as: they need not be rewritten, and are not listed as mended. */
export const PLAIN_WORDS: ReadonlySet<string> = new Set(
  [
    ...['已聘 已聘任 聘任 受聘 学区聘任 校内竞聘 学区竞聘 校内聘用 未聘 落聘 待聘 待岗 直接聘任'],
    ...['备案制 特岗 特岗教师 劳务派遣 代课 编外 合同制 支教 借调 退休返聘 返聘 实习'],
    ...['完全小学 中心小学 完小 小学教学点 硕士 博士 硕士研究生 博士研究生 中专 中师'],
  ].flatMap((line) => line.split(' ')),
);

/** Every word of the closed lists, as written. */
export function allWords(): string[] {
  const lists: readonly ReadonlyMap<string, unknown>[] = [
    ...[TIERS, KINDS, STAGES, CATEGORIES, EMPLOYMENTS, HIRINGS, UNPLACED_REASONS, TRACKS],
    ...[ZONES, SEXES, DEGREES, TITLES, SUBJECT_WORDS, SUBJECT_GROUPS],
  ];
  return lists.flatMap((list) => [...list.keys()]);
}
