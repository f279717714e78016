/** The county as the tables a bureau hands in: sheets and canonical headers of the intake, Chinese values. */
import {
  type Assessment,
  type Certificate,
  type Exemption,
  type ExemptionPaper,
  isConfirmed,
  type Leadership,
  type PostGroup,
  postGroupId,
  type School,
  type Teacher,
  type Wish,
} from '../../src/domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, TITLE_ZH } from '../../src/domain/vocabulary.ts';
import { TABLES, type Table, type TableId } from '../../src/intake/headers.ts';
import type { SheetToWrite } from '../../src/workbook/port.ts';
import type { GeneratedCounty } from './generate.ts';
import { degreesOf } from './places.ts';
import * as zh from './words.ts';

type Cell = string | number | null;

/** Columns that a bureau with staff numbers on every table, and titles as they are hired, does not keep. */
const LEFT_OUT = {
  roster: ['grade'],
  wishes: ['idNumber', 'unit', 'birth'],
  merits: ['idNumber', 'unit', 'birth'],
} as const satisfies Partial<Record<TableId, readonly string[]>>;
type LeftOut<Id extends TableId> = Id extends keyof typeof LEFT_OUT
  ? (typeof LEFT_OUT)[Id][number]
  : never;
type Row<Id extends TableId> = Record<
  Exclude<keyof (typeof TABLES)[Id]['columns'], LeftOut<Id>>,
  Cell
>;

/** Keys of the columns that are written, in order. */
export function writtenKeys(id: TableId): string[] {
  const leftOut: Partial<Record<TableId, readonly string[]>> = LEFT_OUT;
  return Object.keys(TABLES[id].columns).filter((key) => leftOut[id]?.includes(key) !== true);
}

/** One sheet: the columns of the intake's table under their canonical headers. */
function sheetOf<Id extends TableId>(id: Id, rows: readonly Row<Id>[]): SheetToWrite {
  const table: Table = TABLES[id];
  const keys = writtenKeys(id) as (keyof Row<Id> & string)[];
  const headers = keys.map((key) => table.columns[key]!.headers[0]!);
  return {
    name: table.sheets[0]!,
    headers,
    widths: headers.map((header) => Math.max(8, 2 * header.length + 2)),
    rows: rows.map((row) => keys.map((key) => row[key])),
  };
}

const EMPLOYMENT_ZH: Record<Teacher['employment'], string> = {
  established: '在编',
  agency: '人事代理',
  temporary: '临聘',
  other: '其他',
};

class CountyTables {
  readonly #generated: GeneratedCounty;
  readonly #schools: ReadonlyMap<string, School>;
  readonly #groups: ReadonlyMap<string, PostGroup>;
  constructor(generated: GeneratedCounty) {
    this.#generated = generated;
    this.#schools = new Map(generated.county.schools.map((school) => [school.id, school]));
    this.#groups = new Map(generated.county.postGroups.map((group) => [group.id, group]));
  }

