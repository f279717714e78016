/** 岗位设置: kinds of posts and their limits (N01–N05). */
import { type Family, family } from './rule.ts';

export const POSTS: Family = family('N', { zh: '岗位设置', en: 'posts' }, [
  {
    id: 'N01',
    zh: '非教学岗位（管理、教辅、工勤）占编制比例：高中（含中职）不超过 15%，初中不超过 12%，小学（幼儿园）不超过 9%；一贯制和完全中学分学段计算。',
    en: 'Non-teaching posts are at most 15 % of the quota in senior and vocational schools, 12 % in junior schools, 9 % in primary schools and kindergartens; combined schools are counted stage by stage.',
    sources: {
      '000': ['高中(含中职)不超过15%', '初中不超过12%', '小学(幼儿园)不超过9%'],
    },
    strength: 'hard',
    policyKeys: [
      'nonTeaching.primaryPct',
      'nonTeaching.juniorPct',
      'nonTeaching.seniorPct',
      'nonTeaching.base',
    ],
    acts: { row: ['non-teaching'], establishment: ['non-teaching-cap'] },
    check: ['non-teaching', 'establishment:non-teaching-cap'],
  },
  {
    id: 'N02',
    zh: '学校管理工作尽量由教师兼任，后勤服务社会化：新安排到管理、工勤岗位的权重最低。',
    en: 'Teachers do the management part-time and logistics are bought in: new placements on management and support posts weigh least.',
    sources: { '000': ['学校管理工作尽量由教师兼任'] },
    strength: 'soft',
    acts: { objective: ['shortage-tilt'], establishment: ['non-teaching-cap'] },
    check: ['support-posts', 'establishment:non-teaching-cap'],
  },
  {
    id: 'N03',
    zh: '按满工作量设岗，开全课程、开足课时：各学科岗位数由班级数、周课时和教师标准课时量算出，按最大余数折算到学校的教学编制。',
    en: 'Posts are set at full workload with all courses and hours: posts by subject follow from classes, weekly periods and loads, scaled by largest remainder to the school’s teaching quota.',
    sources: { '001': ['按照满工作量设岗的原则', '开全课程、开足课时'] },
    strength: 'data',
    acts: { row: ['post-openings'], establishment: ['subject-posts'], report: ['学科岗位对比'] },
    check: ['post-openings', 'establishment:subject-posts'],
  },
  {
    id: 'N04',
    zh: '中层干部在规定职数内设置，不得超职数配备。',
    en: 'Mid-level cadres stay within their approved number.',
    sources: { '001': ['中层干部在规定职数内设置'] },
    strength: 'hard',
    acts: { row: ['post-openings'] },
    check: ['post-openings'],
  },
  {
    id: 'N05',
    zh: '岗位分为专任教师、教辅、管理、工勤四类，编制和比例分类计算。',
    en: 'Posts are of four kinds, teaching, teaching support, management and logistics, and are counted apart.',
    sources: { '000': ['科学设置教学、教辅、工勤等岗位'] },
    strength: 'data',
    acts: { establishment: ['non-teaching-cap'], intake: ['roster.category', 'posts.category'] },
    check: ['establishment:non-teaching-cap'],
  },
]);
