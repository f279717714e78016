/** 已证明: whether the plan is proven the best, and what that means, in one sentence. */
import type { Proposal } from '../../domain/proposal.ts';
import { count, t } from '../messages/index.ts';

export function ProofMark({ proposal }: { proposal: Proposal }) {
  const { status, gap, limit } = proposal;
  const proven = status === 'optimal' && gap === 0;
  return (
    <div class={proven ? 'proven' : 'proven open'} role="status">
      <span class="seal" aria-hidden="true">
        {proven ? '✓' : '≈'}
      </span>
      <div>
        <strong>{t(proven ? 'proof.proven' : 'proof.open')}</strong>
        <p>
          {proven
            ? t('proof.meaning')
            : gap === null
              ? t('proof.no-bound')
              : t('proof.gap', { gap: count(gap * 100, 3) })}
          {limit !== null && ` ${t(`limit.${limit}`)}`}
        </p>
      </div>
    </div>
  );
}
