/** Reading the journal: JSON and the sheet 工作台账 give the same entries; what is wrong is told with its path or cell. */
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import { journalFromJson, readJournal, readJournalFrom } from '../../src/intake/index.ts';
import type { CellValue } from '../../src/workbook/port.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const county = tinyCounty({
  schools: [
    { id: 'S1', name: '实验小学' },
    { id: 'S2', name: '城南小学' },
  ],
  groups: [{ schoolId: 'S1' }, { schoolId: 'S2', subject: '英语' }],
  teachers: [
    { id: '0101', name: '王芳', schoolId: 'S1' },
    { id: '0201', name: '李雷', schoolId: 'S2' },
  ],
});
const POST = 'S2/P/T/英语';

const HEADERS = [
  '编号',
  '日期',
  '事项',
  '学校',
  '职工号',
  '岗位组编号',
  '环节',
  '止期',
  '结果',
  '经办',
];
type Cells = Partial<Record<(typeof HEADERS)[number], CellValue>>;
const sheet = (...rows: Cells[]) => ({
  sheets: [
    {
      name: '工作台账',
      rows: [
        ['县管校聘工作台账'],
        HEADERS,
        ...rows.map((row) => HEADERS.map((h) => row[h] ?? null)),
      ],
    },
  ],
});
const read = (...rows: Cells[]) => readJournal(sheet(...rows), county);
const json = (...entries: object[]) =>
  journalFromJson({ format: 'tiaopei-journal/1', entries }, county);

function issues(run: () => unknown) {
  try {
    run();
  } catch (fault) {
    if (fault instanceof InputError) return fault.issues;
    throw fault;
  }
  throw new Error('nothing was refused');
}

