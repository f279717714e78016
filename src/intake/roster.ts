/** 教职工花名册 → teachers. Wishes and merit are added by wishes.ts and merits.ts. */
import type { District, Site, Teacher } from '../domain/county.ts';
import { personName } from './cells.ts';
import { readDuties } from './duties.ts';
import { boundByExchange, readExchange } from './exchange.ts';
import { readExemption } from './exemption.ts';
import { Fields } from './fields.ts';
import type { Identity } from './identity.ts';
import type { IssueLog } from './issues.ts';
import { readLeadership, remarkSecondHeads } from './leadership.ts';
import { Namesakes } from './namesakes.ts';
import { readBirthAndSex } from './person-identity.ts';
import { numbersForNameless, PersonIndex } from './person-keys.ts';
import type { PostDirectory, SchoolDirectory } from './places.ts';
import { readCertificates, readSubjects, readTitle } from './qualifications.ts';
import { readSchoolPart } from './school-part.ts';
import { readOwnSite } from './sites.ts';
import { claimStaffNo } from './staff-number.ts';
import { readHiring, readOptional } from './standing.ts';
import type { FoundTable, Row } from './table.ts';
import { CATEGORIES, EMPLOYMENTS, isLeader } from './vocabulary.ts';

/** A person and the row that says so. */
export interface RosterEntry {
  readonly teacher: Teacher;
  readonly row: Row<'roster'>;
}

export interface Roster {
  readonly entries: ReadonlyMap<string, RosterEntry>;
  /** Every staff number on the roster, also of rows that were refused or are out of scope. */
  readonly staffNumbers: ReadonlySet<string>;
  /** The same people by each of their keys. */
  readonly people: PersonIndex;
}

interface RosterContext {
  readonly directory: SchoolDirectory;
  readonly posts: PostDirectory;
  readonly districts: ReadonlySet<string>;
  readonly sites: readonly Site[];
  readonly log: IssueLog;
  /** Rows by staff number and by ID number, to notice a second one. */
  readonly staffNumbers: Map<string, Row<'roster'>>;
  readonly identities: Map<Identity['key'], Row<'roster'>>;
  readonly people: PersonIndex;
  /** Numbers that could stand in for blank ones. */
  readonly substitutes: ReadonlyMap<Row<'roster'>, string>;
  readonly namesakes: Namesakes;
}

export function readRoster(
  table: FoundTable<'roster'>,
  places: {
    directory: SchoolDirectory;
    posts: PostDirectory;
    districts: readonly District[];
    sites: readonly Site[];
  },
  log: IssueLog,
): Roster {
  const context: RosterContext = {
    directory: places.directory,
    posts: places.posts,
    districts: new Set(places.districts.map((district) => district.id)),
    sites: places.sites,
    log,
    staffNumbers: new Map(),
    identities: new Map(),
    people: new PersonIndex(),
    substitutes: numbersForNameless(table.rows),
    namesakes: new Namesakes(),
  };
  const entries = new Map<string, RosterEntry>();
  for (const row of table.rows) {
    const teacher = readTeacher(new Fields(row, log), context);
    if (teacher !== null) entries.set(teacher.id, { teacher, row });
  }
  remarkSecondHeads(entries.values(), log);
  return { entries, staffNumbers: new Set(context.staffNumbers.keys()), people: context.people };
}

