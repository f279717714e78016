/** A post by a few words of school and subject: the first that fit are offered. */
import { useMemo, useState } from 'preact/hooks';
import { t } from '../messages/index.ts';
import type { OpenPlan } from '../state/plans.ts';
import { fullPost } from '../steps/words.ts';

/** Offered at once. */
const MOST = 8;

export function PostSearch(props: { plan: OpenPlan; onChoose: (postGroupId: string) => void }) {
  const { plan, onChoose } = props;
  const [search, setSearch] = useState('');
  const posts = useMemo(
    () => plan.roster.postGroups.map(({ id }) => ({ id, words: fullPost(plan.roster, id) })),
    [plan],
  );
  const wanted = search.trim().split(/\s+/).filter(Boolean);
  const found =
    wanted.length === 0
      ? []
      : posts.filter(({ id, words }) =>
          // The subject may be typed as the data have it, too.
          wanted.every((word) => words.includes(word) || id.includes(word)),
        );
  return (
    <>
      <label class="field">
        <span>{t('there.search')}</span>
        <input
          type="search"
          value={search}
          placeholder={t('there.example')}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </label>
      <ul class="lines">
        {found.slice(0, MOST).map(({ id, words }) => (
          <li key={id} class="row">
            <span class="fill">{words}</span>
            <button
              type="button"
              onClick={() => {
                setSearch('');
                onChoose(id);
              }}
            >
              {t('there.price')}
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST && (
        <p class="soft small">{t('there.more', { more: found.length - MOST })}</p>
      )}
    </>
  );
}
