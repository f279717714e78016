/** Which language the terminal speaks: `--lang`, else a Chinese locale, else English. */
import type { Bilingual, Language } from '../domain/vocabulary.ts';

export type Say = (text: Bilingual) => string;

export function chooseLanguage(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  if (asked === 'zh' || asked === 'en') return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function speaker(language: Language): Say {
  return (text) => text[language];
}
