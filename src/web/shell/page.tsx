/** The whole page: who is signed in, the seven steps, the panel beside them. */
import { useEffect, useRef } from 'preact/hooks';
import { connection } from '../api/request.ts';
import { Fault, Loading } from '../components/panel-parts.tsx';
import { useAsked } from '../components/use-asked.ts';
import { t } from '../messages/index.ts';
import { loadCounties } from '../state/county.ts';
import { language } from '../state/language.ts';
import { place } from '../state/place.ts';
import { loadMe } from '../state/session.ts';
import { useStore } from '../state/use-store.ts';
import { Lazy } from './lazy.tsx';
import { Offline } from './offline.tsx';
import { SignInAgain } from './sign-in.tsx';
import { StepList } from './step-list.tsx';
import { STEP_MODULES } from './step-modules.ts';
import { TopBar } from './top-bar.tsx';

export function Page() {
  const tongue = useStore(language);
  const { session } = useStore(connection);
  const [asked, again] = useAsked(loadMe, []);
  useEffect(() => {
    document.documentElement.lang = tongue;
    document.title = t('page.title');
  }, [tongue]);
  if (asked.state === 'failed' && session === 'unknown')
    return (
      <div class="sign-in">
        <Fault fault={asked.fault} again={again} />
      </div>
    );
  if (session === 'unknown') return <Loading />;
  // Another language draws everything anew: messages are read while drawing.
  return (
    <div key={tongue}>
      <Offline />
      <Work />
      {session === 'expired' && <SignInAgain />}
    </div>
  );
}

function Work() {
  const [asked, again] = useAsked(loadCounties, []);
  return (
    <>
      <button type="button" class="skip-link" onClick={skip}>
        {t('page.skip')}
      </button>
      <TopBar />
      <div class="frame">
        <StepList />
        <main id="content" tabIndex={-1}>
          {asked.state === 'loading' && <Loading />}
          {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
          {asked.state === 'there' && <CurrentStep />}
        </main>
      </div>
      <OpenPanel />
    </>
  );
}

/** No link: the address after `#` is the step. */
function skip(): void {
  document.getElementById('content')?.focus();
}

function CurrentStep() {
  const { step } = useStore(place);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    // Readers of the screen hear the new step's heading; the eye starts at its top.
    document.getElementById('content')?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [step]);
  return <Lazy key={step} load={STEP_MODULES[step]} />;
}

function OpenPanel() {
  const { panel } = useStore(place);
  if (panel === null) return null;
  return <Lazy key={`${panel.kind}/${panel.id}`} load={() => import('../panels/panel.tsx')} />;
}
