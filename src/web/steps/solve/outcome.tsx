/** What a run ended with: a plan and its proof, why there is none, or what went wrong. */
import { useEffect } from 'preact/hooks';
import type { JobView } from '../../api/shapes.ts';
import { Loading } from '../../components/panel-parts.tsx';
import { hasMessage, t, told } from '../../messages/index.ts';
import { openPlan, showPlan } from '../../state/plans.ts';
import { useStore } from '../../state/use-store.ts';
import { ProofMark } from '../proof-mark.tsx';
import { SummaryFigures } from '../summary-figures.tsx';

export function Outcome({ job }: { job: JobView }) {
  if (job.proposalId !== null) return <Plan id={job.proposalId} limit={job.limit} />;
  // A limit that ended the run proves nothing: only without one is there no legal plan.
  if (job.result === 'no-allocation' && job.limit === null) return <NoAllocation job={job} />;
  return (
    <div class="notice bad" role="alert">
      <strong>{t(job.state === 'cancelled' ? 'solve.cancelled' : 'solve.failed')}</strong>
      {job.limit !== null && job.state !== 'cancelled' && <span>{limitWords(job.limit)}</span>}
      {job.error !== null && <span>{told(job.error.message)}</span>}
      <ul>
        {job.issues.map(({ message, path }) => (
          <li key={`${path}${message}`}>{told(message)}</li>
        ))}
      </ul>
    </div>
  );
}

function limitWords(limit: string): string {
  const key = `limit.${limit}`;
  return hasMessage(key) ? t(key) : limit;
}

function Plan({ id, limit }: { id: string; limit: string | null }) {
  const plan = useStore(openPlan);
  useEffect(() => {
    if (openPlan.get()?.view.id !== id) void showPlan(id);
  }, [id]);
  if (plan === null) return <Loading />;
  return (
    <>
      {limit === 'cancelled' && (
        <div class="notice warn" role="status">
          {t('solve.kept-best')}
        </div>
      )}
      <ProofMark proposal={plan.proposal} />
      <SummaryFigures proposal={plan.proposal} />
      <br />
      <p class="actions">
        <a class="button primary" href="#/look">
          {t('solve.look')}
        </a>
      </p>
    </>
  );
}

function NoAllocation({ job }: { job: JobView }) {
  return (
    <section class="card" role="alert">
      <h2>{t('solve.no-allocation')}</h2>
      <p class="soft">{t('solve.no-allocation-help')}</p>
      <ul class="lines">
        {job.reasons.map(({ code, rules, message }) => (
          <li key={`${code}${message}`}>
            {message}{' '}
            {rules.map((rule) => (
              <span class="chip accent" key={rule}>
                {rule}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
