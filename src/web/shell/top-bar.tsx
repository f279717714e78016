/** 顶栏: the county, the language, who is signed in. */
import { useState } from 'preact/hooks';
import { t } from '../messages/index.ts';
import { chooseCounty, counties, createCounty, openCounty } from '../state/county.ts';
import { language, switchLanguage } from '../state/language.ts';
import { leaveCounty } from '../state/leave-county.ts';
import { go } from '../state/place.ts';
import { mayAs, me, signOut } from '../state/session.ts';
import { useStore } from '../state/use-store.ts';

export function TopBar() {
  const who = useStore(me);
  return (
    <header class="top-bar">
      <a class="brand" href="#/bring">
        {t('page.brand')}
        <small>{t('page.claim')}</small>
      </a>
      <span class="fill" />
      <CountyChoice />
      <LanguageSwitch />
      {who !== null && (
        <button type="button" class="plain" onClick={() => signOut()} title={who.id}>
          {t('page.sign-out')}
        </button>
      )}
    </header>
  );
}

function LanguageSwitch() {
  const tongue = useStore(language);
  const other = tongue === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" class="plain" lang={other} onClick={() => switchLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  );
}

const NEW = 'new';

function CountyChoice() {
  const list = useStore(counties) ?? [];
  const open = useStore(openCounty);
  const [naming, setNaming] = useState(false);
  if (naming) return <NewCounty onDone={() => setNaming(false)} />;
  if (open === null) return null;
  const choose = (id: string) => {
    if (id === NEW) return setNaming(true);
    leaveCounty();
    void chooseCounty(id);
  };
  return (
    <label class="row">
      <span class="visually-hidden">{t('county.choose')}</span>
      <select
        value={open.county.id}
        onChange={({ currentTarget }) => {
          choose(currentTarget.value);
          // 'New' opens a form: the choice itself stays what it was.
          currentTarget.value = open.county.id;
        }}
      >
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {mayAs('planner') && <option value={NEW}>{t('county.new')}</option>}
      </select>
    </label>
  );
}

function NewCounty({ onDone }: { onDone: () => void }) {
  const [name, setName] = useState('');
  const make = async (event: Event) => {
    event.preventDefault();
    leaveCounty();
    await createCounty(name.trim());
    onDone();
    go('bring');
  };
  return (
    <form class="row" onSubmit={make}>
      <input
        aria-label={t('county.name')}
        placeholder={t('county.name')}
        required
        maxLength={100}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <button type="submit">{t('county.make')}</button>
      <button type="button" class="plain" onClick={onDone}>
        {t('action.cancel')}
      </button>
    </form>
  );
}
