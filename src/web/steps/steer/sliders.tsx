/** 滑块: tilt, caps and limits; each move is solved again when the slider comes to rest. */
import { useEffect, useState } from 'preact/hooks';
import type { PolicyKey } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { say, t } from '../../messages/index.ts';
import { rulesBook } from '../../state/rules-book.ts';
import { draftValue, withValue } from '../../state/rules-draft.ts';
import { mayAs } from '../../state/session.ts';
import { steer, steering } from '../../state/steering.ts';
import { useStore } from '../../state/use-store.ts';

/** Keys that a planner turns, with the widest range that a slider offers. */
const TURNED: Readonly<Record<string, readonly [number, number]>> = {
  'ruralTilt.rural': [0, 100],
  'ruralTilt.street': [0, 100],
  'ruralTilt.weak': [0, 100],
  'ruralTilt.floorPct': [0, 100],
  'titleTilt.pct': [0, 30],
  'titleOverflow.max': [0, 100],
  'keySchool.cap': [0, 50],
  'distance.softLimitKm': [1, 100],
  'distance.maxKm': [1, 100],
};
/** How long a slider rests before it is solved, milliseconds. */
const REST = 350;

export function Sliders() {
  const [asked, again] = useAsked(rulesBook, []);
  if (asked.state === 'loading') return <Loading />;
  if (asked.state === 'failed') return <Fault fault={asked.fault} again={again} />;
  return (
    <div class="sliders">
      {asked.value.keys
        .filter(({ key }) => key in TURNED)
        .map((rule) => (
          <Slider key={rule.key} rule={rule} />
        ))}
    </div>
  );
}

function Slider({ rule }: { rule: PolicyKey }) {
  const now = useStore(steering);
  const wanted = now === null ? rule.default : draftValue(now.wanted.patch, rule);
  const [value, setValue] = useState<number | null>(wanted as number | null);
  // Undo and other plans move the slider too.
  useEffect(() => setValue(wanted as number | null), [wanted]);
  useEffect(() => {
    if (value === wanted) return;
    const timer = setTimeout(
      () => void steer((setting) => ({ ...setting, patch: withValue(setting.patch, rule, value) })),
      REST,
    );
    return () => clearTimeout(timer);
  }, [value]);
  const [least, most] = TURNED[rule.key] as readonly [number, number];
  const id = `slider-${rule.key}`;
  const disabled = now === null || !mayAs('planner');
  return (
    <div class="slider">
      <label for={id}>
        {say(rule.label)}{' '}
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
        value={value ?? most}
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
