/** 七步: where she is, what is done. */
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../messages/index.ts';
import { openCounty, solvableVersion } from '../state/county.ts';
import { place, STEPS, type Step, writePlace } from '../state/place.ts';
import { openPlan } from '../state/plans.ts';
import { rulesDraft } from '../state/rules-draft.ts';
import { useStore } from '../state/use-store.ts';

export function StepList() {
  const { step: now } = useStore(place);
  const done = useDone();
  const line = useCurrentInSight(now);
  return (
    <nav class="steps" aria-label={t('steps.name')} ref={line}>
      <ol>
        {STEPS.map((step, at) => (
          <li key={step} class={done(step) ? 'done' : undefined}>
            <a
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

/** On a narrow screen the steps stand in one line that scrolls: the current one stays in sight, at another size of the window too. */
function useCurrentInSight(now: Step) {
  const line = useRef<HTMLElement>(null);
  useEffect(() => bringIntoSight(line.current, calm() ? 'instant' : 'smooth'), [now]);
  useEffect(() => {
    const { current } = line;
    if (current === null) return;
    const resized = new ResizeObserver(() => bringIntoSight(current, 'instant'));
    resized.observe(current);
    return () => resized.disconnect();
  }, []);
  return line;
}

function bringIntoSight(line: HTMLElement | null, behavior: ScrollBehavior): void {
  const step = line?.querySelector('[aria-current]')?.getBoundingClientRect();
  if (line === null || step === undefined) return;
  const room = line.getBoundingClientRect();
  const left = line.scrollLeft + step.left - room.left - (room.width - step.width) / 2;
  line.scrollTo({ left, behavior });
}

const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

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
