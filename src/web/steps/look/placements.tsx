/** 安置名单: everybody who gets a post. */
import { useMemo } from 'preact/hooks';
import type { Placement } from '../../../domain/proposal.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-rows.ts';
import { hundredths, measure, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { arcWords } from '../rules/value-words.ts';
import { personName, postWords, schoolName } from '../words.ts';
import { PersonLink } from './links.tsx';

export function Placements({ plan }: { plan: OpenPlan }) {
  const columns = useMemo(() => placementColumns(plan), [plan]);
  return (
    <DataTable
      name={t('look.placements')}
      rows={plan.proposal.placements}
      rowKey={({ teacherId }) => teacherId}
      columns={columns}
      empty={t('table.empty')}
    />
  );
}

function placementColumns({ roster }: OpenPlan): readonly Column<Placement>[] {
  return [
    { id: 'id', title: t('word.staff-number'), width: 100, text: ({ teacherId }) => teacherId },
    {
      id: 'name',
      title: t('word.name'),
      width: 88,
      text: ({ teacherId }) => personName(roster, teacherId),
      cell: ({ teacherId }) => <PersonLink id={teacherId} roster={roster} />,
    },
    {
      id: 'from',
      title: t('word.from-school'),
      width: 140,
      text: ({ fromSchoolId }) => schoolName(roster, fromSchoolId),
    },
    {
      id: 'flow',
      title: t('word.direction'),
      width: 140,
      filter: true,
      text: ({ flow }) => arcWords(flow),
    },
    {
      id: 'to',
      title: t('word.to-school'),
      width: 140,
      text: ({ schoolId }) => schoolName(roster, schoolId),
    },
    {
      id: 'post',
      title: t('word.post'),
      width: 160,
      filter: true,
      text: ({ postGroupId }) => postWords(postGroupId),
    },
    {
      id: 'fit',
      title: t('word.fit'),
      width: 66,
      number: true,
      text: ({ fit }) => hundredths(fit),
      order: ({ fit }) => fit,
    },
    {
      id: 'distance',
      title: t('word.distance'),
      width: 62,
      number: true,
      text: ({ distance }) => (distance === null ? '—' : measure(distance / 100, 1)),
      order: ({ distance }) => distance ?? -1,
    },
    {
      id: 'wish',
      title: t('word.wish'),
      width: 84,
      filter: true,
      text: ({ wishRank }) => (wishRank === null ? '—' : t('word.wish-rank', { rank: wishRank })),
    },
    {
      id: 'locked',
      title: t('word.locked'),
      width: 76,
      filter: true,
      text: ({ locked }) => (locked ? t('word.yes') : ''),
    },
  ];
}
