/** Policy keys of the round as a whole: kind, objective, locks; and of the two competitions. */
import { entriesOf } from './entry.ts';

const round = entriesOf('round');
const inSchool = entriesOf('in-school');
const inDistrict = entriesOf('in-district');

const TIERS = {
  coverage: ['保上岗', 'coverage'],
  'soft-rules': ['少违规', 'soft rules'],
  'shortage-tilt': ['补短板、向农村倾斜', 'shortage and rural tilt'],
  balance: ['编制均衡', 'balance of posts'],
  'balance-arts': ['体音美教师均衡', 'balance of arts and PE'],
  'balance-backbone': ['骨干教师均衡', 'balance of backbone teachers'],
  'balance-degree': ['高学历教师均衡', 'balance of degrees'],
  'balance-senior': ['高级职称均衡', 'balance of senior titles'],
  fit: ['人岗适配', 'fit'],
  merit: ['业绩优先', 'merit'],
  'same-conditions': ['同等条件优先', 'same conditions'],
  'fewest-moves': ['最少调动', 'fewest moves'],
  'rural-service': ['农村教龄优先', 'rural service'],
  'hash-high': ['公开抽签（高位）', 'published lot, high part'],
  'hash-low': ['公开抽签（低位）', 'published lot, low part'],
} as const;

