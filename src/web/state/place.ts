/** Where she is on the page: the step, the tab in it and the panel that is open, kept in the address after `#`. */
import { createStore } from './store.ts';

export const STEPS = ['bring', 'rules', 'solve', 'look', 'steer', 'compare', 'hand-in'] as const;
export type Step = (typeof STEPS)[number];

/** 'person' and 'school' open a panel beside the step. */
export interface Place {
  readonly step: Step;
  /** Part of the step, e.g. `balance`; null = its first. */
  readonly tab: string | null;
  readonly panel: { readonly kind: 'person' | 'school'; readonly id: string } | null;
}

/** E.g. `#/look/map?person=001076`; what it does not know leads to the first step. */
export function readPlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [step, tab] = path.split('/');
  const asked = new URLSearchParams(query);
  const kind = asked.has('person') ? 'person' : asked.has('school') ? 'school' : null;
  return {
    step: STEPS.find((each) => each === step) ?? 'bring',
    tab: tab ? decodeURIComponent(tab) : null,
    panel: kind === null ? null : { kind, id: asked.get(kind) as string },
  };
}

export function writePlace({ step, tab, panel }: Place): string {
  const query = panel === null ? '' : `?${panel.kind}=${encodeURIComponent(panel.id)}`;
  return `#/${step}${tab === null ? '' : `/${encodeURIComponent(tab)}`}${query}`;
}

export const place = createStore<Place>({ step: 'bring', tab: null, panel: null });

export function go(step: Step, tab: string | null = null): void {
  location.hash = writePlace({ step, tab, panel: null });
}

/** Opens a panel beside what is on the page; null closes it. */
export function openPanel(panel: Place['panel']): void {
  location.hash = writePlace({ ...place.get(), panel });
}

/** Follows the address bar from now on. */
export function followAddress(): void {
  const read = () => place.set(readPlace(location.hash));
  addEventListener('hashchange', read);
  read();
}
