/** The sign-in page and the page after a one-time sign-in. */
import type { Language } from '../domain/vocabulary.ts';
import { htmlPage } from './html.ts';

const WORDS = {
  zh: {
    title: '登录 · 调配',
    key: '密钥',
    go: '登录',
    help: '首次启动时终端里打印了管理员密钥和一次性登录链接；密钥可由管理员新建。',
    failed: '密钥无效、已过期或已吊销。',
    done: '已登录，正在打开工作页面……',
    open: '打开工作页面',
  },
  en: {
    title: 'Sign in · Tiaopei',
    key: 'Key',
    go: 'Sign in',
    help: 'The first start printed an admin key and a one-time sign-in link in the terminal; an admin can make more keys.',
    failed: 'The key is wrong, has expired or was revoked.',
    done: 'Signed in; the page opens …',
    open: 'Open the page',
  },
} as const;

const LANG = { zh: 'zh-CN', en: 'en' } as const;

export function signInPage(language: Language, failed: boolean) {
  const words = WORDS[language];
  const fault = failed ? `<p class="fault" role="alert">${words.failed}</p>` : '';
  return htmlPage({
    lang: LANG[language],
    title: words.title,
    body: `<main><h1>${words.title}</h1>${fault}
<form method="post" action="/sessions" enctype="multipart/form-data">
<p><label for="key">${words.key}</label><br><input id="key" name="key" type="password" autocomplete="current-password" required size="60"></p>
<p><button>${words.go}</button></p></form><p>${words.help}</p></main>`,
  });
}

/** Goes on by itself as a page of ours: after a redirect the browser would withhold a strict cookie. */
export function signedInPage(language: Language) {
  const words = WORDS[language];
  return htmlPage({
    lang: LANG[language],
    title: words.title,
    head: '<meta http-equiv="refresh" content="0; url=/">',
    body: `<main><p>${words.done}</p><p><a href="/">${words.open}</a></p></main>`,
  });
}
