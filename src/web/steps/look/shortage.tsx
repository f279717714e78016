/** 紧缺: which subjects stay short where: a heat chart, and the same figures with the openings as a table. */
import { useMemo, useState } from 'preact/hooks';
import { HeatChart } from '../../charts/heat-chart.tsx';
import { type Shortage, shade, shortageOf, totalsOf } from '../../charts/shortage-data.ts';
import { Empty } from '../../components/panel-parts.tsx';
import { Wide } from '../../components/wide.tsx';
import { t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { districtName, schoolName, subjectWord, word } from '../words.ts';

const STAGES = ['K', 'P', 'J', 'H', 'V', 'X'] as const;

export function ShortageView({ plan: { proposal, roster } }: { plan: OpenPlan }) {
  const [by, setBy] = useState<'districts' | 'schools'>('districts');
  const [stage, setStage] = useState('');
  const shortage = useMemo(() => shortageOf(proposal, roster, by, stage), [proposal, by, stage]);
  const name = (id: string) =>
    by === 'schools' ? schoolName(roster, id) : districtName(roster, id);
  return (
    <section class="card">
      <h2>{t('look.shortage')}</h2>
      <div class="table-tools">
        <label class="field">
          <span>{t('shortage.by')}</span>
          <select value={by} onChange={({ currentTarget: { value } }) => setBy(value as typeof by)}>
            <option value="districts">{t('word.district')}</option>
            <option value="schools">{t('word.school')}</option>
          </select>
        </label>
        <label class="field">
          <span>{t('word.stage')}</span>
          <select value={stage} onChange={({ currentTarget: { value } }) => setStage(value)}>
            <option value="">{t('table.all')}</option>
            {STAGES.map((each) => (
              <option key={each} value={each}>
                {word('stage', each)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shortage.places.length === 0 ? (
        <Empty words={t('shortage.none')} />
      ) : (
        <>
          <HeatChart
            shortage={shortage}
            name={t('look.shortage')}
            placeName={name}
            subjectName={subjectWord}
            cellWords={(place, subject, unfilled, openings) =>
              t('shortage.at', { place, subject, unfilled, openings })
            }
            help={t('shortage.help')}
            totalName={t('shortage.total')}
          />
          <Shades />
          <details class="small">
            <summary>{t('chart.table')}</summary>
            <HeatTable {...{ shortage, name }} />
          </details>
        </>
      )}
    </section>
  );
}

/** What the shades mean. */
function Shades() {
  return (
    <ul class="key" aria-hidden="true">
      <li>{t('shortage.few')}</li>
      {([0, 1, 2, 3, 4] as const).map((dark) => (
        <li key={dark}>
          <i class={`heat-${dark}`} />
        </li>
      ))}
      <li>{t('shortage.many')}</li>
    </ul>
  );
}

function HeatTable(props: { shortage: Shortage; name: (id: string) => string }) {
  const { shortage, name } = props;
  const { largest } = totalsOf(shortage);
  return (
    <Wide name={t('shortage.table')}>
      <table class="heat">
        <thead>
          <tr>
            <td />
            {shortage.subjects.map((subject) => (
              <th scope="col" key={subject}>
                {subjectWord(subject)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shortage.places.map(({ id, cells }) => (
            <tr key={id}>
              <th scope="row">{name(id)}</th>
              {cells.map((cell, at) => (
                <td
                  key={shortage.subjects[at]}
                  class={cell === null ? undefined : `heat-${shade(cell.unfilled, largest)}`}
                >
                  {cell === null ? '' : `${cell.unfilled}/${cell.openings}`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
