/** 第一步 数据: files in, what they were taken for, what is wrong with them. */
import { DropFiles } from '../../components/drop-files.tsx';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { StepHead } from '../../components/step-head.tsx';
import { t, told } from '../../messages/index.ts';
import { createCounty, openCounty } from '../../state/county.ts';
import { type Reading, readDemo, readFiles, reading } from '../../state/intake.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Version } from './version.tsx';

export default function Bring() {
  const open = useStore(openCounty);
  const now = useStore(reading);
  const version = open?.version ?? null;
  return (
    <>
      <StepHead title={t('step.bring')} help={t('bring.help')} />
      {now?.state === 'reading' && <Loading words={t('bring.reading')} />}
      {now !== null && now.state !== 'reading' && <NotRead now={now} />}
      {version === null ? now?.state !== 'reading' && <Start /> : <Version version={version} />}
    </>
  );
}

function NotRead({ now }: { now: Exclude<Reading, { state: 'reading' }> }) {
  if (now.state === 'fault') return <Fault fault={now.fault} />;
  const { error, issues } = now.job;
  return (
    <div class="notice bad" role="alert">
      <span>{told(error?.message ?? t('bring.unreadable'))}</span>
      <ul>
        {issues.map(({ message, path, sheet, cell }) => (
          <li key={`${path}${sheet}${cell}${message}`}>{told(message)}</li>
        ))}
      </ul>
    </div>
  );
}

/** The county that is open, else a new one. */
async function countyId(): Promise<string> {
  return openCounty.get()?.county.id ?? (await createCounty(t('county.default-name')));
}

function Start() {
  if (!mayAs('planner')) return <p class="empty">{t('bring.nothing-yet')}</p>;
  return (
    <div class="choices">
      <section class="card">
        <h2>{t('bring.own')}</h2>
        <DropFiles
          label={t('bring.drop')}
          help={t('bring.drop-help')}
          multiple
          onFiles={async (files) => readFiles(await countyId(), files)}
        />
      </section>
      <section class="card">
        <h2>{t('bring.demo')}</h2>
        <p class="soft">{t('bring.demo-help')}</p>
        <p>
          <button
            type="button"
            class="primary large"
            onClick={async () => readDemo(await countyId())}
          >
            {t('bring.demo-go')}
          </button>
        </p>
      </section>
    </div>
  );
}
