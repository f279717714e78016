/** 走教与共同体: posts shared by several schools (W01–W06). */
import { type Family, family } from './rule.ts';

export const ITINERANT: Family = family('W', { zh: '走教与共同体', en: 'itinerant teaching' }, [
  {
    id: 'W01',
    zh: '一校设编（岗）、多校使用、巡回走教：岗位设在中心校，每周按五分之一（一天）为单位分到各校点。',
    en: 'A post set at one school serves several: it stands at the central school and is shared among the sites in fifths of a week.',
    sources: { '000': ['一校设编(岗)、多校使用、巡回走教'] },
    strength: 'soft',
    awaits: 'rotation',
  },
  {
    id: 'W02',
    zh: '以镇中心校为单位统筹配置教师：乡镇内各校进人之和不超过乡镇空编。',
    en: 'Teachers are pooled by town central school: arrivals in a town stay within the quota left there.',
    sources: { '000': ['以镇中心校为单位统筹配置教师资源'] },
    strength: 'hard',
    acts: { row: ['district-quota'], establishment: ['site-staff'] },
    check: ['district-quota', 'establishment:site-staff'],
  },
  {
    id: 'W03',
    zh: '音乐、美术、体育、科学等学科教师在学区内走教并发补贴；现已实行的部分：学校没有该学科教师的，首个到岗者权重另加 100。',
    en: 'Teachers of music, art, PE and science travel inside the district with an allowance. In effect now: the first teacher of a subject that a school lacks weighs 100 more.',
    sources: { '003': ['解决我区音乐、美术、体育、科学等学科'] },
    strength: 'configurable',
    acts: { row: ['first-opening'], objective: ['shortage-tilt'] },
    awaits: 'rotation',
  },
  {
    id: 'W04',
    zh: '以办学集团为单位统一使用、管理、考核教师：集团内走教和短期交流不受流动次序限制。',
    en: 'The school group is the unit that uses, manages and evaluates teachers: inside it itinerant teaching and short exchanges are free of the order of flow.',
    sources: { '003': ['以办学集团为单位统一使用、管理、考核'] },
    strength: 'configurable',
    awaits: 'rotation',
  },
  {
    id: 'W05',
    zh: '构建 10 个义务教育学校共同体，富余学科教师在共同体内流动、走教。',
    en: 'Ten communities of compulsory schools; teachers of surplus subjects move and travel inside them.',
    sources: { '004': ['構(gòu)建10個義務(wù)教育學校', '共同體內(nèi)走教'] },
    strength: 'data',
    acts: { intake: ['schools.community'] },
    awaits: 'rotation',
  },
  {
    id: 'W06',
    zh: '教研员兼课：32 人分 7 组到 27 所学校，每人每学期不少于 100 节；在岗满 5 年的到学校任教不少于 1 年。默认不启用。',
    en: 'Researchers teach: 32 people in 7 groups at 27 schools, at least 100 periods a term each; after 5 years on post at least one year in a school. Default: off.',
    sources: { '002': ['每学期不少于100节课时'], '003': ['教研员在岗工作满5年后'] },
    strength: 'configurable',
    policyKeys: ['researchersTeach'],
    awaits: 'rotation',
  },
]);
