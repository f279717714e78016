/** 第四步 查看: the plan from every side. */
import type { JSX } from 'preact';
import { StepHead } from '../../components/step-head.tsx';
import { moment, t } from '../../messages/index.ts';
import { place, writePlace } from '../../state/place.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { useStore } from '../../state/use-store.ts';
import { PlanChoice, planName } from '../plan-choice.tsx';
import { WithPlan } from '../with-plan.tsx';
import { BalanceView } from './balance.tsx';
import { Checks } from './checks.tsx';
import { Flows } from './flows.tsx';
import { SchoolMap } from './map.tsx';
import { Placements } from './placements.tsx';
import { Posts } from './posts.tsx';
import { ShortageView } from './shortage.tsx';
import { Staff } from './staff.tsx';
import { StandbyList } from './standby.tsx';
import { Summary } from './summary.tsx';

const TABS = [
  'summary',
  'flows',
  'balance',
  'map',
  'shortage',
  'placements',
  'standby',
  'posts',
  'staff',
  'checks',
] as const;
type Tab = (typeof TABS)[number];

const VIEWS: Readonly<Record<Tab, (props: { plan: OpenPlan }) => JSX.Element>> = {
  summary: Summary,
  flows: Flows,
  balance: BalanceView,
  map: SchoolMap,
  shortage: ShortageView,
  placements: Placements,
  standby: StandbyList,
  posts: Posts,
  staff: Staff,
  checks: Checks,
};

export default function Look() {
  const { tab } = useStore(place);
  const now = TABS.find((each) => each === tab) ?? 'summary';
  const View = VIEWS[now];
  return (
    <>
      <StepHead title={t('step.look')} help={t('look.help')}>
        <PlanChoice />
      </StepHead>
      <WithPlan>
        {(plan) => (
          <>
            <nav class="tabs" aria-label={t('look.tabs')}>
              {TABS.map((each) => (
                <a
                  key={each}
                  href={writePlace({ step: 'look', tab: each, panel: null })}
                  aria-current={each === now ? 'page' : undefined}
                >
                  {t(`look.${each}`)}
                </a>
              ))}
            </nav>
            <OnPaper plan={plan} tab={now} />
            <View key={plan.view.id} plan={plan} />
          </>
        )}
      </WithPlan>
    </>
  );
}

/** What is printed says of which plan it is. */
function OnPaper({ plan: { proposal, view }, tab }: { plan: OpenPlan; tab: Tab }) {
  return (
    <p class="print-only">
      {proposal.county.name} · {planName(view)} · {moment(view.createdAt)} · {t(`look.${tab}`)}
    </p>
  );
}
