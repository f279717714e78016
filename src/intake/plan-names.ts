/**
 * Who and where a manual plan means. A name that fits several people, schools or posts is asked about with all of them,
 * never guessed. Messages quote no cell and tell people apart by staff number: a shifted column could put a name anywhere.
 */
import { compareIds } from '../domain/canonical.ts';
import type { County, PostGroup, School, Teacher } from '../domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH, type Stage } from '../domain/vocabulary.ts';
import { cleanText, comparable } from './cells.ts';
import type { Remark } from './issues.ts';
import { nearest } from './nearest.ts';
import { splitStage, subjectOf } from './subjects.ts';
import { CATEGORIES, lookUp, STAGES } from './vocabulary.ts';

/** What was meant, or what to ask. */
export type Named<T> = { readonly found: T } | { readonly ask: Remark };

/** Candidates listed in one message. */
const LISTED = 12;

function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, LISTED).join('、');
  return ids.length > LISTED ? `${shown} 等 ${ids.length} 个` : shown;
}

function remark(code: string, message: string, suggestion: string): { ask: Remark } {
  return { ask: { code, message, suggestion } };
}

/** People by staff number, by name, and by school. */
export class PeopleBook {
  readonly #byId: ReadonlyMap<string, Teacher>;
  readonly #byName = new Map<string, Teacher[]>();

  constructor({ teachers }: County) {
    this.#byId = new Map(teachers.map((teacher) => [comparable(teacher.id), teacher]));
    for (const teacher of teachers) {
      const name = comparable(teacher.name);
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), teacher]);
    }
  }

  /** By staff number; name and school, where given, must agree with it. */
  byStaffNo(staffNo: string, name: string, home: School | null): Named<Teacher> {
    const teacher = this.#byId.get(staffNo);
    if (teacher === undefined) return this.#unknown(staffNo);
    if (name !== '' && comparable(teacher.name) !== name)
      return remark(
        'name-mismatch',
        `职工号 ${teacher.id} 在花名册中是另一个姓名。`,
        '请核对职工号与姓名，改正其一。',
      );
    if (home !== null && teacher.schoolId !== home.id)
      return remark(
        'school-mismatch',
        `职工号 ${teacher.id} 在花名册中不属于所填的原学校「${home.name}」。`,
        '请核对职工号与原学校，改正其一。',
      );
    return { found: teacher };
  }

  #unknown(staffNo: string): Named<Teacher> {
    const bare = (id: string) => id.replace(/^0+/, '');
    const padded = [...this.#byId.keys()].filter((id) => bare(id) === bare(staffNo));
    return remark(
      'unknown-teacher',
      '职工号不在花名册中 (unknown teacher)。',
      padded.length === 0 ? '请核对职工号。' : `是否为 ${listed(padded)}？请按花名册填写。`,
    );
  }

  /** By name, at a school where one is given. */
  byName(name: string, home: School | null): Named<Teacher> {
    const all = this.#byName.get(name) ?? [];
    const people = home === null ? all : all.filter(({ schoolId }) => schoolId === home.id);
    const [only] = people;
    if (only !== undefined && people.length === 1) return { found: only };
    const where = home === null ? '花名册中' : `学校「${home.name}」`;
    const ids = people.map(({ id }) => id).sort(compareIds);
    if (ids.length > 1)
      return remark(
        'ambiguous-teacher',
        `${where}有 ${ids.length} 名同名人员：职工号 ${listed(ids)} (ambiguous name)。`,
        home === null ? '请补填职工号或原学校。' : '请补填职工号。',
      );
    const elsewhere = all.map(({ id }) => id).sort(compareIds);
    return remark(
      'unknown-teacher',
      `${where}没有这个姓名 (unknown teacher)。`,
      elsewhere.length === 0
        ? '请核对姓名，或改填职工号。'
        : `其他学校有同名人员：职工号 ${listed(elsewhere)}；请核对原学校。`,
    );
  }
}

/** A school as written, with the stage or post that was written behind it. */
interface SchoolWords {
  readonly school: School;
  /** What stands behind the name: 「小学部」, 「/英语」. */
  readonly rest: string;
}

/** Marks between a school and a post, tried in this order; a school name may hold the later ones. */
const SEPARATORS = ['/', '|', ':', ' ', '—', '-', '('];
const PART_SUFFIX = /(小学部|初中部|高中部)$/u;

/** Schools by code and name, and by code and name of their sites. */
export class SchoolBook {
  readonly #known = new Map<string, Set<School>>();
  readonly #names: readonly string[];

  constructor({ schools, sites }: County) {
    const byId = new Map(schools.map((school) => [school.id, school]));
    const add = (word: string, school: School | undefined) => {
      if (school === undefined) return;
      const key = comparable(word);
      this.#known.set(key, (this.#known.get(key) ?? new Set()).add(school));
    };
    for (const school of schools) for (const word of [school.id, school.name]) add(word, school);
    for (const site of sites)
      for (const word of [site.id, site.name]) add(word, byId.get(site.schoolId));
    this.#names = schools.map(({ name }) => name).sort(compareIds);
  }

