/** One version of the county: what it holds, whether it can be solved, what to do about it. */

import { addressOf } from '../../api/request.ts';
import type { VersionView } from '../../api/shapes.ts';
import { DropFiles } from '../../components/drop-files.tsx';
import { count, listed, moment, t } from '../../messages/index.ts';
import {
  mendsOf,
  pendingMends,
  readAgain,
  readDemo,
  readFiles,
  reading,
  waitingChanges,
} from '../../state/intake.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { FindingKinds } from './finding-kinds.tsx';
import { Sheets } from './sheets.tsx';

export function Version({ version }: { version: VersionView }) {
  return (
    <>
      <Verdict version={version} />
      <WaitingMends version={version} />
      <Contents version={version} />
      <FindingKinds key={`kinds-${version.id}`} version={version} />
      <Sheets key={`sheets-${version.id}`} version={version} />
      {mayAs('planner') && <Replace version={version} />}
    </>
  );
}

function Verdict({ version }: { version: VersionView }) {
  const { error, warning, mended } = version.findings;
  const ready = version.hash !== null;
  return (
    <div class={`notice ${ready ? 'good' : 'bad'}`} role="status">
      <strong>{t(ready ? 'bring.ready' : 'bring.not-ready', { error })}</strong>
      <span>{t('bring.also', { warning, mended })}</span>
      {ready && (
        <a class="button primary" href="#/rules">
          {t('bring.next')}
        </a>
      )}
    </div>
  );
}

function WaitingMends({ version }: { version: VersionView }) {
  const pending = useStore(pendingMends);
  const busy = useStore(reading)?.state === 'reading';
  const changes = waitingChanges(version, pending);
  if (changes === 0) return null;
  return (
    <div class="notice" role="status">
      <span>{t('bring.waiting', { changes })}</span>
      <button
        type="button"
        class="primary"
        disabled={busy}
        onClick={() => readAgain(version, mendsOf(version))}
      >
        {t('bring.read-again')}
      </button>
      <button type="button" onClick={() => pendingMends.set(null)}>
        {t('bring.drop-changes')}
      </button>
    </div>
  );
}

function Contents({ version }: { version: VersionView }) {
  const { counts, files, number, createdAt } = version;
  return (
    <section class="card">
      <h2>{t('bring.version', { number })}</h2>
      <p class="soft">
        {listed(files.map(({ name }) => name)) || t('bring.demo')} · {moment(createdAt)}
      </p>
      {counts !== null && (
        <dl class="figures">
          <Figure name={t('word.schools')} value={counts.schools} />
          <Figure name={t('word.teachers')} value={counts.teachers} />
          <Figure name={t('word.post-groups')} value={counts.postGroups} />
        </dl>
      )}
    </section>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}

function Replace({ version }: { version: VersionView }) {
  const { countyId, id } = version;
  const coloured = addressOf('GET /counties/{county}/versions/{version}/findings.xlsx', {
    params: { county: countyId, version: id },
  });
  return (
    <section class="card">
      <h2>{t('bring.correct')}</h2>
      <p class="soft">{t('bring.correct-help')}</p>
      <p class="actions">
        <a class="button" href={coloured} download>
          {t('bring.coloured')}
        </a>
        <button type="button" onClick={() => readDemo(countyId)}>
          {t('bring.demo-go')}
        </button>
      </p>
      <br />
      <DropFiles
        label={t('bring.drop-corrected')}
        help={t('bring.drop-help')}
        multiple
        onFiles={(files) => readFiles(countyId, files)}
      />
    </section>
  );
}
