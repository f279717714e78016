/** One key of the policy: name, rule ids, text, source, its control, and why a value is refused. */
import type { PolicyKey } from '../../api/shapes.ts';
import { count, heading, say, t, told } from '../../messages/index.ts';
import { changeDraft, draftIssues, issuesOf } from '../../state/rules-book.ts';
import { draftValue, rulesDraft, withValue } from '../../state/rules-draft.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';
import { Control } from './control.tsx';
import { valueWords } from './value-words.ts';

export function RuleKey({ rule }: { rule: PolicyKey }) {
  const { patch } = useStore(rulesDraft);
  const issues = issuesOf(useStore(draftIssues), rule.key);
  const changed = rule.key in patch;
  const set = (value: unknown) => changeDraft(withValue(rulesDraft.get().patch, rule, value));
  const [label, help, fault] = [`${rule.key}-label`, `${rule.key}-help`, `${rule.key}-fault`];
  return (
    <div class={changed ? 'rule-key changed' : 'rule-key'}>
      <div class="row">
        <span class="name" id={label}>
          {heading(rule.label)}
        </span>
        {rule.rules.map(({ id }) => (
          <span class="chip accent" key={id}>
            {id}
          </span>
        ))}
        {rule.decisions.map((id) => (
          <span class="chip" key={id}>
            {id}
          </span>
        ))}
        {changed && <span class="chip warn">{t('rules.changed')}</span>}
      </div>
      <p class="soft small" id={help}>
        {say(rule.text)}
      </p>
      <div class="control">
        <Control
          rule={rule}
          value={draftValue(patch, rule)}
          invalid={issues.length > 0}
          labelledBy={label}
          describedBy={issues.length > 0 ? fault : help}
          disabled={!mayAs('planner')}
          onSet={set}
        />
        {issues.length > 0 && (
          <p class="field-error" id={fault} role="alert">
            {issues.map(({ message }) => told(message)).join(' ')}
          </p>
        )}
        <span class="soft small">
          {t('rules.default', { value: valueWords(rule, rule.default) })}
          {rule.minimum !== null &&
            rule.maximum !== null &&
            ` · ${t('rules.range', { range: `${count(rule.minimum)}–${count(rule.maximum)}` })}`}
        </span>
        {changed && (
          <button type="button" class="plain" onClick={() => set(rule.default)}>
            {t('rules.back-to-default')}
          </button>
        )}
      </div>
      {rule.rules.length > 0 && <Sources rule={rule} />}
    </div>
  );
}

function Sources({ rule }: { rule: PolicyKey }) {
  return (
    <details class="small">
      <summary>{t('rules.sources')}</summary>
      <ul class="lines">
        {rule.rules.map(({ id, text, sources }) => (
          <li key={id}>
            <strong>{id}</strong> {say(text)}
            {sources.map(({ document, quote }) => (
              <p class="soft quote" key={quote}>
                {t('rules.quote', { document, quote })}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
