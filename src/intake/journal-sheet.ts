/** The sheet 工作台账: its headers, its words, and one row as an entry of the journal. */
import type { ApprovingBody, JournalEntry, ListedStage } from '../domain/journal.ts';
import type { CellValue } from '../workbook/port.ts';
import { cleanText, comparable, parseYesNo } from './cells.ts';
import { parseDay } from './day-cell.ts';
import type { Table } from './headers.ts';
import type { Place, Remark } from './issues.ts';
import type { PostBook, SchoolBook } from './plan-names.ts';
import type { HeaderRow } from './sheet-claims.ts';

const must = (...headers: string[]) => ({ headers, required: true });
const may = (...headers: string[]) => ({ headers, required: false });

export const JOURNAL_TABLE = {
  sheets: ['工作台账', '改革台账', '台账'],
  required: true,
  columns: {
    id: may('编号', '台账编号', '序号'),
    on: must('日期', '起始日期', '起始日'),
    matter: must('事项', '工作事项', '内容'),
    school: may('学校', '学校代码', '学校名称'),
    teacher: may('职工号', '工号', '人员编码', '教职工编号'),
    post: may('岗位组编号', '岗位编号', '岗位'),
    stage: may('环节', '阶段'),
    until: may('止期', '截止日期', '公示止期', '结束日期'),
    result: may('结果', '处理结果'),
    by: may('审核机构', '批准机构', '经办', '经办单位'),
  },
} as const satisfies Table;
export type JournalColumn = keyof typeof JOURNAL_TABLE.columns;

