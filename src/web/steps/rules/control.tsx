/** The control of a policy key, by its type. Each is named by the key's label. */
import { useState } from 'preact/hooks';
import type { PolicyKey } from '../../api/shapes.ts';
import { say, t } from '../../messages/index.ts';
import { choiceWords } from './value-words.ts';

export interface ControlProps {
  readonly rule: PolicyKey;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly onSet: (value: unknown) => void;
}

export function Control(props: ControlProps) {
  const { rule } = props;
  if (rule.type === 'boolean') return <YesNo {...props} />;
  if (rule.type === 'integer') return <WholeNumber {...props} />;
  if (rule.type === 'choice') return <OneOf {...props} />;
  if (rule.type === 'list' && rule.choices.length > 0 && isFlat(props.value))
    return <Ordered {...props} />;
  return rule.type === 'text' ? <Text {...props} /> : <AsJson {...props} />;
}

const isFlat = (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What every control tells about itself. */
function told({ invalid, labelledBy, describedBy, disabled }: ControlProps) {
  return {
    disabled,
    'aria-invalid': invalid,
    'aria-labelledby': labelledBy,
    'aria-describedby': describedBy,
  };
}

function YesNo(props: ControlProps) {
  const { value, onSet } = props;
  return (
    <span class="row">
      <input
        type="checkbox"
        {...told(props)}
        checked={value === true}
        onChange={({ currentTarget }) => onSet(currentTarget.checked)}
      />
      <span aria-hidden="true">{t(value === true ? 'word.yes' : 'word.no')}</span>
    </span>
  );
}

function WholeNumber(props: ControlProps) {
  const { rule, value, onSet } = props;
  // An empty field means 'no limit' where the key may be empty; else it is refused by the service.
  const read = (text: string) => (text.trim() === '' ? null : Number(text));
  return (
    <span class="row">
      <input
        type="number"
        {...told(props)}
        min={rule.minimum ?? undefined}
        max={rule.maximum ?? undefined}
        step={1}
        placeholder={rule.nullable ? t('rules.unlimited') : ''}
        value={value === null ? '' : String(value)}
        onInput={({ currentTarget }) => onSet(read(currentTarget.value))}
      />
      {rule.unit !== null && <span class="soft">{say(rule.unit)}</span>}
    </span>
  );
}

function OneOf(props: ControlProps) {
  const { rule, value, onSet } = props;
  return (
    <select
      {...told(props)}
      value={value === null ? '' : String(value)}
      onChange={({ currentTarget }) =>
        onSet(currentTarget.value === '' ? null : currentTarget.value)
      }
    >
      {rule.nullable && <option value="">{t('rules.unlimited')}</option>}
      {rule.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {say(choice.label)}
        </option>
      ))}
    </select>
  );
}

function Text(props: ControlProps) {
  const { rule, value, onSet } = props;
  return (
    <input
      {...told(props)}
      value={value === null ? '' : String(value)}
      onInput={({ currentTarget: { value: text } }) =>
        onSet(text === '' && rule.nullable ? null : text)
      }
    />
  );
}

/** 顺序: entries in their order, moved by buttons so that the keyboard can do it too. */
function Ordered(props: ControlProps) {
  const { rule, onSet, labelledBy, disabled } = props;
  const entries = props.value as readonly string[];
  const rest = rule.choices.filter(({ value }) => !entries.includes(value));
  const swap = (at: number) => {
    const next = [...entries];
    [next[at - 1], next[at]] = [next[at] as string, next[at - 1] as string];
    onSet(next);
  };
  return (
    <fieldset aria-labelledby={labelledBy} aria-invalid={props.invalid} disabled={disabled}>
      <ol>
        {entries.map((entry, at) => (
          <li key={entry} class="row small">
            <span class="fill">
              {at + 1}. {choiceWords(rule, entry)}
            </span>
            <button
              type="button"
              class="plain"
              disabled={at === 0}
              aria-label={t('rules.up', { entry: choiceWords(rule, entry) })}
              onClick={() => swap(at)}
            >
              ↑
            </button>
            <button
              type="button"
              class="plain"
              aria-label={t('rules.remove', { entry: choiceWords(rule, entry) })}
              onClick={() => onSet(entries.filter((each) => each !== entry))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {rest.length > 0 && (
        <select
          aria-label={t('rules.add-entry')}
          value=""
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== '') onSet([...entries, currentTarget.value]);
            currentTarget.value = '';
          }}
        >
          <option value="">{t('rules.add-entry')}</option>
          {rest.map(({ value, label }) => (
            <option key={value} value={value}>
              {say(label)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}

/** What has no form of its own (pairs, batches, pairs of months) is written as JSON; text that is none is refused here. */
function AsJson(props: ControlProps) {
  const { value, onSet } = props;
  const [text, setText] = useState(() => JSON.stringify(value));
  const [broken, setBroken] = useState(false);
  const write = (next: string) => {
    setText(next);
    try {
      onSet(JSON.parse(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <>
      <textarea
        {...told(props)}
        aria-invalid={broken || props.invalid}
        rows={2}
        value={text}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
      {broken && (
        <p class="field-error" role="alert">
          {t('rules.no-json')}
        </p>
      )}
    </>
  );
}
