/** What is assumed of a plan as a whole. */
import type { IntakeIssue } from '../domain/finding.ts';

/** Nobody is named: more often a wrong file than a plan. */
export const EMPTY_PLAN: IntakeIssue = {
  code: 'empty-plan',
  severity: 'warning',
  ...{ file: null, sheet: null, cell: null, read: null, takenFor: null, mend: null },
  message: '方案是空的，没有列出任何人 (the plan names nobody)。',
  suggestion: '按全部未安排（待岗或留任）审计；如不是本意，请核对文件。',
};

export const OTHER_COUNTY: IntakeIssue = {
  code: 'other-county',
  severity: 'warning',
  ...{ file: null, sheet: null, cell: null, read: null, takenFor: null, mend: null },
  message: '方案出自另一份县数据（数据指纹不同）。',
  suggestion: '按本次给出的数据审计。',
};
