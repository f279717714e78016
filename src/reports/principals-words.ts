/** What standings, obstacles and tiers of the principals' report are called. */
import type { Candidate, HeadObstacle, HeadStanding } from '../domain/principals.ts';
import type { Bilingual } from '../domain/vocabulary.ts';

export const STANDING_NAME: Readonly<Record<HeadStanding, Bilingual>> = {
  retired: { zh: '到龄离任', en: 'retires' },
  dismissed: { zh: '考核解聘', en: 'dismissed' },
  'must-move': { zh: '应交流', en: 'must move' },
  'in-term': { zh: '任期内', en: 'inside a term' },
  free: { zh: '届满可续', en: 'term ended' },
};

export const OUTCOME_NAME: Readonly<Record<'stays' | 'moves' | 'leaves', Bilingual>> = {
  stays: { zh: '留任', en: 'stays' },
  moves: { zh: '交流', en: 'moves' },
  leaves: { zh: '离任', en: 'leaves' },
};

export const KIND_NAME: Readonly<Record<'stay' | 'move' | 'new', Bilingual>> = {
  stay: { zh: '留任', en: 'stays' },
  move: { zh: '交流', en: 'moves' },
  new: { zh: '新任', en: 'new' },
};

export const DUTY_NAME: Readonly<Record<NonNullable<Candidate['duty']>, Bilingual>> = {
  head: { zh: '正职', en: 'head' },
  deputy: { zh: '副职', en: 'deputy' },
  middle: { zh: '中层', en: 'middle level' },
};
export const NO_DUTY: Bilingual = { zh: '无', en: 'none' };

export const OBSTACLE_NAME: Readonly<Record<HeadObstacle, Bilingual>> = {
  forced: { zh: '须任要求', en: 'forced' },
  banned: { zh: '不得任要求', en: 'banned' },
  training: { zh: '培训学时不足', en: 'training hours' },
  certificate: { zh: '无任职资格证', en: 'no certificate' },
  'stage-fit': { zh: '学段不符', en: 'stage' },
  'full-term': { zh: '距退休不足一届', en: 'near retirement' },
  'must-move': { zh: '应交流', en: 'must move' },
  'in-term': { zh: '任期未满', en: 'inside a term' },
  kinship: { zh: '任职回避（L09）', en: 'kinship (L09)' },
  experience: { zh: '任职经历不够（P03）', en: 'experience (P03)' },
  'not-dismissed': { zh: '考核应解聘（P04）', en: 'reviews (P04)' },
};

export const TIER_NAME: Readonly<Record<string, Bilingual>> = {
  coverage: { zh: '有校长的学校', en: 'schools with a head' },
  'heads-kept': { zh: '继续任校长的现任校长', en: 'serving heads who go on as heads' },
  wishes: { zh: '满足的任职意向', en: 'wishes met' },
  'extra-moves': { zh: '不必交流而调动的校长', en: 'heads moved beyond those who must' },
  'two-way': { zh: '强弱校双向交流', en: 'two-way moves, strong and weak' },
  experience: { zh: '新任校长的任职经历', en: 'experience of new heads' },
  distance: { zh: '路程（百分之一公里）', en: 'distance, hundredths of a km' },
  'hash-high': { zh: '抽签（高位）', en: 'lot, high' },
  'hash-low': { zh: '抽签（低位）', en: 'lot, low' },
};
