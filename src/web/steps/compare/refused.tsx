/** A job that gave no answer, in words. */
import { Fault } from '../../components/panel-parts.tsx';
import { t, told } from '../../messages/index.ts';
import type { Answering } from '../../state/comparing.ts';

export function Refused({ now }: { now: Answering<unknown> }) {
  if (now.state === 'fault') return <Fault fault={now.fault} />;
  if (now.state !== 'refused') return null;
  const { error, issues } = now.job;
  return (
    <div class="notice bad" role="alert">
      <span>{told(error?.message ?? t('solve.failed'))}</span>
      <ul>
        {issues.map(({ message, path, cell }) => (
          <li key={`${path}${cell}${message}`}>{told(message)}</li>
        ))}
      </ul>
    </div>
  );
}
