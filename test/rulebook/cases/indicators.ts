/** The indicators after the last round (L04). */
import { parsePolicy } from '../../../src/domain/policy.ts';
import { measureIndicators } from '../../../src/planning/indicators/index.ts';
import { tinyCounty } from '../../support/tiny-county.ts';
import type { RuleCase, Status } from './rule-case.ts';
import { staff } from './scenes.ts';

/** Two schools of one size with a and b teachers of PE: the coefficient of variation against 0.50. */
function spread(a: number, b: number): Status {
  const pe = { mainSubject: '体育' } as const;
  const county = tinyCounty({
    schools: [{ id: 'a' }, { id: 'b' }],
    teachers: [...staff(a, 'a', pe), ...staff(b, 'b', pe)],
  });
  const { stages } = measureIndicators(county, parsePolicy({}));
  const arts = stages.find(({ indicator, stage }) => indicator === 'arts' && stage === 'P');
  return arts?.cvMet === true ? 'pass' : 'warn';
}

export const INDICATOR_CASES: readonly RuleCase[] = [
  {
    rules: ['L04'],
    check: 'indicator:arts',
    title: 'five PE teachers against two, and four against one (CV 0.43 and 0.60)',
    keeps: () => spread(5, 2),
    breaks: () => spread(4, 1),
  },
];
