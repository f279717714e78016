/** The closed word lists of the field in the language of the page, and names of people, schools and posts. */
import { hasMessage, type MessageKey, t } from '../messages/index.ts';
import type { Roster } from '../state/roster.ts';

type ListName = 'tier' | 'stage' | 'category' | 'title' | 'kind' | 'reason' | 'unplaced' | 'state';

/** Word of a code, e.g. `word('stage', 'P')` → 小学. */
export function word(list: ListName, code: string | null): string {
  return code === null ? '' : t(`word.${list}.${code}` as MessageKey);
}

/** A subject of the closed list; what is not in it stays as it was written. */
export function subjectWord(subject: string): string {
  const key = `word.subject.${subject}`;
  return hasMessage(key) ? t(key) : subject;
}

/** Name of a person, the staff number where names may not be read. */
export function personName(roster: Roster, id: string): string {
  return roster.person.get(id)?.name || id;
}

export function schoolName(roster: Roster, id: string): string {
  return roster.school.get(id)?.name ?? id;
}

export function districtName(roster: Roster, id: string): string {
  return roster.district.get(id)?.name ?? id;
}

/** Stage and subject, or category where there is no subject, of a post group id `school/stage/category/subject`. */
export function postWords(postGroupId: string): string {
  const [, stage = '', category = '', subject = '-'] = postGroupId.split('/');
  return `${word('stage', stage)} ${subject === '-' ? word('category', category) : subjectWord(subject)}`;
}

/** A sentence of the service with the names of the posts, schools and districts that it calls by their ids. */
export function withNames(sentence: string, roster: Roster): string {
  return sentence.replaceAll(/[^\s「」（）()，。；：]+/g, (word) => {
    if (roster.postGroup.has(word)) return fullPost(roster, word);
    return roster.school.get(word)?.name ?? roster.district.get(word)?.name ?? word;
  });
}

/** School, stage and subject; null = on standby. */
export function fullPost(roster: Roster, postGroupId: string | null): string {
  if (postGroupId === null) return t('word.standby');
  return `${schoolName(roster, postGroupId.split('/')[0] ?? '')} · ${postWords(postGroupId)}`;
}
