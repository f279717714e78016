/** Who stays out of the round (D01–D15, L03) and who is never moved (I08, D14, Q17, Q22). */
import type { ExemptionKind } from '../../../src/domain/county.ts';
import { type RuleCase, ruleCase } from './rule-case.ts';
import { oneMove, rotation } from './scenes.ts';

/** The ground holds when it is confirmed (D05), not when it is only claimed. */
const ground = (rule: string, kind: ExemptionKind, birth = '1990-01'): RuleCase => {
  const moved = (confirmed: boolean) =>
    oneMove({
      teacher: {
        birth,
        exemption: { kind, missing: confirmed ? [] : ['consent'], from: null, to: null },
      },
    });
  return ruleCase([rule], 'in-the-round', `${kind}, once confirmed, keeps the person at home`, {
    keeps: moved(false),
    breaks: moved(true),
  });
};

const applied = {
  exemption: { kind: 'near-retirement', missing: [], from: null, to: null },
} as const;
const born = (birth: string, exempt: Record<string, unknown> = {}) =>
  oneMove({ teacher: { ...applied, birth }, policy: { exempt } });
/** The plan of 2021 (D08). */
const cutoffs = { birthCutoffs: { men: '1963-07', women: '1968-07' } };

export const DIRECT_HIRE_CASES: readonly RuleCase[] = [
  ruleCase(
    ['D01', 'L03'],
    'in-the-round',
    'five years before the statutory month and one month more',
    {
      keeps: born('1975-05'),
      breaks: born('1975-04'),
    },
  ),
  ruleCase(['D08'], 'in-the-round', 'the last month of the cut-off and the next', {
    keeps: born('1968-08', cutoffs),
    breaks: born('1968-07', cutoffs),
  }),
  ground('D02', 'pregnant-nursing'),
  ground('D03', 'illness'),
  ground('D04', 'seconded'),
  ground('D09', 'maternity-leave'),
  ground('D11', 'sick-leave'),
  ground('D12', 'incapacity'),
  ground('D13', 'seconded'),
  ground('D14', 'new-recruit'),
  ruleCase(['D15'], 'in-the-round', 'in a rotation the ill stay for the time being', {
    keeps: rotation(['a-1'], {
      teacher: { exemption: { kind: 'illness', missing: ['consent'], from: null, to: null } },
    }),
    breaks: rotation(['a-1'], {
      teacher: { exemption: { kind: 'illness', missing: [], from: null, to: null } },
    }),
  }),
  ruleCase(['D14'], 'fixed-staff', 'recruits of the year stay where they were hired for', {
    keeps: oneMove({}),
    breaks: oneMove({
      teacher: { exemption: { kind: 'new-recruit', missing: [], from: null, to: null } },
    }),
  }),
  ruleCase(['I08'], 'fixed-staff', 'leaders are appointed', {
    keeps: oneMove({}),
    breaks: oneMove({ teacher: { leader: true } }),
  }),
  ruleCase(['Q17'], 'temporary-staff', 'a temporary teacher is given no post', {
    keeps: oneMove({ to: { temporary: 3 } }),
    breaks: oneMove({ to: { temporary: 3 }, teacher: { employment: 'temporary' } }),
  }),
  ruleCase(['Q22'], 'agency-staff', 'agency people move only when the policy lets them in', {
    keeps: oneMove({ teacher: { employment: 'agency' }, policy: { agencyOutside: false } }),
    breaks: oneMove({ teacher: { employment: 'agency' } }),
  }),
];
