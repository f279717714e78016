/** Reading a manual plan: people and posts as bureaus write them; what is unknown, ambiguous or said twice is asked about. */
import { describe, expect, test } from 'vitest';
import { countyHash } from '../../src/domain/canonical.ts';
import { InputError } from '../../src/domain/errors.ts';
import { planFromJson, readManualPlan, readManualPlanFrom } from '../../src/intake/index.ts';
import type { CellValue } from '../../src/workbook/port.ts';
import { tinyCounty } from '../support/tiny-county.ts';

const county = tinyCounty({
  schools: [
    { id: 'S1', name: '实验小学' },
    { id: 'S2', name: '城南学校', parts: [{ stage: 'P' }, { stage: 'J' }] },
    { id: 'S3', name: '河口-中学', stage: 'J' },
  ],
  sites: [{ id: 'Z1', name: '南坡教学点', schoolId: 'S1' }],
  groups: [
    { schoolId: 'S1' },
    { schoolId: 'S2', stage: 'P', subject: '英语' },
    { schoolId: 'S2', stage: 'J', subject: '英语' },
    { schoolId: 'S2', stage: 'P', category: 'M' },
    { schoolId: 'S3', stage: 'J', subject: '英语' },
  ],
  teachers: [
    { id: '0101', name: '王芳', schoolId: 'S1' },
    { id: '0102', name: '王芳', schoolId: 'S1' },
    { id: '0201', name: '王芳', schoolId: 'S2' },
    { id: '0202', name: '欧阳 明', schoolId: 'S2' },
    { id: '0301', name: '李雷', schoolId: 'S3' },
  ],
});

const HEADERS = ['职工号', '姓名', '原学校', '拟聘学校', '学段', '岗位类别', '学科'];
type Line = CellValue[];

function read(rows: Line[], headers: string[] = HEADERS, name = '手工方案') {
  return readManualPlan({ sheets: [{ name, rows: [headers, ...rows] }] }, county);
}

function issues(run: () => unknown) {
  try {
    run();
  } catch (fault) {
    if (fault instanceof InputError) return fault.issues;
    throw fault;
  }
  throw new Error('nothing was asked');
}

const posts = (rows: Line[], headers?: string[]) =>
  read(rows, headers).placements.map(({ teacherId, postGroupId }) => `${teacherId} ${postGroupId}`);

describe('people', () => {
  test('by staff number, by name and school, by a name that only one has', () => {
    expect(
      posts([
        ['0101', null, null, '城南学校', '小学', '专任教师', '英语'],
        [null, '王芳', '城南学校', '实验小学', null, null, '语文'],
        [null, '欧阳明', null, '实验小学', null, null, '语文'],
        ['０３０１', '李 雷', 'S3', '实验小学', '小学', '教师', '语文'],
      ]),
    ).toEqual(['0101 S2/P/T/英语', '0201 S1/P/T/语文', '0202 S1/P/T/语文', '0301 S1/P/T/语文']);
  });

  test.each<[string, Line, string, string, string[]]>([
    ['two of a name', [null, '王芳', '实验小学'], 'ambiguous-teacher', 'B2', ['0101', '0102']],
    ['a name alone', [null, '王芳', null], 'ambiguous-teacher', 'B2', ['0101', '0102', '0201']],
    ['nobody of a name', [null, '韩梅', '实验小学'], 'unknown-teacher', 'B2', []],
    ['a name of another school', [null, '李雷', '实验小学'], 'unknown-teacher', 'B2', ['0301']],
    ['an unknown number', ['9999', null, null], 'unknown-teacher', 'A2', []],
    ['a number without its zero', [101, null, null], 'unknown-teacher', 'A2', ['0101']],
    ['another name', ['0101', '李雷', null], 'name-mismatch', 'A2', ['0101']],
    ['another school', ['0101', '王芳', '城南学校'], 'school-mismatch', 'A2', ['0101']],
    ['an unknown old school', ['0101', null, '没有学校'], 'unknown-school', 'C2', []],
    ['neither number nor name', [null, null, '实验小学'], 'missing-value', 'B2', []],
  ])('%s is asked about', (_, person, code, cell, ids) => {
    const found = issues(() => read([[...person, '实验小学', '小学', null, '语文']]));
    expect(found).toMatchObject([{ code, sheet: '手工方案', cell }]);
    for (const id of ids) expect(found[0]?.message).toContain(id);
    expect(found[0]?.message).not.toMatch(/王芳|李雷|韩梅/);
  });

  test('the same person twice, by number and by name', () => {
    const found = issues(() =>
      read([
        ['0301', null, null, '实验小学', null, null, '语文'],
        [null, '李雷', '河口-中学', '待岗'],
      ]),
    );
    expect(found).toMatchObject([{ code: 'duplicate-teacher', cell: 'B3' }]);
    expect(found[0]?.message).toContain('A2');
  });
});

