/** 七步: where she is, what is done. */
import { t } from '../messages/index.ts';
import { openCounty, solvableVersion } from '../state/county.ts';
import { place, STEPS, type Step, writePlace } from '../state/place.ts';
import { openPlan } from '../state/plans.ts';
import { rulesDraft } from '../state/rules-draft.ts';
import { useStore } from '../state/use-store.ts';

export function StepList() {
  const { step: now } = useStore(place);
  const done = useDone();
  return (
    <nav class="steps" aria-label={t('steps.name')}>
      <ol>
        {STEPS.map((step, at) => (
          <li key={step} class={done(step) ? 'done' : undefined}>
            <a
              ref={step === now ? bringIntoSight : null}
              href={writePlace({ step, tab: null, panel: null })}
              aria-current={step === now ? 'step' : undefined}
            >
              <span class="mark" aria-hidden="true">
                {done(step) && step !== now ? '✓' : at + 1}
              </span>
              {t(`step.${step}`)}
              {done(step) && <span class="visually-hidden">{t('steps.done')}</span>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On a narrow screen the steps stand in one line that scrolls. */
function bringIntoSight(link: HTMLElement | null): void {
  const line = link?.closest('nav');
  if (link === null || line == null) return;
  line.scrollLeft = link.offsetLeft - (line.clientWidth - link.clientWidth) / 2;
}

function useDone(): (step: Step) => boolean {
  const version = solvableVersion(useStore(openCounty));
  const plan = useStore(openPlan);
  const draft = useStore(rulesDraft);
  return (step) => {
    if (step === 'bring') return version !== null;
    if (step === 'rules') return Object.keys(draft.patch).length > 0;
    if (step === 'solve') return plan !== null;
    return step === 'hand-in' && plan?.view.state === 'approved';
  };
}