describe('the sheet', () => {
  test('every matter gives its entry, in order of the days', () => {
    const rows: [Cells, object][] = [
      [{ 事项: '岗位设置完成' }, { kind: 'posts-set' }],
      [
        { 事项: '校长办公会通过', 学校: '实验小学' },
        { kind: 'plan-passed', schoolId: 'S1', body: 'principals-meeting' },
      ],
      [
        { 事项: '教代会通过', 学校: 'S1' },
        { kind: 'plan-passed', schoolId: 'S1', body: 'staff-assembly' },
      ],
      [
        { 事项: '聘任方案公示', 学校: 'S1', 止期: '2026-07-31' },
        { kind: 'plan-publicity', schoolId: 'S1', until: '2026-07-31' },
      ],
      [
        { 事项: '空缺岗位公告', 环节: '学区竞聘' },
        { kind: 'vacancies-announced', stage: 'in-district' },
      ],
      [
        { 事项: '名单公示', 环节: '直聘', 止期: '2026.7.31' },
        { kind: 'publicity', stage: 'direct-hire', until: '2026-07-31' },
      ],
      [
        { 事项: '意向审核同意', 环节: '跨学区', 经办: '县领导小组' },
        { kind: 'approved', what: 'intentions', stage: 'cross-district', by: '领导小组' },
      ],
      [
        { 事项: '名单审定', 环节: '跨学区调配', 经办: '县领导小组' },
        { kind: 'approved', what: 'list', stage: 'cross-district', by: '领导小组' },
      ],
      [
        { 事项: '未聘任证明', 职工号: '0101' },
        { kind: 'not-hired-proof', teacherId: '0101' },
      ],
      [
        { 事项: '提交意向表', 职工号: '0101' },
        { kind: 'form-received', teacherId: '0101' },
      ],
      [
        { 事项: '异议', 职工号: '0101', 环节: '校内竞聘' },
        { kind: 'objection', teacherId: '0101', stage: 'in-school', upheld: null },
      ],
      [
        { 事项: '申诉', 职工号: '0101', 环节: '学区竞聘', 结果: '不成立' },
        { kind: 'objection', teacherId: '0101', stage: 'in-district', upheld: false },
      ],
      [
        { 事项: '提供岗位', 职工号: '0101', 岗位组编号: POST },
        { kind: 'offer', teacherId: '0101', postGroupId: POST },
      ],
      [
        { 事项: '不服从安排', 职工号: '0101', 岗位组编号: POST },
        { kind: 'refusal', teacherId: '0101', postGroupId: POST },
      ],
      [
        { 事项: '接受岗位', 职工号: '0101', 岗位组编号: POST },
        { kind: 'acceptance', teacherId: '0101', postGroupId: POST },
      ],
      [
        { 事项: '申请上岗', 职工号: '0101' },
        { kind: 'training', teacherId: '0101', event: 'applied' },
      ],
      [
        { 事项: '月考核', 职工号: '0101', 结果: '不合格' },
        { kind: 'monthly-test', teacherId: '0101', passed: false },
      ],
      [
        { 事项: '签订聘约', 职工号: '0101' },
        { kind: 'contract', teacherId: '0101', postGroupId: null },
      ],
      [
        { 事项: '签订合同', 职工号: '0101', 岗位组编号: POST },
        { kind: 'contract', teacherId: '0101', postGroupId: POST },
      ],
      [
        { 事项: '全校签订聘约', 学校: '实验小学' },
        { kind: 'school-contracts', schoolId: 'S1' },
      ],
      [{ 事项: '截至' }, { kind: 'as-of' }],
    ];
    const day = (k: number) => `2026-07-${String(k + 1).padStart(2, '0')}`;
    const cells = rows.map(([row], k) => ({ 编号: `e${k}`, 日期: day(k), ...row }));
    expect(read(...cells.reverse())).toEqual(
      rows.map(([, entry], k) => ({ id: `e${k}`, on: day(k), ...entry })),
    );
  });

  test('a day is read as a bureau writes it', () => {
    for (const day of ['2026-07-01', '2026.7.1', '2026/7/1', '2026年7月1日', '20260701', 46204]) {
      expect(read({ 日期: day, 事项: '岗位设置完成' })).toMatchObject([{ on: '2026-07-01' }]);
    }
    expect(read({ 日期: new Date('2026-07-01'), 事项: '岗位设置' })).toMatchObject([
      { id: 'R3', on: '2026-07-01' },
    ]);
  });

  test('「全部」 is every school, each with its own id', () => {
    const all = read({ 编号: 'p', 日期: '2026-07-01', 事项: '教代会通过', 学校: '全部' });
    expect(all).toMatchObject([
      { id: 'p/S1', schoolId: 'S1' },
      { id: 'p/S2', schoolId: 'S2' },
    ]);
  });

  const on = { 日期: '2026-07-06' };
  test.each<[string, Cells, string, string]>([
    ['no day', { 日期: '2026-06-31', 事项: '岗位设置' }, 'not-a-day', 'B3'],
    ['no date at all', { 事项: '岗位设置' }, 'missing-value', 'B3'],
    ['an unknown matter', { ...on, 事项: '开会' }, 'unknown-value', 'C3'],
    ['an unknown school', { ...on, 事项: '教代会通过', 学校: '没有学校' }, 'unknown-school', 'D3'],
    ['an unknown person', { ...on, 事项: '未聘任证明', 职工号: '9999' }, 'unknown-teacher', 'E3'],
    [
      'an unknown post',
      { ...on, 事项: '提供岗位', 职工号: '0101', 岗位组编号: 'S9/P/T/语文' },
      'unknown-post',
      'F3',
    ],
    [
      'a stage without a notice',
      { ...on, 事项: '空缺岗位公告', 环节: '校内竞聘' },
      'unknown-value',
      'G3',
    ],
    [
      'an end before the start',
      { ...on, 事项: '名单公示', 环节: '直聘', 止期: '2026-07-01' },
      'ends-before-start',
      'H3',
    ],
    ['publicity without an end', { ...on, 事项: '名单公示', 环节: '直聘' }, 'missing-value', 'H3'],
    ['a test without a result', { ...on, 事项: '月考核', 职工号: '0101' }, 'missing-value', 'I3'],
    [
      'an approval by a person',
      { ...on, 事项: '名单审定', 环节: '跨学区', 经办: '王芳' },
      'unknown-value',
      'J3',
    ],
    ['an approval by nobody', { ...on, 事项: '名单审定', 环节: '跨学区' }, 'missing-value', 'J3'],
  ])('%s is told with its cell', (_, row, code, cell) => {
    const found = issues(() => read(row));
    expect(found).toMatchObject([{ code, sheet: '工作台账', cell }]);
    expect(found[0]?.message).not.toMatch(/王芳|李雷/);
  });

  test('an id twice is told at the second', () => {
    const row = { 编号: 'a', 日期: '2026-07-06', 事项: '岗位设置' };
    expect(issues(() => read(row, row))).toMatchObject([{ code: 'duplicate-entry', cell: 'A4' }]);
  });

  test('a workbook without a journal says what is asked for', () => {
    const none = { sheets: [{ name: '花名册', rows: [['职工号', '姓名']] }] };
    expect(issues(() => readJournal(none, county))).toMatchObject([{ code: 'no-journal' }]);
  });

  test('a .csv file is read', async () => {
    const text = '日期,事项,职工号\n2026-07-06,未聘任证明,0201\n';
    const source = { bytes: new TextEncoder().encode(text), fileName: '工作台账.csv' };
    expect(await readJournalFrom(source, county)).toEqual([
      { id: 'R2', on: '2026-07-06', kind: 'not-hired-proof', teacherId: '0201' },
    ]);
  });
});

