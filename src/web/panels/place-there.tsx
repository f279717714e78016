/** 安排到此: a post she has in mind; the price is shown first, then it may be accepted. */
import { useState } from 'preact/hooks';
import type { WhyNotAnswer } from '../api/answers.ts';
import { askWhyNot } from '../api/ask-why.ts';
import { Fault, Loading } from '../components/panel-parts.tsx';
import { t } from '../messages/index.ts';
import type { OpenPlan } from '../state/plans.ts';
import { mayAs } from '../state/session.ts';
import { steer, steering, withForced } from '../state/steering.ts';
import { useStore } from '../state/use-store.ts';
import { fullPost, personName } from '../steps/words.ts';
import { Losses } from './losses.tsx';
import { PostSearch } from './post-search.tsx';

type Price =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly fault: unknown }
  | { readonly state: 'told'; readonly told: WhyNotAnswer };

export function PlaceThere({ id, plan }: { id: string; plan: OpenPlan }) {
  const [post, setPost] = useState<string | null>(null);
  const [price, setPrice] = useState<Price>({ state: 'none' });
  const now = useStore(steering);
  if (!mayAs('planner')) return null;
  const ask = async (postGroupId: string) => {
    setPost(postGroupId);
    setPrice({ state: 'asking' });
    try {
      setPrice({ state: 'told', told: await askWhyNot(plan.view.id, id, postGroupId) });
    } catch (fault) {
      setPrice({ state: 'failed', fault });
    }
  };
  const accept = () => {
    if (post === null) return;
    const pair = { teacherId: id, postGroupId: post };
    void steer((setting) => ({ ...setting, locks: withForced(setting.locks, pair) }));
    setPrice({ state: 'none' });
  };
  return (
    <>
      <h3>{t('there.title')}</h3>
      <p class="soft small">{t('there.help')}</p>
      <PostSearch plan={plan} onChoose={ask} />
      {price.state === 'asking' && <Loading words={t('there.asking')} />}
      {price.state === 'failed' && <Fault fault={price.fault} />}
      {price.state === 'told' && post !== null && (
        <div class="card">
          <h4>{fullPost(plan.roster, post)}</h4>
          <PriceWords told={price.told} plan={plan} />
          {price.told.answer.losses !== undefined && (
            <p class="actions">
              <button type="button" class="primary" disabled={now?.busy ?? true} onClick={accept}>
                {t('there.accept')}
              </button>
              <button type="button" onClick={() => setPrice({ state: 'none' })}>
                {t('action.cancel')}
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}

function PriceWords({ told: { answer, confirmed }, plan }: { told: WhyNotAnswer; plan: OpenPlan }) {
  const { sentence, test, losses, chains = [] } = answer;
  return (
    <>
      <p>
        {sentence}{' '}
        {test?.rules.map((rule) => (
          <span class="chip accent" key={rule}>
            {rule}
          </span>
        ))}
      </p>
      {losses !== undefined && <Losses losses={losses} />}
      {chains.length > 0 && (
        <details open>
          <summary>{t('there.chains', { people: chains.flat().length })}</summary>
          <ol class="lines small">
            {chains.flat().map(({ teacherId, from, to }) => (
              <li key={teacherId}>
                {personName(plan.roster, teacherId)}：{fullPost(plan.roster, from)} →{' '}
                {fullPost(plan.roster, to)}
              </li>
            ))}
          </ol>
        </details>
      )}
      {confirmed === true && <p class="soft small">{t('there.confirmed')}</p>}
    </>
  );
}
