/** 学区竞聘: the competition inside each district, and the forms of intention (S01–S07). */
import { type Family, family } from './rule.ts';

export const IN_DISTRICT: Family = family('S', { zh: '学区竞聘', en: 'in-district competition' }, [
  {
    id: 'S01',
    zh: '校内未聘人员先在本学区内对公布的空缺岗位提出跨校竞聘申请；学区竞聘只在本学区他校，跨学区调配只安排到其他学区。',
    en: 'People not hired at their school first apply for published vacancies in their own district; that round stays in the district, the cross-district round places into other districts only.',
    sources: { '000': ['提出跨校竞聘申请'] },
    strength: 'hard',
    acts: { admissibility: ['other-district'] },
    check: ['other-district'],
  },
  {
    id: 'S02',
    zh: '有空缺岗位的学校必须接收学区内的跨校竞聘申请，不得拒收学科匹配（匹配度不低于 50%）且持证的申请人。',
    en: 'A school with a vacancy must take applicants of its district who hold the certificate and match the subject (at least 50 %).',
    sources: { '000': ['必须接收学区内跨校竞聘申请'] },
    strength: 'hard',
    policyKeys: ['inDistrictMinMatchPct'],
    acts: { admissibility: ['subject-match'], objective: ['coverage'] },
    check: ['must-take'],
  },
  {
    id: 'S03',
    zh: '跨校竞聘须持原学校出具的未聘任证明和工作业绩鉴定；材料不齐的不予安排。',
    en: 'Applicants need their old school’s certificate of non-hire and its performance report; without them nobody is placed.',
    sources: { '000': ['原学校出具的未聘任证明和工作业绩鉴定'] },
    strength: 'workflow',
    acts: {
      admissibility: ['in-the-round'],
      gate: ['not-hired-proof'],
      intake: ['wishes.notHiredProof', 'wishes.performanceReport'],
    },
    check: ['in-the-round'],
  },
  {
    id: 'S04',
    zh: '初中落聘教师填报本乡镇小学为分流意向；该校学科已满的，由中心小学就近安排到乡镇内其他小学。',
    en: 'Unplaced junior teachers name a primary school of their own town; if its subject is full, the central school places them at the nearest other primary school of the town.',
    sources: {
      '001': ['选择本乡镇小学为分流意向', '由中心小学负责就近安排在乡镇内其他小学任教'],
    },
    strength: 'hard',
    acts: { objective: ['coverage', 'fit'] },
    check: ['must-take'],
  },
  {
    id: 'S05',
    zh: '未填报分流意向的，视为服从组织安排：志愿项计 0 分，所有可行岗位均可安排；每人恰有一个去向。',
    en: 'No form of intention means obedience: no points for wishes, every admissible post is open, and everybody ends in exactly one place.',
    sources: { '001': ['视为服从组织安排岗位'] },
    strength: 'hard',
    acts: { row: ['teacher'], objective: ['fit'] },
    check: ['teacher'],
  },
  {
    id: 'S06',
    zh: '逾期填报的，安排到全县缺编的乡镇小学，不再考虑志愿。',
    en: 'A late form: any town primary school of the county below its quota, wishes ignored.',
    sources: { '001': ['安排至全县缺编的乡镇小学聘任'] },
    strength: 'hard',
    acts: { admissibility: ['late-form'], objective: ['fit'], gate: ['forms-in-time'] },
    check: ['late-form'],
  },
  {
    id: 'S07',
    zh: '分流意向须经县管校聘工作领导小组审核同意。',
    en: 'The leading group approves the forms of intention.',
    sources: { '001': ['经县管校聘工作领导小组审核同意后'] },
    strength: 'workflow',
    acts: { gate: ['intentions-approved'] },
  },
]);
