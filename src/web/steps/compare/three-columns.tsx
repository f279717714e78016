/** The three columns of an audit: figures, tiers, violations; below, who is changed by the repair and why. */

import { useMemo } from 'preact/hooks';
import type { Audit, AuditColumn, ChangeReason } from '../../../domain/audit.ts';
import { violationLines } from '../../charts/violation-lines.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Wide } from '../../components/wide.tsx';
import { count, t } from '../../messages/index.ts';
import { language } from '../../state/language.ts';
import type { Roster } from '../../state/roster.ts';
import { type CheckWords, useCheckWords } from '../../state/rule-texts.ts';
import { tierName } from '../tier-name.ts';
import { fullPost, personName } from '../words.ts';

type Row = readonly [string, (column: AuditColumn) => string];

export function ThreeColumns({ audit, roster }: { audit: Audit; roster: Roster }) {
  const columns = [audit.manual, audit.repair, audit.optimum] as const;
  return (
    <>
      <Wide name={t('audit.title')}>
        <table class="plain columns-3">
          <thead>
            <tr>
              <td />
              {COLUMN.map((column) => (
                <th scope="col" class="number" key={column}>
                  {t(`audit.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsOf(audit).map(([name, figure]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((column, at) => (
                  <td class="number" key={COLUMN[at]}>
                    {column === null ? '—' : figure(column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {audit.repair?.proven && (
        <p class="soft small">
          {t('audit.least', { changed: audit.repair.leastChanges ?? audit.repair.changed })}
        </p>
      )}
      <Violations column={audit.manual} />
      <Changes audit={audit} roster={roster} />
    </>
  );
}
const COLUMN = ['manual', 'repair', 'optimum'] as const;

function rowsOf({ manual }: Audit): Row[] {
  return [
    [t('audit.legal'), ({ legal }) => t(legal ? 'audit.is-legal' : 'audit.not-legal')],
    [t('audit.hard'), ({ hardBroken }) => count(hardBroken)],
    [t('audit.soft'), ({ softBroken }) => count(softBroken)],
    [t('figure.placed'), ({ moves }) => count(moves)],
    [t('figure.standby'), ({ standby }) => count(standby)],
    [t('audit.changed'), ({ changed }) => count(changed)],
    ...manual.tiers.map(
      ({ id }): Row => [
        tierName(id),
        ({ tiers }) => {
          const value = tiers.find((tier) => tier.id === id)?.value;
          return value === undefined ? '—' : count(value);
        },
      ],
    ),
  ];
}

/** One line a broken check; the rules that it serves stand before it. */
function Violations({ column }: { column: AuditColumn }) {
  const words = useCheckWords();
  const lines = useMemo(() => violationLines(column.violations), [column]);
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{t('audit.violations', { hard: column.hardBroken, soft: column.softBroken })}</h3>
      <ul class="lines">
        {lines.map(({ rules, name, status, text }) => (
          <li key={`${name}${status}${text}`}>
            {rules.map((rule) => (
              <span class={status === 'fail' ? 'chip bad' : 'chip warn'} key={rule}>
                {rule}
              </span>
            ))}{' '}
            {words({ ruleId: rules[0] ?? '', text })}
          </li>
        ))}
      </ul>
    </>
  );
}

function Changes({ audit: { repair }, roster }: { audit: Audit; roster: Roster }) {
  const words = useCheckWords();
  if (repair === null) return <p class="notice warn">{t('audit.no-repair')}</p>;
  return (
    <>
      <h3>{t('audit.changes', { people: repair.changes.length })}</h3>
      <DataTable
        name={t('audit.changes', { people: repair.changes.length })}
        rows={repair.changes}
        rowKey={({ teacherId }) => teacherId}
        empty={t('audit.no-changes')}
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
            width: 100,
            text: ({ teacherId }) => personName(roster, teacherId),
          },
          {
            id: 'from',
            title: t('audit.manual'),
            width: 210,
            text: ({ from }) => fullPost(roster, from),
          },
          {
            id: 'to',
            title: t('audit.repair'),
            width: 210,
            text: ({ to }) => fullPost(roster, to),
          },
          {
            id: 'why',
            title: t('person.why'),
            width: 340,
            text: ({ reasons }) => reasons.map((each) => reasonWords(each, words)).join(' '),
          },
        ]}
      />
    </>
  );
}

/** Chinese as the service wrote it; English of the kind, the rules and the people. */
function reasonWords({ kind, rules, text, people }: ChangeReason, words: CheckWords): string {
  if (language.get() !== 'en') return text;
  return t(`audit.reason.${kind}`, {
    rule: `${rules[0]}: ${words({ ruleId: rules[0] ?? '', text })}`,
    people: people.join(', '),
  });
}
