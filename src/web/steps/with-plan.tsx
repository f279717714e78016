/** Steps that need an open plan: it is opened when there is one, else they say how to get one. */
import type { ComponentChildren } from 'preact';
import { Empty, Fault, Loading } from '../components/panel-parts.tsx';
import { useAsked } from '../components/use-asked.ts';
import { t } from '../messages/index.ts';
import { openCounty } from '../state/county.ts';
import { loadPlans, type OpenPlan, openPlan, plans, showPlan } from '../state/plans.ts';
import { useStore } from '../state/use-store.ts';

export function WithPlan({ children }: { children: (plan: OpenPlan) => ComponentChildren }) {
  const county = useStore(openCounty)?.county.id ?? null;
  const plan = useStore(openPlan);
  const list = useStore(plans);
  const [asked, again] = useAsked(county === null ? null : () => newest(county), [county]);
  if (plan !== null) return <>{children(plan)}</>;
  if (county === null || (list !== null && list.length === 0 && asked.state !== 'failed'))
    return (
      <Empty words={t('plan.none')}>
        <a class="button primary" href="#/solve">
          {t('plan.to-solve')}
        </a>
      </Empty>
    );
  return asked.state === 'failed' ? <Fault fault={asked.fault} again={again} /> : <Loading />;
}

/** Opens the newest plan of the county when none is open. */
async function newest(county: string): Promise<void> {
  await loadPlans(county);
  const first = plans.get()?.[0];
  if (openPlan.get() === null && first !== undefined) await showPlan(first.id);
}
