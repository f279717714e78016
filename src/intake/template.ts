/** The empty tables a bureau fills in: columns, words to choose from and notes out of the intake's own tables. */
import { SUBJECTS } from '../domain/vocabulary.ts';
import type { CellToWrite } from '../workbook/port.ts';
import { type TemplateColumn, writeTemplateBook } from '../workbook/template-write.ts';
import { fieldKind } from './field-kinds.ts';
import { TABLES, type Table, type TableId } from './headers.ts';
import { EXAMPLES } from './template-examples.ts';
import * as words from './vocabulary.ts';

/** Read to compare only; nobody is asked to fill it in. */
const LEFT_OUT: ReadonlySet<TableId> = new Set(['tasks']);

const YES_NO = ['是', '否'];
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  kind: canonical(words.KINDS),
  tier: canonical(words.TIERS),
  stage: canonical(words.STAGES),
  category: canonical(words.CATEGORIES),
  employment: ['在编', '人事代理', '临聘', '其他'],
  hiring: ['直聘', '校内聘任', '未聘任', '待竞聘'],
  unplacedReason: canonical(words.UNPLACED_REASONS),
  retirementTrack: canonical(words.TRACKS),
  sex: ['男', '女'],
  degree: ['中专', '大专', '本科', '研究生'],
  title: ['正高级', '高级', '中级', '初级', '未评'],
  zone: canonical(words.ZONES),
  operator: ['公办', '民办'],
  partyCommittee: ['党委', '党总支', '党支部', '无'],
  subject: SUBJECTS,
  subjects: SUBJECTS,
  secondSubject: SUBJECTS,
  certificateStage: ['幼儿园', '小学', '初级中学', '高级中学', '中职'],
  certificateSubject: SUBJECTS,
  backbone: ['县级', '市级', '省级'],
  notHiredProof: ['有', '无'],
  performanceReport: ['有', '无'],
};
/** Yes-or-no columns. */
const YES_NO_FIELDS: ReadonlySet<string> = new Set([
  ...['weak', 'keySchool', 'exemptionConfirmed', 'teachable', 'examPassed', 'returnRight'],
  ...['volunteer', 'classTeacher', 'optsIn', 'application', 'consent', 'publicity', 'evidence'],
  ...['principalCertificate', 'obeys', 'late'],
]);
/** Several words may stand in one cell. */
const SEVERAL: ReadonlySet<string> = new Set([
  ...['subjects', 'secondSubject', 'certificateStage', 'certificateSubject', 'backbone'],
]);
const AS_TEXT: ReadonlySet<string> = new Set([
  ...['code', 'staffNo', 'idNumber', 'partner', 'classesByGrade', 'assessments'],
]);
const NOTES: Readonly<Record<string, string>> = {
  staffNo: '每人一个，各表一致；文本格式，保留开头的 0。',
  idNumber: '18 位，文本格式；仅用于核对，不进入方案和公示。',
  subjects: '主学科在前，多个之间用「、」隔开。',
  classesByGrade: '从低年级起，如「6、6、5、5、5、5」。',
  exemption: '怀孕、哺乳期、产假、重病、病休、借调、支教、新招聘等；须另填各项手续。',
  exemptionSpan: '如「2026-03至2026-12」；没有止期的写「2026-03起」。',
  assessments: '由远到近，如「合格、优秀、合格」。',
  wish1: '「学校/学段学科」，如「某某小学/小学语文」；只写学校表示该校任何岗位。',
  kinSchools: '多个之间用「、」隔开。',
  total: '编制总量为人数；业绩总分为 0 到 100。',
};

const GUIDE = [
  '一、每张工作表一种表；橙色表头的列必填，绿色的可不填。表名、列名可改用单位习惯的说法，程序能识别常用的别称。',
  '二、灰色斜体是示例，填报前请删去示例行。',
  '三、职工号、身份证号、学校代码请保持文本格式，不要让表格软件转成数字。',
  '四、年月写作「2026-03」，日期写作「2026-07-15」。没有内容的单元格留空。',
  '五、填好后用「tiaopei check 文件名」检查；加「--report 结果.xlsx」可得到标色加批注的工作簿。',
];

/** The template as an `.xlsx`; its example rows form a county that `check` reads without an error. */
export async function writeTemplate(): Promise<Uint8Array> {
  const ids = (Object.keys(TABLES) as TableId[]).filter((id) => !LEFT_OUT.has(id));
  return writeTemplateBook(GUIDE, ids.map(sheetOf));
}

function sheetOf(id: TableId) {
  const table: Table = TABLES[id];
  const keys = Object.keys(table.columns);
  const examples = EXAMPLES[id] ?? [];
  return {
    name: table.sheets[0] ?? id,
    columns: keys.map((key) => columnOf(id, key)),
    examples: examples.map((row) => keys.map((key): CellToWrite => row[key] ?? null)),
  };
}

function columnOf(id: TableId, key: string): TemplateColumn {
  const columns: Table['columns'] = TABLES[id].columns;
  const { headers = [], required = false } = columns[key] ?? {};
  const choices = YES_NO_FIELDS.has(key) ? YES_NO : CHOICES[key];
  return {
    header: headers[0] ?? key,
    required,
    note: noteOf(id, key, headers, required),
    ...(choices === undefined ? {} : { choices, onlyChoices: !SEVERAL.has(key) }),
    asText: AS_TEXT.has(key) || fieldKind(id, key).form === 'month',
  };
}

function noteOf(id: TableId, key: string, headers: readonly string[], required: boolean): string {
  const form = {
    month: '年月，如 2026-03。',
    day: '日期，如 2026-07-15。',
    count: '数字。',
    text: '',
  };
  const others = headers.length > 1 ? `也可写作：${headers.slice(1).join('、')}。` : '';
  return [
    required ? '必填。' : '可不填。',
    NOTES[key] ?? form[fieldKind(id, key).form],
    others,
  ].join('');
}

/** The first word of each code. */
function canonical(list: ReadonlyMap<string, string>): string[] {
  return [...words.canonicalWords(list).values()];
}
