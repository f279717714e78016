/** 规则条文: what each rule says in English; the checks of a plan are written in Chinese. */
import { useEffect, useState } from 'preact/hooks';
import type { Bilingual } from '../../domain/vocabulary.ts';
import { call } from '../api/request.ts';
import { language } from './language.ts';

type RuleTexts = ReadonlyMap<string, Bilingual>;

let texts: Promise<RuleTexts> | null = null;

/** The same for everybody and for the life of the page. */
function ruleTexts(): Promise<RuleTexts> {
  texts ??= call('GET /rules', {}).then(
    ({ items }) => new Map(items.map(({ id, text }): [string, Bilingual] => [id, text])),
  );
  texts.catch(() => {
    texts = null;
  });
  return texts;
}

/** What was checked or broken: the sentence of the check, in English the text of its rule. */
export type CheckWords = (check: { readonly ruleId: string; readonly text: string }) => string;
const asWritten: CheckWords = ({ text }) => text;

/** Chinese until the English texts are there. */
export function useCheckWords(): CheckWords {
  const [words, setWords] = useState<CheckWords>(() => asWritten);
  useEffect(() => {
    if (language.get() !== 'en') return;
    ruleTexts().then(
      (known) => {
        const english: CheckWords = ({ ruleId, text }) => known.get(ruleId)?.en ?? text;
        setWords(() => english);
      },
      () => {},
    );
  }, []);
  return words;
}
