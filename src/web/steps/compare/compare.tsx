/** 第六步 比较: the bureau's own plan in three columns, and what other rules would do. */

import { Empty } from '../../components/panel-parts.tsx';
import { StepHead } from '../../components/step-head.tsx';
import { t } from '../../messages/index.ts';
import { openCounty, solvableVersion } from '../../state/county.ts';
import { useStore } from '../../state/use-store.ts';
import { ManualPlan } from './manual-plan.tsx';
import { Scenarios } from './scenarios.tsx';

export default function Compare() {
  const version = solvableVersion(useStore(openCounty));
  return (
    <>
      <StepHead title={t('step.compare')} help={t('compare.help')} />
      {version === null ? (
        <Empty words={t('solve.no-version')}>
          <a class="button" href="#/bring">
            {t('solve.to-bring')}
          </a>
        </Empty>
      ) : (
        <>
          <ManualPlan version={version} />
          <Scenarios version={version} />
        </>
      )}
    </>
  );
}
