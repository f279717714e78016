/** Rules of the policy that can be loosened by one unit, with the keys that do it. */
import type { Policy } from '../../../domain/policy.ts';
import type { Bilingual } from '../../../domain/vocabulary.ts';

export interface Lever {
  readonly id: string;
  readonly rules: readonly string[];
  readonly label: Bilingual;
  /** The policy one unit looser; null where it is as loose as it can be, or the rule is off. */
  readonly loosened: (policy: Policy) => Policy | null;
}

/** Whole key with a new value inside its section. */
function within<K extends keyof Policy>(key: K, change: Partial<Policy[K]>): (p: Policy) => Policy {
  return (policy) => ({ ...policy, [key]: { ...(policy[key] as object), ...change } });
}

export const LEVERS: readonly Lever[] = [
  {
    id: 'flow.skip',
    rules: ['X01', 'A1'],
    label: { zh: '免除规定流向（局直可直接到农村）', en: 'direction waived: bureau to rural' },
    loosened: (policy) => {
      if (policy.round !== 'placement' || policy.flow.arcs.includes('BR')) return null;
      return within('flow', { arcs: [...policy.flow.arcs, 'BR'] })(policy);
    },
  },
  {
    id: 'flow.level',
    rules: ['X01'],
    label: { zh: '免除规定流向（局直、街道同级互调）', en: 'direction waived: same tier' },
    loosened: (policy) => {
      const added = (['BB', 'UU'] as const).filter((arc) => !policy.flow.arcs.includes(arc));
      if (policy.round !== 'placement' || added.length === 0) return null;
      return within('flow', { arcs: [...policy.flow.arcs, ...added] })(policy);
    },
  },
  {
    id: 'titleTilt.pct',
    rules: ['T02'],
    label: { zh: '职称倾斜加 1 个百分点', en: 'title tilt + 1 percent' },
    loosened: (policy) => {
      const { mode, pct } = policy.titleTilt;
      return mode === 'off' || pct === 100 ? null : within('titleTilt', { pct: pct + 1 })(policy);
    },
  },
  {
    id: 'titleCaps',
    rules: ['T01', 'T07'],
    label: { zh: '职称岗位由硬性改为软性', en: 'title posts soft instead of hard' },
    loosened: (policy) => (policy.titleCaps === 'hard' ? { ...policy, titleCaps: 'soft' } : null),
  },
  {
    id: 'distance.maxKm',
    rules: ['X20'],
    label: { zh: '距离上限加 1 公里', en: 'distance limit + 1 km' },
    loosened: (policy) => {
      const { maxKm } = policy.distance;
      return maxKm === null || maxKm === 500
        ? null
        : within('distance', { maxKm: maxKm + 1 })(policy);
    },
  },
  {
    id: 'distance.softLimitKm',
    rules: ['X20'],
    label: { zh: '软性距离界加 1 公里', en: 'soft distance limit + 1 km' },
    loosened: (policy) => {
      const { softLimitKm } = policy.distance;
      return softLimitKm === 500
        ? null
        : within('distance', { softLimitKm: softLimitKm + 1 })(policy);
    },
  },
  {
    id: 'pool.size',
    rules: ['Q03'],
    label: { zh: '周转池加 1 名', en: 'turnover pool + 1 head' },
    loosened: (policy) =>
      policy.round === 'rotation' ? null : within('pool', { size: policy.pool.size + 1 })(policy),
  },
  ...(['primaryPct', 'juniorPct', 'seniorPct'] as const).map((key, k) => ({
    id: `nonTeaching.${key}`,
    rules: ['N01'],
    label: {
      zh: `${['小学', '初中', '高中'][k]}非教学人员上限加 1 个百分点`,
      en: `non-teaching cap + 1 percent (${key})`,
    },
    loosened: (policy: Policy) => {
      const pct = policy.nonTeaching[key];
      return pct === 100 ? null : within('nonTeaching', { [key]: pct + 1 })(policy);
    },
  })),
  {
    id: 'couples',
    rules: ['X20'],
    label: { zh: '不再要求夫妻同镇', en: 'couples need not get one town' },
    loosened: (policy) =>
      policy.round === 'rotation' || policy.couples === 'off'
        ? null
        : { ...policy, couples: 'off' },
  },
  {
    id: 'nonCompulsoryExam',
    rules: ['X22'],
    label: {
      zh: '转入幼儿园、高中、中职不再须经考核',
      en: 'no examination for kindergarten, senior and vocational posts',
    },
    loosened: (policy) =>
      policy.nonCompulsoryExam ? { ...policy, nonCompulsoryExam: false } : null,
  },
  {
    id: 'rotation.maxSharePct',
    rules: ['R02', 'R03'],
    label: { zh: '交流人数上限加 1 个百分点', en: 'most moves + 1 percent of the target' },
    loosened: (policy) => {
      const { maxSharePct } = policy.rotation;
      return policy.round !== 'rotation' || maxSharePct === 1000
        ? null
        : within('rotation', { maxSharePct: maxSharePct + 1 })(policy);
    },
  },
  {
    id: 'rotation.duePct',
    rules: ['R03'],
    label: { zh: '应交流比例减 1 个百分点', en: 'due share that rotates − 1 percent' },
    loosened: (policy) => {
      const { duePct } = policy.rotation;
      return policy.round !== 'rotation' || duePct === 0
        ? null
        : within('rotation', { duePct: duePct - 1 })(policy);
    },
  },
];
