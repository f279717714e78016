/** 操作日志: who did what, newest first. */
import { addressOf, callAll } from '../../api/request.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { moment, t } from '../../messages/index.ts';
import { actorNames } from '../../state/actors.ts';
import { openCounty } from '../../state/county.ts';
import { plans } from '../../state/plans.ts';
import { mayAs, me } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { actionWords, actorWords, jobKinds, type TrailNames, targetWords } from './trail-words.ts';

export function AuditTrail() {
  const county = openCounty.get()?.county;
  const [asked, again] = useAsked(async () => {
    const [all, actors, data] = await Promise.all([
      callAll('GET /audit-log', {}),
      actorNames(),
      county === undefined
        ? []
        : callAll('GET /counties/{county}/versions', { params: { county: county.id } }),
    ]);
    const entries = all
      .filter(({ countyId }) => countyId === null || countyId === county?.id)
      .sort((a, b) => b.seq - a.seq);
    const versions = new Map(data.map(({ id, number }) => [id, number]));
    return { entries, actors, versions, jobs: jobKinds(entries) };
  }, [county?.id]);
  const list = useStore(plans);
  if (!mayAs('planner')) return null;
  const names: TrailNames = {
    actors: asked.state === 'there' ? asked.value.actors : new Map(),
    jobs: asked.state === 'there' ? asked.value.jobs : new Map(),
    me: me.get()?.id ?? null,
    versions: asked.state === 'there' ? asked.value.versions : new Map(),
    plans: new Map(list?.map(({ id, number }) => [id, number])),
    county: county?.name ?? '',
  };
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
          rows={asked.value.entries}
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
              width: 196,
              text: ({ at }) => moment(at),
              order: ({ at }) => at,
            },
            {
              id: 'actor',
              title: t('trail.who'),
              width: 170,
              filter: true,
              text: ({ actor }) => actorWords(actor, names),
            },
            {
              id: 'action',
              title: t('trail.what'),
              width: 170,
              filter: true,
              text: ({ action }) => actionWords(action),
            },
            {
              id: 'target',
              title: t('trail.target'),
              width: 250,
              text: (entry) => targetWords(entry, names),
            },
          ]}
        />
      )}
    </section>
  );
}
