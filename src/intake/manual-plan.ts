/**
 * 手工方案: the plan a bureau made by hand, a sheet or a `.csv` → moves. Whatever cannot be told for certain is a question
 * with sheet and cell, and no plan.
 */
import type { County, PostGroup, School, Teacher } from '../domain/county.ts';
import { InputError, type InputIssue } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import { DEFAULT_READ_LIMITS, type RawWorkbook, type ReadLimits } from '../workbook/port.ts';
import { readWorkbook } from '../workbook/read.ts';
import type { WorkbookSource } from '../workbook/source.ts';
import { comparable } from './cells.ts';
import { IssueLog, type Place, type Remark } from './issues.ts';
import { type Named, PeopleBook, PostBook, SchoolBook } from './plan-names.ts';
import { findPlanSheet, type PlanColumn, PlanRow } from './plan-sheet.ts';
import { EMPTY_PLAN } from './plan-warnings.ts';
import { dataRows } from './table.ts';

export interface ManualPlan {
  /** Moves in order of the rows; people on standby or staying are left out. */
  readonly placements: readonly { readonly teacherId: string; readonly postGroupId: string }[];
  /** What was assumed. */
  readonly warnings: readonly IntakeIssue[];
}

/** Words in the school column that say there is no move. */
const NO_MOVE = /^(待岗|待聘|待安排|待分配|未安排|不安排|暂不安排|留任|留校|原校|不动|不变)$/u;

/**
 * Opens and reads a workbook or a `.csv`.
 * @throws InputError with sheet and cell for everything that is unknown, ambiguous or said twice
 */
export async function readManualPlanFrom(
  source: WorkbookSource,
  county: County,
  limits: ReadLimits = DEFAULT_READ_LIMITS,
): Promise<ManualPlan> {
  return readManualPlan(await readWorkbook(source, limits), county);
}

/** @throws InputError with sheet and cell, see above */
export function readManualPlan(raw: RawWorkbook, county: County): ManualPlan {
  const { sheet, place, header } = findPlanSheet(raw);
  const log = new IssueLog(raw);
  const reader = new PlanReader(county, log);
  for (const [index, values] of dataRows(sheet, { place, header, log }))
    reader.read(new PlanRow(place, header, index, values));
  const issues = log.sorted();
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InputError(errors.map(asInput));
  return {
    placements: reader.placements,
    warnings: reader.namesNobody ? [...issues, EMPTY_PLAN] : issues,
  };
}

function asInput({ code, sheet, cell, message, suggestion }: IntakeIssue): InputIssue {
  return {
    code,
    ...(sheet === null ? {} : { sheet }),
    ...(cell === null ? {} : { cell }),
    message: `${message}${suggestion}`,
  };
}

class PlanReader {
  readonly placements: { teacherId: string; postGroupId: string }[] = [];
  readonly #log: IssueLog;
  readonly #people: PeopleBook;
  readonly #schools: SchoolBook;
  readonly #posts: PostBook;
  /** Address of the row that named a person first. */
  readonly #named = new Map<string, string>();

  constructor(county: County, log: IssueLog) {
    this.#log = log;
    this.#people = new PeopleBook(county);
    this.#schools = new SchoolBook(county);
    this.#posts = new PostBook(county);
  }

  /** No row names a person. */
  get namesNobody(): boolean {
    return this.#named.size === 0;
  }

  read(row: PlanRow): void {
    const teacher = this.#teacher(row);
    const post = this.#post(row);
    if (teacher === null) return;
    const key = keyOfPerson(row);
    const earlier = this.#named.get(teacher.id);
    if (earlier !== undefined) {
      this.#log.error(row.place(key), {
        code: 'duplicate-teacher',
        message: `职工号 ${teacher.id} 已在单元格 ${earlier} 出现 (the same teacher twice)。`,
        suggestion: '每人只能有一个去向，请删去一行。',
      });
      return;
    }
    this.#named.set(teacher.id, row.address(key));
    if (post !== null) this.placements.push({ teacherId: teacher.id, postGroupId: post.id });
  }

  /** What was found; null after its question is put to the bureau. */
  #take<T>(named: Named<T>, place: Place): T | null {
    if ('found' in named) return named.found;
    this.#log.error(place, named.ask);
    return null;
  }

  #ask(place: Place, ask: Remark): null {
    this.#log.error(place, ask);
    return null;
  }

  #teacher(row: PlanRow): Teacher | null {
    const staffNo = row.word('staffNo');
    const name = row.word('name');
    if (staffNo === '' && name === '')
      return this.#ask(row.place(keyOfPerson(row)), {
        code: 'missing-value',
        message: '职工号和姓名都为空。',
        suggestion: '请填职工号，或姓名与原学校。',
      });
    const written = row.text('home');
    const home = written === '' ? null : this.#take(this.#schools.find(written), row.place('home'));
    if (written !== '' && home === null) return null;
    const named =
      staffNo === ''
        ? this.#people.byName(name, home)
        : this.#people.byStaffNo(staffNo, name, home);
    return this.#take(named, row.place(keyOfPerson(row)));
  }

  /** null = no move, or a question. */
  #post(row: PlanRow): PostGroup | null {
    const id = row.text('postId');
    const written = row.text('school');
    if (NO_MOVE.test(comparable(written))) return null;
    if (written === '' && id === '') {
      this.#log.warn(row.place('school'), {
        code: 'no-destination',
        message: '没有填拟聘学校。',
        suggestion: '按未安排（待岗或留任）处理。',
      });
      return null;
    }
    const named =
      written === '' ? null : this.#take(this.#schools.split(written), row.place('school'));
    if (written !== '' && named === null) return null;
    if (id !== '') return this.#postById(row, id, named?.school ?? null);
    const { school, rest } = named as NonNullable<typeof named>;
    const words = {
      stage: row.text('stage'),
      category: row.text('category'),
      subject: row.text('subject'),
      post: [row.text('post'), rest].filter((word) => word !== '').join('/'),
    };
    return this.#take(this.#posts.find(school, words), row.place('school'));
  }

  #postById(row: PlanRow, id: string, school: School | null): PostGroup | null {
    const group = this.#take(this.#posts.byId(id), row.place('postId'));
    if (group === null || school === null || group.schoolId === school.id) return group;
    return this.#ask(row.place('postId'), {
      code: 'post-mismatch',
      message: `岗位组「${group.id}」不属于所填的学校「${school.name}」。`,
      suggestion: '请核对岗位组编号与拟聘学校，改正其一。',
    });
  }
}

const keyOfPerson = (row: PlanRow): PlanColumn => (row.word('staffNo') === '' ? 'name' : 'staffNo');
