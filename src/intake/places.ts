/** Finds schools by name or code, and post groups by the way people write them. */
import { distance } from 'fastest-levenshtein';
import { compareIds } from '../domain/canonical.ts';
import type { PostGroup, School, Wish } from '../domain/county.ts';
import type { Stage } from '../domain/vocabulary.ts';
import { cleanText, comparable } from './cells.ts';
import { nearest } from './nearest.ts';
import { splitStage, subjectOf } from './subjects.ts';
import { CATEGORIES, lookUp, STAGES } from './vocabulary.ts';

/**
 * What a written school is. 'broken' = a school whose own row was refused (said there, not again);
 * 'private' = 民办, outside the round; 'unknown' carries the closest known name and, if there is one, the likely school.
 */
export type SchoolLookup =
  | { readonly kind: 'school'; readonly school: School }
  | { readonly kind: 'broken' }
  | { readonly kind: 'private' }
  | {
      readonly kind: 'unknown';
      readonly nearest: string | null;
      /** The one school that is very likely meant, to be asked about. */
      readonly similar: School | null;
    };

/** Numerals and directions, in which the names of two schools differ most dangerously. */
const TELLING = /[0-9一二三四五六七八九十东南西北中上下前后左右大小新老甲乙丙丁]/gu;
/** Edits a character up to which two names are alike. */
const ALIKE = 0.25;

/** Whether two names have the same numerals and directions. */
export function hasSameTelling(a: string, b: string): boolean {
  const telling = (text: string) => (text.match(TELLING) ?? []).join('');
  return telling(a) === telling(b);
}

/** Whether one name is very likely a slip or a longer form of the other: never where a number or a direction differs. */
function isAlike(a: string, b: string): boolean {
  if (!hasSameTelling(a, b)) return false;
  if (a.includes(b) || b.includes(a)) return Math.min(a.length, b.length) >= 4;
  return distance(a, b) <= ALIKE * Math.min(a.length, b.length) && a.length >= 4;
}

export class SchoolDirectory {
  readonly #known = new Map<string, SchoolLookup>();
  readonly #names: readonly string[];
  readonly #unknown = new Map<string, SchoolLookup>();
  /** No school could be read: that was said, and says nothing about the names elsewhere. */
  readonly #isEmpty: boolean;

  constructor(
    schools: readonly School[],
    others: Iterable<readonly [string, 'broken' | 'private']>,
  ) {
    // Codes first: a name wins over a code that happens to read the same.
    for (const school of schools) this.#known.set(school.id, { kind: 'school', school });
    for (const school of schools) this.#known.set(school.name, { kind: 'school', school });
    this.#isEmpty = schools.length === 0;
    // A school with one refused row is incomplete: what else is said about it would mislead.
    for (const [word, kind] of others) this.#known.set(word, { kind });
    this.#names = schools.map((school) => school.name).sort(compareIds);
  }

  /** Another name of a school, e.g. one of its 教学点 by name; a name or code of a school itself stays what it is. */
  addAlias(text: string, school: School): void {
    const word = comparable(text);
    if (!this.#known.has(word)) this.#known.set(word, { kind: 'school', school });
  }

  /** Whether a school has this name or code, readable or not. */
  knows(text: string): boolean {
    return this.#known.has(comparable(text));
  }

  find(text: string): SchoolLookup {
    const word = comparable(text);
    return this.#known.get(word) ?? (this.#isEmpty ? { kind: 'broken' } : this.#closest(word));
  }

  /** The only school with a name alike; null where there are several. */
  #similar(word: string): School | null {
    const alike = this.#names.filter((name) => isAlike(word, name));
    const lookup = alike.length === 1 ? this.#known.get(alike[0] ?? '') : undefined;
    return lookup?.kind === 'school' ? lookup.school : null;
  }

  /** Each unknown name is compared with all schools once. */
  #closest(word: string): SchoolLookup {
    const earlier = this.#unknown.get(word);
    if (earlier !== undefined) return earlier;
    const lookup: SchoolLookup = {
      kind: 'unknown',
      nearest: nearest(word, this.#names),
      similar: this.#similar(word),
    };
    this.#unknown.set(word, lookup);
    return lookup;
  }
}

