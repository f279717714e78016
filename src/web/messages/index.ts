/** Words of the page: `t` for a message, `say` for what the service sends in both languages, numbers and times. */
import type { Bilingual } from '../../domain/vocabulary.ts';
import { language, type PageLanguage } from '../state/language.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type MessageKey = keyof typeof zhCN;
const MESSAGES: Record<PageLanguage, Record<MessageKey, string>> = { 'zh-CN': zhCN, en };

/** Whether there is a message for what the service sent. */
export function hasMessage(key: string): key is MessageKey {
  return key in zhCN;
}

/** @param values stand in for `{name}` in the message; numbers are grouped */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return MESSAGES[language.get()][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? count(value) : value;
  });
}

export function say({ zh, en: english }: Bilingual): string {
  return language.get() === 'en' ? english : zh;
}

/** A name of the service that stands alone: English ones begin with a capital there. */
export function heading(name: Bilingual): string {
  const words = say(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A sentence of the service. Where it says both, 「中文 (English)。」, whoever reads English gets the English part; one that
 * the service has in Chinese only stays.
 */
export function told(message: string): string {
  const [, english] = /\(([^()]*[a-z]{2}[^()]*)\)[。.]?$/.exec(message) ?? [];
  return language.get() === 'en' && english !== undefined ? english : message;
}

/** Names one after the other, with the comma of the language. */
export function listed(names: readonly string[]): string {
  return names.join(language.get() === 'en' ? ', ' : '、');
}

/** E.g. 12,345; at most `digits` decimals. */
export function count(value: number, digits = 2): string {
  return value.toLocaleString(language.get(), { maximumFractionDigits: digits });
}

/** With exactly two decimals: a column of measures reads as one. */
export function measure(value: number, digits = 2): string {
  return value.toLocaleString(language.get(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Day and time of day as this browser tells them. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString(language.get(), {
    dateStyle: 'medium',
    timeStyle: 'short',
    hour12: false,
  });
}

/** `value` hundredths as a number with two decimals. */
export function hundredths(value: number): string {
  return measure(value / 100);
}
