/** Where a manual plan stands in a workbook: its headers, its sheet, its rows. */
import { InputError, type InputIssue } from '../domain/errors.ts';
import { type CellValue, cellAddress, type RawSheet, type RawWorkbook } from '../workbook/port.ts';
import { cleanText, comparable } from './cells.ts';
import { findHeaderRow, HEADER_SEARCH_ROWS, type HeaderRow } from './header-rows.ts';
import type { Table } from './headers.ts';
import type { Place } from './issues.ts';

const may = (...headers: string[]) => ({ headers, required: false });

/**
 * 手工方案 is the generator's name, 调配结果 a sheet of our own proposal.xlsx. 任教学科 is the person's own subject and no
 * word about the post.
 */
const MANUAL_PLAN = {
  sheets: ['手工方案', '手工调配方案', '人工方案', '调配结果', '调配方案', '安排方案'],
  required: true,
  columns: {
    staffNo: may('职工号', '工号', '人员编码', '教职工编号'),
    name: may('姓名', '教师姓名'),
    home: may('原学校', '原单位', '原工作单位', '现学校', '工作单位', '所在学校'),
    postId: may('岗位组编号', '岗位编号'),
    school: may('拟聘学校', '拟安排学校', '拟调入学校', '调入学校', '新学校', '接收学校', '去向'),
    stage: may('拟聘学段', '学段'),
    category: may('岗位类别', '岗位性质'),
    subject: may('拟聘学科', '学科'),
    post: may('拟聘岗位', '拟安排岗位', '岗位'),
  },
} as const satisfies Table;
export type PlanColumn = keyof typeof MANUAL_PLAN.columns;

export interface PlanSheet {
  readonly sheet: RawSheet;
  readonly place: Place;
  readonly header: HeaderRow;
}

/**
 * The sheet by name, then by headers.
 * @throws InputError when none could be the plan, or several
 */
export function findPlanSheet({ sheets }: RawWorkbook): PlanSheet {
  const candidates = sheets.flatMap((sheet, sheetIndex): PlanSheet[] => {
    const header = findHeaderRow(sheet, MANUAL_PLAN);
    const place = { sheet: sheet.name, sheetIndex, row: null, column: null };
    return header !== null && isComplete(header) ? [{ sheet, place, header }] : [];
  });
  const names: readonly string[] = MANUAL_PLAN.sheets;
  const byName = candidates.filter(({ sheet }) =>
    names.some((name) => comparable(sheet.name).includes(name)),
  );
  const fitting = byName.length > 0 ? byName : candidates;
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw new InputError([fitting.length === 0 ? noPlan(sheets) : severalPlans(fitting)]);
}

function isComplete({ columns }: HeaderRow): boolean {
  const has = (...keys: PlanColumn[]) => keys.some((key) => columns.has(key));
  return has('staffNo', 'name') && has('school', 'postId');
}

function noPlan(sheets: readonly RawSheet[]): InputIssue {
  const names = sheets.map(({ name }) => `「${name}」`).join('');
  return {
    code: 'no-manual-plan',
    message: `没有找到手工方案：现有工作表${names || '零个'}的前 ${HEADER_SEARCH_ROWS} 行中，没有同时含「职工号」（或「姓名」）与「拟聘学校」的表头 (no manual plan found)。`,
  };
}

function severalPlans(sheets: readonly PlanSheet[]): InputIssue {
  const names = sheets.map(({ sheet }) => `「${sheet.name}」`).join('');
  return {
    code: 'several-manual-plans',
    message: `工作表${names}都像是手工方案，请只留一个，或把要审计的一张命名为「${MANUAL_PLAN.sheets[0]}」 (several sheets could be the plan)。`,
  };
}

/** One row, its cells by column key. */
export class PlanRow {
  readonly #place: Place;
  readonly #header: HeaderRow;
  readonly #index: number;
  readonly #values: readonly CellValue[];
  constructor(place: Place, header: HeaderRow, index: number, values: readonly CellValue[]) {
    this.#place = place;
    this.#header = header;
    this.#index = index;
    this.#values = values;
  }

  /** Cleaned text, '' for blank and for an absent column. */
  text(key: PlanColumn): string {
    const column = this.#header.columns.get(key);
    return column === undefined ? '' : cleanText(this.#values[column] ?? null);
  }

  word(key: PlanColumn): string {
    return comparable(this.text(key));
  }

  place(key: PlanColumn): Place {
    const column = this.#header.columns.get(key) ?? null;
    return { ...this.#place, row: this.#index, column };
  }

  address(key: PlanColumn): string {
    return cellAddress(this.#index, this.#header.columns.get(key) ?? 0);
  }
}