  #schoolName(id: string): string {
    return this.#schools.get(id)!.name;
  }

  #siteName(id: string | null): string | null {
    return this.#generated.county.sites.find((site) => site.id === id)?.name ?? null;
  }

  /** Staff by any key, e.g. school and stage. */
  #count(keyOf: (teacher: Teacher) => string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const teacher of this.#generated.county.teachers) {
      counts.set(keyOf(teacher), (counts.get(keyOf(teacher)) ?? 0) + 1);
    }
    return counts;
  }

  schools(): SheetToWrite {
    const staff = this.#count((teacher) => `${teacher.schoolId}/${teacher.stage}`);
    const { schools } = this.#generated.county;
    const degrees = degreesOf(schools.map((school) => school.position!));
    const rows = schools.flatMap((school, index) => {
      const place = degrees[index]!;
      return school.parts.map(
        (part): Row<'schools'> => ({
          code: school.id,
          name: school.name,
          kind: school.kind,
          district: school.districtId,
          tier: TIER_ZH[school.tier],
          stage: STAGE_ZH[part.stage],
          classes: part.classes,
          pupils: part.pupils,
          quota: part.quota,
          staff: staff.get(`${school.id}/${part.stage}`) ?? 0,
          temporary: part.temporary,
          weak: zh.yesNo(school.weak),
          zone: school.zone === null ? null : zh.ZONE_ZH[school.zone],
          centralSchool: null,
          community: school.community,
          operator: '公办',
          keySchool: zh.yesNo(school.keySchool),
          longitude: place.longitude,
          latitude: place.latitude,
          classesByGrade: gradeText(part.classesByGrade),
          boarders: part.boarders,
          expectedPupils: part.expectedPupils,
          partyCommittee: school.partyCommittee ? '党总支' : '党支部',
        }),
      );
    });
    return sheetOf('schools', rows);
  }

  posts(): SheetToWrite {
    const hired = this.#count((teacher) =>
      teacher.hiring === 'unplaced'
        ? ''
        : postGroupId({ ...teacher, subject: teacher.mainSubject }),
    );
    const rows = this.#generated.county.postGroups.map(
      (group): Row<'posts'> => ({
        school: this.#schoolName(group.schoolId),
        stage: STAGE_ZH[group.stage],
        category: CATEGORY_ZH[group.category],
        subject: group.subject,
        posts: group.posts,
        // Before a rotation some subjects have more people than posts; a post is held once.
        hired: Math.min(group.posts, hired.get(group.id) ?? 0),
        openings: group.openings,
        mustFill: group.mustFill,
      }),
    );
    return sheetOf('posts', rows);
  }

  titles(): SheetToWrite {
    const used = this.#count((teacher) => `${teacher.schoolId}/${teacher.stage}/${teacher.title}`);
    const rows = this.#generated.county.schools.flatMap((school) =>
      school.parts.map(({ stage, titleCaps }): Row<'titles'> => {
        const heads = (title: string) => used.get(`${school.id}/${stage}/${title}`) ?? 0;
        return {
          school: school.name,
          stage: STAGE_ZH[stage],
          seniorCap: titleCaps.H,
          seniorUsed: heads('H'),
          middleCap: titleCaps.M,
          middleUsed: heads('M'),
          juniorCap: titleCaps.E,
          juniorUsed: heads('E'),
        };
      }),
    );
    return sheetOf('titles', rows);
  }

  roster(): SheetToWrite {
    return sheetOf(
      'roster',
      this.#generated.county.teachers.map((teacher) => this.#person(teacher)),
    );
  }

  #person(teacher: Teacher): Row<'roster'> {
    const extras = this.#generated.extras.people.get(teacher.id)!;
    return {
      staffNo: teacher.id,
      name: teacher.name,
      idNumber: extras.idNumber,
      sex: teacher.sex === 'M' ? '男' : '女',
      birth: teacher.birth,
      unit: this.#schoolName(teacher.schoolId),
      employment: EMPLOYMENT_ZH[teacher.employment],
      category: CATEGORY_ZH[teacher.category],
      duty: extras.duty,
      stage: STAGE_ZH[teacher.stage],
      subjects: teacher.mainSubject,
      secondSubject: teacher.otherSubjects.length === 0 ? null : teacher.otherSubjects.join('、'),
      ...certificateCells(teacher.certificates),
      title: TITLE_ZH[teacher.title],
      workStart: extras.workStart,
      schoolStart: teacher.schoolStart,
      ruralYears: teacher.ruralYears,
      degree: zh.DEGREE_ZH[teacher.degree],
      backbone: teacher.backbone ? '县级骨干' : null,
      hiring: zh.HIRING_ZH[teacher.hiring],
      unplacedReason: teacher.unplacedReason === null ? null : zh.REASON_ZH[teacher.unplacedReason],
      exemption: teacher.exemption === null ? null : zh.EXEMPTION_ZH[teacher.exemption.kind],
      ...exemptionCells(teacher.exemption),
      boundUntil: teacher.boundUntil,
      teachable: teacher.teachable ? null : '否',
      examPassed: teacher.examPassed ? '是' : null,
      returnRight: teacher.returnRight ? '是' : null,
      retirementTrack: teacher.statutoryTrack === null ? null : zh.TRACK_ZH[teacher.statutoryTrack],
      homeDistrict: teacher.homeDistrictId,
      volunteer: teacher.volunteer ? '是' : null,
      site: this.#siteName(teacher.siteId),
      classTeacher: teacher.classTeacher ? '是' : null,
      weeklyHours: teacher.weeklyHours,
      optsIn: teacher.optsIn ? '是' : null,
      assessments: gradesText(teacher.assessments),
      monitoringFails: teacher.monitoringFails === 0 ? null : teacher.monitoringFails,
      ...this.#exchangeCells(teacher),
      ...leadershipCells(teacher.leadership),
      ...this.#lastHeadedCells(teacher.leadership),
    };
  }

  #lastHeadedCells(leadership: Leadership | null): LastHeadedCells {
    const left = leadership?.lastHeaded ?? null;
    return {
      lastHeadedSchool: left === null ? null : this.#schoolName(left.schoolId),
      lastHeadedUntil: left?.until ?? null,
      lastHeadedMonths: left?.months ?? null,
    };
  }

  #exchangeCells({ exchange, exchangeMonths }: Teacher): ExchangeCells {
    return {
      exchangeHome: exchange === null ? null : this.#schoolName(exchange.homeSchoolId),
      exchangeSince: exchange?.since ?? null,
      exchangeUntil: exchange?.until ?? null,
      exchangePost: this.#ownPostText(exchange?.homePostGroupId ?? null),
      exchangeMonths: exchangeMonths === 0 ? null : exchangeMonths,
    };
  }

  /** A wish as people write it: the school, then the post. */
  #wishText(wish: Wish | undefined): string | null {
    if (wish === undefined) return null;
    const school = this.#schoolName(wish.schoolId);
    return wish.postGroupId === null ? school : this.#postText(wish.postGroupId);
  }

  #postText(postGroupId: string): string {
    const group = this.#groups.get(postGroupId)!;
    return `${this.#schoolName(group.schoolId)} ${this.#ownPostText(postGroupId)}`;
  }

  /** A post of a school that is told beside it. */
  #ownPostText(postGroupId: string | null): string | null {
    const group = this.#groups.get(postGroupId ?? '');
    if (group === undefined) return null;
    return STAGE_ZH[group.stage] + (group.subject ?? CATEGORY_ZH[group.category]);
  }

  /** One row for each form handed in, and for kinship and refusals on record; nobody else appears. */
  wishes(): SheetToWrite {
    const forms = this.#generated.county.teachers.filter(
      (teacher) =>
        teacher.wishes.length > 0 ||
        !teacher.documentsComplete ||
        teacher.obeys !== null ||
        teacher.kinSchoolIds.length > 0 ||
        teacher.refusedPostGroupIds.length > 0,
    );
    const rows = forms.map(
      (teacher): Row<'wishes'> => ({
        staffNo: teacher.id,
        name: teacher.name,
        wish1: this.#wishText(teacher.wishes[0]),
        wish2: this.#wishText(teacher.wishes[1]),
        wish3: this.#wishText(teacher.wishes[2]),
        wish4: this.#wishText(teacher.wishes[3]),
        wish5: this.#wishText(teacher.wishes[4]),
        obeys: teacher.obeys === null ? null : zh.yesNo(teacher.obeys),
        notHiredProof: teacher.documentsComplete ? '有' : '无',
        performanceReport: '有',
        kinSchools: joined(teacher.kinSchoolIds.map((id) => this.#schoolName(id))),
        refused: joined(teacher.refusedPostGroupIds.map((id) => this.#postText(id))),
        handedIn: teacher.formLate ? LATE_DAY : IN_TIME_DAY,
        deadline: DEADLINE,
        late: teacher.formLate ? '是' : null,
        partner: teacher.partnerId,
      }),
    );
    return sheetOf('wishes', rows);
  }

  merits(): SheetToWrite {
    const rows = this.#generated.county.teachers.map(
      (teacher): Row<'merits'> => ({
        staffNo: teacher.id,
        name: teacher.name,
        total: teacher.merit === null ? null : teacher.merit / 100,
      }),
    );
    return sheetOf('merits', rows);
  }

  approved(): SheetToWrite {
    const rows = this.#generated.county.approved.map(
      (row): Row<'approved'> => ({ ...row, stage: STAGE_ZH[row.stage] }),
    );
    return sheetOf('approved', rows);
  }

  /** Their names are of no use to anybody here. */
  researchers(): SheetToWrite {
    const rows = this.#generated.county.researchers.map(
      (researcher): Row<'researchers'> => ({
        staffNo: researcher.id,
        name: null,
        subject: researcher.subject,
        stage: STAGE_ZH[researcher.stage],
        since: researcher.since,
        lastInSchool: researcher.lastInSchool,
        school: researcher.schoolId === null ? null : this.#schoolName(researcher.schoolId),
      }),
    );
    return sheetOf('researchers', rows);
  }

  /** Sites stand in the frame of the schools, so their degrees are told in it. */
  sites(): SheetToWrite {
    const { schools, sites } = this.#generated.county;
    const frame = schools.map((school) => school.position!);
    const rows = sites.map((site): Row<'sites'> => {
      const place = degreesOf([site.position!], frame)[0]!;
      return {
        code: site.id,
        name: site.name,
        school: this.#schoolName(site.schoolId),
        stage: STAGE_ZH[site.stage],
        classes: site.classes,
        pupils: site.pupils,
        classesByGrade: gradeText(site.classesByGrade),
        ...place,
      };
    });
    return sheetOf('sites', rows);
  }
}

