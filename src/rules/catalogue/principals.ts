/** 校长: terms, exchange, eligibility, yearly review (P01–P05). */
import { type Family, family } from './rule.ts';

export const PRINCIPALS: Family = family('P', { zh: '校长', en: 'principals' }, [
  {
    id: 'P01',
    zh: '校长每届任期 3 年，在同一所学校一般不超过两届；任期内一般不调离、不交流。',
    en: 'A principal’s term is 3 years, at most two at one school; no move inside a term.',
    sources: {
      '003': ['校长在同一所学校任职一般不超过两届', '任期内一般不调离、不交流'],
    },
    strength: 'configurable',
    policyKeys: ['principals.termYears', 'principals.maxTerms'],
    acts: {
      report: ['校长交流任职表', '现任校长去留'],
      intake: [
        'roster.duty',
        'roster.dutySince',
        'roster.lastHeadedSchool',
        'roster.lastHeadedUntil',
        'roster.lastHeadedMonths',
        'second-head',
      ],
    },
    check: ['principals:must-move', 'principals:term-kept', 'principals:term-known'],
  },
  {
    id: 'P02',
    zh: '校长在同一所学校任职 6 年以上（含 6 年）的，原则上必须交流。',
    en: 'Six years or more at one school: the principal must be exchanged.',
    sources: { '002': ['对在同一所学校任职6年以上'] },
    strength: 'configurable',
    policyKeys: ['principals.mustMoveYears'],
    acts: { report: ['校长交流任职表', '现任校长去留'], intake: ['roster.dutySince'] },
    check: ['principals:must-move'],
  },
  {
    id: 'P03',
    zh: '正职校长须任学校班子副职 2 年以上或中层 3 年以上，并有 5 年以上教学经历。',
    en: 'A new principal needs at least 2 years as deputy or 3 at middle level, and 5 years of teaching.',
    sources: { '003': ['两年以上学校班子副职岗位任职经历'] },
    strength: 'hard',
    policyKeys: [
      'principals.deputyYears',
      'principals.middleYears',
      'principals.teachingYears',
      'principals.trainingHours',
    ],
    acts: {
      report: ['校长人选'],
      intake: [
        'roster.deputyYears',
        'roster.middleYears',
        'roster.teachingYears',
        'roster.trainingHours',
        'roster.principalCertificate',
      ],
    },
    check: ['principals:head-experience', 'principals:head-papers', 'principals:serving-papers'],
  },
  {
    id: 'P04',
    zh: '校长一年一考核、三年一聘任，中学、小学分别计算，优秀不超过 10%；不合格或连续两年基本合格的予以解聘。',
    en: 'Principals are reviewed yearly and hired for three years; at most 10 % excellent, secondary and primary apart; one fail, or “basic” in two years running, and they are dismissed.',
    sources: {
      '003': [
        '优秀等次比例不超过10%',
        '学年度考核为不合格或连续两年被确定为基本合格的校长予以解聘',
      ],
      '002': ['一年一考核、三年一聘任'],
    },
    strength: 'report',
    acts: { report: ['现任校长去留'], intake: ['roster.principalReviews'] },
    check: ['principals:head-reviews', 'principals:excellent-share'],
  },
  {
    id: 'P05',
    zh: '原文缺失：材料到此中断。',
    en: 'Lost: the source breaks off here.',
    sources: {},
    strength: 'lost',
  },
]);
