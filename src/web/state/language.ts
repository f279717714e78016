/** 语言: Chinese first; English on request, remembered in this browser. */
import { createStore } from './store.ts';

export type PageLanguage = 'zh-CN' | 'en';
const KEPT = 'tiaopei.language';

function remembered(): PageLanguage {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN';
  } catch {
    // Storage may be shut off; then the language lasts as long as the tab.
    return 'zh-CN';
  }
}

export const language = createStore<PageLanguage>(remembered());

export function switchLanguage(to: PageLanguage): void {
  try {
    localStorage.setItem(KEPT, to);
  } catch {
    // As above.
  }
  language.set(to);
}
