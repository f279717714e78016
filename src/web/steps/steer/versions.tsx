/** 版本: every plan of the county by number; a name makes it easy to find again. */

import { useState } from 'preact/hooks';
import type { ProposalView } from '../../api/shapes.ts';
import { Wide } from '../../components/wide.tsx';
import { count, moment, t } from '../../messages/index.ts';
import { openPlan, plans, renamePlan, showPlan } from '../../state/plans.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

export function Versions() {
  const list = useStore(plans) ?? [];
  const open = useStore(openPlan);
  return (
    <section class="card">
      <h2>{t('versions.title')}</h2>
      <Wide name={t('versions.title')}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{t('versions.number')}</th>
              <th scope="col">{t('versions.name')}</th>
              <th scope="col">{t('versions.when')}</th>
              <th scope="col" class="number">
                {t('figure.placed')}
              </th>
              <th scope="col" class="number">
                {t('figure.standby')}
              </th>
              <th scope="col">{t('tiers.proof')}</th>
              <th scope="col">
                <span class="visually-hidden">{t('versions.open')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((view) => (
              <tr key={view.id}>
                <td>{view.number}</td>
                <td>
                  <Name view={view} />
                </td>
                <td class="nowrap">{moment(view.createdAt)}</td>
                <td class="number">{count(view.summary.placed)}</td>
                <td class="number">{count(view.summary.standby)}</td>
                <td>
                  <span class={view.status === 'optimal' ? 'chip good' : 'chip warn'}>
                    {t(view.status === 'optimal' ? 'proof.proven' : 'proof.open')}
                  </span>
                </td>
                <td>
                  {open?.view.id === view.id ? (
                    <span class="chip accent">{t('versions.is-open')}</span>
                  ) : (
                    <button type="button" class="plain" onClick={() => void showPlan(view.id)}>
                      {t('versions.open')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Name({ view }: { view: ProposalView }) {
  const [name, setName] = useState(view.name ?? '');
  if (!mayAs('planner')) return <>{view.name ?? ''}</>;
  const keep = (event: Event) => {
    event.preventDefault();
    if (name.trim() !== '') void renamePlan(view.id, name.trim());
  };
  return (
    <form class="row" onSubmit={keep}>
      <input
        aria-label={t('versions.name-of', { number: view.number })}
        placeholder={t('versions.unnamed')}
        maxLength={100}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      {name.trim() !== (view.name ?? '') && <button type="submit">{t('action.save')}</button>}
    </form>
  );
}
