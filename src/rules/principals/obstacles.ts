/** What may stand between a person and a school: one entry each, with its rules, its words and its price. */
import type { HeadObstacle } from '../../domain/principals.ts';
import type { Bilingual } from '../../domain/vocabulary.ts';

export interface ObstacleFacts {
  readonly rules: readonly string[];
  /** Never offered as a relaxation while another set gives as many schools a head. */
  readonly protected: boolean;
  /** Of the pair, not of the person alone. */
  readonly ofPair: boolean;
  /** Among equally small sets the cheaper one is named. */
  readonly price: number;
  /** What is set aside. */
  readonly relaxed: Bilingual;
}

export const OBSTACLES: Readonly<Record<HeadObstacle, ObstacleFacts>> = {
  training: {
    rules: [],
    protected: false,
    ofPair: false,
    price: 1,
    relaxed: { zh: '培训学时不足，任职后一年内补足', en: 'training hours made up within a year' },
  },
  banned: {
    rules: [],
    protected: false,
    ofPair: true,
    price: 2,
    relaxed: { zh: '撤回“不得任此校校长”的要求', en: 'drop the demand that bans the pair' },
  },
  forced: {
    rules: [],
    protected: false,
    ofPair: true,
    price: 2,
    relaxed: { zh: '撤回“须任此校校长”的要求', en: 'drop the demand that forces the pair' },
  },
  certificate: {
    rules: [],
    protected: false,
    ofPair: false,
    price: 3,
    relaxed: { zh: '任职资格证任职后一年内取得', en: 'certificate obtained within a year' },
  },
  'must-move': {
    rules: ['P01', 'P02'],
    protected: false,
    ofPair: false,
    price: 4,
    relaxed: {
      zh: '任满应交流而暂留（回任）原校',
      en: 'stays at, or comes back to, a school after two terms or six years there',
    },
  },
  'full-term': {
    rules: [],
    protected: false,
    ofPair: false,
    price: 4,
    relaxed: { zh: '距退休不足一届仍任用', en: 'appointed with less than a term to retirement' },
  },
  'stage-fit': {
    rules: ['L02'],
    protected: false,
    ofPair: true,
    price: 5,
    relaxed: {
      zh: '学段资格或经历不符仍任用',
      en: 'appointed without certificate or experience of the stage',
    },
  },
  'in-term': {
    rules: ['P01'],
    protected: false,
    ofPair: false,
    price: 6,
    relaxed: { zh: '任期未满而调离', en: 'taken away inside a term' },
  },
  kinship: {
    rules: ['L09'],
    protected: true,
    ofPair: true,
    price: 7,
    relaxed: { zh: '任职回避关系', en: 'kinship avoidance' },
  },
  experience: {
    rules: ['P03'],
    protected: true,
    ofPair: false,
    price: 7,
    relaxed: {
      zh: '任职经历不够（副职、中层或教龄）',
      en: 'too few years as deputy, at middle level or of teaching',
    },
  },
  'not-dismissed': {
    rules: ['P04'],
    protected: true,
    ofPair: false,
    price: 7,
    relaxed: { zh: '考核应解聘而仍任用', en: 'appointed although the reviews dismiss' },
  },
};
