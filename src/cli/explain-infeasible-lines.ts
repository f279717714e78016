/** Why there is no legal plan, and what may give way, as lines of a terminal. */
import { correctionEn, headCountEn, type InfeasibleReport } from '../planning/explain/index.ts';
import type { Say } from './language.ts';

export function infeasibleLines(
  { feasible, headCounts, sets, stopped, protectedRules }: InfeasibleReport,
  say: Say,
): string[] {
  if (feasible) return [say({ zh: '有合法方案，无需放宽。', en: 'There is a legal plan.' })];
  if (feasible === null)
    return [
      say({
        zh: '在时限内既未找到合法方案，也未证明没有合法方案。',
        en: 'Within the time limit no legal plan was found, nor was it proven that there is none.',
      }),
    ];
  const protectedWords = protectedRules.map(({ rule, sentence }) =>
    sentence === null
      ? rule
      : say({ zh: `${rule}（${sentence}）`, en: `${rule} (the total of each stage only)` }),
  );
  return [
    say({ zh: '没有合法的调配方案：', en: 'There is no legal plan:' }),
    ...headCounts.map((each) => `  ${say({ zh: each.message, en: headCountEn(each) })}`),
    ...sets.flatMap(({ price, corrections, confirmed }, k) => [
      say({
        zh: `放宽办法 ${k + 1}（代价 ${price}，${confirmed ? '已验证可行' : '未能验证'}）：`,
        en: `Way out ${k + 1} (price ${price}, ${confirmed ? 'verified' : 'not verified'}):`,
      }),
      ...corrections.map((each) => `  ${say({ zh: each.sentence, en: correctionEn(each) })}`),
    ]),
    ...(stopped
      ? [
          say({
            zh: '受时限限制，可能还有代价更小的或其他的放宽办法。',
            en: 'Stopped by the time limit: there may be cheaper ways out, or others.',
          }),
        ]
      : []),
    say({
      zh: `受保护、从不建议放宽的规则：${protectedWords.join('、')}`,
      en: `Protected, never offered: ${protectedWords.join(', ')}`,
    }),
  ];
}
