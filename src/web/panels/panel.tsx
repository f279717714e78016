/** The panel beside the step: a person or a school of the plan that is open. Escape closes it. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Empty } from '../components/panel-parts.tsx';
import { t } from '../messages/index.ts';
import { openPanel, place } from '../state/place.ts';
import { openPlan } from '../state/plans.ts';
import { useStore } from '../state/use-store.ts';
import { PersonPanel } from './person.tsx';
import { SchoolPanel } from './school.tsx';

export default function Panel() {
  const { panel } = useStore(place);
  const plan = useStore(openPlan);
  if (panel === null) return null;
  return (
    <Frame name={t(panel.kind === 'person' ? 'panel.person' : 'panel.school')}>
      {plan === null ? (
        <Empty words={t('plan.none')} />
      ) : panel.kind === 'person' ? (
        <PersonPanel id={panel.id} plan={plan} />
      ) : (
        <SchoolPanel id={panel.id} plan={plan} />
      )}
    </Frame>
  );
}

function Frame({ name, children }: { name: string; children: ComponentChildren }) {
  const box = useRef<HTMLElement>(null);
  // Not after the next paint: Escape may be pressed as soon as the panel is seen.
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    const close = (event: KeyboardEvent) => event.key === 'Escape' && openPanel(null);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('keydown', close);
      // Back to the row or the dot that opened it.
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, []);
  return (
    <aside class="panel" ref={box} tabIndex={-1} aria-label={name}>
      <button type="button" class="close" onClick={() => openPanel(null)}>
        {t('action.close')}
      </button>
      {children}
    </aside>
  );
}