/** Days of the forms; the county keeps only whether a form was late. */
const IN_TIME_DAY = '2026-07-20';
const DEADLINE = '2026-07-25';
const LATE_DAY = '2026-07-28';

type ExchangeCells = Pick<
  Row<'roster'>,
  'exchangeHome' | 'exchangeSince' | 'exchangeUntil' | 'exchangePost' | 'exchangeMonths'
>;
type PaperCells = Pick<Row<'roster'>, 'exemptionConfirmed' | ExemptionPaper | 'exemptionSpan'>;
type LeadershipCells = Pick<
  Row<'roster'>,
  | 'dutySince'
  | 'deputyYears'
  | 'middleYears'
  | 'teachingYears'
  | 'trainingHours'
  | 'principalCertificate'
  | 'principalReviews'
>;

type LastHeadedCells = Pick<
  Row<'roster'>,
  'lastHeadedSchool' | 'lastHeadedUntil' | 'lastHeadedMonths'
>;

/** Papers are written out where one is missing; elsewhere the office says that all is in order. */
function exemptionCells(exemption: Exemption | null): PaperCells {
  const confirmed = isConfirmed(exemption);
  const paper = (name: ExemptionPaper) =>
    exemption === null || confirmed ? null : zh.yesNo(!exemption.missing.includes(name));
  return {
    exemptionConfirmed: exemption === null ? null : zh.yesNo(confirmed),
    application: paper('application'),
    consent: paper('consent'),
    publicity: paper('publicity'),
    evidence: paper('evidence'),
    exemptionSpan: exemption === null ? null : spanText(exemption),
  };
}

