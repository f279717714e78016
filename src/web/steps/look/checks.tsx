/** 规则核查: every rule as the independent check measured it on this plan. */
import { useMemo } from 'preact/hooks';
import type { RuleCheck } from '../../../domain/proposal.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-rows.ts';
import { count, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { type CheckWords, useCheckWords } from '../../state/rule-texts.ts';

const ORDER = { fail: 0, warn: 1, pass: 2 } as const;
const CHIP = { fail: 'chip bad', warn: 'chip warn', pass: 'chip good' } as const;

export function Checks({ plan }: { plan: OpenPlan }) {
  const rows = useMemo(
    () =>
      [...plan.proposal.ruleChecks].sort(
        (a, b) => ORDER[a.status] - ORDER[b.status] || (a.ruleId < b.ruleId ? -1 : 1),
      ),
    [plan],
  );
  const words = useCheckWords();
  const columns = useMemo(() => checkColumns(words), [words]);
  return (
    <DataTable
      name={t('look.checks')}
      rows={rows}
      rowKey={({ ruleId, name }) => `${ruleId}/${name}`}
      columns={columns}
      empty={t('table.empty')}
    />
  );
}

function checkColumns(words: CheckWords): readonly Column<RuleCheck>[] {
  return [
    { id: 'rule', title: t('word.rule'), width: 72, text: ({ ruleId }) => ruleId },
    {
      id: 'status',
      title: t('word.status'),
      width: 96,
      filter: true,
      text: ({ status }) => t(`check.${status}`),
      cell: ({ status }) => <span class={CHIP[status]}>{t(`check.${status}`)}</span>,
      order: ({ status }) => ORDER[status],
    },
    { id: 'text', title: t('word.what'), width: 460, text: words },
    {
      id: 'measured',
      title: t('word.measured'),
      width: 90,
      number: true,
      text: ({ measured }) => count(measured),
      order: ({ measured }) => measured,
    },
    {
      id: 'limit',
      title: t('word.limit'),
      width: 80,
      number: true,
      text: ({ limit }) => (limit === null ? '—' : count(limit)),
      order: ({ limit }) => limit ?? -1,
    },
  ];
}
