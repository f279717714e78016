/** 第五步 调整: locks, sliders, versions with names, and what two of them differ in. */
import { useEffect } from 'preact/hooks';
import { StepHead } from '../../components/step-head.tsx';
import { t } from '../../messages/index.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { mayAs } from '../../state/session.ts';
import { steer, steerFrom, steering, withoutLock } from '../../state/steering.ts';
import { useStore } from '../../state/use-store.ts';
import { PersonLink } from '../look/links.tsx';
import { PlanChoice } from '../plan-choice.tsx';
import { SummaryFigures } from '../summary-figures.tsx';
import { WithPlan } from '../with-plan.tsx';
import { fullPost } from '../words.ts';
import { FindPerson } from './find-person.tsx';
import { Sliders } from './sliders.tsx';
import { SteerState } from './steer-state.tsx';
import { TwoPlans } from './two-plans.tsx';
import { Versions } from './versions.tsx';

export default function Steer() {
  return (
    <>
      <StepHead title={t('step.steer')} help={t('steer.help')}>
        <PlanChoice />
      </StepHead>
      <WithPlan>{(plan) => <Steering plan={plan} />}</WithPlan>
    </>
  );
}

function Steering({ plan }: { plan: OpenPlan }) {
  useEffect(() => void steerFrom(plan).catch(() => {}), [plan.view.id]);
  return (
    <>
      <SteerState />
      <SummaryFigures proposal={plan.proposal} />
      <br />
      <div class="two">
        <section class="card">
          <h2>{t('steer.person')}</h2>
          <p class="soft">{t('steer.person-help')}</p>
          <FindPerson plan={plan} />
        </section>
        <LockList plan={plan} />
      </div>
      <section class="card">
        <h2>{t('steer.sliders')}</h2>
        <p class="soft">{t('steer.sliders-help')}</p>
        <Sliders />
      </section>
      <Versions />
      <TwoPlans plan={plan} />
    </>
  );
}

function LockList({ plan }: { plan: OpenPlan }) {
  const now = useStore(steering);
  if (now === null) return null;
  const { forced, banned } = now.wanted.locks;
  return (
    <section class="card">
      <h2>{t('steer.locks', { locks: forced.length + banned.length })}</h2>
      {forced.length + banned.length === 0 && <p class="soft">{t('steer.no-locks')}</p>}
      <ul class="lines">
        {[...forced, ...banned].map((pair) => (
          <li key={`${pair.teacherId}${pair.postGroupId}`} class="row">
            <span class={forced.includes(pair) ? 'chip accent' : 'chip warn'}>
              {t(forced.includes(pair) ? 'lock.forced' : 'lock.banned')}
            </span>
            <span class="fill">
              <PersonLink id={pair.teacherId} roster={plan.roster} />{' '}
              {fullPost(plan.roster, pair.postGroupId)}
            </span>
            {mayAs('planner') && (
              <button
                type="button"
                class="plain"
                disabled={now.busy}
                onClick={() =>
                  void steer((setting) => ({ ...setting, locks: withoutLock(setting.locks, pair) }))
                }
              >
                {t('lock.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
