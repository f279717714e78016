/** Keys whose values have a form of their own: directions, months for men and women, locks. */
import { t } from '../../messages/index.ts';
import type { ControlProps } from './control.tsx';
import { arcWords } from './value-words.ts';

/** Downward and level ones: what goes up breaks X02 and is refused. */
const ARCS = ['BB', 'BU', 'BR', 'UU', 'UR', 'RR'];

/** 流向: which directions between tiers of schools are allowed. */
export function Directions({ value, onSet, labelledBy, invalid, disabled }: ControlProps) {
  const chosen = value as readonly string[];
  return (
    <fieldset class="ticks" aria-labelledby={labelledBy} aria-invalid={invalid} disabled={disabled}>
      {ARCS.map((arc) => (
        <label class="check" key={arc}>
          <input
            type="checkbox"
            checked={chosen.includes(arc)}
            onChange={({ currentTarget: { checked } }) =>
              onSet(ARCS.filter((each) => (each === arc ? checked : chosen.includes(each))))
            }
          />
          {arcWords(arc)}
        </label>
      ))}
    </fieldset>
  );
}

type Months = Readonly<Record<'men' | 'women', string>>;

/** 划线: a month for men and one for women; both empty = none. */
export function BirthMonths({ value, onSet, labelledBy, invalid, disabled }: ControlProps) {
  const months = (value ?? { men: '', women: '' }) as Months;
  const set = (next: Months) => onSet(next.men + next.women === '' ? null : next);
  return (
    <fieldset aria-labelledby={labelledBy} aria-invalid={invalid} disabled={disabled}>
      {(['men', 'women'] as const).map((who) => (
        <label class="field" key={who}>
          <span>{t(`rules.${who}`)}</span>
          <input
            type="month"
            value={months[who]}
            onInput={({ currentTarget }) => set({ ...months, [who]: currentTarget.value })}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** 锁定、禁止: set person by person where their price is seen. */
export function LocksElsewhere({ value }: ControlProps) {
  return (
    <p class="small">
      {t('rules.list-of', { entries: (value as readonly unknown[]).length })}
      <br />
      <a href="#/steer">{t('rules.to-steer')}</a>
    </p>
  );
}