const words = <T>(table: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(table.flatMap(([code, list]) => list.split(' ').map((word) => [word, code] as const)));

const STAGES = words<ListedStage>([
  ['direct-hire', '直聘'],
  ['in-school', '校内竞聘 校内'],
  ['in-district', '学区竞聘 学区'],
  ['cross-district', '跨学区调配 跨学区 跨学区统筹调配'],
  ['rotation', '交流轮岗 轮岗'],
]);

/** Bodies only: a person's name is not taken over. */
const BODIES = words<ApprovingBody>([
  ['领导小组', '领导小组 县领导小组 县管校聘工作领导小组 县管校聘领导小组 工作领导小组'],
  ['推进小组', '推进小组 县推进小组 工作推进小组'],
  ['人事争议仲裁小组', '人事争议仲裁小组 人事争议仲裁领导小组 仲裁小组'],
  ['编办', '编办 县编办 县委编办'],
  ['人社局', '人社局 县人社局 人力资源和社会保障局'],
  ['教育局', '教育局 县教育局 教体局 县教体局'],
  ['县政府', '县政府 县人民政府'],
]);

/** What an entry is besides id and day; the rest is read from the cells that its kind needs. */
type Matter =
  | { readonly kind: Exclude<JournalEntry['kind'], 'plan-passed' | 'approved' | 'training'> }
  | { readonly kind: 'plan-passed'; readonly body: 'principals-meeting' | 'staff-assembly' }
  | { readonly kind: 'approved'; readonly what: 'intentions' | 'list' }
  | {
      readonly kind: 'training';
      readonly event: 'begun' | 'passed' | 'declined' | 'applied';
    };

const MATTERS = words<Matter>([
  [{ kind: 'posts-set' }, '岗位设置完成 岗位设置'],
  [{ kind: 'plan-passed', body: 'principals-meeting' }, '校长办公会通过 校长办公会通过方案'],
  [{ kind: 'plan-passed', body: 'staff-assembly' }, '教代会通过 教职工代表大会通过 教代会通过方案'],
  [{ kind: 'plan-publicity' }, '聘任方案公示 方案公示'],
  [{ kind: 'vacancies-announced' }, '空缺岗位公告 公布空缺岗位'],
  [{ kind: 'publicity' }, '名单公示 结果公示 公示'],
  [{ kind: 'approved', what: 'intentions' }, '意向审核同意 意向审核'],
  [{ kind: 'approved', what: 'list' }, '名单审定'],
  [{ kind: 'not-hired-proof' }, '未聘任证明 出具未聘任证明'],
  [{ kind: 'form-received' }, '提交意向表 收到意向表'],
  [{ kind: 'objection' }, '异议 申诉'],
  [{ kind: 'offer' }, '提供岗位 安排岗位'],
  [{ kind: 'refusal' }, '拒绝岗位 不服从安排'],
  [{ kind: 'acceptance' }, '接受岗位 服从安排'],
  [{ kind: 'training', event: 'begun' }, '培训开始 参加培训'],
  [{ kind: 'training', event: 'passed' }, '培训合格'],
  [{ kind: 'training', event: 'declined' }, '拒绝培训 不愿培训'],
  [{ kind: 'training', event: 'applied' }, '申请上岗'],
  [{ kind: 'monthly-test' }, '月考核'],
  [{ kind: 'contract' }, '签订聘约 签订合同 签订聘用合同'],
  [{ kind: 'school-contracts' }, '全校签订聘约 全校签订合同 聘约签订完毕'],
  [{ kind: 'as-of' }, '截至 台账截至 记至'],
]);
/** 「全部」 in the column of schools: one entry for each school. */
const ALL_SCHOOLS = /^(全部|全县|各校|全部学校)$/u;

export interface JournalContext {
  readonly schoolIds: readonly string[];
  readonly schools: SchoolBook;
  readonly posts: PostBook;
  readonly ask: (place: Place, remark: Remark) => void;
}

/** One row. Cells that cannot be read are asked about, and the row gives no entry. */
export class JournalRow {
  readonly #place: Place;
  readonly #header: HeaderRow;
  readonly #index: number;
  readonly #values: readonly CellValue[];
  readonly #context: JournalContext;
  #failed = false;
  constructor(
    { place, header }: { place: Place; header: HeaderRow },
    index: number,
    values: readonly CellValue[],
    context: JournalContext,
  ) {
    this.#place = place;
    this.#header = header;
    this.#index = index;
    this.#values = values;
    this.#context = context;
  }

  place(key: JournalColumn): Place {
    return { ...this.#place, row: this.#index, column: this.#header.columns.get(key) ?? null };
  }

  /** The entries of the row; none after a question. */
  entries(): JournalEntry[] {
    const matter = this.#oneOf('matter', MATTERS);
    const on = this.#day('on');
    if (matter === null) return [];
    const id = this.#text('id') || `R${this.#index + 1}`;
    const rests = this.#rests(matter);
    if (this.#failed) return [];
    return rests.map(
      ({ part, ...rest }) =>
        ({ id: part === undefined ? id : `${id}/${part}`, on, ...matter, ...rest }) as JournalEntry,
    );
  }

  /** What the kind needs beside id and day, once for each school where all are meant. */
  #rests(matter: Matter): { part?: string; [key: string]: unknown }[] {
    switch (matter.kind) {
      case 'posts-set':
      case 'as-of':
        return [{}];
      case 'plan-passed':
      case 'school-contracts':
        return this.#schools();
      case 'plan-publicity': {
        const until = this.#day('until');
        return this.#schools().map((school) => ({ ...school, until }));
      }
      case 'vacancies-announced':
        return [{ stage: this.#announcedStage() }];
      case 'publicity':
        return [{ stage: this.#oneOf('stage', STAGES), until: this.#day('until') }];
      case 'approved':
        return [{ stage: this.#oneOf('stage', STAGES), by: this.#oneOf('by', BODIES) }];
      case 'objection':
        return [
          { ...this.#teacher(), stage: this.#oneOf('stage', STAGES), upheld: this.#upheld() },
        ];
      case 'offer':
      case 'refusal':
      case 'acceptance':
        return [{ ...this.#teacher(), postGroupId: this.#post() }];
      case 'contract':
        return [
          { ...this.#teacher(), postGroupId: this.#text('post') === '' ? null : this.#post() },
        ];
      case 'monthly-test':
        return [{ ...this.#teacher(), passed: this.#passed() }];
      default:
        return [this.#teacher()];
    }
  }

  #ask(key: JournalColumn, remark: Remark): null {
    this.#failed = true;
    this.#context.ask(this.place(key), remark);
    return null;
  }

  #value(key: JournalColumn): CellValue {
    const column = this.#header.columns.get(key);
    return column === undefined ? null : (this.#values[column] ?? null);
  }

  #text(key: JournalColumn): string {
    return comparable(cleanText(this.#value(key)));
  }

  #required(key: JournalColumn): string {
    const text = this.#text(key);
    if (text === '')
      this.#ask(key, {
        code: 'missing-value',
        message: `此事项须填「${JOURNAL_TABLE.columns[key].headers[0]}」 (a cell is empty)。`,
        suggestion: '请填写。',
      });
    return text;
  }

  #oneOf<T>(key: JournalColumn, list: ReadonlyMap<string, T>): T | null {
    const text = this.#required(key);
    if (text === '') return null;
    return list.get(text) ?? this.#unknownWord(key, [...list.keys()]);
  }

  #unknownWord(key: JournalColumn, known: readonly string[]): null {
    return this.#ask(key, {
      code: 'unknown-value',
      message: `「${JOURNAL_TABLE.columns[key].headers[0]}」不是可识别的内容 (unknown word)。`,
      suggestion: `可填：${known.join('、')}。`,
    });
  }

  #day(key: 'on' | 'until'): string {
    if (this.#required(key) === '') return '';
    const day = parseDay(this.#value(key));
    if (day === null)
      this.#ask(key, {
        code: 'not-a-day',
        message: `「${JOURNAL_TABLE.columns[key].headers[0]}」不是可识别的日期 (no day)。`,
        suggestion: '请按「2026-07-01」的样式填写。',
      });
    return day ?? '';
  }

  #teacher(): { teacherId: string } {
    return { teacherId: this.#required('teacher') };
  }

  #schools(): { schoolId: string; part?: string }[] {
    const text = this.#required('school');
    if (text === '') return [];
    if (ALL_SCHOOLS.test(text))
      return this.#context.schoolIds.map((schoolId) => ({ schoolId, part: schoolId }));
    const named = this.#context.schools.find(text);
    if ('found' in named) return [{ schoolId: named.found.id }];
    this.#ask('school', named.ask);
    return [];
  }

  #post(): string | null {
    const text = this.#required('post');
    if (text === '') return null;
    const named = this.#context.posts.byId(text);
    return 'found' in named ? named.found.id : this.#ask('post', named.ask);
  }

  #announcedStage(): ListedStage | null {
    const stage = this.#oneOf('stage', STAGES);
    if (stage === null || stage === 'in-district' || stage === 'cross-district') return stage;
    return this.#unknownWord('stage', ['学区竞聘', '跨学区调配']);
  }

  /** 成立, 不成立, or blank while it is open. */
  #upheld(): boolean | null {
    const text = this.#text('result');
    if (text === '') return null;
    if (text === '成立') return true;
    return text === '不成立' ? false : this.#unknownWord('result', ['成立', '不成立']);
  }

  #passed(): boolean | null {
    if (this.#required('result') === '') return null;
    const answer = parseYesNo(this.#value('result'));
    return typeof answer === 'boolean' ? answer : this.#unknownWord('result', ['合格', '不合格']);
  }
}
