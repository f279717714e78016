/** 两版对照: two plans side by side, by tier and down to persons. */

import { useState } from 'preact/hooks';
import { call } from '../../api/request.ts';
import type { ProposalDiff } from '../../api/shapes.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { Wide } from '../../components/wide.tsx';
import { count, t } from '../../messages/index.ts';
import { type OpenPlan, plans } from '../../state/plans.ts';
import { useStore } from '../../state/use-store.ts';
import { PersonLink } from '../look/links.tsx';
import { planName } from '../plan-choice.tsx';
import { tierName } from '../tier-name.ts';
import { fullPost, personName } from '../words.ts';

export function TwoPlans({ plan }: { plan: OpenPlan }) {
  const list = (useStore(plans) ?? []).filter(({ id }) => id !== plan.view.id);
  const [chosen, setChosen] = useState('');
  const other = list.some(({ id }) => id === chosen) ? chosen : '';
  const [asked, again] = useAsked(
    other === ''
      ? null
      : () =>
          call('GET /proposals/{proposal}/diff/{other}', {
            params: { proposal: other, other: plan.view.id },
          }),
    [other, plan.view.id],
  );
  return (
    <section class="card">
      <h2>{t('diff.title')}</h2>
      <label class="field">
        <span>{t('diff.with', { name: planName(plan.view) })}</span>
        <select value={other} onChange={({ currentTarget: { value } }) => setChosen(value)}>
          <option value="">{t('diff.choose')}</option>
          {list.map((view) => (
            <option key={view.id} value={view.id}>
              {planName(view)}
            </option>
          ))}
        </select>
      </label>
      {other !== '' && asked.state === 'loading' && <Loading />}
      {other !== '' && asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {other !== '' && asked.state === 'there' && <Difference diff={asked.value} plan={plan} />}
    </section>
  );
}

function Difference({ diff, plan: { roster } }: { diff: ProposalDiff; plan: OpenPlan }) {
  return (
    <>
      <Wide name={t('diff.title')}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{t('tiers.tier')}</th>
              <th scope="col" class="number">
                {t('diff.before')}
              </th>
              <th scope="col" class="number">
                {t('diff.after')}
              </th>
              <th scope="col" class="number">
                {t('diff.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {diff.tiers.map(({ id, from, to }) => (
              <tr key={id}>
                <th scope="row">{tierName(id)}</th>
                <td class="number">{from === null ? '—' : count(from)}</td>
                <td class="number">{to === null ? '—' : count(to)}</td>
                <td class="number">{from === null || to === null ? '—' : signed(to - from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <h3>{t('diff.people', { people: diff.people.length })}</h3>
      <DataTable
        name={t('diff.people', { people: diff.people.length })}
        rows={diff.people}
        rowKey={({ teacherId }) => teacherId}
        empty={t('diff.same')}
        columns={[
          {
            id: 'id',
            title: t('word.staff-number'),
            width: 104,
            text: ({ teacherId }) => teacherId,
          },
          {
            id: 'name',
            title: t('word.name'),
            width: 110,
            text: ({ teacherId }) => personName(roster, teacherId),
            cell: ({ teacherId }) => <PersonLink id={teacherId} roster={roster} />,
          },
          {
            id: 'from',
            title: t('diff.before'),
            width: 260,
            text: ({ from }) => fullPost(roster, from),
          },
          { id: 'to', title: t('diff.after'), width: 260, text: ({ to }) => fullPost(roster, to) },
        ]}
      />
    </>
  );
}

const signed = (value: number) => (value > 0 ? `+${count(value)}` : count(value));
