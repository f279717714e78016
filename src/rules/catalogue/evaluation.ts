/** 考核与准入: grades, what they weigh, degrees and certificates (E01–E04). */
import { type Family, family } from './rule.ts';

export const EVALUATION: Family = family('E', { zh: '考核与准入', en: 'evaluation and entry' }, [
  {
    id: 'E01',
    zh: '考核分优秀、合格、基本合格、不合格四个等次；不合格的当年不得参与评优评先、职称评聘和职务晋升，也不能任教；没有业绩总分的，以最近一次等次折算为 100、70、40、0 分。',
    en: 'Four grades: excellent, pass, basic pass, fail; a fail blocks titles and honours for the year, and teaching; where there is no total, the latest grade stands for 100, 70, 40 or 0 points.',
    sources: { '003': ['“优秀、合格、基本合格、不合格”四个等次'] },
    strength: 'data',
    acts: { admissibility: ['teachable'], objective: ['merit'], intake: ['roster.assessments'] },
  },
  {
    id: 'E02',
    zh: '聘任和绩效向教学一线、班主任和骨干教师倾斜，并与课时量挂钩：竞聘业绩分中班主任、骨干教师、课时满工作量的默认各加 3 分。',
    en: 'Hiring and pay lean to the front line, class teachers and backbone teachers, and are linked to the hours taught: in a competition class teachers, backbone teachers and a full load add 3 points each by default.',
    sources: { '003': ['向教学一线、班主任和骨干教师倾斜'], '001': ['要与课时量挂钩'] },
    strength: 'configurable',
    policyKeys: ['merit.classTeacherBonus', 'merit.backboneBonus', 'merit.fullLoadBonus'],
    acts: {
      objective: ['merit'],
      intake: ['roster.classTeacher', 'roster.backbone', 'roster.weeklyHours'],
    },
    check: ['front-line'],
  },
  {
    id: 'E03',
    zh: '2025 年学历目标：幼儿园大专及以上 83%、小学本科及以上 58%、初中本科及以上 92%、高中（中职）研究生 14%；调配不改变全县比例，只改变各校比例。',
    en: 'Degree targets for 2025: kindergarten college 83 %, primary bachelor 58 %, junior bachelor 92 %, senior and vocational master 14 %; placements change the shares of schools, not of the county.',
    sources: {
      '003': ['幼儿园专任教师大专以上学历比例83%以上', '小学专任教师本科以上学历比例58%以上'],
    },
    strength: 'report',
    acts: { indicator: ['degree-share'], report: ['学校指标'], intake: ['roster.degree'] },
    check: ['indicator:degree-share'],
  },
  {
    id: 'E04',
    zh: '教学岗位须持相应教师资格证；新入职教师义务教育阶段须本科及以上、幼儿园须专科及以上学历。',
    en: 'A teaching post needs the teacher’s certificate; new teachers need a bachelor’s degree in the compulsory stage, a college diploma in kindergartens.',
    sources: { '003': ['义务教育阶段教师学历要求本科以上', '新入职教师必须取得教师资格'] },
    strength: 'hard',
    acts: {
      admissibility: ['certificate'],
      intake: ['roster.certificateStage', 'missing-certificate'],
    },
    check: ['certificate'],
  },
]);