function spanText({ from, to }: Exemption): string | null {
  if (from === null) return to === null ? null : `至${to}`;
  return to === null ? `${from}起` : `${from}至${to}`;
}

function leadershipCells(leadership: Leadership | null): LeadershipCells {
  return {
    dutySince: leadership?.since ?? null,
    deputyYears: leadership?.deputyYears ?? null,
    middleYears: leadership?.middleYears ?? null,
    teachingYears: leadership?.teachingYears ?? null,
    trainingHours: leadership?.trainingHours ?? null,
    principalCertificate: leadership === null ? null : zh.yesNo(leadership.certificate),
    principalReviews: leadership === null ? null : gradesText(leadership.reviews),
  };
}

const gradesText = (grades: readonly Assessment[]): string | null =>
  joined(grades.map((grade) => zh.ASSESSMENT_ZH[grade]));

/** Grade counts as text that no spreadsheet takes for a date. */
const gradeText = (classes: readonly number[] | null): string | null =>
  classes === null ? null : classes.join('、');

const joined = (parts: readonly string[]): string | null =>
  parts.length === 0 ? null : parts.join('、');

function certificateCells(
  certificates: readonly Certificate[],
): Pick<Row<'roster'>, 'certificateStage' | 'certificateSubject'> {
  const stages = certificates.map(({ stage }) => zh.CERTIFICATE_ZH[stage]);
  const subjects = certificates.flatMap(({ subject }) => (subject === null ? [] : [subject]));
  return {
    certificateStage: joined(stages),
    // One subject stands for all kinds.
    certificateSubject: joined([...new Set(subjects)]),
  };
}

/** The sheets of a county workbook; reading them back gives the same county. */
export function writeCountyWorkbook(generated: GeneratedCounty): SheetToWrite[] {
  const tables = new CountyTables(generated);
  return [
    tables.schools(),
    tables.posts(),
    tables.titles(),
    tables.roster(),
    tables.wishes(),
    tables.merits(),
    tables.approved(),
    tables.sites(),
    tables.researchers(),
  ];
}
