/** 工作流程: announcements, publicity, calendar, appeals, contracts (F00–F06). */
import { type Family, family } from './rule.ts';

export const WORKFLOW: Family = family('F', { zh: '工作流程', en: 'workflow' }, [
  {
    id: 'F00',
    zh: '学区竞聘和跨学区调配之前公布空缺岗位；学年结束时结转返校、在校年限、聘期和合同。',
    en: 'Vacancies are announced before the in-district and cross-district stages; at the year’s end returns, years at school, terms and contracts roll over.',
    sources: { '000': ['公布的空缺岗位'] },
    strength: 'workflow',
    acts: {
      gate: ['in-district-vacancies', 'cross-district-vacancies'],
      report: ['空缺岗位·学区竞聘', '空缺岗位·跨学区调配'],
    },
  },
  {
    id: 'F01',
    zh: '聘任结果和交流轮岗名单须公示 5 个工作日以上：自公示次日起计（政策可把首日计入），法定节假日不计，调休上班日计入；不足或未期满的不得进入下一环节。',
    en: 'Results and rotation lists are made public for at least 5 working days after the first (the policy may count that too), public holidays not counted, make-up days yes; the next stage waits until they are over.',
    sources: { '001': ['须公示5 个工作日以上'] },
    strength: 'workflow',
    policyKeys: ['publicityDays', 'publicityCountsFirstDay'],
    acts: {
      gate: [
        'direct-publicity',
        'in-school-publicity',
        'in-district-publicity',
        'cross-district-publicity',
        'rotation-publicity',
      ],
    },
  },
  {
    id: 'F02',
    zh: '学校日程（2017 年样例）：8 月 22 日前完成岗位设置，8 月 24 日前完成校内首次聘任，8 月 25 日前公布名单。',
    en: 'School calendar (2017 sample): posts set by 22 August, first in-school hiring by 24 August, list by 25 August.',
    sources: { '001': ['8月22日前,完成岗位设置', '校内首次聘任8月24日前完成'] },
    strength: 'workflow',
    acts: { calendar: ['posts-set', 'in-school', 'in-school-list'] },
  },
  {
    id: 'F03',
    zh: '步骤依次为：选聘校级领导、岗位设置、制定聘任方案、组织聘任、落聘人员安排；前一步未完成不得进入下一步。',
    en: 'The steps in order: leaders, posts, hiring plan, hiring, people not hired; no step starts before the one before is done.',
    sources: { '001': ['岗位设置→制定岗位聘任方案'] },
    strength: 'workflow',
    acts: { gate: ['posts-set'] },
  },
  {
    id: 'F04',
    zh: '成立领导小组、推进小组和人事争议仲裁小组；异议未裁定、名单未审定的不得定案；申诉只重开相关决定，其余安排尽量不动。',
    en: 'A leading group, a working group and an arbitration group; nothing is final while an objection is open or the list not approved; an appeal re-opens its own decision and moves as few others as can be.',
    sources: { '000': ['人事争议仲裁领导小组'] },
    strength: 'workflow',
    policyKeys: ['locks.forced', 'locks.banned'],
    acts: {
      admissibility: ['locks'],
      gate: [
        'list-approved',
        'no-open-objection',
        'in-district-appeals',
        'cross-district-appeals',
        'late-appeals',
        'direct-without-papers',
        'in-district-rulings',
        'cross-district-rulings',
        'standby-rulings',
        'late-rulings',
      ],
    },
    check: ['locks'],
  },
  {
    id: 'F05',
    zh: '各乡镇教职工统一与中心小学校长签订聘约：用人单位为中心小学。',
    en: 'Town staff sign with the head of the central primary school: the central school is the employer.',
    sources: { '001': ['各乡镇教职工统一与中心小学校长签订聘约'] },
    strength: 'data',
    acts: { report: ['人事关系调整'] },
  },
  {
    id: 'F06',
    zh: '按需设岗、竞聘上岗、按岗聘用、合同管理，依次进行。',
    en: 'Posts by need, competition for the post, hiring by post, contract: in this order.',
    sources: { '004': ['競聘上崗、按崗聘用、合同管理'] },
    strength: 'workflow',
    acts: { gate: ['posts-set'] },
  },
]);
