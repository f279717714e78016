/** The control of a policy key, by its type. Each is named by the key's label. */
import type { ComponentType } from 'preact';
import type { PolicyKey } from '../../api/shapes.ts';
import { say, t } from '../../messages/index.ts';
import { Batches, Ordered } from './ordered.tsx';
import { BirthMonths, Directions, LocksElsewhere } from './own-controls.tsx';

export interface ControlProps {
  readonly rule: PolicyKey;
  readonly value: unknown;
  readonly invalid: boolean;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly disabled: boolean;
  readonly onSet: (value: unknown) => void;
}

/** Keys whose values no type describes. */
const OWN: Readonly<Record<string, ComponentType<ControlProps>>> = {
  'flow.arcs': Directions,
  'exempt.birthCutoffs': BirthMonths,
  'inSchool.batches': Batches,
  'locks.forced': LocksElsewhere,
  'locks.banned': LocksElsewhere,
};

export function Control(props: ControlProps) {
  const Form = controlOf(props.rule);
  return <Form {...props} />;
}

/** @returns the plain field for what is not known here: the service says what it accepts */
export function controlOf({ key, type }: Pick<PolicyKey, 'key' | 'type'>) {
  return OWN[key] ?? BY_TYPE[type] ?? Text;
}

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

const BY_TYPE: Readonly<Record<string, ComponentType<ControlProps>>> = {
  boolean: YesNo,
  integer: WholeNumber,
  choice: OneOf,
  list: Ordered,
  text: Text,
};
