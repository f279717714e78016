/** 滑块: weights and caps of the round, and the order of its tiers; each change is solved again when it comes to rest. */
import { useEffect, useState } from 'preact/hooks';
import type { PolicyKey } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { heading, say, t } from '../../messages/index.ts';
import { rulesBook } from '../../state/rules-book.ts';
import { draftValue, withValue } from '../../state/rules-draft.ts';
import { mayAs } from '../../state/session.ts';
import { steer, steering } from '../../state/steering.ts';
import { useStore } from '../../state/use-store.ts';
import { Control } from '../rules/control.tsx';
import { orderKey, TURNED, type Turned } from './turned.ts';

/** How long a slider rests before it is solved, milliseconds. */
const REST = 350;

export function Sliders() {
  const [asked, again] = useAsked(rulesBook, []);
  if (asked.state === 'loading') return <Loading />;
  if (asked.state === 'failed') return <Fault fault={asked.fault} again={again} />;
  return <Groups rules={new Map(asked.value.keys.map((rule) => [rule.key, rule]))} />;
}

function Groups({ rules }: { rules: ReadonlyMap<string, PolicyKey> }) {
  const patch = useStore(steering)?.wanted.patch ?? {};
  const value = (key: string) => {
    const rule = rules.get(key);
    return rule === undefined ? undefined : draftValue(patch, rule);
  };
  const order = rules.get(orderKey(value));
  return (
    <>
      {(['weights', 'caps'] as const).map((group) => (
        <fieldset key={group}>
          <legend>{t(`steer.${group}`)}</legend>
          <div class="sliders">
            {TURNED[group]
              .filter(({ when }) => when?.(value) ?? true)
              .map((turned) => {
                const rule = rules.get(turned.key);
                return rule && <Slider key={turned.key} rule={rule} turned={turned} />;
              })}
          </div>
        </fieldset>
      ))}
      {order !== undefined && <Order rule={order} value={value(order.key)} />}
    </>
  );
}

const set = (rule: PolicyKey, value: unknown) =>
  void steer((setting) => ({ ...setting, patch: withValue(setting.patch, rule, value) }));

function Slider({ rule, turned }: { rule: PolicyKey; turned: Turned }) {
  const { least, most, unlimited } = turned;
  const now = useStore(steering);
  const wanted = (now === null ? rule.default : draftValue(now.wanted.patch, rule)) as
    | number
    | null;
  const [value, setValue] = useState(wanted);
  // Undo and other plans move the slider too.
  useEffect(() => setValue(wanted), [wanted]);
  useEffect(() => {
    if (value === wanted) return;
    const timer = setTimeout(() => set(rule, value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  const id = `slider-${rule.key}`;
  const disabled = now === null || !mayAs('planner');
  return (
    <div class="slider">
      <label for={id}>
        {heading(rule.label)}{' '}
        <span class="soft small">{rule.rules.map((each) => each.id).join(' ')}</span>
      </label>
      <output for={id}>
        {value === null
          ? t('rules.unlimited')
          : `${value}${rule.unit === null ? '' : ` ${say(rule.unit)}`}`}
      </output>
      <input
        id={id}
        type="range"
        min={least}
        max={Math.max(most, value ?? 0)}
        disabled={disabled}
        value={value ?? (unlimited === 'least' ? least : most)}
        onInput={({ currentTarget }) => setValue(Number(currentTarget.value))}
      />
      {rule.nullable && value !== null && (
        <button type="button" class="plain" disabled={disabled} onClick={() => setValue(null)}>
          {t('steer.no-limit')}
        </button>
      )}
    </div>
  );
}

function Order({ rule, value }: { rule: PolicyKey; value: unknown }) {
  const now = useStore(steering);
  return (
    <details>
      <summary id="steer-order">{heading(rule.label)}</summary>
      <p class="soft small" id="steer-order-help">
        {say(rule.text)}
      </p>
      <Control
        rule={rule}
        value={value}
        invalid={false}
        labelledBy="steer-order"
        describedBy="steer-order-help"
        disabled={now === null || !mayAs('planner')}
        onSet={(next) => set(rule, next)}
      />
    </details>
  );
}
