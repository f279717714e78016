/** What the service in memory has in it: a county with people of its own, and the constants of its answers. */
import { countyHash } from '../../src/domain/canonical.ts';
import type { County } from '../../src/domain/county.ts';
import { DEFAULT_POLICY, policyHash } from '../../src/domain/policy.ts';
import type { Ruled } from '../../src/service/contract.ts';
import { mover, tinyCounty } from './tiny-county.ts';

/** Personal data that must never leave through logs or errors. */
export const PERSONAL = ['张三丰', '李四光', '1979-03', '110101199003071234'];

export const personalCounty: County = tinyCounty({
  schools: [
    { id: 's1', tier: 'B' },
    { id: 's2', tier: 'U', quota: 3 },
  ],
  groups: [{ schoolId: 's2', subject: '数学', openings: 1 }],
  teachers: [
    mover({ id: 't1', schoolId: 's1', name: '张三丰', birth: '1979-03', mainSubject: '数学' }),
    mover({
      id: 't2',
      schoolId: 's1',
      name: '李四光',
      mainSubject: '数学',
      exemption: { kind: 'illness', missing: [], from: null, to: null },
    }),
  ],
});

export const DEFAULT_HASH = policyHash(DEFAULT_POLICY);
export const PERSONAL_HASH = countyHash(personalCounty);
export const OPTIONS = {
  backend: 'auto',
  mode: null,
  timeLimitSeconds: null,
  nodeLimit: null,
  exportModel: false,
} as const;
export const ANSWER = JSON.stringify({ answer: 'none' });
/** Explanations are written in both languages. */
export const ENGLISH_ANSWER = JSON.stringify({ answer: 'none', english: true });
export const REFUSED: Ruled<never> = {
  kind: 'refused',
  code: 'wrong-state',
  message: '当前状态不允许 (not in this state)',
};
export const FINDINGS = {
  values: new Map([
    [
      '1',
      {
        ...{ code: 'unknown-school', severity: 'warning' as const, file: 'county.xlsx' },
        ...{ sheet: '花名册', cell: 'C2', read: '＊＊＊', takenFor: null },
        ...{ message: '学校不存在', suggestion: '请核对', mend: null },
      },
    ],
  ]),
};