  /** A school alone. */
  find(text: string): Named<School> {
    const named = this.split(text);
    if ('ask' in named) return named;
    return named.found.rest === '' ? { found: named.found.school } : this.#unknown(text);
  }

  /** A school, perhaps with a post behind it. */
  split(text: string): Named<SchoolWords> {
    const cuts = [text.length, ...SEPARATORS.map((mark) => text.indexOf(mark))];
    const suffix = PART_SUFFIX.exec(text);
    if (suffix !== null) cuts.push(suffix.index);
    for (const cut of cuts.filter((at) => at > 0)) {
      const schools = [...(this.#known.get(comparable(text.slice(0, cut))) ?? [])];
      const rest = text.slice(cut).replace(/^[/|:\s—(-]+|\)$/gu, '');
      const [school] = schools;
      if (school === undefined) continue;
      if (schools.length === 1) return { found: { school, rest: cleanText(rest) } };
      return remark(
        'ambiguous-school',
        `所填学校可指 ${schools.length} 所学校：代码 ${listed(schools.map(({ id }) => id))} (ambiguous school)。`,
        '请改填学校代码。',
      );
    }
    return this.#unknown(text);
  }

  #unknown(text: string): { ask: Remark } {
    return remark(
      'unknown-school',
      '所填学校不在学校基本情况表中 (unknown school)。',
      `最接近的学校是「${nearest(comparable(text), this.#names) ?? '无'}」；请改为学校表中的名称或代码。`,
    );
  }
}

/** The words of a row about its post; '' where nothing is said. */
export interface PostWords {
  readonly stage: string;
  readonly category: string;
  readonly subject: string;
  /** Stage, category and subject in any mixture: 「小学语文」, 「初中/管理」. */
  readonly post: string;
}

export class PostBook {
  readonly #byId: ReadonlyMap<string, PostGroup>;
  readonly #bySchool = new Map<string, PostGroup[]>();

  constructor({ postGroups }: County) {
    this.#byId = new Map(postGroups.map((group) => [comparable(group.id), group]));
    for (const group of postGroups)
      this.#bySchool.set(group.schoolId, [...(this.#bySchool.get(group.schoolId) ?? []), group]);
  }

  byId(id: string): Named<PostGroup> {
    const group = this.#byId.get(comparable(id));
    if (group !== undefined) return { found: group };
    const close = nearest(comparable(id), [...this.#byId.keys()]);
    return remark(
      'unknown-post',
      '所填岗位组不存在 (no such post)。',
      `最接近的岗位组是「${close ?? '无'}」。`,
    );
  }

  /** The one post group of a school that the words fit. */
  find(school: School, words: PostWords): Named<PostGroup> {
    const all = this.#bySchool.get(school.id) ?? [];
    const fitting = narrowed(all, words);
    const [only] = fitting;
    if (only !== undefined && fitting.length === 1) return { found: only };
    if (fitting.length > 1)
      return remark(
        'ambiguous-post',
        `学校「${school.name}」有 ${fitting.length} 个岗位组符合所填内容：${listed(fitting.map(postName))} (ambiguous post)。`,
        '请补填学段、岗位类别和学科。',
      );
    return remark(
      'unknown-post',
      `学校「${school.name}」没有所填的岗位 (no such post)。`,
      all.length === 0 ? '该校没有设岗。' : `该校的岗位组是：${listed(all.map(postName))}。`,
    );
  }
}

const postName = ({ stage, category, subject }: PostGroup) =>
  `${STAGE_ZH[stage]}${subject ?? CATEGORY_ZH[category]}`;

/** Post groups that every word allows; a word that means nothing allows none. */
function narrowed(groups: readonly PostGroup[], words: PostWords): readonly PostGroup[] {
  const category = words.category === '' ? null : lookUp(CATEGORIES, words.category);
  // Other posts have no subject, whatever a sheet says of the person's.
  const subject = category === null || category === 'T' ? words.subject : '';
  const parts = words.post.split(/[/|\s]/u).filter((word) => word !== '');
  return [words.stage, words.category, subject, ...parts]
    .filter((word) => word !== '')
    .reduce(allowedBy, groups);
}

function allowedBy(groups: readonly PostGroup[], word: string): readonly PostGroup[] {
  const whole = lookUp(STAGES, word);
  if (whole !== null) return ofStage(groups, whole);
  const { stage, rest } = splitStage(word);
  const category = lookUp(CATEGORIES, rest) ?? lookUp(CATEGORIES, word);
  const subject = subjectOf(rest) ?? subjectOf(word);
  if (category === null && subject === null) return [];
  return (stage === null ? groups : ofStage(groups, stage)).filter((group) =>
    category === null ? group.subject === subject : group.category === category,
  );
}

const ofStage = (groups: readonly PostGroup[], stage: Stage) =>
  groups.filter((group) => group.stage === stage);
