/**
 * What the findings say in English, by code. The cell, what it reads and what it was taken for stand beside the words;
 * they are data and stay as they are.
 */
import type { IntakeIssue } from '../../domain/finding.ts';
import { CASES, PEOPLE } from './people.ts';
import { POSTS, SCHOOLS } from './places.ts';
import { CELLS, SHEETS } from './tables.ts';
import type { Words, WordsByCode } from './words.ts';

const POST_FAULTS: Readonly<Record<string, string>> = {
  'unknown-school': 'the school is not known',
  'private-school': 'the school is private',
  'unknown-post': 'the school has no such post',
  'ambiguous-post': 'the post exists in several stages',
};

/** Wishes and refusals that name no post. */
function postWords(code: string): Words | undefined {
  const [, what = '', fault = ''] = /^(wish|refusal)-(.+)$/.exec(code) ?? [];
  const words = POST_FAULTS[fault];
  if (words === undefined) return undefined;
  const begin = what === 'wish' ? 'The wish was not used' : 'The refusal was not used';
  return [`${begin}: ${words}.`, 'Write school/stage and subject.'];
}

const ENGLISH: WordsByCode = { ...SHEETS, ...CELLS, ...SCHOOLS, ...POSTS, ...PEOPLE, ...CASES };

/** English of a code; null where there is none. */
export function findingWords(code: string): Words | null {
  return ENGLISH[code] ?? postWords(code) ?? null;
}

/** The finding with English words; one of an unknown code stays as it is. */
export function findingInEnglish(issue: IntakeIssue): IntakeIssue {
  const words = findingWords(issue.code);
  return words === null ? issue : { ...issue, message: words[0], suggestion: words[1] };
}
