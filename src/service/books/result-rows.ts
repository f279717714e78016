/** What a result becomes in the rows of a job, a version, a proposal. */
import type { InputIssue } from '../../domain/errors.ts';
import type { IntakeIssue } from '../../domain/finding.ts';
import type { JobState } from '../../domain/job.ts';
import type { JobView } from '../contract.ts';
import type { OperationResult } from '../operations/result.ts';
import { audited } from '../store/audit.ts';
import type { Statement } from '../store/database.ts';
import type { Claimed } from './running-book.ts';

/** Kinds of findings that a version counts. */
const MOST_COUNTED_KINDS = 200;

/** A stop that was asked for is no failure, whatever came of it. */
export function stateAfter(result: OperationResult): JobState {
  if (result.kind === 'cancelled') return 'cancelled';
  if (result.kind === 'bad-input' || result.kind === 'fault') return 'failed';
  return 'limit' in result && result.limit === 'cancelled' ? 'cancelled' : 'done';
}

/** limit, reasons, issues, error. */
export function outcome(result: OperationResult): [string | null, string, string, string | null] {
  const limit = 'limit' in result ? result.limit : null;
  const reasons = result.kind === 'no-allocation' ? result.reasons : [];
  const issues: readonly InputIssue[] = result.kind === 'bad-input' ? result.issues : [];
  const error = errorOf(result);
  return [
    limit,
    JSON.stringify(reasons),
    JSON.stringify(issues),
    error === null ? null : JSON.stringify(error),
  ];
}

function errorOf(result: OperationResult): JobView['error'] {
  if (result.kind === 'bad-input') {
    return { code: 'bad-input', message: '输入有误，见 issues (bad input, see issues)。' };
  }
  return result.kind === 'fault' ? { code: result.code, message: result.message } : null;
}

export function kindsOf(findings: readonly IntakeIssue[]) {
  const kinds = new Map<string, { code: string; severity: string; count: number }>();
  for (const { code, severity } of findings) {
    const kind = kinds.get(`${code}/${severity}`) ?? { code, severity, count: 0 };
    kind.count += 1;
    kinds.set(`${code}/${severity}`, kind);
  }
  return [...kinds.values()]
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_COUNTED_KINDS);
}

export function proposalRow(
  { id, countyId, submittedBy }: Claimed,
  proposalId: string,
  { versionId, status, summary, certificate }: Extract<OperationResult, { kind: 'proposal' }>,
  hash: string,
): Statement[] {
  const detail = { jobId: id, hash };
  return [
    {
      sql: `insert into proposal (id, county_id, version_id, job_id, number, created_by, status, hash, certificate, summary)
        select $1::uuid, $2::uuid, $3::uuid, $4::uuid, coalesce(max(number), 0) + 1, $5, $6, $7, $8, $9::json
        from proposal where county_id = $2::uuid`,
      values: [
        ...[proposalId, countyId, versionId, id, submittedBy, status, hash, certificate],
        JSON.stringify(summary),
      ],
    },
    audited(
      { id: submittedBy },
      { action: 'proposal.create', target: proposalId, countyId, detail },
    ),
  ];
}
