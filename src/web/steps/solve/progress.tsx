/** 进度: where the run is, bound against incumbent as they come, and the stop. */
import { useEffect, useState } from 'preact/hooks';
import { count, t } from '../../messages/index.ts';
import { type Run, type Sighting, stopRun } from '../../state/run.ts';
import { tierName } from '../tier-name.ts';
import { sparkPoints } from './spark.ts';

const PHASES = ['read', 'build', 'solve', 'verify', 'write'] as const;

export function Progress({ run: now }: { run: Run }) {
  const { progress, sightings, stopping, job } = now;
  const at = progress === null ? -1 : PHASES.indexOf(progress.phase);
  return (
    <section class="card" aria-busy="true">
      <div class="row">
        <h2 class="fill">{t(stopping ? 'solve.stopping' : 'solve.running')}</h2>
        <Elapsed since={job.submittedAt} />
        <button type="button" disabled={stopping} onClick={() => void stopRun()}>
          {t('solve.stop')}
        </button>
      </div>
      <ol class="stages" aria-label={t('solve.stages')}>
        {PHASES.map((phase, k) => (
          <li
            key={phase}
            class={k < at ? 'past' : k === at ? 'now' : undefined}
            aria-current={k === at ? 'step' : undefined}
          >
            {t(`solve.phase.${phase}`)}
          </li>
        ))}
      </ol>
      <progress
        aria-label={t('solve.running')}
        max={1}
        {...(progress?.tier != null && progress.tiers != null
          ? { value: (progress.tier - 1) / progress.tiers }
          : {})}
      />
      <p class="soft" role="status">
        {progress?.tierId != null
          ? t('solve.tier', {
              tier: progress.tier ?? 0,
              tiers: progress.tiers ?? 0,
              name: tierName(progress.tierId),
            })
          : t(progress === null ? 'solve.queued' : 'solve.working')}
      </p>
      <Spark sightings={sightings} />
      <Figures run={now} />
    </section>
  );
}

function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - Date.parse(since)) / 1000));
  return <span class="soft">{t('solve.elapsed', { seconds })}</span>;
}

function Figures({ run: { progress } }: { run: Run }) {
  const figure = (value: number | null | undefined) => (value == null ? '—' : count(value));
  return (
    <dl class="facts">
      <dt>{t('solve.incumbent')}</dt>
      <dd>{figure(progress?.incumbent)}</dd>
      <dt>{t('solve.bound')}</dt>
      <dd>{figure(progress?.bound)}</dd>
      <dt>{t('solve.gap')}</dt>
      <dd>{progress?.gap == null ? '—' : `${count(progress.gap * 100, 3)} %`}</dd>
    </dl>
  );
}

/** Bound and incumbent of the tier that is being solved; the place is kept while there is nothing to draw. */
function Spark({ sightings }: { sightings: readonly Sighting[] }) {
  const { incumbent, bound } = sparkPoints(sightings, WIDTH, HEIGHT);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('solve.spark')}
    >
      <polyline class="bound" points={bound} />
      <polyline class="incumbent" points={incumbent} />
    </svg>
  );
}
const WIDTH = 600;
const HEIGHT = 120;
