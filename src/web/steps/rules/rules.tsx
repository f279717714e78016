/** 第二步 规则: every key of the policy, by stage of the work; what differs from the default is marked. */
import { useState } from 'preact/hooks';
import type { PolicyKey, PolicyKeys } from '../../api/shapes.ts';
import { Empty, Fault, Loading } from '../../components/panel-parts.tsx';
import { StepHead } from '../../components/step-head.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { heading, t } from '../../messages/index.ts';
import { draftIssues, rulesBook } from '../../state/rules-book.ts';
import { rulesDraft } from '../../state/rules-draft.ts';
import { useStore } from '../../state/use-store.ts';
import { Presets } from './presets.tsx';
import { RuleKey } from './rule-key.tsx';

export default function Rules() {
  const [asked, again] = useAsked(rulesBook, []);
  return (
    <>
      <StepHead title={t('step.rules')} help={t('rules.help')} />
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && <Book book={asked.value} />}
    </>
  );
}

function Book({ book }: { book: PolicyKeys }) {
  const { patch } = useStore(rulesDraft);
  const issues = useStore(draftIssues);
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState(false);
  const keys = book.keys.filter((key) => (!only || key.key in patch) && matches(key, search));
  return (
    <>
      <Presets book={book} />
      <div class="table-tools">
        <label class="field">
          <span>{t('rules.search')}</span>
          <input
            type="search"
            value={search}
            onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={only}
            onChange={({ currentTarget }) => setOnly(currentTarget.checked)}
          />
          {t('rules.only-changed', { changed: Object.keys(patch).length })}
        </label>
        <span class="fill" />
        {issues.length > 0 ? (
          <span class="chip bad">{t('rules.issues', { issues: issues.length })}</span>
        ) : (
          <a class="button primary" href="#/solve">
            {t('rules.next')}
          </a>
        )}
      </div>
      {keys.length === 0 && <Empty words={t('rules.none')} />}
      <Groups book={book} keys={keys} />
    </>
  );
}

function matches(key: PolicyKey, search: string): boolean {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const text = [key.key, key.label.zh, key.label.en, key.text.zh, key.text.en]
    .concat(key.rules.flatMap(({ id, text }) => [id, text.zh]))
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function Groups({ book, keys }: { book: PolicyKeys; keys: readonly PolicyKey[] }) {
  const { patch } = useStore(rulesDraft);
  const groups = book.groups
    .map((group) => ({ ...group, keys: keys.filter((key) => key.group === group.id) }))
    .filter((group) => group.keys.length > 0);
  return (
    <div class="group-list">
      <nav aria-label={t('rules.groups')}>
        {groups.map((group) => (
          <a
            key={group.id}
            href={`#group-${group.id}`}
            onClick={(event) => {
              // The address after `#` is the step.
              event.preventDefault();
              document.getElementById(`group-${group.id}`)?.scrollIntoView();
            }}
          >
            {heading(group.label)}
            <span class="soft small">
              {group.keys.filter(({ key }) => key in patch).length || ''}
            </span>
          </a>
        ))}
      </nav>
      <div>
        {groups.map((group) => (
          <section class="card" key={group.id} id={`group-${group.id}`}>
            <h2>{heading(group.label)}</h2>
            {group.keys.map((key) => (
              <RuleKey key={key.key} rule={key} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
