/** 政策项: every key with its meaning, asked once; and what the service finds wrong with the draft. */
import { call } from '../api/request.ts';
import type { PolicyKeys, Validation } from '../api/shapes.ts';
import { type Patch, rulesDraft } from './rules-draft.ts';
import { createStore } from './store.ts';

export const draftIssues = createStore<Validation['issues']>([]);

let book: Promise<PolicyKeys> | null = null;

/** The same for everybody and for the life of the page. */
export function rulesBook(): Promise<PolicyKeys> {
  book ??= call('GET /policies/keys', {});
  book.catch(() => {
    book = null;
  });
  return book;
}

/** How long a field rests before the draft is checked, milliseconds. */
const REST = 250;
let timer = 0;

export function changeDraft(patch: Patch): void {
  rulesDraft.update((now) => ({ ...now, patch }));
  clearTimeout(timer);
  timer = setTimeout(() => void checkDraft(), REST) as unknown as number;
}

/** Asks the service, whose word counts; an answer for an older draft is dropped. */
async function checkDraft(): Promise<void> {
  const { patch } = rulesDraft.get();
  const { issues } = await call('POST /policies/validate', { body: { values: patch } });
  if (rulesDraft.get().patch === patch) draftIssues.set(issues);
}

/** Issues of one key; those of its entries have a longer path. */
export function issuesOf(issues: Validation['issues'], key: string): Validation['issues'] {
  return issues.filter(
    ({ path = '' }) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`),
  );
}
