/** What an operation ends with, as it travels from the thread to the worker process: plain data only. */
import type { LimitKind } from '../../../solver/index.ts';
import type { InputIssue } from '../../domain/errors.ts';
import type { IntakeIssue } from '../../domain/finding.ts';
import type { VersionDetail } from '../books/county-book.ts';
import type { ProposalSummary, VersionView } from '../contract.ts';
import type { NamedFile } from '../messages.ts';

export type OperationResult =
  | {
      readonly kind: 'version';
      /** Canonical JSON; null while errors stand in the way. */
      readonly county: Uint8Array | null;
      readonly hash: string | null;
      readonly findings: readonly IntakeIssue[];
      readonly detail: VersionDetail;
      readonly counts: VersionView['counts'];
      readonly files: readonly NamedFile[];
    }
  | {
      readonly kind: 'proposal';
      readonly versionId: string;
      readonly status: 'optimal' | 'feasible';
      readonly limit: LimitKind | null;
      readonly certificate: string | null;
      readonly summary: ProposalSummary;
      readonly files: readonly NamedFile[];
    }
  | {
      readonly kind: 'no-allocation';
      readonly limit: LimitKind | null;
      readonly reasons: readonly unknown[];
      readonly files: readonly NamedFile[];
    }
  | {
      readonly kind: 'evaluation' | 'answer' | 'files';
      readonly files: readonly NamedFile[];
    }
  | { readonly kind: 'bad-input'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string }
  /** Stopped on request with nothing to keep. */
  | { readonly kind: 'cancelled' };