/** null when the row was refused, or when its school is not in the round (said at the school cell). */
function readTeacher(fields: Fields<'roster'>, context: RosterContext): Teacher | null {
  const found = readSchoolPart(fields, { school: 'unit', stage: 'stage' }, context.directory);
  if (found === null && isPrivate(fields, context)) {
    // The key is looked at all the same: a blank or double number must not hide behind a refused school.
    claimOwnNumber(fields, context);
    return null;
  }
  const id = claimOwnNumber(fields, context);
  const { birth, sex } = readBirthAndSex(fields, context.identities);
  const category = fields.oneOf('category', CATEGORIES);
  const subjects = readSubjects(fields, category);
  const certificates = readCertificates(fields, category);
  const title = readTitle(fields, category);
  const schoolStart = readSchoolStart(fields);
  if (fields.row.word('name') === '') remarkNoName(fields);
  const employment = readEmployment(fields);
  const hiring = readHiring(fields);
  const siteId = readOwnSite(fields, found?.school ?? null, context.sites);
  const optional = readOptional(fields, context.districts);
  const { exemption, countsAgainstPosts } = readExemption(fields);
  const duties = readDuties(fields);
  const { exchange, exchangeMonths } = readExchange(fields, found, context);
  const leadership = readLeadership(fields, context.directory);
  if (found === null || birth === null || sex === null || category === null) return null;
  if (title === null || schoolStart === null || hiring === null || fields.failed) return null;
  const { mainSubject, otherSubjects } = subjects;
  const { ruralYears, backbone, degree, statutoryTrack, teachable, examPassed } = optional;
  const { returnRight, homeDistrictId, volunteer } = optional;
  const { classTeacher, weeklyHours, optsIn, assessments, monitoringFails } = duties;
  // One literal with every name: spreads in it take twenty times as long, which thousands of people feel.
  return {
    id,
    name: personName(fields.raw('name')),
    sex,
    birth,
    schoolId: found.school.id,
    employment,
    countsAgainstPosts,
    category,
    stage: found.stage,
    leader: isLeader(fields.row.text('duty')),
    mainSubject,
    otherSubjects,
    certificates,
    title,
    schoolStart,
    ruralYears,
    backbone,
    degree,
    hiring: hiring.hiring,
    unplacedReason: hiring.unplacedReason,
    exemption,
    statutoryTrack,
    boundUntil: boundByExchange(fields, optional.boundUntil, exchange),
    teachable,
    examPassed,
    returnRight,
    homeDistrictId,
    volunteer,
    siteId,
    classTeacher,
    weeklyHours,
    optsIn,
    assessments,
    monitoringFails,
    exchange,
    exchangeMonths,
    leadership,
    // A person who handed in no form obeys the arrangement (S05); merit comes from its own table.
    merit: null,
    documentsComplete: true,
    kinSchoolIds: [],
    refusedPostGroupIds: [],
    wishes: [],
    obeys: null,
    formLate: false,
    partnerId: null,
  };
}

function claimOwnNumber(fields: Fields<'roster'>, context: RosterContext): string {
  const { staffNumbers, substitutes, people, namesakes } = context;
  const id = claimStaffNo(fields, staffNumbers, substitutes.get(fields.row) ?? null);
  if (id !== '') people.add(id, fields);
  namesakes.check(fields);
  return id;
}

/** Out of scope, as was said at the cell; of a school whose own row was refused the people are read all the same. */
function isPrivate(fields: Fields<'roster'>, { directory }: RosterContext): boolean {
  return directory.find(fields.row.text('unit')).kind === 'private';
}

/** The staff number is the key; a list for publicity without a name would say nothing. */
function remarkNoName(fields: Fields<'roster'>): void {
  fields.warn('name', {
    code: 'missing-name',
    message: '「姓名」为空。',
    suggestion: '以职工号为准处理；公示名单中该人没有姓名，请补填。',
  });
}

function readEmployment(fields: Fields<'roster'>): Teacher['employment'] {
  if (fields.required('employment') === '') return 'other';
  return fields.oneOfOr('employment', EMPLOYMENTS, 'other', '按「其他」处理，不参与调配');
}

/** 来本校时间; where it is blank the beginning of service stands in. */
function readSchoolStart(fields: Fields<'roster'>): string | null {
  if (fields.row.text('schoolStart') !== '') return fields.month('schoolStart');
  const workStart = fields.month('workStart');
  if (workStart === null) {
    fields.required('schoolStart');
    return null;
  }
  fields.warn('schoolStart', {
    code: 'assumed-school-start',
    message: '「来本校时间」为空。',
    suggestion: '按参加工作时间处理；请补填。',
  });
  return workStart;
}
