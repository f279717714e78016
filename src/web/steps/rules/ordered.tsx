/** 顺序: entries in their order, moved by buttons so that the keyboard can do it too; and batches of entries. */
import type { ComponentChildren } from 'preact';
import type { PolicyKey } from '../../api/shapes.ts';
import { say, t } from '../../messages/index.ts';
import { batchesOf, type Member, membersOf } from './batches.ts';
import type { ControlProps } from './control.tsx';
import { choiceWords } from './value-words.ts';

export function Ordered(props: ControlProps) {
  const { rule, onSet, labelledBy, disabled } = props;
  const entries = props.value as readonly string[];
  const rest = rule.choices.filter(({ value }) => !entries.includes(value));
  return (
    <fieldset aria-labelledby={labelledBy} aria-invalid={props.invalid} disabled={disabled}>
      <ol>
        {entries.map((entry, at) => (
          <Entry key={entry} {...{ rule, entry, at }} onUp={() => onSet(raised(entries, at))}>
            <button
              type="button"
              class="plain"
              aria-label={t('rules.remove', { entry: choiceWords(rule, entry) })}
              onClick={() => onSet(entries.filter((each) => each !== entry))}
            >
              ×
            </button>
          </Entry>
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

/** 批次: the same, and whether an entry goes together with the one above it. */
export function Batches(props: ControlProps) {
  const { rule, onSet, labelledBy, disabled } = props;
  const members = membersOf(props.value as readonly (readonly string[])[]);
  const set = (next: readonly Member[]) => onSet(batchesOf(next));
  return (
    <fieldset aria-labelledby={labelledBy} aria-invalid={props.invalid} disabled={disabled}>
      <ol>
        {members.map(({ entry, joined }, at) => (
          <Entry
            key={entry}
            {...{ rule, entry, at }}
            onUp={() =>
              set(
                raised(members, at).map((member, place) => ({
                  ...member,
                  joined: members[place]?.joined === true,
                })),
              )
            }
          >
            {at > 0 && (
              <label class="check">
                <input
                  type="checkbox"
                  aria-label={t('rules.joined', { entry: choiceWords(rule, entry) })}
                  checked={joined}
                  onChange={({ currentTarget: { checked } }) =>
                    set(
                      members.map((member, place) =>
                        place === at ? { entry, joined: checked } : member,
                      ),
                    )
                  }
                />
                {t('rules.together')}
              </label>
            )}
          </Entry>
        ))}
      </ol>
    </fieldset>
  );
}

/** One place before. */
function raised<Item>(items: readonly Item[], at: number): readonly Item[] {
  const [own, above] = [items[at] as Item, items[at - 1] as Item];
  return [...items.slice(0, at - 1), own, above, ...items.slice(at + 1)];
}

function Entry(props: {
  rule: PolicyKey;
  entry: string;
  at: number;
  onUp: () => void;
  children: ComponentChildren;
}) {
  const words = choiceWords(props.rule, props.entry);
  return (
    <li class="row small">
      <span class="fill">
        {props.at + 1}. {words}
      </span>
      <button
        type="button"
        class="plain"
        disabled={props.at === 0}
        aria-label={t('rules.up', { entry: words })}
        onClick={props.onUp}
      >
        ↑
      </button>
      {props.children}
    </li>
  );
}
