/** 概要: the numbers of a plan at a glance. */
import type { Proposal } from '../../domain/proposal.ts';
import { count, t } from '../messages/index.ts';

export function SummaryFigures({ proposal }: { proposal: Proposal }) {
  const { county, placements, standby, unfilled, ruleChecks } = proposal;
  const wished = placements.filter(({ wishRank }) => wishRank !== null).length;
  const share = (part: number, whole: number) =>
    whole === 0 ? '' : `${count((100 * part) / whole, 1)} %`;
  const open = unfilled.reduce((sum, each) => sum + each.count, 0);
  const broken = ruleChecks.filter(({ status }) => status === 'fail').length;
  const warned = ruleChecks.filter(({ status }) => status === 'warn').length;
  return (
    <dl class="figures">
      <Figure name={t('figure.movers')} value={count(county.movers)} />
      <Figure
        name={t('figure.placed')}
        value={count(placements.length)}
        note={share(placements.length, county.movers)}
      />
      <Figure name={t('figure.standby')} value={count(standby.length)} />
      <Figure
        name={t('figure.unfilled')}
        value={count(open)}
        note={t('figure.of', { all: county.openings })}
      />
      <Figure
        name={t('figure.wished')}
        value={count(wished)}
        note={share(wished, placements.length)}
      />
      <Figure
        name={t('figure.checks')}
        value={broken === 0 ? t('figure.none-broken') : count(broken)}
        note={t('figure.warned', { warned })}
      />
    </dl>
  );
}

function Figure({ name, value, note = '' }: { name: string; value: string; note?: string }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}
