/** What the last change led to: being solved, proven, refused with its reasons. */
import { Fault } from '../../components/panel-parts.tsx';
import { t, told } from '../../messages/index.ts';
import { openPlan } from '../../state/plans.ts';
import { steering, undo } from '../../state/steering.ts';
import { useStore } from '../../state/use-store.ts';

export function SteerState() {
  const now = useStore(steering);
  const plan = useStore(openPlan);
  if (now === null) return null;
  if (now.busy)
    return (
      <p class="notice" role="status">
        {t('steer.solving')}
      </p>
    );
  if (now.fault !== null) return <Fault fault={now.fault} />;
  if (now.refused !== null)
    return (
      <div class="notice bad" role="alert">
        <strong>{t('steer.refused')}</strong>
        <ul>
          {now.refused.reasons.map(({ code, message }) => (
            <li key={`${code}${message}`}>{message}</li>
          ))}
          {now.refused.issues.map(({ message }) => (
            <li key={message}>{told(message)}</li>
          ))}
          {now.refused.error !== null && <li>{told(now.refused.error.message)}</li>}
        </ul>
      </div>
    );
  if (now.before.length === 0 || plan === null) return null;
  const proven = plan.proposal.status === 'optimal';
  return (
    <div class={proven ? 'notice good' : 'notice warn'} role="status">
      <span>{t(proven ? 'steer.proven' : 'steer.unproven', { number: plan.view.number })}</span>
      <button type="button" onClick={() => void undo()}>
        {t('steer.undo')}
      </button>
    </div>
  );
}
