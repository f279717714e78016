/** 待岗名单: everybody without a post, and the first reason. */
import { useMemo } from 'preact/hooks';
import type { Standby } from '../../../domain/proposal.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-rows.ts';
import { t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { personName, schoolName, subjectWord, word } from '../words.ts';
import { PersonLink } from './links.tsx';

export function StandbyList({ plan }: { plan: OpenPlan }) {
  const columns = useMemo(() => standbyColumns(plan), [plan]);
  return (
    <DataTable
      name={t('look.standby')}
      rows={plan.proposal.standby}
      rowKey={({ teacherId }) => teacherId}
      columns={columns}
      empty={t('standby.none')}
    />
  );
}

function standbyColumns({ roster }: OpenPlan): readonly Column<Standby>[] {
  const person = (id: string) => roster.person.get(id);
  return [
    { id: 'id', title: t('word.staff-number'), width: 104, text: ({ teacherId }) => teacherId },
    {
      id: 'name',
      title: t('word.name'),
      width: 104,
      text: ({ teacherId }) => personName(roster, teacherId),
      cell: ({ teacherId }) => <PersonLink id={teacherId} roster={roster} />,
    },
    {
      id: 'school',
      title: t('word.from-school'),
      width: 170,
      text: ({ teacherId }) => schoolName(roster, person(teacherId)?.schoolId ?? ''),
    },
    {
      id: 'stage',
      title: t('word.stage'),
      width: 90,
      filter: true,
      text: ({ teacherId }) => word('stage', person(teacherId)?.stage ?? null),
    },
    {
      id: 'subject',
      title: t('word.subject'),
      width: 120,
      filter: true,
      text: ({ teacherId }) => subjectWord(person(teacherId)?.mainSubject ?? '—'),
    },
    {
      id: 'unplaced',
      title: t('word.unplaced-reason'),
      width: 120,
      filter: true,
      text: ({ unplacedReason }) => word('unplaced', unplacedReason),
    },
    {
      id: 'reason',
      title: t('word.standby-reason'),
      width: 190,
      filter: true,
      text: ({ reason }) => word('reason', reason),
    },
  ];
}
