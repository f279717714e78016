/** 全体教职工: everybody of the county, in the round or not, with what the plan decides; a name opens the panel that says why. */
import { useMemo } from 'preact/hooks';
import type { Person } from '../../api/shapes.ts';
import { DataTable } from '../../components/data-table.tsx';
import type { Column } from '../../components/table-rows.ts';
import { count, t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { districtName, fullPost, schoolName, subjectWord, word } from '../words.ts';
import { PersonLink } from './links.tsx';

export function Staff({ plan }: { plan: OpenPlan }) {
  const columns = useMemo(() => staffColumns(plan), [plan]);
  return (
    <DataTable
      name={t('look.staff')}
      rows={plan.roster.people}
      rowKey={({ id }) => id}
      columns={columns}
      empty={t('table.empty')}
    />
  );
}

/** What the plan does with each person; nobody who is not in it moves. */
function decisions({ proposal }: OpenPlan): (id: string) => 'placed' | 'standby' | 'none' {
  const placed = new Set(proposal.placements.map(({ teacherId }) => teacherId));
  const standby = new Set(proposal.standby.map(({ teacherId }) => teacherId));
  return (id) => (placed.has(id) ? 'placed' : standby.has(id) ? 'standby' : 'none');
}

function staffColumns(plan: OpenPlan): readonly Column<Person>[] {
  const { roster, proposal } = plan;
  const decided = decisions(plan);
  const post = new Map(proposal.placements.map((each) => [each.teacherId, each.postGroupId]));
  const choice = (
    id: string,
    title: string,
    width: number,
    text: (person: Person) => string,
  ): Column<Person> => ({ id, title, width, text, filter: true });
  return [
    { id: 'id', title: t('word.staff-number'), width: 100, text: ({ id }) => id },
    {
      id: 'name',
      title: t('word.name'),
      width: 84,
      text: ({ id, name }) => name ?? id,
      cell: ({ id }) => <PersonLink id={id} roster={roster} />,
    },
    {
      id: 'school',
      title: t('word.school'),
      width: 160,
      text: ({ schoolId }) => schoolName(roster, schoolId),
    },
    choice('district', t('word.district'), 108, ({ schoolId }) =>
      districtName(roster, roster.school.get(schoolId)?.districtId ?? ''),
    ),
    choice('stage', t('word.stage'), 92, ({ stage }) => word('stage', stage)),
    choice('subject', t('word.subject'), 128, ({ mainSubject, category }) =>
      mainSubject === null ? word('category', category) : subjectWord(mainSubject),
    ),
    choice('title', t('word.title'), 106, ({ title }) => word('title', title)),
    {
      id: 'rural',
      title: t('word.rural-years-short'),
      width: 98,
      number: true,
      text: ({ ruralYears }) => count(ruralYears),
      order: ({ ruralYears }) => ruralYears,
    },
    choice('decision', t('word.decision'), 114, ({ id }) => t(`word.decision.${decided(id)}`)),
    {
      id: 'post',
      title: t('word.new-post'),
      width: 184,
      text: ({ id }) => {
        const postGroupId = post.get(id);
        return postGroupId === undefined ? '' : fullPost(roster, postGroupId);
      },
    },
  ];
}
