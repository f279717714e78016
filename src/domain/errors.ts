/** The two faults that cross module borders. Answers (infeasible, limit, standby) are values, not errors. */

/** One thing wrong with what was handed in, in words for the person who handed it in. */
export interface InputIssue {
  readonly code: string;
  /** Path of a JSON key, or sheet and cell of a workbook. */
  readonly path?: string;
  readonly sheet?: string;
  readonly cell?: string;
  readonly message: string;
}

/** Bad input: exit code 2, HTTP 4xx. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly issues: readonly InputIssue[];
  constructor(issues: readonly InputIssue[]) {
    super(issues.map((issue) => issue.message).join('\n'));
    this.issues = issues;
  }
}

/** A claim of a solver or of the formulation that our own check refutes: a bug, never shown as an allocation. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
  readonly findings: readonly string[];
  constructor(findings: readonly string[]) {
    super(`The independent check refuses this answer:\n${findings.join('\n')}`);
    this.findings = findings;
  }
}
