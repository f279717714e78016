/** The figures of the tables, worked out by hand on one county. */
import { beforeAll, describe, expect, test } from 'vitest';
import { REPORTS, type ReportSources, writeReport } from '../../src/reports/index.ts';
import { readWorkbook } from '../../src/workbook/index.ts';
import { reportScene } from '../support/report-scene.ts';
import { zipMembers } from '../support/zip-members.ts';

let sources: ReportSources;
beforeAll(async () => {
  sources = await reportScene();
});

type Row = Record<string, unknown>;

/** The rows of a sheet by their headers; the header is the first row with more than one cell. */
async function table(id: string, sheetName: string, of = sources): Promise<Row[]> {
  const { name, bytes } = await writeReport(id, 'xlsx', of);
  const { sheets } = await readWorkbook({ bytes, fileName: name });
  const rows = sheets.find((sheet) => sheet.name === sheetName)?.rows ?? [];
  const at = rows.findIndex((row) => row.filter((cell) => cell !== null).length > 1);
  return rows
    .slice(at + 1)
    .map((row) =>
      Object.fromEntries((rows[at] ?? []).map((header, k) => [header, row[k] ?? null])),
    );
}

describe('the round of the scene', () => {
  test('places two from above, the senior one where her title has room, and one of the street school', () => {
    const { placements, standby } = sources.proposal;
    expect(
      placements.map(({ teacherId, postGroupId }) => [teacherId.slice(6), postGroupId]),
    ).toEqual([
      ['m1', 'r/P/T/语文'],
      ['m2', 'u/P/T/语文'],
      ['m3', 'r/P/T/体育'],
    ]);
    expect(standby.map(({ teacherId, reason }) => [teacherId.slice(6), reason])).toEqual([
      ['m4', 'refused'],
      ['m5', 'no-admissible-post'],
      ['m6', 'exempt'],
    ]);
  });
  test('编制岗位表: heads in and out, quota, vacancies', async () => {
    const rows = await table('establishment-posts', '编制岗位表');
    const figures = rows.map((row) =>
      [
        '学校代码',
        '核定编制',
        '原实有',
        '调出',
        '调入',
        '现实有',
        '调配后超缺编',
        '设岗',
        '空缺',
      ].map((header) => row[header]),
    );
    expect(figures).toEqual([
      ['b', 4, 3, 2, 0, 1, -3, 3, 0],
      ['r', 8, 3, 0, 2, 5, -3, 6, 2],
      ['u', 6, 4, 1, 1, 4, -2, 3, 0],
    ]);
  });
  test('学科余缺表: posts, people before and after, what stays open', async () => {
    const rows = await table('subject-balance', '学科余缺表');
    const music = rows.find((row) => row.学校 === '河口小学' && row.学科 === '音乐');
    expect(music).toMatchObject({ 应设: 2, 调配前现有: 1, 调配前余缺: -1, 调配后余缺: -1 });
    expect(music).toMatchObject({ '仍缺（列入招聘）': 1, '走教覆盖（人）': 0 });
    const maths = rows.find((row) => row.学校 === '河口小学' && row.学科 === '体育');
    expect(maths).toMatchObject({ 应设: 2, 调配前现有: 0, 调配后现有: 1, '仍缺（列入招聘）': 1 });
    // Two people of the street school teach a subject that its table has no post for.
    const stray = rows.find((row) => row.学校 === '城南小学' && row.学科 === '体育');
    expect(stray).toMatchObject({ 应设: 0, 调配前现有: 2, 调配后现有: 1 });
  });
  test('职称岗位使用表: levels add up over the tiers, a tilt takes and gives the same', async () => {
    const rows = await table('title-posts', '职称岗位使用表');
    const total = rows.filter((row) => row.学区类别 === '合计');
    expect(total.map((row) => row['倾斜（±）'])).toEqual([0, 0, 0]);
    expect(total.map((row) => [row.调配前已聘, row.调配后已聘])).toEqual([
      [2, 2],
      [2, 2],
      [6, 6],
    ]);
  });
  test('待岗名单: who is exempt is not on it; the refusal is told from having no post (A18)', async () => {
    const rows = await table('standby-list', '待岗名单');
    expect(rows.map((row) => [String(row.职工号).slice(6), row.原因])).toEqual([
      ['m4', '不服从安排'],
      ['m5', '无匹配岗位'],
    ]);
    const exempt = await table('direct-hire-list', '直聘·豁免名单');
    expect(exempt.map((row) => [row.姓名, row.类型, row.依据])).toEqual([
      ['王e1', '孕期、哺乳期', 'D02'],
      ['王m6', '重大疾病', 'D03'],
    ]);
  });
  test('人事关系调整清单: units, grade and the probation at senior posts (X03, T08)', async () => {
    const rows = await table('personnel-changes', '人事关系调整清单');
    expect(rows.map((row) => [row.原编制单位, row.新编制单位, row.岗位等级])).toEqual([
      ['县实验小学', '河口小学', '高级'],
      ['县实验小学', '城南小学', '初级'],
      ['城南小学', '河口小学', '中级'],
    ]);
    expect(rows.map((row) => row.聘用试用期)).toEqual(['新评副高的须经试用期', null, null]);
    expect(rows[0]).toMatchObject({
      '人事、工资关系': '随人由原单位转至新单位',
      生效日: '2026-09-01',
    });
  });
  test('agency staff begin at the lowest grade of their level (T11)', async () => {
    const county = {
      ...sources.county,
      teachers: sources.county.teachers.map((each) => ({ ...each, employment: 'agency' as const })),
    };
    const rows = await table('personnel-changes', '人事关系调整清单', { ...sources, county });
    expect(rows.map((row) => String(row.岗位等级).slice(0, 7))).toEqual([
      '高级 7 级（',
      '初级 12 级',
      '中级 10 级',
    ]);
  });
});

describe('the papers', () => {
  const textOf = async (id: string) => {
    const { bytes } = await writeReport(id, 'docx', sources);
    return zipMembers(bytes).get('word/document.xml') as string;
  };
  test('a notice for each person of the round, the exempt aside, on a page of its own, in Chinese fonts', async () => {
    const xml = await textOf('notices');
    expect(xml.match(/聘任决定通知书/g)).toHaveLength(5);
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(4);
    expect(xml).toContain('w:eastAsia="仿宋"');
    expect(xml).toContain('安排到城南小学 小学语文岗位');
    expect(xml).toContain('2026年8月20日至2026年8月27日');
    const words = [...xml.matchAll(/<w:t[ >][^<]*/g)].join(' ');
    expect(words).not.toMatch(/适配|分数|87/);
    expect(xml).not.toContain('王m6');
  });
  test('the report for the leading group has figures and no names', async () => {
    const xml = await textOf('leading-group-report');
    expect(xml).toContain('参加本轮 6 人');
    expect(xml).toContain('安排 3 人');
    expect(xml).not.toMatch(/王[me]/);
    expect(xml).not.toContain('EMP77');
  });
  test('no font is shipped', async () => {
    for (const { id } of REPORTS.filter(({ formats }) => formats.includes('docx'))) {
      const { bytes } = await writeReport(id, 'docx', sources);
      expect(
        [...zipMembers(bytes).keys()].filter((part) => /\.(odttf|ttf|otf)$/.test(part)),
      ).toEqual([]);
      expect(bytes.length).toBeLessThan(60_000);
    }
  });
});
