/** 代价: what another plan loses or gains in each tier, exactly; tiers without a difference are left out. */
import type { TierLoss } from '../api/answers.ts';
import { count, t } from '../messages/index.ts';
import { isLot, tierName } from '../steps/tier-name.ts';

export function Losses({ losses }: { losses: readonly TierLoss[] }) {
  const shown = losses.filter(({ loss, tier }) => loss !== 0 && !isLot(tier));
  const lots = losses.some(({ loss }) => loss !== 0);
  if (shown.length === 0)
    return <p class="soft small">{t(lots ? 'losses.lots' : 'losses.none')}</p>;
  return (
    <table class="plain losses small">
      <thead>
        <tr>
          <th scope="col">{t('tiers.tier')}</th>
          <th scope="col" class="number">
            {t('losses.now')}
          </th>
          <th scope="col" class="number">
            {t('losses.then')}
          </th>
          <th scope="col" class="number">
            {t('losses.loss')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ tier, proposal, other, loss }) => (
          <tr key={tier}>
            <th scope="row">{tierName(tier)}</th>
            <td class="number">{count(proposal)}</td>
            <td class="number">{count(other)}</td>
            <td class={loss > 0 ? 'number loss' : 'number gain'}>
              {loss > 0 ? `−${count(loss)}` : `+${count(-loss)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
