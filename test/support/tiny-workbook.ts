/**
 * A tiny valid county as the tables a bureau hands in: three schools, six people, no finding.
 * Rows are keyed by the column keys of src/intake/headers.ts, so a test changes one cell and asks what is said about it.
 */
import { TABLES, type Table, type TableId } from '../../src/intake/headers.ts';
import {
  type CellValue,
  cellAddress,
  type RawSheet,
  type RawWorkbook,
} from '../../src/workbook/port.ts';

export type TinyRow = Record<string, CellValue>;
export type TinyTables = Record<TableId, TinyRow[]>;

const school = (code: string, name: string, rest: TinyRow): TinyRow => ({
  ...{ code, name, classes: 12, pupils: 480, quota: 4, staff: 0, temporary: 0, weak: '否' },
  ...{ operator: '公办', keySchool: '否' },
  ...rest,
});

const post = (name: string, stage: string, subject: string | null, rest: TinyRow): TinyRow => ({
  ...{ school: name, stage, category: '专任教师', subject, mustFill: 0 },
  ...rest,
});

const caps = (name: string, stage: string, rest: TinyRow): TinyRow => ({
  ...{
    school: name,
    stage,
    seniorCap: 1,
    seniorUsed: 0,
    middleCap: 2,
    middleUsed: 0,
    juniorCap: 1,
  },
  ...rest,
});

const person = (staffNo: string, unit: string, rest: TinyRow): TinyRow => ({
  ...{ staffNo, name: `测试${staffNo}`, sex: '女', birth: '1985-06', unit, employment: '在编' },
  ...{ category: '专任教师', stage: '小学', subjects: '语文', certificateStage: '小学' },
  ...{ certificateSubject: '语文', title: '中级', schoolStart: '2012-09', degree: '本科' },
  ...{ hiring: '已聘' },
  ...rest,
});

/** A fresh copy of the tables, to be changed at will. */
export function tinyTables(): TinyTables {
  return {
    schools: [
      school('S1', '实验小学', { ...SCHOOL_TOWN, stage: '小学', kind: '小学', staff: 2 }),
      school('S2', '城南学校', { ...SCHOOL_STREET, stage: '小学', staff: 2 }),
      school('S2', '城南学校', { ...SCHOOL_STREET, stage: '初中', staff: 1 }),
      school('S3', '河口中学', { ...SCHOOL_RURAL, stage: '初中', kind: '初级中学', staff: 1 }),
    ],
    posts: [
      post('实验小学', '小学', '语文', { posts: 2, hired: 1, openings: 1 }),
      post('城南学校', '小学', '语文', { posts: 3, hired: 2, openings: 1 }),
      post('城南学校', '初中', '语文', { posts: 2, hired: 1, openings: 1 }),
      post('城南学校', '小学', null, { category: '管理', posts: 1, hired: 0, openings: 1 }),
      post('河口中学', '初中', '英语', { posts: 3, hired: 1, openings: 2, mustFill: 1 }),
    ],
    titles: [
      caps('实验小学', '小学', { middleUsed: 2 }),
      caps('城南学校', '小学', { middleUsed: 2 }),
      caps('城南学校', '初中', { middleUsed: 1 }),
      caps('河口中学', '初中', { middleUsed: 1 }),
    ],
    roster: [
      person('101', '实验小学', {}),
      person('102', '实验小学', { hiring: '未聘任', unplacedReason: '超编' }),
      person('201', '城南学校', { hiring: '未聘任', unplacedReason: '学科富余' }),
      person('202', '城南学校', { sex: '男', birth: '1970-01', duty: '副校长' }),
      person('203', '城南学校', { ...JUNIOR_TEACHER, subjects: '语文、历史' }),
      person('301', '河口中学', {
        ...JUNIOR_TEACHER,
        subjects: '英语',
        certificateSubject: '英语',
      }),
    ],
    wishes: [
      { staffNo: '102', wish1: '城南学校/小学语文', wish2: '河口中学', obeys: '是' },
      { staffNo: '201', wish1: '河口中学/英语', obeys: '否', notHiredProof: '有' },
    ],
    merits: [
      { staffNo: '102', total: 87.25 },
      { staffNo: '201', total: 90 },
    ],
    approved: [
      { stage: '小学', total: 8, approver: '县委编办', approvedOn: '2025-01' },
      { stage: '初中', total: 8, approver: '县委编办', approvedOn: '2025-01' },
    ],
    sites: [
      { code: 'Z1', name: '南坡教学点', school: '城南学校', classes: 2, pupils: 30, ...SITE },
    ],
    researchers: [
      { staffNo: 'J1', subject: '语文', stage: '初中', since: '2019-09', school: '城南学校' },
    ],
    tasks: [{ staffNo: '101', name: '测试101', course: '语文', hours: 12, pupils: 40 }],
  };
}

const SCHOOL_TOWN = { district: '局直学区', tier: '局直', longitude: 120, latitude: 37 };
const SCHOOL_STREET = {
  ...{ district: '城南街道', tier: '街道', kind: '九年一贯制' },
  ...{ longitude: 120.05, latitude: 37.02 },
};
const SITE = {
  stage: '小学',
  classesByGrade: '1、1、0、0、0、0',
  longitude: 120.06,
  latitude: 37.01,
};
const SCHOOL_RURAL = { district: '河口镇', tier: '农村', longitude: 120.2, latitude: 37.2 };
const JUNIOR_TEACHER = { stage: '初中', certificateStage: '初级中学' };

function columnKeys(id: TableId): string[] {
  return Object.keys(TABLES[id].columns);
}

/** One table as a sheet: canonical name, canonical headers in row 1, data from row 2. */
export function tinySheet(id: TableId, rows: readonly TinyRow[]): RawSheet {
  const table: Table = TABLES[id];
  const keys = columnKeys(id);
  return {
    name: table.sheets[0] ?? '',
    rows: [
      keys.map((key) => table.columns[key]?.headers[0] ?? ''),
      ...rows.map((row) => keys.map((key) => row[key] ?? null)),
    ],
  };
}

/** The tables as a workbook. */
export function tinyWorkbook(tables: TinyTables = tinyTables()): RawWorkbook {
  const ids = Object.keys(TABLES) as TableId[];
  return { sheets: ids.map((id) => tinySheet(id, tables[id])) };
}

/** The canonical name of a table's sheet. */
export function sheetName(id: TableId): string {
  return TABLES[id].sheets[0];
}

/** A1 address of a cell in {@link tinySheet}: zero-based data row, column key. */
export function tinyCell(id: TableId, row: number, key: string): string {
  return cellAddress(row + 1, columnKeys(id).indexOf(key));
}
