/** 国家规定补充: what national rules complete (L01–L10 = §3.1–3.10); the quote names the measure and our confidence. */
import { type Family, family } from './rule.ts';

export const NATIONAL: Family = family('L', { zh: '国家规定补充', en: 'national completions' }, [
  {
    id: 'L01',
    zh: '编制标准城乡统一（高中 1:12.5、初中 1:13.5、小学 1:19）；学生不足 200 人的小学和教学点按班补足：取学生数÷19 与班级数×1.7 的较大者（均进位），教学点至少 2 人；寄宿制学校加 1 名宿管；一贯制和完全中学分学段核定，教学点编制在中心小学之内。',
    en: 'One standard for town and country (1:12.5, 1:13.5, 1:19); primary schools and sites under 200 pupils get the larger of pupils ÷ 19 and 1.7 a class, rounded up, a site at least 2; boarding schools one dormitory post more; combined schools are counted by stage, sites inside their central school.',
    sources: {
      national: [
        '国办发〔2001〕74号 (confirmed by text)',
        '中央编办发〔2014〕72号 (document number: memory, unverified)',
        'small schools, 1.7 a class and at least 2 heads: memory, unverified; provincial',
      ],
    },
    strength: 'configurable',
    policyKeys: [
      'quota.smallSchoolPupils',
      'quota.smallSchoolPerClassHundredths',
      'quota.siteMinimum',
      'quota.boardingPost',
    ],
    acts: {
      establishment: ['least-heads', 'site-heads'],
      intake: ['schools.boarders', 'sites.pupils'],
    },
    check: ['establishment:least-heads', 'establishment:site-heads'],
  },
  {
    id: 'L02',
    zh: '教师资格分级：持证人可在本级及以下学段任教，高中与中职文化课通用；幼儿园默认须持幼儿园教师资格证。',
    en: 'A certificate covers its own and lower stages, senior and vocational alike; kindergarten posts need a kindergarten certificate by default.',
    sources: {
      national: [
        '教师资格条例 Art. 4–5 (confirmed by text)',
        'kindergarten practice: memory, unverified',
      ],
    },
    strength: 'hard',
    policyKeys: ['kindergartenNeedsOwnCert'],
    acts: { admissibility: ['certificate'] },
    check: ['certificate', 'principals:head-stage'],
  },
  {
    id: 'L03',
    zh: '自 2025 年 1 月起渐进式延迟法定退休年龄：男 60 岁、原 55 岁女职工每 4 个月延迟 1 个月，最多 36 个月；原 50 岁女职工每 2 个月延迟 1 个月，最多 60 个月。',
    en: 'From January 2025 statutory retirement is delayed gradually: men (60) and women formerly 55 by 1 month for every 4, at most 36; women formerly 50 by 1 for every 2, at most 60.',
    sources: {
      national: [
        '全国人大常委会 2024-09-13 关于实施渐进式延迟法定退休年龄的决定 (confirmed by text)',
        '组通字〔2015〕14号, women with a senior title at 60: memory, unverified',
      ],
    },
    strength: 'data',
    acts: { admissibility: ['in-the-round'], intake: ['roster.retirementTrack'] },
    check: ['in-the-round', 'principals:head-retirement'],
  },
  {
    id: 'L04',
    zh: '义务教育优质均衡：每百名学生高于规定学历教师小学 4.2、初中 5.3 人，县级以上骨干教师各 1 人，体育、艺术专任教师各 0.9 人以上；校际差异系数小学不超过 0.50，初中不超过 0.45。',
    en: 'Balanced compulsory education: per 100 pupils at least 4.2 (primary) and 5.3 (junior) teachers above the required degree, 1 backbone teacher, 0.9 PE and art teachers; coefficient of variation among schools at most 0.50 and 0.45.',
    sources: {
      national: [
        '教督〔2017〕6号 县域义务教育优质均衡发展督导评估办法 (indicators, limits and formula confirmed by text)',
        'required degree as baseline: memory, unverified',
      ],
    },
    strength: 'soft',
    policyKeys: [
      'indicators.cvPrimaryPct',
      'indicators.cvJuniorPct',
      'indicators.aboveDegreePrimary',
      'indicators.aboveDegreeJunior',
    ],
    acts: {
      row: ['arts', 'fair-share'],
      objective: ['balance-arts', 'balance-backbone', 'balance-degree'],
      indicator: ['above-degree', 'backbone', 'arts'],
      report: ['均衡指标', '学校指标'],
    },
    check: ['indicator:arts', 'indicator:above-degree', 'indicator:backbone'],
  },
  {
    id: 'L05',
    zh: '专业技术岗位分 13 级：正高 1–4、副高 5–7、中级 8–10、初级 11–13；中级岗位比例默认幼儿园 30%、小学 45%、初中 40%、高中 38%。',
    en: 'Title posts have 13 grades: 1–4 and 5–7 senior, 8–10 middle, 11–13 junior; default middle shares 30 % kindergarten, 45 % primary, 40 % junior, 38 % senior.',
    sources: {
      national: ['13 title grades (confirmed by text)', 'middle-title shares: assumption'],
    },
    strength: 'data',
    policyKeys: [
      'titleShare.middleKindergartenPct',
      'titleShare.middlePrimaryPct',
      'titleShare.middleJuniorPct',
      'titleShare.middleSeniorPct',
    ],
    acts: { establishment: ['title-totals'] },
    check: ['establishment:title-totals'],
  },
  {
    id: 'L06',
    zh: '学科岗位由课程方案算出：义务教育 2022 年课程方案的分年级周课时，除以各学科标准课时量；每班约需任课教师小学 1.83、初中 2.51 人。',
    en: 'Posts by subject follow from the 2022 curriculum: weekly periods by grade over the standard load of the subject; about 1.83 teachers a class in primary, 2.51 in junior schools.',
    sources: {
      national: [
        '义务教育课程方案（2022年版） (periods and loads confirmed by text; shares of 道法 and 信息科技: memory)',
      ],
    },
    strength: 'data',
    acts: { establishment: ['subject-posts'], intake: ['schools.classesByGrade'] },
    check: ['establishment:subject-posts'],
  },
  {
    id: 'L07',
    zh: '体育教师下限：小学 1–2 年级每 5–6 班、3–6 年级和初中每 6–7 班、高中每 8–9 班 1 名；学生 200 人以上的农村学校至少 1 名专职体育教师。',
    en: 'Least PE teachers: one for 5–6 classes in grades 1–2, 6–7 in grades 3–6 and junior schools, 8–9 in senior schools; a rural school with 200 pupils or more has at least one.',
    sources: { national: ['教体艺〔2008〕5号 (PE floors confirmed by text)'] },
    strength: 'configurable',
    policyKeys: ['quota.peFloor'],
    acts: { establishment: ['pe-floor'] },
    check: ['establishment:pe-floor'],
  },
  {
    id: 'L08',
    zh: '城镇和优质学校每年交流轮岗教师不低于应交流教师的 10%，其中骨干教师不低于 20%。',
    en: 'Urban and strong schools rotate at least 10 % of the teachers who are due each year, at least 20 % of them backbone teachers.',
    sources: { national: ['教师〔2014〕4号 (10 %/20 % confirmed by text)'] },
    strength: 'soft',
    policyKeys: ['rotation.backbonePct'],
    acts: { row: ['rotation-backbone'], objective: ['soft-rules'] },
    check: ['backbone-share', 'national-due-share', 'rotation-backbone'],
  },
  {
    id: 'L09',
    zh: '亲属回避：不得到有近亲属任领导的学校担任管理、人事、财务等岗位。',
    en: 'Kinship avoidance: no management, personnel or finance post at a school led by a close relative.',
    sources: {
      national: [
        '人社部规〔2019〕1号 事业单位人事管理回避规定 (confirmed by text)',
        '事业单位人事管理条例 Arts. 12–16 (confirmed by text)',
      ],
    },
    strength: 'hard',
    acts: { admissibility: ['kinship'], intake: ['wishes.kinSchools'] },
    check: ['kinship', 'principals:head-kinship'],
  },
  {
    id: 'L10',
    zh: '运筹学文献：同类岗位合并为岗位组而不逐岗建列；轮岗中先尊重原岗位（留任），并报告合理妒忌。',
    en: 'From the literature: identical posts form groups instead of single columns; a rotation respects the initial post (stay arcs) and reports justified envy.',
    sources: {
      national: [
        'Combe, Tercieux, Terrier, Review of Economic Studies 2022 (reference, no rule of law)',
      ],
    },
    strength: 'data',
    acts: { row: ['teacher'] },
  },
]);
