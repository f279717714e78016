/** 岗位: every post group with places in the round, how many are filled and left. */
import { useMemo } from 'preact/hooks';
import type { PostGroup } from '../../../domain/county.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-rows.ts';
import { count, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { districtName, schoolName, subjectWord, word } from '../words.ts';
import { SchoolLink } from './links.tsx';

interface PostRow {
  readonly group: PostGroup;
  readonly filled: number;
  readonly left: number;
}

function postRows({ proposal, roster }: OpenPlan): readonly PostRow[] {
  const filled = new Map<string, number>();
  for (const { postGroupId } of proposal.placements)
    filled.set(postGroupId, (filled.get(postGroupId) ?? 0) + 1);
  const left = new Map(proposal.unfilled.map((each) => [each.postGroupId, each.count]));
  return roster.postGroups
    .map((group) => ({ group, filled: filled.get(group.id) ?? 0, left: left.get(group.id) ?? 0 }))
    .filter((row) => row.group.openings + row.filled + row.left > 0);
}

export function Posts({ plan }: { plan: OpenPlan }) {
  const rows = useMemo(() => postRows(plan), [plan]);
  const columns = useMemo(() => postColumns(plan), [plan]);
  return (
    <DataTable
      name={t('look.posts')}
      rows={rows}
      rowKey={({ group }) => group.id}
      columns={columns}
      empty={t('table.empty')}
    />
  );
}

function postColumns({ roster }: OpenPlan): readonly Column<PostRow>[] {
  const number = (id: string, title: string, value: (row: PostRow) => number): Column<PostRow> => ({
    id,
    title,
    width: 84,
    number: true,
    text: (row) => count(value(row)),
    order: value,
  });
  return [
    {
      id: 'school',
      title: t('word.school'),
      width: 180,
      text: ({ group }) => schoolName(roster, group.schoolId),
      cell: ({ group }) => <SchoolLink id={group.schoolId} roster={roster} />,
    },
    {
      id: 'district',
      title: t('word.district'),
      width: 140,
      filter: true,
      text: ({ group }) =>
        districtName(roster, roster.school.get(group.schoolId)?.districtId ?? ''),
    },
    {
      id: 'stage',
      title: t('word.stage'),
      width: 80,
      filter: true,
      text: ({ group }) => word('stage', group.stage),
    },
    {
      id: 'subject',
      title: t('word.subject'),
      width: 120,
      filter: true,
      text: ({ group }) =>
        group.subject === null ? word('category', group.category) : subjectWord(group.subject),
    },
    number('posts', t('word.posts'), ({ group }) => group.posts),
    number('openings', t('word.openings'), ({ group }) => group.openings),
    number('filled', t('word.filled'), ({ filled }) => filled),
    number('left', t('word.left'), ({ left }) => left),
    number('must', t('word.must-fill'), ({ group }) => group.mustFill),
  ];
}
