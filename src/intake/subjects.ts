/** 学科 and 教师资格 as written: several in a cell, old names, stage and subject in one word. */
import type { Certificate } from '../domain/county.ts';
import type { Stage, Subject } from '../domain/vocabulary.ts';
import { cleanText, comparable } from './cells.ts';
import { lookUp, STAGES, SUBJECT_GROUPS, SUBJECT_WORDS } from './vocabulary.ts';

const SEPARATORS = /[、,，/;；+&|\s]/u;
const STAGE_PREFIX =
  /^(高级中学|普通高中|高中|初级中学|初中|小学|幼儿园|中等职业学校|中职|特殊教育|特教)/u;

/** Parts of a list cell, blank parts kept so that positions of two lists can be compared. */
function splitList(text: string): string[] {
  return text
    .trim()
    .split(SEPARATORS)
    .map((part) => cleanText(part));
}

/** A subject, with an optional stage in front (小学语文) or 「教师」「学科」 behind; null when unknown. */
export function subjectOf(text: string): Subject | null {
  const word = comparable(text);
  const known = lookUp(SUBJECT_WORDS, word);
  if (known !== null) return known;
  const bare = word.replace(STAGE_PREFIX, '').replace(/(教师|学科|老师|岗位|岗|课)$/u, '');
  return bare === word ? null : lookUp(SUBJECT_WORDS, bare);
}

/** The stage in front of a word (小学语文 → P) and the rest. */
export function splitStage(text: string): { stage: Stage | null; rest: string } {
  const word = comparable(text);
  const prefix = STAGE_PREFIX.exec(word)?.[1] ?? '';
  return { stage: prefix === '' ? null : lookUp(STAGES, prefix), rest: word.slice(prefix.length) };
}

export interface ParsedSubjects {
  /** In order of writing, without repetition. */
  readonly subjects: readonly Subject[];
  /** True when a part was no known subject. */
  readonly unknown: boolean;
  /** True when one word stood for several subjects (音体美, 包班). */
  readonly grouped: boolean;
}

/** Subjects of a cell such as 「语文、道法」. */
export function parseSubjects(text: string): ParsedSubjects {
  const subjects = new Set<Subject>();
  let unknown = false;
  let grouped = false;
  const parts = subjectOf(text) === null ? splitList(text) : [text];
  for (const part of parts.filter((word) => word !== '')) {
    const group = SUBJECT_GROUPS.get(comparable(part));
    const single = subjectOf(part);
    grouped ||= group !== undefined;
    unknown ||= group === undefined && single === null;
    for (const subject of group ?? (single === null ? [] : [single])) subjects.add(subject);
  }
  return { subjects: [...subjects], unknown, grouped };
}

/** Whether a part of the cell is a known subject under another name (思品, 计算机, 小学语文). */
export function writesSynonym(text: string): boolean {
  if (text === '') return false;
  const parts = subjectOf(text) === null ? splitList(text) : [text];
  return parts.some((part) => {
    const subject = subjectOf(part);
    return subject !== null && subject !== comparable(part);
  });
}

export interface ParsedCertificates {
  readonly certificates: Certificate[];
  readonly unknownKind: boolean;
  readonly unknownSubject: boolean;
  /** True when the two lists have different lengths and could not be paired. */
  readonly unpaired: boolean;
}

/** Certificates that name no subject of the list: general primary teaching. */
const GENERAL = /^(全科|小学全科|小学教育|不分科|无)$/u;

/**
 * Certificates from 教师资格证种类 and 资格证学科, paired by position: 「高级中学、小学」 with 「英语、语文」,
 * 「高中英语」 in one cell, one kind with several subjects, or several kinds with one subject.
 */
export function parseCertificates(kinds: string, subjects: string): ParsedCertificates {
  const found = listCertificateKinds(kinds);
  const named = subjects === '' ? [] : splitSubjects(subjects);
  const pairs = pairUp(found, named);
  const isStrange = ({ stage, subject }: CertificateKind) =>
    stage !== null && subject !== '' && !GENERAL.test(subject) && subjectOf(subject) === null;
  return {
    certificates: dedupe(pairs.flatMap(toCertificate)),
    unknownKind: found.some((kind) => kind.stage === null),
    unknownSubject: pairs.some(isStrange),
    unpaired: found.length > 1 && named.length > 1 && named.length !== found.length,
  };
}

interface CertificateKind {
  readonly stage: Stage | null;
  readonly subject: string;
}

function listCertificateKinds(text: string): CertificateKind[] {
  const whole = certificateKind(text);
  if (whole.stage !== null && (whole.subject === '' || subjectOf(whole.subject) !== null))
    return [whole];
  return splitList(text)
    .filter((part) => part !== '')
    .map(certificateKind);
}

function certificateKind(text: string): CertificateKind {
  const { stage, rest } = splitStage(text);
  const subject = rest.replace(/^实习指导/u, '').replace(/(教师|教师资格证?|资格证?|老师)+/gu, '');
  return { stage, subject: subject.replace(/[-—/:()]/gu, '') };
}

function splitSubjects(text: string): string[] {
  return subjectOf(text) === null ? splitList(text) : [text];
}

function pairUp(kinds: readonly CertificateKind[], named: readonly string[]) {
  const [only] = kinds;
  if (only !== undefined && kinds.length === 1 && named.length > 1) {
    return named.map((subject) => ({ stage: only.stage, subject }));
  }
  return kinds.map(({ stage, subject }, i) => ({
    stage,
    subject: subject || (named.length === 1 ? named[0] : named[i]) || '',
  }));
}

function toCertificate({ stage, subject }: CertificateKind): Certificate[] {
  return stage === null ? [] : [{ stage, subject: subject === '' ? null : subjectOf(subject) }];
}

function dedupe(certificates: readonly Certificate[]): Certificate[] {
  const byKey = new Map(certificates.map((each) => [`${each.stage}/${each.subject ?? ''}`, each]));
  return [...byKey.values()];
}
