/** What goes wrong in one cell, kind by kind: column, how often, and how the clean value is spoiled. */
import type { TableId } from '../../src/intake/headers.ts';
import type { Dice } from './random.ts';

type Cell = string | number | null;

export interface Stain {
  readonly kind: string;
  readonly safe: boolean;
  readonly table: TableId;
  /** Key of the column in the intake's table. */
  readonly column: string;
  /** Cells to spoil. */
  readonly count: number;
  /** The spoiled cell, or undefined where this stain does not apply to the value. */
  spoil(value: Cell, source: Dice): Cell | undefined;
}

type Spoil = Stain['spoil'];

/** Full-width forms of the ASCII digits. */
const wide = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const ifText =
  (change: (text: string, source: Dice) => Cell | undefined): Spoil =>
  (value, source) =>
    typeof value === 'string' && value !== '' ? change(value, source) : undefined;
const ifNumber =
  (change: (value: number) => Cell | undefined): Spoil =>
  (value) =>
    typeof value === 'number' ? change(value) : undefined;
const ifEmpty =
  (mark: Cell): Spoil =>
  (value) =>
    value === null ? mark : undefined;
/** Word by word; undefined for words without a synonym. */
const synonym = (words: Readonly<Record<string, string>>): Spoil => ifText((text) => words[text]);

