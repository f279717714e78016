/** 情景: other values of a key, one by one; the table against today's rules and a curve for each measure. */
import { useState } from 'preact/hooks';
import type { PolicyKey, VersionView } from '../../api/shapes.ts';
import { Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { heading, t } from '../../messages/index.ts';
import { compareScenarios, comparison, type Scenario } from '../../state/comparing.ts';
import { rulesBook } from '../../state/rules-book.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Refused } from './refused.tsx';
import { ScenarioTable } from './scenario-table.tsx';

export function Scenarios({ version }: { version: VersionView }) {
  const now = useStore(comparison);
  const [asked] = useAsked(rulesBook, []);
  return (
    <section class="card">
      <h2>{t('scenario.title')}</h2>
      <p class="soft">{t('scenario.help')}</p>
      {mayAs('planner') && asked.state === 'there' && (
        <Choice
          keys={asked.value.keys}
          busy={now.state === 'busy'}
          onGo={(scenarios) => void compareScenarios(version, scenarios)}
        />
      )}
      {now.state === 'busy' && <Loading words={t('scenario.busy')} />}
      <Refused now={now} />
      {now.state === 'there' && <ScenarioTable comparison={now.answer} />}
    </section>
  );
}

/** Keys with values to go through: numbers in a range, words one by one, yes and no. */
function canSweep({ type, nullable }: PolicyKey): boolean {
  return type === 'integer' || type === 'boolean' || (type === 'choice' && !nullable);
}

function scenarioOf(
  key: PolicyKey,
  name: string,
  range: readonly [number, number, number],
): Scenario {
  if (key.type === 'integer') {
    const [from, to, step] = range;
    return { name, sweep: { [key.key]: `${from}..${to} step ${step}` } };
  }
  const values = key.type === 'boolean' ? [true, false] : key.choices.map(({ value }) => value);
  return { name, sweep: { [key.key]: values } };
}

function Choice(props: {
  keys: readonly PolicyKey[];
  busy: boolean;
  onGo: (scenarios: readonly Scenario[]) => void;
}) {
  const keys = props.keys.filter(canSweep);
  const [chosen, setChosen] = useState('titleTilt.pct');
  const key = keys.find((each) => each.key === chosen) ?? keys[0];
  const [range, setRange] = useState<readonly [number, number, number]>([0, 10, 5]);
  if (key === undefined) return null;
  const set = (at: number, value: string) =>
    setRange(range.map((each, k) => (k === at ? Number(value) : each)) as never);
  return (
    <form
      class="table-tools"
      onSubmit={(event) => {
        event.preventDefault();
        props.onGo([scenarioOf(key, heading(key.label), range)]);
      }}
    >
      <label class="field">
        <span>{t('scenario.key')}</span>
        <select value={key.key} onChange={({ currentTarget: { value } }) => setChosen(value)}>
          {keys.map(({ key: id, label }) => (
            <option key={id} value={id}>
              {heading(label)}
            </option>
          ))}
        </select>
      </label>
      {key.type === 'integer' &&
        (['from', 'to', 'step'] as const).map((part, at) => (
          <label class="field" key={part}>
            <span>{t(`scenario.${part}`)}</span>
            <input
              type="number"
              required
              min={part === 'step' ? 1 : (key.minimum ?? undefined)}
              max={key.maximum ?? undefined}
              value={range[at]}
              onInput={({ currentTarget: { value } }) => set(at, value)}
            />
          </label>
        ))}
      <button type="submit" class="primary" disabled={props.busy}>
        {t('scenario.go')}
      </button>
    </form>
  );
}
