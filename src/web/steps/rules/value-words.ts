/** A value of a policy key in words. */
import type { PolicyKey } from '../../api/shapes.ts';
import { listed, say, t } from '../../messages/index.ts';
import { word } from '../words.ts';

export function valueWords(rule: PolicyKey, value: unknown): string {
  if (value === null || value === undefined)
    return t(rule.type === 'integer' ? 'rules.unlimited' : 'word.none');
  if (typeof value === 'boolean') return t(value ? 'word.yes' : 'word.no');
  if (typeof value === 'number') return `${value}${rule.unit === null ? '' : ` ${say(rule.unit)}`}`;
  if (Array.isArray(value)) {
    if (value.length > MOST_NAMED) return t('rules.list-of', { entries: value.length });
    return listed(value.map((each) => entryWords(rule, each))) || t('word.none');
  }
  return typeof value === 'string' ? choiceWords(rule, value) : JSON.stringify(value);
}
const MOST_NAMED = 4;

function entryWords(rule: PolicyKey, entry: unknown): string {
  return rule.key === 'flow.arcs' ? arcWords(String(entry)) : choiceWords(rule, entry);
}

/** E.g. 局直 → 街道. */
export function arcWords([from = '', to = '']: string): string {
  return `${word('tier', from)} → ${word('tier', to)}`;
}

export function choiceWords(rule: PolicyKey, value: unknown): string {
  const choice = rule.choices.find((each) => each.value === value);
  return choice === undefined ? String(value) : say(choice.label);
}
