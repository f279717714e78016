/** 预设政策: named patches of the defaults that a planner can start from. */
import type { Bilingual } from './vocabulary.ts';

export interface PolicyPreset {
  readonly name: string;
  readonly label: Bilingual;
  readonly text: Bilingual;
  /** Patch of the defaults, dotted keys. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Those of a placement round; rotation has its own (`rules/rotation/presets.ts`). */
export const PLACEMENT_PRESETS: readonly PolicyPreset[] = [
  {
    name: 'default',
    label: { zh: '默认', en: 'defaults' },
    text: {
      zh: '按规则手册的默认裁量：局直→街道→农村，局直直接到农村作兜底。',
      en: 'The defaults of the rulebook: bureau-run → street → rural, the direct step as a fallback.',
    },
    values: {},
  },
  {
    name: 'structural',
    label: { zh: '含结构性富余', en: 'with structural surplus' },
    text: {
      zh: '未超编学校学科富余的教师也参加调配（示范县的做法）。',
      en: 'Teachers of a surplus subject in schools under quota take part too (as in the demo county).',
    },
    values: { structuralMovers: true },
  },
  {
    name: 'strict-order',
    label: { zh: '严格次序', en: 'strict order' },
    text: {
      zh: '只允许列明的流向，逐级进行：局直→街道，街道→农村，农村→农村。',
      en: 'Listed directions only, in three successive rounds.',
    },
    values: { 'flow.skip': 'strict', 'flow.mode': 'cascade' },
  },
  {
    name: 'rural-first',
    label: { zh: '农村优先', en: 'rural first' },
    text: {
      zh: '高、中级职称教师至少六成到农村或薄弱校，补短板时农村权重加倍。',
      en: 'At least 60 % of senior and middle titles go to rural or weak schools; rural shortages weigh double.',
    },
    values: { 'ruralTilt.floorPct': 60, 'ruralTilt.rural': 100, 'ruralTilt.weak': 60 },
  },
  {
    name: 'near-home',
    label: { zh: '就近', en: 'near home' },
    text: {
      zh: '超过 15 公里记软性违规，60 公里以外不调；夫妻可申请同一乡镇。',
      en: 'Beyond 15 km a soft violation, beyond 60 km not at all; couples may ask for one town.',
    },
    values: { 'distance.softLimitKm': 15, 'distance.maxKm': 60, couples: 'same-town' },
  },
  {
    name: 'in-school',
    label: { zh: '校内竞聘', en: 'in-school competition' },
    text: { zh: '第一环节：校内竞聘。', en: 'First stage: the in-school competition.' },
    values: { round: 'in-school' },
  },
  {
    name: 'in-district',
    label: { zh: '学区竞聘', en: 'in-district competition' },
    text: { zh: '第二环节：学区竞聘。', en: 'Second stage: the in-district competition.' },
    values: { round: 'in-district' },
  },
];
