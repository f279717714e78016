/** 手工方案: as it is, its smallest legal repair, the optimum. */
import { addressOf } from '../../api/request.ts';
import type { VersionView } from '../../api/shapes.ts';
import { DropFiles } from '../../components/drop-files.tsx';
import { Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { t } from '../../messages/index.ts';
import { type AuditAnswer, audit, auditFile } from '../../state/comparing.ts';
import { rosterOf } from '../../state/roster.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Refused } from './refused.tsx';
import { ThreeColumns } from './three-columns.tsx';

export function ManualPlan({ version }: { version: VersionView }) {
  const now = useStore(audit);
  return (
    <section class="card">
      <h2>{t('audit.title')}</h2>
      <p class="soft">{t('audit.help')}</p>
      {mayAs('planner') && (
        <DropFiles
          label={t('audit.drop')}
          help={t('audit.drop-help')}
          disabled={now.state === 'busy'}
          onFiles={([file]) => file !== undefined && void auditFile(version, file)}
        />
      )}
      {now.state === 'busy' && <Loading words={t('audit.busy')} />}
      <Refused now={now} />
      {now.state === 'there' && (
        <>
          <br />
          <p class="actions">
            <a
              class="button"
              download
              href={addressOf('GET /jobs/{job}/files/{name}', {
                params: { job: now.job.id, name: 'audit.xlsx' },
              })}
            >
              {t('audit.workbook')}
            </a>
          </p>
          <Told audit={now.answer} version={version} />
        </>
      )}
    </section>
  );
}

function Told({ audit: found, version }: { audit: AuditAnswer; version: VersionView }) {
  const [roster] = useAsked(() => rosterOf(version.countyId, version.id), [version.id]);
  if (roster.state !== 'there') return <Loading />;
  return (
    <>
      {found.nothingToGain && <p class="notice good">{t('audit.nothing-to-gain')}</p>}
      {(found.warnings ?? []).length > 0 && (
        <details>
          <summary>{t('audit.warnings', { warnings: found.warnings?.length ?? 0 })}</summary>
          <ul class="lines small">
            {found.warnings?.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </details>
      )}
      <ThreeColumns audit={found} roster={roster.value} />
    </>
  );
}
