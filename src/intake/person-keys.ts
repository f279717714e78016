/**
 * Who is who across the tables: by staff number, else by ID number, else by name with school and birth month. Never by
 * the name alone: namesakes are common. ID numbers stay in here; no message and no county holds them.
 */
import { comparable } from './cells.ts';
import type { Fields } from './fields.ts';
import { readIdentity } from './identity.ts';
import { claimNumber, claimStaffNo } from './staff-number.ts';
import type { Row } from './table.ts';

/** The tables whose people are looked up on the roster. */
type FollowerTable = 'wishes' | 'merits';
/** What every table about people may tell of a person. */
type PersonFields = Fields<'roster'> | Fields<'wishes'>;

/** The people of the roster by each of their keys; null where a key fits several. */
export class PersonIndex {
  readonly staffNumbers = new Set<string>();
  readonly names = new Map<string, string>();
  #allNames: ReadonlySet<string> | undefined;
  readonly #byIdNumber = new Map<string, string>();
  readonly #byPerson = new Map<string, string | null>();
  readonly #byBareNumber = new Map<string, string | null>();

  add(id: string, fields: Fields<'roster'>): void {
    this.staffNumbers.add(id);
    this.names.set(id, bareName(fields.row.text('name')));
    const identity = readIdentity(fields.raw('idNumber'));
    if (identity !== null && typeof identity === 'object') this.#byIdNumber.set(identity.key, id);
    addOnce(this.#byPerson, personKey(fields), id);
    addOnce(this.#byBareNumber, withoutZeros(id), id);
  }

  byIdNumber(fields: PersonFields): string | null {
    const identity = readIdentity(fields.raw('idNumber'));
    if (identity === null || typeof identity === 'string') return null;
    return this.#byIdNumber.get(identity.key) ?? null;
  }

  byPerson(fields: PersonFields): string | null {
    const key = personKey(fields);
    return key === null ? null : (this.#byPerson.get(key) ?? null);
  }

  /** Whether anybody on the roster has this name; it identifies nobody. */
  hasName(name: string): boolean {
    this.#allNames ??= new Set(this.names.values());
    return this.#allNames.has(bareName(name));
  }

  /** The one number that differs in leading zeros only. */
  byBareNumber(written: string): string | null {
    return this.#byBareNumber.get(withoutZeros(written)) ?? null;
  }
}

function addOnce(map: Map<string, string | null>, key: string | null, id: string): void {
  if (key !== null && key !== '') map.set(key, map.has(key) ? null : id);
}

const withoutZeros = (number: string) => number.replace(/^0+/, '');

/** Name, school and birth month together; null where one of them is missing. */
function personKey(fields: PersonFields): string | null {
  const plain = fields as Fields<'roster'>;
  const name = bareName(plain.row.text('name'));
  const [unit, birth] = [plain.row.word('unit'), plain.tryMonth('birth')];
  if (name === '' || unit === '' || !/^\d{4}-\d\d$/.test(birth)) return null;
  return `${name}|${unit}|${birth}`;
}

/** A name without white space and without a mark in brackets that tells namesakes apart: 「张伟(小)」. */
function bareName(text: string): string {
  return comparable(text).replace(/\([^)]*\)$/u, '');
}

/** Whether two written names may be the same person's; a blank one contradicts nothing. */
export function sameName(a: string, b: string): boolean {
  const [left, right] = [bareName(a), bareName(b)];
  return left === '' || right === '' || left === right;
}

/**
 * The staff number of the person a row is about, '' after a remark when none can be told. A number that is not on the
 * roster comes back as written: the caller says so.
 */
export function claimPerson<Id extends FollowerTable>(
  fields: Fields<Id>,
  rows: Map<string, Row<Id>>,
  people: PersonIndex,
): string {
  // Both tables have the columns of a person's keys under the same names.
  const plain = fields as unknown as Fields<'wishes'>;
  const written = plain.row.word('staffNo');
  if (written === '') return claimWithoutNumber(fields, rows, people);
  if (!people.staffNumbers.has(written)) {
    const restored = people.byBareNumber(written);
    if (restored !== null && sameName(plain.row.text('name'), people.names.get(restored) ?? '')) {
      noteMatch(plain, 'leading-zeros', '缺少开头的 0', restored);
      return claimNumber(fields, restored, rows);
    }
    return claimStaffNo(fields, rows);
  }
  const id = claimStaffNo(fields, rows);
  if (id !== '' && !sameName(plain.row.text('name'), people.names.get(id) ?? '')) {
    plain.warn('name', {
      code: 'name-differs-from-roster',
      message: '同一职工号在花名册中是另一个姓名。',
      suggestion: '以职工号为准；请核对是否填错行或填错职工号。',
    });
  }
  return id;
}

function claimWithoutNumber<Id extends FollowerTable>(
  fields: Fields<Id>,
  rows: Map<string, Row<Id>>,
  people: PersonIndex,
): string {
  const plain = fields as unknown as Fields<'wishes'>;
  const byId = people.byIdNumber(plain);
  const found = byId ?? people.byPerson(plain);
  if (found === null) return claimStaffNo(fields, rows);
  const how = byId === null ? '姓名、学校、出生年月' : '身份证号';
  noteMatch(plain, 'matched-without-staff-number', `为空，按${how}在花名册中找到`, found);
  return claimNumber(fields, found, rows);
}

function noteMatch(fields: Fields<'wishes'>, code: string, what: string, id: string): void {
  fields.mended('staffNo', {
    code,
    message: `「职工号」${what}。`,
    suggestion: '按花名册中的职工号处理；请补填。',
    takenFor: id,
  });
}

/**
 * Staff numbers for people who have none, if the bureau says yes: school and a number in order of ID number, name and
 * birth, so that the order of the rows does not matter.
 */
export function numbersForNameless(rows: readonly Row<'roster'>[]): Map<Row<'roster'>, string> {
  const bySchool = new Map<string, Row<'roster'>[]>();
  for (const row of rows) {
    const unit = row.word('unit');
    if (row.word('staffNo') !== '' || unit === '') continue;
    bySchool.set(unit, [...(bySchool.get(unit) ?? []), row]);
  }
  const numbers = new Map<Row<'roster'>, string>();
  const key = (row: Row<'roster'>) =>
    [row.word('idNumber'), row.word('name'), row.word('birth'), row.word('subjects')].join('|');
  for (const [unit, list] of bySchool) {
    const ordered = list
      .map((row) => ({ row, key: key(row) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    for (const [index, { row }] of ordered.entries()) {
      numbers.set(row, `${unit}-补${String(index + 1).padStart(3, '0')}`);
    }
  }
  return numbers;
}