/** The post groups, and the schools of which a row was refused. */
export interface PostBook {
  readonly groups: readonly PostGroup[];
  readonly incompleteSchools: ReadonlySet<string>;
}

/** Why a written wish or post could not be used. */
export type PostFault = 'unknown-school' | 'private-school' | 'unknown-post' | 'ambiguous-post';

/** Marks between a school and a post, tried in this order; a school name may hold the later ones. */
const SEPARATORS = ['/', '|', ':', ' ', '—', '-'];

export class PostDirectory {
  readonly #schools: SchoolDirectory;
  readonly #groups = new Map<string, PostGroup[]>();
  readonly #incomplete: ReadonlySet<string>;

  constructor(schools: SchoolDirectory, book: PostBook) {
    this.#schools = schools;
    this.#incomplete = book.incompleteSchools;
    for (const group of book.groups) {
      const others = this.#groups.get(group.schoolId);
      if (others === undefined) this.#groups.set(group.schoolId, [group]);
      else others.push(group);
    }
  }

  /**
   * Reads 「学校」, 「学校/语文」, 「学校 小学语文」, 「学校/初中/管理」.
   * @param ownStage decides between the stages of a school when the text names none
   * @returns the wish; 'broken' when the school's own row was refused; otherwise why not
   */
  find(text: string, ownStage: Stage): Wish | 'broken' | PostFault {
    const { lookup, post } = this.#splitSchool(text);
    if (lookup.kind === 'broken') return 'broken';
    if (lookup.kind === 'private') return 'private-school';
    if (lookup.kind === 'unknown') return 'unknown-school';
    if (post === '') return { schoolId: lookup.school.id, postGroupId: null };
    const group = this.#findGroup(lookup.school.id, post, ownStage);
    return typeof group === 'string'
      ? group
      : { schoolId: lookup.school.id, postGroupId: group.id };
  }

  #splitSchool(text: string): { lookup: SchoolLookup; post: string } {
    const whole = this.#schools.find(text);
    if (whole.kind !== 'unknown') return { lookup: whole, post: '' };
    for (const separator of SEPARATORS) {
      const at = text.indexOf(separator);
      if (at < 0) continue;
      const lookup = this.#schools.find(text.slice(0, at));
      if (lookup.kind !== 'unknown') return { lookup, post: cleanText(text.slice(at + 1)) };
    }
    return { lookup: whole, post: '' };
  }

  #findGroup(schoolId: string, post: string, ownStage: Stage): PostGroup | 'broken' | PostFault {
    const all = this.#groups.get(schoolId) ?? [];
    const matching = post
      .split(/[/|\s]/u)
      .filter((word) => word !== '')
      .reduce(narrow, all);
    if (matching.length === 0) return this.#incomplete.has(schoolId) ? 'broken' : 'unknown-post';
    const [only] = narrowest(matching, ownStage);
    return only ?? 'ambiguous-post';
  }
}

/** The one group, or the one of the person's own stage; empty when that still leaves several. */
function narrowest(matching: readonly PostGroup[], ownStage: Stage): readonly PostGroup[] {
  const ofStage = matching.length === 1 ? matching : matching.filter((g) => g.stage === ownStage);
  return ofStage.length === 1 ? ofStage : [];
}

/** Keeps the groups that a word (a stage, a category, a subject, or a stage and one of these) allows. */
function narrow(groups: PostGroup[], word: string): PostGroup[] {
  const wholeStage = lookUp(STAGES, word);
  const { stage: prefix, rest } = splitStage(word);
  const stage = wholeStage ?? prefix;
  const named = wholeStage === null ? rest : '';
  const ofStage = stage === null ? groups : groups.filter((group) => group.stage === stage);
  if (named === '') return ofStage;
  const subject = subjectOf(named);
  if (subject !== null) return ofStage.filter((group) => group.subject === subject);
  const category = lookUp(CATEGORIES, named);
  return category === null ? [] : ofStage.filter((group) => group.category === category);
}