describe('JSON', () => {
  const posts = { id: 'a', on: '2026-07-06', kind: 'posts-set' };
  test('entries come in order of the days', () => {
    expect(json(posts, { ...posts, id: 'b', on: '2026-07-01' }).map(({ id }) => id)).toEqual([
      'b',
      'a',
    ]);
  });
  test.each<[string, object, string, string]>([
    ['an unknown kind', { ...posts, kind: 'party' }, 'not-a-journal', 'entries.0.kind'],
    ['a key too many', { ...posts, name: 'x' }, 'not-a-journal', 'entries.0'],
    ['no day', { ...posts, on: '2026-06-31' }, 'not-a-day', 'entries.0.on'],
    [
      'an end before the start',
      { ...posts, kind: 'publicity', stage: 'direct-hire', until: '2026-07-05' },
      'ends-before-start',
      'entries.0.until',
    ],
    [
      'an unknown person',
      { ...posts, kind: 'form-received', teacherId: 'x' },
      'unknown-teacher',
      'entries.0.teacherId',
    ],
    [
      'an unknown school',
      { ...posts, kind: 'plan-publicity', schoolId: 'x', until: '2026-07-20' },
      'unknown-school',
      'entries.0.schoolId',
    ],
    [
      'an unknown post',
      { ...posts, kind: 'offer', teacherId: '0101', postGroupId: 'x' },
      'unknown-post',
      'entries.0.postGroupId',
    ],
  ])('%s is told with its path', (_, entry, code, path) => {
    expect(issues(() => json(entry))).toMatchObject([{ code, path }]);
  });
  test('the approving body is one of the list: no name gets through', () => {
    const approved = { id: 'a', on: '2026-08-14', kind: 'approved', stage: 'cross-district' };
    const by = (body: string) => ({ ...approved, what: 'list', by: body });
    expect(json(by('领导小组'))).toHaveLength(1);
    const found = issues(() => json(by('王芳')));
    expect(found).toMatchObject([{ code: 'not-a-journal', path: 'entries.0.by' }]);
    expect(JSON.stringify(found)).not.toContain('王芳');
  });
  test('the day up to which the file is kept becomes an entry, and lies after all others', () => {
    const kept = (asOf: string) =>
      journalFromJson({ format: 'tiaopei-journal/1', asOf, entries: [posts] }, county);
    expect(kept('2026-07-20').at(-1)).toEqual({
      id: 'as-of/2026-07-20',
      on: '2026-07-20',
      kind: 'as-of',
    });
    expect(issues(() => kept('2026-07-05'))).toMatchObject([
      { code: 'not-kept-so-far', path: 'asOf' },
    ]);
    expect(issues(() => kept('2026-06-31'))).toMatchObject([{ path: 'asOf' }]);
  });
  test('entries of one day come in order of their numbers', () => {
    const ids = Array.from({ length: 12 }, (_, k) => `R${k + 1}`);
    const entries = [...ids].reverse().map((id) => ({ ...posts, id }));
    expect(json(...entries).map(({ id }) => id)).toEqual(ids);
  });
  test('an id twice is told at the second', () => {
    expect(issues(() => json(posts, posts))).toMatchObject([
      { code: 'duplicate-entry', path: 'entries.1.id' },
    ]);
  });
});