describe('posts', () => {
  test.each<[string, Line, string]>([
    ['by code', ['S1', null, null, '语文'], 'S1/P/T/语文'],
    ['by the name of its site', ['南坡教学点', null, null, '语文'], 'S1/P/T/语文'],
    ['a part of a school', ['城南学校小学部', null, null, '英语'], 'S2/P/T/英语'],
    ['a part in brackets', ['城南学校（初中部）', null, null, '英语'], 'S2/J/T/英语'],
    ['with the post behind it', ['城南学校/初中英语', null, null, null], 'S2/J/T/英语'],
    ['a dash in its name', ['河口-中学', '初中', '教师', '英语'], 'S3/J/T/英语'],
    ['the only post of a school', ['实验小学', null, null, null], 'S1/P/T/语文'],
    ['without subject', ['城南学校', '小学', '管理', '语文'], 'S2/P/M/-'],
  ])('%s', (_, post, expected) => {
    expect(posts([['0301', null, null, ...post]])).toEqual([`0301 ${expected}`]);
  });

  test.each<[string, Line, string, string]>([
    ['an unknown school', ['河口中学', '初中', null, '英语'], 'unknown-school', '河口-中学'],
    ['a post that does not exist', ['实验小学', '小学', null, '音乐'], 'unknown-post', '小学语文'],
    ['a stage it does not have', ['实验小学', '高中', null, '语文'], 'unknown-post', '小学语文'],
    ['a word that means nothing', ['实验小学', null, null, '天书'], 'unknown-post', '小学语文'],
    ['two stages', ['城南学校', null, null, '英语'], 'ambiguous-post', '初中英语、小学英语'],
  ])('%s is asked about', (_, post, code, hint) => {
    const found = issues(() => read([['0301', null, null, ...post]]));
    expect(found).toMatchObject([{ code, sheet: '手工方案', cell: 'D2' }]);
    expect(found[0]?.message).toContain(hint);
  });

  test('by the id of the post group, which must agree with the school', () => {
    const headers = ['职工号', '拟聘学校', '岗位组编号'];
    expect(posts([['0301', '实验小学', 'S1/P/T/语文']], headers)).toEqual(['0301 S1/P/T/语文']);
    expect(posts([['0301', null, 'S1/P/T/语文']], headers)).toEqual(['0301 S1/P/T/语文']);
    const wrong = [
      ['0301', '城南学校', 'S1/P/T/语文'],
      ['0202', '实验小学', 'S1/P/T/数学'],
    ];
    expect(issues(() => read(wrong, headers))).toMatchObject([
      { code: 'post-mismatch', cell: 'C2' },
      { code: 'unknown-post', cell: 'C3' },
    ]);
  });

  test('standby, staying and blank are no moves; blank is remarked on', () => {
    const { placements, warnings } = read([
      ['0101', null, null, '待岗'],
      ['0102', null, null, '留任'],
      ['0201', null, null, null],
    ]);
    expect(placements).toEqual([]);
    expect(warnings).toMatchObject([{ code: 'no-destination', severity: 'warning', cell: 'D4' }]);
  });
});

describe('sheets', () => {
  const row: Line = ['0301', null, null, '实验小学', null, null, '语文'];
  const plan = (name: string) => ({ name, rows: [['某县手工方案'], HEADERS, row, ['合计', 1]] });

  test('by headers below a title, without totals, among other sheets', () => {
    const guide = { name: '填表说明', rows: [['请逐行填写']] };
    const found = readManualPlan({ sheets: [guide, plan('Sheet2')] }, county);
    expect(found.placements).toHaveLength(1);
  });

  test('a named sheet wins over one with the same headers; two of a kind are asked about', () => {
    const named = { sheets: [plan('Sheet1'), plan('手工方案')] };
    expect(readManualPlan(named, county).placements).toHaveLength(1);
    const twins = { sheets: [plan('Sheet1'), plan('Sheet2')] };
    expect(issues(() => readManualPlan(twins, county))).toMatchObject([
      { code: 'several-manual-plans' },
    ]);
    expect(issues(() => readManualPlan({ sheets: [] }, county))).toMatchObject([
      { code: 'no-manual-plan' },
    ]);
  });

  test('a .csv in the encoding of the bureau', async () => {
    const bytes = new TextEncoder().encode('工号,拟安排学校,学科\n0301,实验小学,语文\n');
    const read = await readManualPlanFrom({ bytes, fileName: 'plan.csv' }, county);
    expect(read.placements).toEqual([{ teacherId: '0301', postGroupId: 'S1/P/T/语文' }]);
  });
});

describe('proposal.json', () => {
  const placements = [{ teacherId: '0301', postGroupId: 'S1/P/T/语文', fit: 1 }];

  test('its placements are the plan; another county is remarked on', () => {
    const own = { county: { hash: countyHash(county) }, placements };
    expect(planFromJson(own, county)).toEqual({
      placements: [{ teacherId: '0301', postGroupId: 'S1/P/T/语文' }],
      warnings: [],
    });
    const other = { county: { hash: 'x' }, placements };
    expect(planFromJson(other, county).warnings).toMatchObject([{ code: 'other-county' }]);
  });

  test('unknown people and posts, people twice, other documents', () => {
    const wrong = [...placements, ...placements, { teacherId: 'x', postGroupId: 'y' }];
    expect(issues(() => planFromJson({ placements: wrong }, county))).toMatchObject([
      { code: 'duplicate-teacher', path: 'placements.1.teacherId' },
      { code: 'unknown-teacher', path: 'placements.2.teacherId' },
      { code: 'unknown-post', path: 'placements.2.postGroupId' },
    ]);
    expect(issues(() => planFromJson([], county))[0]?.code).toBe('not-a-plan');
  });
});
