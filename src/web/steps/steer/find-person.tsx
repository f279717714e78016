/** A person of the round by name or staff number; the panel then prices, pins and bans. */
import { useMemo, useState } from 'preact/hooks';
import { t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { PersonLink } from '../look/links.tsx';
import { fullPost, personName } from '../words.ts';

/** Offered at once. */
const MOST = 6;

export function FindPerson({ plan }: { plan: OpenPlan }) {
  const { proposal, roster } = plan;
  const [search, setSearch] = useState('');
  const people = useMemo(
    () => [
      ...proposal.placements.map(({ teacherId, postGroupId }) => ({ teacherId, postGroupId })),
      ...proposal.standby.map(({ teacherId }) => ({ teacherId, postGroupId: null })),
    ],
    [proposal],
  );
  const wanted = search.trim();
  const found =
    wanted === ''
      ? []
      : people.filter(
          ({ teacherId }) =>
            teacherId.includes(wanted) || personName(roster, teacherId).includes(wanted),
        );
  return (
    <>
      <label class="field">
        <span>{t('steer.find')}</span>
        <input
          type="search"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </label>
      <ul class="lines">
        {found.slice(0, MOST).map(({ teacherId, postGroupId }) => (
          <li key={teacherId} class="row">
            <PersonLink id={teacherId} roster={roster} />
            <span class="soft small">{teacherId}</span>
            <span class="fill small">{fullPost(roster, postGroupId)}</span>
          </li>
        ))}
      </ul>
      {wanted !== '' && found.length === 0 && <p class="soft">{t('steer.nobody')}</p>}
    </>
  );
}
