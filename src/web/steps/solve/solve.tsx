/** 第三步 求解: start, watch, stop; what came out and what it means. */
import { useEffect, useState } from 'preact/hooks';
import { Empty, Fault } from '../../components/panel-parts.tsx';
import { StepHead } from '../../components/step-head.tsx';
import { t } from '../../messages/index.ts';
import { openCounty, solvableVersion } from '../../state/county.ts';
import { draftIssues } from '../../state/rules-book.ts';
import { rulesDraft } from '../../state/rules-draft.ts';
import { run } from '../../state/run.ts';
import { mayAs } from '../../state/session.ts';
import { pickUpRun, plainly, solve, solveChoice } from '../../state/solving.ts';
import { useStore } from '../../state/use-store.ts';
import { Outcome } from './outcome.tsx';
import { Progress } from './progress.tsx';

export default function Solve() {
  const version = solvableVersion(useStore(openCounty));
  const now = useStore(run);
  const [fault, setFault] = useState<unknown>(null);
  const county = version?.countyId;
  useEffect(() => {
    // Nothing to pick up is the rule; a service that is away shows at the next press.
    if (county !== undefined) void pickUpRun(county).catch(() => {});
  }, [county]);
  if (version === null)
    return (
      <>
        <StepHead title={t('step.solve')} help={t('solve.help')} />
        <Empty words={t('solve.no-version')}>
          <a class="button" href="#/bring">
            {t('solve.to-bring')}
          </a>
        </Empty>
      </>
    );
  const start = () => {
    const wanted = plainly();
    setFault(null);
    if (wanted !== null) solve(wanted).catch(setFault);
  };
  const busy = now !== null && now.job.endedAt === null && now.fault === null;
  return (
    <>
      <StepHead title={t('step.solve')} help={t('solve.help')} />
      {!busy && mayAs('planner') && <Start onStart={start} />}
      {fault !== null && <Fault fault={fault} />}
      {busy && <Progress run={now} />}
      {now !== null && !busy && now.fault === null && <Outcome job={now.job} />}
    </>
  );
}

function Start({ onStart }: { onStart: () => void }) {
  const { version } = useStore(openCounty) ?? {};
  const { patch } = useStore(rulesDraft);
  const issues = useStore(draftIssues);
  const choice = useStore(solveChoice);
  return (
    <section class="card">
      <dl class="facts">
        <dt>{t('solve.data')}</dt>
        <dd>{t('bring.version', { number: version?.number ?? 0 })}</dd>
        <dt>{t('solve.rules')}</dt>
        <dd>
          <a href="#/rules">{t('rules.only-changed', { changed: Object.keys(patch).length })}</a>
        </dd>
      </dl>
      <details>
        <summary>{t('solve.more')}</summary>
        <div class="row">
          <label class="field">
            <span>{t('solve.limit')}</span>
            <input
              type="number"
              min={1}
              max={86400}
              value={choice.timeLimitSeconds ?? ''}
              onInput={({ currentTarget: { value } }) =>
                solveChoice.set({ ...choice, timeLimitSeconds: Number(value) || null })
              }
            />
          </label>
          <label class="field">
            <span>{t('solve.backend')}</span>
            <select
              value={choice.backend}
              onChange={({ currentTarget: { value } }) =>
                solveChoice.set({ ...choice, backend: value as typeof choice.backend })
              }
            >
              {BACKENDS.map((backend) => (
                <option key={backend} value={backend}>
                  {backend === 'auto' ? t('solve.auto') : backend}
                </option>
              ))}
            </select>
          </label>
        </div>
      </details>
      <p class="actions">
        <button type="button" class="primary large" disabled={issues.length > 0} onClick={onStart}>
          {t('solve.go')}
        </button>
        {issues.length > 0 && <span class="field-error">{t('solve.issues')}</span>}
      </p>
    </section>
  );
}
const BACKENDS = ['auto', 'flow', 'highs', 'glpk', 'jslp'] as const;