export const ROUND_KEYS = {
  round: round(['轮次', 'round'], ['本次计算的环节。', 'Which part of the summer is solved.'], {
    choices: {
      placement: ['跨学区调配', 'cross-district placement'],
      rotation: ['交流轮岗', 'rotation'],
      'in-school': ['校内竞聘', 'in-school competition'],
      'in-district': ['学区竞聘', 'in-district competition'],
    },
  }),
  referenceMonth: round(
    ['基准月', 'reference month'],
    [
      '年龄、任期与年限的计算时点，一般为学年的 9 月。',
      'Month at which ages, terms and years are counted; September of the school year.',
    ],
  ),
  structuralMovers: round(
    ['结构性富余参加调配', 'structural surplus takes part'],
    [
      '未超编学校中学科富余的教师是否参加跨学区调配；默认由学校自行转岗。',
      'Whether teachers of a surplus subject in a school under quota are movers; by default their school re-posts them.',
    ],
    { decisions: ['A17'] },
  ),
  noEnvy: round(
    ['正当嫉妒', 'justified envy'],
    [
      '业绩名次更高的人更想要别人所得的岗位：只核查列出，或在适配层以上各层不变的前提下按名次先后满足志愿。',
      'Somebody of a higher rank would rather have the post of another: reported only, or wishes are met in the order of rank while every tier above the fit stays at its best.',
    ],
    {
      choices: { report: ['只核查', 'report'], minimise: ['尽量减少', 'minimise'] },
    },
  ),
  'objective.order': round(
    ['目标次序', 'order of objectives'],
    [
      '逐层优化：前一层的最优值锁定后再优化下一层；未列出的层不优化。',
      'Tier by tier: each keeps the optimum of those before it; a tier that is not named is not optimised.',
    ],
    { choices: TIERS },
  ),
  'objective.mode': round(
    ['求解方式', 'mode'],
    [
      '逐层（字典序）或一次加权求解；一次求解不逐层证明。',
      'Tier by tier, or all tiers weighted in one solve, which does not prove each tier.',
    ],
    {
      choices: {
        lexicographic: ['逐层', 'lexicographic'],
        'one-shot': ['一次加权', 'one weighted solve'],
      },
    },
  ),
  'objective.tieSeed': round(
    ['抽签种子', 'seed of the lot'],
    [
      '各项条件完全相同时按公布的种子抽签；种子应在计算之前公布。',
      'Full ties are decided by a lot from this seed, published before the solve.',
    ],
    { decisions: ['A20'] },
  ),
  'locks.forced': round(
    ['锁定人员去向', 'forced pairs'],
    [
      '教育局指定某人到某岗位组，其余人员围绕其重新优化。',
      'Pairs that the bureau fixes; the rest is optimised around them.',
    ],
  ),
  'locks.banned': round(
    ['禁止人员去向', 'banned pairs'],
    ['某人不得到某岗位组。', 'Pairs that are barred.'],
  ),
  'inSchool.batches': inSchool(
    ['竞聘批次', 'batches'],
    [
      '校内竞聘六类人员的先后次序；写在同一批的同时竞聘。',
      'Order of the six kinds of staff; those of one batch compete together.',
    ],
    {
      choices: {
        'middle-leaders': ['中层干部', 'middle leaders'],
        'class-teachers': ['班主任', 'class teachers'],
        'subject-teachers': ['任课教师', 'subject teachers'],
        support: ['教辅', 'support'],
        administration: ['行政事务', 'administration'],
        logistics: ['后勤', 'logistics'],
      },
    },
  ),
  'inSchool.order': inSchool(
    ['校内竞聘目标次序', 'order of objectives'],
    ['校内竞聘逐层优化的次序。', 'Tiers of the in-school competition, in order.'],
    { choices: TIERS },
  ),
  'inSchoolFloor.pct': inSchool(
    ['校内聘任比例下限', 'in-school floor'],
    [
      '校内竞聘聘任人数不低于应聘岗位数的比例，按校计，未达到的计罚分。',
      'Least share of the posts that a school fills in its own competition; missing heads cost a penalty.',
    ],
    { unit: 'percent', decisions: ['A2'] },
  ),
  'inSchoolFloor.base': inSchool(
    ['聘任比例的基数', 'base of the floor'],
    ['比例按岗位与现有人员的较小者、按岗位，或按全县岗位合计。', 'What the share is taken of.'],
    {
      choices: {
        least: ['岗位与人员取小', 'the smaller of posts and incumbents'],
        posts: ['岗位', 'posts'],
        county: ['全县岗位', 'posts of the county'],
      },
      decisions: ['A2'],
    },
  ),
  'inSchoolFloor.countsRotation': inSchool(
    ['交流到校计入聘任比例', 'arrivals count'],
    [
      '交流到校的教师占用被交流者的岗位，并计入校内聘任比例。',
      'Teachers who arrive by rotation take the exchanged post and count as hired in school.',
    ],
    { decisions: ['A23'] },
  ),
  'merit.scale': inSchool(
    ['志愿的业绩权重', 'merit of wishes'],
    [
      '志愿按校内业绩百分位或原始总分加权。',
      'Wishes are weighted by the percentile within the school or by the raw total.',
    ],
    {
      choices: {
        'school-percentile': ['校内百分位', 'percentile in the school'],
        raw: ['原始总分', 'raw total'],
      },
    },
  ),
  'merit.rankBy': inSchool(
    ['名次依据', 'rank by'],
    ['核查「有理由的不满」时以何为先后。', 'Who ranks above whom in the audit of justified envy.'],
    {
      choices: {
        percent: ['校内百分位', 'percentile'],
        total: ['业绩总分', 'raw total'],
        'rural-years': ['农村教龄', 'rural years'],
      },
    },
  ),
  'merit.classTeacherBonus': inSchool(
    ['班主任加分', 'bonus of class teachers'],
    ['竞聘时班主任在业绩总分上的加分。', 'Points above the record.'],
    { unit: 'points' },
  ),
  'merit.backboneBonus': inSchool(
    ['骨干教师加分', 'bonus of backbone teachers'],
    ['竞聘时骨干教师在业绩总分上的加分。', 'Points above the record.'],
    { unit: 'points' },
  ),
  'merit.fullLoadBonus': inSchool(
    ['满工作量加分', 'bonus of a full load'],
    ['竞聘时满工作量教师在业绩总分上的加分。', 'Points above the record.'],
    { unit: 'points' },
  ),
  volunteersFirst: inSchool(
    ['自愿到小学的初中教师先安排', 'volunteers first'],
    [
      '初中教师自愿到小学任教的，在校内竞聘之前安排。',
      'Junior teachers who apply for a primary school are placed before the competition.',
    ],
  ),
  repostToSupport: inSchool(
    ['校内转教辅或工勤', 're-posting to support'],
    [
      '专任教师可在本校转任教辅或工勤岗位。',
      'A teacher may take a support or logistics post of the own school.',
    ],
  ),
  'inDistrict.order': inDistrict(
    ['学区竞聘目标次序', 'order of objectives'],
    [
      '学区竞聘逐层优化的次序，须以保上岗居首：有空缺的学校必须接收符合条件者。',
      'Tiers in order; coverage must be first, for a school with an opening must take whom it can.',
    ],
    { choices: TIERS },
  ),
  inDistrictMinMatchPct: inDistrict(
    ['必须接收的学科匹配度', 'least match to be taken'],
    [
      '学科匹配度达到此值且持证的应聘者，有空缺的学校必须接收。',
      'A school with an opening must take a certified applicant who matches the subject at least so well.',
    ],
    { unit: 'percent', decisions: ['A13'] },
  ),
} as const;
