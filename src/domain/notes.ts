/** What a reader must know of how an answer was found: Chinese in the files, both languages on a screen. */
import type { Bilingual } from './vocabulary.ts';

export const NOTES = {
  oneShot: {
    zh: '一次性加权求解，不是严格的逐层优先：权重只保证单个人的取舍不越层，多人之间仍可能互相抵换，安排人数可能少于逐层求解。',
    en: 'Solved once by one weighted sum, not tier by tier: the weights keep one person within a tier, but several people may outweigh one, so that fewer may be placed.',
  },
  wishes: {
    zh: '按名次减少正当嫉妒：适配以上各层取得最优后，先按业绩名次由高到低满足志愿，再优化适配及以下各层。',
    en: 'Justified envy kept low: with every tier above the fit at its best, wishes are met in the order of rank, then the fit and the tiers below it.',
  },
  cascade: {
    zh: '逐轮求解：按规定流向依次进行，前一轮的安排不再变动；每一轮各自最优，各轮合起来不一定是联合求解的最优。',
    en: 'Solved round by round in the listed directions, where what an earlier round placed stands: each round is optimal, together they need not be the joint optimum.',
  },
  auditJoint: {
    zh: '本政策逐轮求解、一次性加权求解或按名次满足志愿；审计的最小修正和最优方案改按联合、逐层目标求解，以便逐层比较，最优方案的目标值可能优于本政策提出的方案。',
    en: 'The policy solves round by round, by one weighted sum or by ranks of wishes; repair and optimum are solved jointly and tier by tier, so that tiers can be compared: the optimum may be better than what the policy would propose.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A note of a file in English: each of {@link NOTES} that it is made of; what is none of them stays as it is. */
export function noteInEnglish(note: string): string {
  const parts = Object.values(NOTES).filter(({ zh }) => note.includes(zh));
  return parts.length === 0 ? note : parts.map(({ en }) => en).join(' ');
}
