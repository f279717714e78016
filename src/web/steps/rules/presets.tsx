/** 预设: presets of the book, the stored policies of the county, and storing this one. */
import { useState } from 'preact/hooks';
import { call, callAll } from '../../api/request.ts';
import type { PolicyKeys } from '../../api/shapes.ts';
import { faultWords } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { heading, t } from '../../messages/index.ts';
import { openCounty } from '../../state/county.ts';
import { changeDraft } from '../../state/rules-book.ts';
import { patchOf, rulesDraft } from '../../state/rules-draft.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

export function Presets({ book }: { book: PolicyKeys }) {
  const open = useStore(openCounty);
  const { name } = useStore(rulesDraft);
  const county = open?.county.id ?? null;
  const [presets] = useAsked(() => call('GET /policies/presets', {}), []);
  const [stored, again] = useAsked(
    county === null
      ? null
      : () => callAll('GET /counties/{county}/policies', { params: { county } }),
    [county],
  );
  const begin = (values: Readonly<Record<string, unknown>>, chosen: string | null) => {
    rulesDraft.set({ patch: {}, name: chosen });
    changeDraft(patchOf(values, book.keys));
  };
  const choose = (chosen: string) => {
    if (chosen === '') return begin({}, null);
    const preset =
      presets.state === 'there' && presets.value.items.find((each) => `p:${each.name}` === chosen);
    if (preset) return begin(preset.values, chosen);
    const policy = stored.state === 'there' && stored.value.find(({ id }) => id === chosen);
    if (policy) begin(policy.values, chosen);
  };
  return (
    <section class="card row bottom">
      <label class="field">
        <span>{t('presets.begin')}</span>
        <select value={name ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{t('presets.default')}</option>
          {presets.state === 'there' &&
            presets.value.items.map(({ name: id, label }) => (
              <option key={id} value={`p:${id}`}>
                {heading(label)}
              </option>
            ))}
          {stored.state === 'there' &&
            stored.value.map(({ id, name: words }) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
        </select>
      </label>
      <span class="fill" />
      {county !== null && mayAs('planner') && <Keep county={county} onKept={again} />}
    </section>
  );
}

function Keep({ county, onKept }: { county: string; onKept: () => void }) {
  const { patch } = useStore(rulesDraft);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const keep = async (event: Event) => {
    event.preventDefault();
    try {
      const { id } = await call('POST /counties/{county}/policies', {
        params: { county },
        body: { name: name.trim(), values: patch },
      });
      setSaid(t('presets.kept', { name }));
      setName('');
      onKept();
      rulesDraft.update((now) => ({ ...now, name: id }));
    } catch (fault) {
      setSaid(faultWords(fault));
    }
  };
  return (
    <form class="row bottom" onSubmit={keep}>
      <label class="field">
        <span>{t('presets.name')}</span>
        <input
          required
          maxLength={100}
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button type="submit">{t('presets.keep')}</button>
      <output class="small soft">{said}</output>
    </form>
  );
}
