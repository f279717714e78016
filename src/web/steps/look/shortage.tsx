/** 紧缺: which subjects stay short where, as a table whose shades are read at a glance and whose numbers are exact. */

import { useMemo, useState } from 'preact/hooks';
import { shade, shortageOf } from '../../charts/shortage-data.ts';
import { Empty } from '../../components/panel-parts.tsx';
import { Wide } from '../../components/wide.tsx';
import { t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { districtName, schoolName, word } from '../words.ts';

const STAGES = ['K', 'P', 'J', 'H', 'V', 'X'] as const;

export function ShortageView({ plan: { proposal, roster } }: { plan: OpenPlan }) {
  const [by, setBy] = useState<'districts' | 'schools'>('districts');
  const [stage, setStage] = useState('');
  const { subjects, places } = useMemo(
    () => shortageOf(proposal, roster, by, stage),
    [proposal, by, stage],
  );
  const largest = Math.max(
    0,
    ...places.flatMap(({ cells }) => cells.map((cell) => cell?.unfilled ?? 0)),
  );
  const name = (id: string) =>
    by === 'schools' ? schoolName(roster, id) : districtName(roster, id);
  return (
    <section class="card">
      <h2>{t('look.shortage')}</h2>
      <p class="soft">{t('shortage.help')}</p>
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
      {places.length === 0 ? (
        <Empty words={t('shortage.none')} />
      ) : (
        <Wide name={t('look.shortage')}>
          <table class="heat">
            <thead>
              <tr>
                <td />
                {subjects.map((subject) => (
                  <th scope="col" key={subject}>
                    {subject}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.map(({ id, cells }) => (
                <tr key={id}>
                  <th scope="row">{name(id)}</th>
                  {cells.map((cell, at) => (
                    <td
                      key={subjects[at]}
                      class={cell === null ? undefined : `heat-${shade(cell.unfilled, largest)}`}
                      title={
                        cell === null
                          ? undefined
                          : t('shortage.cell', { unfilled: cell.unfilled, openings: cell.openings })
                      }
                    >
                      {cell === null ? '' : `${cell.unfilled}/${cell.openings}`}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}
