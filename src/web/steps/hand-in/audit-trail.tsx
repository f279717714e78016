/** 操作日志: who did what, newest first. */
import { addressOf, callAll } from '../../api/request.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { hasMessage, moment, t } from '../../messages/index.ts';
import { openCounty } from '../../state/county.ts';
import { mayAs } from '../../state/session.ts';

export function AuditTrail() {
  const county = openCounty.get()?.county.id;
  const [asked, again] = useAsked(async () => {
    const entries = await callAll('GET /audit-log', {});
    return entries
      .filter(({ countyId }) => countyId === null || countyId === county)
      .sort((a, b) => b.seq - a.seq);
  }, [county]);
  if (!mayAs('planner')) return null;
  return (
    <section class="card">
      <div class="row">
        <h2 class="fill">{t('trail.title')}</h2>
        <button type="button" class="plain" onClick={again}>
          {t('action.refresh')}
        </button>
        <a class="button" href={addressOf('GET /audit-log/export', {})} download="audit-log.ndjson">
          {t('trail.export')}
        </a>
      </div>
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && (
        <DataTable
          name={t('trail.title')}
          rows={asked.value}
          rowKey={({ seq }) => String(seq)}
          empty={t('table.empty')}
          columns={[
            {
              id: 'seq',
              title: '#',
              width: 60,
              number: true,
              text: ({ seq }) => String(seq),
              order: ({ seq }) => seq,
            },
            {
              id: 'at',
              title: t('versions.when'),
              width: 170,
              text: ({ at }) => moment(at),
              order: ({ at }) => at,
            },
            {
              id: 'actor',
              title: t('trail.who'),
              width: 170,
              filter: true,
              text: ({ actor }) => actor,
            },
            {
              id: 'action',
              title: t('trail.what'),
              width: 170,
              filter: true,
              text: ({ action }) => actionWords(action),
            },
            { id: 'target', title: t('trail.target'), width: 250, text: ({ target }) => target },
          ]}
        />
      )}
    </section>
  );
}

/** An action that the page has no words for is shown as the log has it. */
function actionWords(action: string): string {
  const key = `trail.action.${action}`;
  return hasMessage(key) ? t(key) : action;
}
