/** 发现: by kind, most frequent first; each kind opens to its cells. */
import { useState } from 'preact/hooks';
import type { IntakeIssue } from '../../../domain/finding.ts';
import { call, callAll } from '../../api/request.ts';
import type { FindingKind, VersionView } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { t } from '../../messages/index.ts';
import { isAccepted, mendsOf, pendingMends, withAccept } from '../../state/intake.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { FindingRow } from './finding-row.tsx';

const SEVERITY_CHIP = { error: 'chip bad', warning: 'chip warn', mended: 'chip good' } as const;
const SEVERITIES = ['error', 'warning', 'mended'] as const;

export function FindingKinds({ version }: { version: VersionView }) {
  const params = { county: version.countyId, version: version.id };
  const [asked, again] = useAsked(
    () => call('GET /counties/{county}/versions/{version}/finding-kinds', { params }),
    [version.id],
  );
  const codes = asked.state === 'there' ? asked.value.items.map(({ code }) => code) : null;
  const [examples] = useAsked(codes && (() => firstOfEach(version, codes)), [version.id, asked]);
  return (
    <section class="card">
      <h2>{t('findings.title')}</h2>
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && asked.value.items.length === 0 && (
        <p class="soft">{t('findings.none')}</p>
      )}
      {asked.state === 'there' &&
        SEVERITIES.flatMap((severity) =>
          asked.value.items
            .filter((kind) => kind.severity === severity)
            .map((kind) => (
              <Kind
                key={`${kind.code}${severity}`}
                {...{ kind, severity, version }}
                example={examples.state === 'there' ? examples.value.get(kind.code) : undefined}
              />
            )),
        )}
    </section>
  );
}

interface KindProps {
  readonly kind: FindingKind;
  readonly severity: (typeof SEVERITIES)[number];
  readonly version: VersionView;
  /** What one of them says; the rest say the like. */
  readonly example: string | undefined;
}

/** A message of each kind: from the first page of findings, or asked for where the kind begins later. */
async function firstOfEach(
  { countyId, id }: VersionView,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const params = { county: countyId, version: id };
  const ask = (query: { limit: string; code?: string }) =>
    call('GET /counties/{county}/versions/{version}/findings', { params, query });
  const { items } = await ask({ limit: '200' });
  const found = new Map(
    items.map(({ code, message }): [string, string] => [code, message]).reverse(),
  );
  const missing = codes.filter((code) => !found.has(code));
  const rest = await Promise.all(missing.map((code) => ask({ limit: '1', code })));
  for (const { items: one } of rest) for (const { code, message } of one) found.set(code, message);
  return found;
}

function Kind({ kind, severity, version, example }: KindProps) {
  const { code, count } = kind;
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary>
        <span class={SEVERITY_CHIP[severity]}>{t(`findings.${severity}`)}</span>{' '}
        <strong>{t('findings.times', { count })}</strong>{' '}
        {example === undefined ? '' : kindWords(example, count)}{' '}
        <code class="soft small nowrap">{code}</code>
      </summary>
      {opened && <Cells kind={kind} version={version} />}
    </details>
  );
}

/** A Chinese message names what it is about: where there are more, it stands for them as an example. */
const kindWords = (example: string, count: number) =>
  count === 1 ? example : t('findings.example', { example });

/** Most findings of a kind that are drawn at once. */
const SHOWN = 100;

function Cells({ kind, version }: { kind: FindingKind; version: VersionView }) {
  const [shown, setShown] = useState(SHOWN);
  const [asked, again] = useAsked(async () => {
    const all: IntakeIssue[] = await callAll('GET /counties/{county}/versions/{version}/findings', {
      params: { county: version.countyId, version: version.id },
      query: { code: kind.code },
    });
    return all.filter(({ severity }) => severity === kind.severity);
  }, [version.id, kind.code]);
  if (asked.state === 'loading') return <Loading />;
  if (asked.state === 'failed') return <Fault fault={asked.fault} again={again} />;
  const findings = asked.value;
  return (
    <>
      <AcceptKind code={kind.code} findings={findings} version={version} />
      <ul class="lines">
        {findings.slice(0, shown).map((finding) => (
          <li key={`${finding.file}${finding.sheet}${finding.cell}${finding.message}`}>
            <FindingRow finding={finding} version={version} />
          </li>
        ))}
      </ul>
      {findings.length > shown && (
        <button type="button" onClick={() => setShown(shown + SHOWN)}>
          {t('table.more', { rest: findings.length - shown })}
        </button>
      )}
    </>
  );
}

function AcceptKind(props: {
  code: string;
  findings: readonly IntakeIssue[];
  version: VersionView;
}) {
  const { code, findings, version } = props;
  useStore(pendingMends);
  const offered = findings.filter(({ mend }) => mend === 'offered').length;
  if (offered < 2 || !mayAs('planner')) return null;
  const mends = mendsOf(version);
  const accepted = isAccepted(mends, { code });
  return (
    <p class="actions">
      <button
        type="button"
        aria-pressed={accepted}
        onClick={() => pendingMends.set(withAccept(mends, { code }))}
      >
        {t(accepted ? 'findings.accepted' : 'findings.accept-all', { offered })}
      </button>
    </p>
  );
}