/** Days from Excel's day 0 to the first of the month. */
function serialOf(yearMonth: string): number {
  const [year = 0, month = 1] = yearMonth.split('-').map(Number);
  return Math.round((Date.UTC(year, month - 1, 1) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** 1975-03 → 1975.3; not for January and October, which a spreadsheet confuses. */
const dotted = ifText((text) => (/-(01|10)$/.test(text) ? undefined : text.replace(/-0?/, '.')));
/** 1968-10 → 1968.1, the zero lost. */
const lostZero = ifText((text) => (text.endsWith('-10') ? text.replace('-10', '.1') : undefined));

/** 优秀、合格、合格 → 2023优秀 2024合格 2025合格, the years in the wrong order. */
const dated = ifText((text) => {
  const grades = text.split('、').map((grade, index) => `${2023 + index}${grade}`);
  return grades.length === 3 ? grades.reverse().join(' ') : undefined;
});
/** 2026-03至2026-12 → 2026.3-2026.12; not where a dropped zero would leave a doubt. */
const dottedSpan = ifText((text) =>
  /至/.test(text) && !/-(01|10)(至|$)/.test(text)
    ? text.replaceAll(/-0?/g, '.').replace('至', '-')
    : undefined,
);

/** Eighteen digits of a person born before 2000 as they were written before 1999. */
const fifteenDigits = ifText((text) =>
  text.slice(6, 8) === '19' ? text.slice(0, 6) + text.slice(8, 17) : undefined,
);
/** What a spreadsheet keeps of a number of eighteen digits. */
const asNumber = (text: string) => (/X$/.test(text) ? undefined : Number(text));
const wrongDigit = ifText((text) => text.slice(0, -1) + (text.endsWith('1') ? '2' : '1'));
/** 「中心」 → 「中(zhōng)心」, as converters of old files do. */
const pinyin = ifText((text) => (/中/.test(text) ? text.replace('中', '中(zhōng)') : undefined));
/** 1975-03 → 75.3; the ID number beside it says which century. */
const twoDigitYear = ifText((text) =>
  /-(01|10)$/.test(text) ? undefined : text.slice(2).replace(/-0?/, '.'),
);

type Row = readonly [
  kind: string,
  safe: boolean,
  table: TableId,
  column: string,
  count: number,
  spoil: Spoil,
];

const ROWS: readonly Row[] = [
  ['full-width-digits', true, 'schools', 'pupils', 6, ifNumber((value) => wide(`${value}`))],
  ['unit-in-number', true, 'schools', 'classes', 3, ifNumber((value) => `${value}个`)],
  [
    'thousands-comma',
    true,
    'schools',
    'pupils',
    3,
    ifNumber((value) => (value >= 1000 ? String(value).replace(/(\d{3})$/, ',$1') : undefined)),
  ],
  ['tier-synonym', true, 'schools', 'tier', 4, synonym({ 局直: '局直属', 农村: '乡镇' })],
  [
    'stage-synonym',
    true,
    'schools',
    'stage',
    4,
    synonym({ 小学: '小学部', 初中: '初级中学', 高中: '普通高中' }),
  ],
  ['yes-mark', true, 'schools', 'weak', 4, synonym({ 是: '√', 否: '×' })],
  ['full-width-digits', true, 'posts', 'posts', 6, ifNumber((value) => wide(`${value}`))],
  [
    'subject-synonym',
    true,
    'posts',
    'subject',
    8,
    synonym({ 道德与法治: '道法', 信息科技: '信息技术', 体育: '体育与健康' }),
  ],
  [
    'category-synonym',
    true,
    'posts',
    'category',
    5,
    synonym({ 专任教师: '教学', 工勤: '后勤', 管理: '行政' }),
  ],
  [
    'full-width-digits',
    true,
    'posts',
    'school',
    5,
    ifText((text) => (/[0-9]/.test(text) ? wide(text) : undefined)),
  ],
  [
    'spaces-in-school',
    true,
    'posts',
    'school',
    5,
    ifText((text) => ` ${text.slice(0, 2)} ${text.slice(2)}　`),
  ],
  ['spaces-in-name', true, 'roster', 'name', 12, ifText((text) => `${text[0]}　${text.slice(1)} `)],
  ['month-dots', true, 'roster', 'birth', 12, dotted],
  ['month-digits', true, 'roster', 'birth', 8, ifText((text) => text.replace('-', ''))],
  [
    'month-words',
    true,
    'roster',
    'birth',
    8,
    ifText((text) => `${text.slice(0, 4)}年${Number(text.slice(5))}月`),
  ],
  ['month-serial', true, 'roster', 'birth', 8, ifText(serialOf)],
  [
    'month-digits',
    true,
    'roster',
    'schoolStart',
    6,
    ifText((text) => Number(text.replace('-', ''))),
  ],
  ['sex-code', true, 'roster', 'sex', 8, synonym({ 男: '1', 女: '2' })],
  [
    'lower-case-id',
    true,
    'roster',
    'idNumber',
    5,
    ifText((text) => (text.endsWith('X') ? text.toLowerCase() : undefined)),
  ],
  ['spaces-in-id', true, 'roster', 'idNumber', 5, ifText((text) => `${text} `)],
  ['employment-synonym', true, 'roster', 'employment', 6, synonym({ 在编: '事业编制' })],
  [
    'old-title',
    true,
    'roster',
    'title',
    12,
    synonym({ 高级: '中学高级教师', 中级: '小学高级教师', 初级: '小学一级教师' }),
  ],
  [
    'subject-synonym',
    true,
    'roster',
    'subjects',
    12,
    synonym({ 道德与法治: '思品', 信息科技: '计算机', 英语: '外语', 劳动综合: '劳技' }),
  ],
  [
    'certificate-synonym',
    true,
    'roster',
    'certificateStage',
    6,
    synonym({ 初级中学: '初级中学教师资格', 小学: '小学教师资格' }),
  ],
  [
    'degree-synonym',
    true,
    'roster',
    'degree',
    6,
    synonym({ 大专: '专科', 本科: '大学本科', 研究生: '硕士' }),
  ],
  ['empty-mark', true, 'roster', 'secondSubject', 8, ifEmpty('无')],
  ['empty-mark', true, 'roster', 'exemption', 8, ifEmpty('/')],
  ['empty-mark', true, 'roster', 'boundUntil', 6, ifEmpty('—')],
  ['spaces-in-school', true, 'roster', 'unit', 8, ifText((text) => `${text}  `)],
  ['unit-in-number', true, 'merits', 'total', 8, ifNumber((value) => `${value}分`)],
  ['full-width-digits', true, 'merits', 'total', 8, ifNumber((value) => wide(`${value}`))],
  ['yes-mark', true, 'wishes', 'obeys', 6, synonym({ 是: '√' })],

  ['school-without-tier', false, 'schools', 'tier', 1, () => null],
  ['negative-number', false, 'schools', 'quota', 1, ifNumber(() => -3)],
  ['not-a-number', false, 'schools', 'quota', 1, ifNumber(() => '待核定')],
  ['half-post', false, 'posts', 'posts', 1, ifNumber((value) => value + 0.5)],
  ['openings-above-posts', false, 'posts', 'openings', 1, ifNumber(() => 999)],
  ['unknown-school', false, 'posts', 'school', 1, () => '镇99中心小学'],
  ['unknown-subject', false, 'posts', 'subject', 1, ifText(() => '戏剧')],
  ['blank-birth-beside-id', true, 'roster', 'birth', 2, () => null],
  ['blank-cell', false, 'roster', 'category', 2, () => null],
  ['not-a-month', false, 'roster', 'birth', 1, ifText(() => '不详')],
  ['unknown-school', false, 'roster', 'unit', 2, () => '镇99中心小学'],
  ['blank-cell', false, 'roster', 'unit', 1, () => null],
  ['unknown-title', false, 'roster', 'title', 1, ifText(() => '甲等')],
  ['unknown-stage', false, 'roster', 'stage', 1, ifText(() => '大学')],
  ['lost-zero-of-october', false, 'roster', 'schoolStart', 2, lostZero],
  ['blank-staff-number', false, 'roster', 'staffNo', 1, () => null],
  ['negative-number', false, 'merits', 'total', 1, ifNumber(() => -5)],

  ['unit-in-number', true, 'roster', 'weeklyHours', 8, ifNumber((value) => `${value}节`)],
  ['unit-in-number', true, 'roster', 'exchangeMonths', 4, ifNumber((value) => `${value}个月`)],
  ['unit-in-number', true, 'roster', 'trainingHours', 4, ifNumber((value) => `${value}学时`)],
  ['class-label', true, 'roster', 'classTeacher', 8, synonym({ 是: '七（3）班' })],
  ['grades-with-years', true, 'roster', 'assessments', 8, dated],
  ['span-dots', true, 'roster', 'exemptionSpan', 4, dottedSpan],
  ['yes-mark', true, 'wishes', 'late', 3, synonym({ 是: '√' })],
  ['not-a-span', false, 'roster', 'exemptionSpan', 1, ifText(() => '下学期')],
  ['unknown-grade', false, 'roster', 'assessments', 1, ifText(() => '良好')],
  ['too-many-periods', false, 'roster', 'weeklyHours', 1, ifNumber((value) => value + 200)],
  ['years-for-months', false, 'roster', 'exchangeMonths', 1, ifNumber((v) => `${v / 12}年`)],
  ['unknown-school', false, 'roster', 'exchangeHome', 1, ifText(() => '镇99中心小学')],
  ['unknown-partner', false, 'wishes', 'partner', 1, ifText(() => '999999')],

  ['text-mark', true, 'roster', 'idNumber', 4, ifText((text) => `'${text}`)],
  ['old-id-number', true, 'roster', 'idNumber', 3, fifteenDigits],
  ['full-width-digits', true, 'roster', 'idNumber', 3, ifText(wide)],
  ['pinyin-inserted', true, 'roster', 'unit', 4, pinyin],
  ['two-digit-year', true, 'roster', 'birth', 4, twoDigitYear],
  ['error-mark', true, 'roster', 'dutySince', 4, ifEmpty('#N/A')],
  ['percent', true, 'merits', 'total', 4, ifNumber((value) => `${value}%`)],
  ['number-as-text', true, 'schools', 'quota', 4, ifNumber(String)],
  ['invisible-characters', true, 'roster', 'staffNo', 4, ifText((text) => `\u200b${text}\u00a0`)],
  ['id-as-number', false, 'roster', 'idNumber', 1, ifText(asNumber)],
  ['wrong-check-digit', false, 'roster', 'idNumber', 2, wrongDigit],
  ['grouped-subjects', false, 'roster', 'subjects', 2, synonym({ 体育: '体音美' })],
  ['lost-characters', false, 'roster', 'name', 2, ifText((text) => `${text[0]}\ufffd`)],
];

export const STAINS: readonly Stain[] = ROWS.map(([kind, safe, table, column, count, spoil]) => ({
  kind,
  safe,
  table,
  column,
  count,
  spoil,
}));
