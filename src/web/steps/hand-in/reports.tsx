/** 报表: those that the plan can give, one by one or all at once, with the days of publicity. */
import { useState } from 'preact/hooks';
import { followJob } from '../../api/follow-job.ts';
import { addressOf, call } from '../../api/request.ts';
import type { JobView, ReportKind } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { count, heading, say, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { mayAs } from '../../state/session.ts';

type Format = ReportKind['formats'][number];
type Making =
  | { readonly state: 'none' }
  | { readonly state: 'busy' }
  | { readonly state: 'fault'; readonly fault: unknown }
  | { readonly state: 'made'; readonly job: JobView };

export function Reports({ plan }: { plan: OpenPlan }) {
  const [kinds, again] = useAsked(() => call('GET /reports', {}), []);
  const [typed, setStart] = useState<string | null>(null);
  const published = usePublished(plan);
  const start = typed ?? published ?? '';
  const [phone, setPhone] = useState('');
  const [making, setMaking] = useState<Making>({ state: 'none' });
  const make = async (reports: readonly { id: string; format: Format }[]) => {
    setMaking({ state: 'busy' });
    try {
      const { id } = await call('POST /proposals/{proposal}/reports', {
        params: { proposal: plan.view.id },
        body: { reports: [...reports], publicityStart: start || null, phone: phone || null },
      });
      setMaking({ state: 'made', job: await followJob(id, () => {}).over });
    } catch (fault) {
      setMaking({ state: 'fault', fault });
    }
  };
  return (
    <section class="card">
      <h2>{t('reports.title')}</h2>
      <p class="soft">{t('reports.help')}</p>
      {!mayAs('planner') && <p class="soft">{t('fault.forbidden')}</p>}
      <div class="table-tools">
        <label class="field">
          <span>{t('reports.publicity-start')}</span>
          <input
            type="date"
            value={start}
            onInput={({ currentTarget: { value } }) => setStart(value)}
          />
        </label>
        <label class="field">
          <span>{t('reports.phone')}</span>
          <input
            type="tel"
            maxLength={40}
            value={phone}
            onInput={({ currentTarget: { value } }) => setPhone(value)}
          />
        </label>
        <button
          type="button"
          class="primary"
          disabled={making.state === 'busy' || !mayAs('planner')}
          onClick={() => void make([])}
        >
          {t('reports.all')}
        </button>
      </div>
      {making.state === 'busy' && <Loading words={t('reports.busy')} />}
      {making.state === 'fault' && <Fault fault={making.fault} />}
      {making.state === 'made' && <Made job={making.job} />}
      {kinds.state === 'loading' && <Loading />}
      {kinds.state === 'failed' && <Fault fault={kinds.fault} again={again} />}
      {kinds.state === 'there' && (
        <ul class="lines">
          {kinds.value.items.map((kind) => (
            <li key={kind.id} class="row">
              <span class="fill">
                {heading(kind.label)}{' '}
                {kind.public && <span class="chip accent">{t('reports.public')}</span>}
              </span>
              {kind.formats.map((format) => (
                <button
                  type="button"
                  key={format}
                  disabled={making.state === 'busy' || !mayAs('planner')}
                  onClick={() => void make([{ id: kind.id, format }])}
                >
                  <span class="visually-hidden">
                    {t('reports.make', { name: say(kind.label) })}{' '}
                  </span>
                  {format}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** First day of the publicity that the plan already has: the lists carry its dates without being told again. */
function usePublished({ view: { id, state } }: OpenPlan): string | null {
  const [asked] = useAsked(
    () => call('GET /proposals/{proposal}/approvals', { params: { proposal: id } }),
    [id, state],
  );
  if (asked.state !== 'there') return null;
  return (
    asked.value.items.findLast(({ publicity }) => publicity !== null)?.publicity?.start ?? null
  );
}

function Made({ job }: { job: JobView }) {
  if (job.files.length === 0)
    return (
      <div class="notice bad" role="alert">
        <span>{job.error?.message ?? t('solve.failed')}</span>
        <ul>
          {job.issues.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </div>
    );
  return (
    <div class="notice good" role="status">
      <strong>{t('reports.made', { files: job.files.length })}</strong>
      <ul>
        {job.files.map(({ name, bytes }) => (
          <li key={name}>
            <a
              download
              href={addressOf('GET /jobs/{job}/files/{name}', { params: { job: job.id, name } })}
            >
              {name}
            </a>{' '}
            <span class="soft small">{t('reports.size', { kb: count(bytes / 1024, 0) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
