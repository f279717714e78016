/** The plan that came out of an upheld objection. */
import { followJob } from '../../api/follow-job.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { t } from '../../messages/index.ts';
import { loadPlans, showPlan } from '../../state/plans.ts';

export function SolvedAgain({ jobId }: { jobId: string }) {
  const [asked] = useAsked(() => followJob(jobId, () => {}).over, [jobId]);
  if (asked.state === 'loading') return <Loading words={t('steer.solving')} />;
  if (asked.state === 'failed') return <Fault fault={asked.fault} />;
  const { proposalId, countyId, error, reasons } = asked.value;
  if (proposalId === null)
    return (
      <p class="notice warn">
        {error?.message ?? reasons.map(({ message }) => message).join(' ') ?? t('solve.failed')}
      </p>
    );
  return (
    <p class="notice good">
      <span>{t('objections.solved')}</span>
      <button
        type="button"
        onClick={async () => {
          await showPlan(proposalId);
          await loadPlans(countyId);
        }}
      >
        {t('objections.show')}
      </button>
    </p>
  );
}
