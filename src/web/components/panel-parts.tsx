/** States that every step shares: loading, nothing there, a fault with what to do. */
import type { ComponentChildren } from 'preact';
import { Unanswered } from '../api/ask-why.ts';
import { NoAnswer, ProblemError } from '../api/request.ts';
import { t, told } from '../messages/index.ts';

export function Loading({ words }: { words?: string }) {
  return (
    <p class="loading" role="status">
      {words ?? t('state.loading')}
    </p>
  );
}

export function Empty({ words, children }: { words: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>{words}</p>
      {children}
    </div>
  );
}

/** A fault in words, with every issue that the service names. */
export function Fault({ fault, again }: { fault: unknown; again?: () => void }) {
  const issues = fault instanceof ProblemError ? fault.problem.issues : [];
  return (
    <div class="notice bad" role="alert">
      <span>{faultWords(fault)}</span>
      {again && (
        <button type="button" onClick={again}>
          {t('state.again')}
        </button>
      )}
      {issues.length > 0 && (
        <ul class="small">
          {issues.slice(0, SHOWN_ISSUES).map((issue) => (
            <li key={`${issue.path ?? ''}${issue.cell ?? ''}${issue.message}`}>
              {told(issue.message)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
const SHOWN_ISSUES = 20;

const UNAUTHENTICATED = 401;
const FORBIDDEN = 403;

export function faultWords(fault: unknown): string {
  if (fault instanceof NoAnswer) return t('fault.offline');
  if (fault instanceof Unanswered) return told(fault.message) || t('solve.failed');
  if (!(fault instanceof ProblemError)) return t('fault.page');
  const { status, detail } = fault.problem;
  if (status === UNAUTHENTICATED) return t('fault.expired');
  return status === FORBIDDEN ? t('fault.forbidden') : told(detail);
}
