/** 概要: the proof, the figures, every tier with its bound. */
import { Wide } from '../../components/wide.tsx';
import { count, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { ProofMark } from '../proof-mark.tsx';
import { SummaryFigures } from '../summary-figures.tsx';
import { tierName } from '../tier-name.ts';

export function Summary({ plan: { proposal } }: { plan: OpenPlan }) {
  return (
    <>
      <ProofMark proposal={proposal} />
      <SummaryFigures proposal={proposal} />
      <br />
      <section class="card">
        <h2>{t('tiers.title')}</h2>
        <p class="soft">{t('tiers.help')}</p>
        <Wide name={t('tiers.title')}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{t('tiers.tier')}</th>
                <th scope="col" class="number">
                  {t('tiers.value')}
                </th>
                <th scope="col" class="number">
                  {t('tiers.bound')}
                </th>
                <th scope="col">{t('tiers.sense')}</th>
                <th scope="col">{t('tiers.proof')}</th>
              </tr>
            </thead>
            <tbody>
              {proposal.objective.tiers.map(({ id, sense, value, bound, proof }, at) => (
                <tr key={id}>
                  <th scope="row">
                    {at + 1}. {tierName(id)}
                  </th>
                  <td class="number">{count(value)}</td>
                  <td class="number">{bound === null ? '—' : count(bound)}</td>
                  <td class="nowrap">{t(`tiers.${sense}`)}</td>
                  <td class="nowrap">{t(`tiers.proof.${proof}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
        <p class="soft small">
          {t('tiers.solver', { ...proposal.solver })} {proposal.objective.note ?? ''}
        </p>
      </section>
      <p class="actions">
        <button type="button" onClick={() => print()}>
          {t('action.print')}
        </button>
        <a class="button" href="#/steer">
          {t('look.to-steer')}
        </a>
      </p>
    </>
  );
}
