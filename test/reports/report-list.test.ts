/** Every report: made of real sources, opened again by our own reader, the same bytes at any time, set up for paper. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  REPORTS,
  type ReportSources,
  writeReport,
  writeReportBook,
} from '../../src/reports/index.ts';
import { readWorkbook } from '../../src/workbook/index.ts';
import { reportScene } from '../support/report-scene.ts';
import { zipMembers } from '../support/zip-members.ts';

let bare: ReportSources;
let year: ReportSources;
beforeAll(async () => {
  bare = await reportScene();
  year = await reportScene({ year: true });
});
afterEach(() => {
  vi.useRealTimers();
});

const made = (sources: ReportSources, format: 'xlsx' | 'csv' | 'docx') =>
  REPORTS.filter(({ formats, needs }) => formats.includes(format) && needs(sources) === null);

describe('the list', () => {
  test('has the announcement, the fourteen tables and the two papers', () => {
    expect(REPORTS.map(({ zh }) => zh)).toEqual([
      ...['空缺岗位公告', '公示名单', '跨学区调配方案', '编制岗位表', '学科余缺表', '均衡指标'],
      ...['待岗名单', '直聘·豁免名单', '交流轮岗台账', '走教安排表', '职称岗位使用表'],
      ...[
        '逐条规则核查',
        '人事关系调整清单',
        '方案比较',
        '决策说明',
        '聘任决定通知书',
        '领导小组汇报',
      ],
    ]);
    expect(REPORTS.filter((report) => report.public).map(({ id }) => id)).toEqual([
      'vacancies',
      'publicity-list',
    ]);
  });
  test('says in Chinese what a report lacks, and refuses to make it', async () => {
    const lacking = REPORTS.filter(({ needs }) => needs(bare) !== null);
    expect(lacking.map(({ id }) => id)).toEqual([
      'rotation-ledger',
      'itinerant-plan',
      'plan-comparison',
    ]);
    for (const { id, needs } of lacking) {
      expect(needs(bare)).toMatch(/[一-鿿]/);
      await expect(writeReport(id, 'xlsx', bare)).rejects.toThrow(needs(bare) as string);
    }
    await expect(writeReport('notices', 'csv', bare)).rejects.toThrow('notices');
    await expect(writeReport('nothing', 'csv', bare)).rejects.toThrow('nothing');
  });
});

describe('every workbook', () => {
  test.each([false, true])(
    'reads back: title, units, header, rows (with the year: %s)',
    async (withYear) => {
      const sources = withYear ? year : bare;
      const reports = made(sources, 'xlsx');
      expect(reports.length).toBeGreaterThan(11);
      for (const { id, zh } of reports) {
        const { name, bytes } = await writeReport(id, 'xlsx', sources);
        expect(name).toBe(`${zh}.xlsx`);
        const { sheets } = await readWorkbook({ bytes, fileName: name });
        for (const { name: sheet, rows } of sheets) {
          expect([id, sheet, String(rows[0]?.[0])]).toEqual([
            id,
            sheet,
            expect.stringMatching(/^tiny/),
          ]);
          expect(
            rows.findIndex((row) => row.filter((cell) => cell !== null).length > 1),
          ).toBeLessThan(4);
        }
      }
    },
  );
  test('is set up for A4: orientation, width, header on each page, page numbers, filter, frozen header', async () => {
    for (const { id } of made(year, 'xlsx')) {
      const members = zipMembers((await writeReport(id, 'xlsx', year)).bytes);
      const sheets = [...members].filter(([part]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(part));
      expect(sheets.length).toBeGreaterThan(0);
      for (const [part, xml] of sheets) {
        const found = [
          /<pageSetup[^>]*paperSize="9"[^>]*orientation="(portrait|landscape)"/,
          /fitToWidth="1"/,
          /<oddFooter>[^<]*第 &amp;P 页 共 &amp;N 页/,
          /<autoFilter ref="A\d+:[A-Z]+\d+"/,
          /<pane [^>]*state="frozen"/,
        ].filter((pattern) => !pattern.test(xml));
        expect([id, part, found]).toEqual([id, part, []]);
      }
      const titles =
        members.get('xl/workbook.xml')?.match(/_xlnm\.Print_Titles[^>]*>'[^']+'!/g) ?? [];
      expect([id, titles.length]).toEqual([id, sheets.length]);
    }
  });
  test('gives the same bytes at any time, the papers too', async () => {
    const all = async () =>
      Promise.all(
        REPORTS.flatMap(({ id, formats, needs }) =>
          needs(year) === null
            ? formats.map(async (format) => [
                `${id}.${format}`,
                Buffer.from((await writeReport(id, format, year)).bytes).toString('base64'),
              ])
            : [],
        ),
      );
    const first = await all();
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-02-03T04:05:06Z') });
    expect(await all()).toEqual(first);
    expect(first.length).toBeGreaterThan(25);
  });
});

describe('the pictures and colours', () => {
  test('flow, fill rate, subjects and coefficients are native charts over the cells of their sheet', async () => {
    const titles: string[] = [];
    for (const { id } of made(bare, 'xlsx')) {
      const members = zipMembers((await writeReport(id, 'xlsx', bare)).bytes);
      for (const [part, xml] of members) {
        if (!part.startsWith('xl/charts/chart')) continue;
        titles.push(xml.match(/<a:t>([^<]+)<\/a:t>/)?.[1] ?? '');
        expect(xml.match(/<c:f>[^<]+<\/c:f>/g)?.length).toBeGreaterThan(1);
      }
    }
    expect(titles.sort()).toEqual([
      '全县各学科余缺（人，负为短缺）',
      '各校编制使用率（%），由低到高',
      '各类学区人员去向（人）',
      '差异系数：调配前、调配后与限值',
    ]);
  });
  test('a broken limit is coloured by the cells themselves', async () => {
    const rules = async (id: string) =>
      [...zipMembers((await writeReport(id, 'xlsx', bare)).bytes)]
        .filter(([part]) => part.startsWith('xl/worksheets/'))
        .flatMap(([, xml]) => [...xml.matchAll(/<formula>([^<]+)<\/formula>/g)])
        .map(([, formula]) => formula);
    expect(await rules('rule-checks')).toContain('OR($E4="违反")');
    expect((await rules('establishment-posts')).join(' ')).toMatch(/ISNUMBER\(\$O4\).*\$O4&gt;0/);
    expect((await rules('title-posts')).join(' ')).toContain('&lt;0');
  });
});

describe('the book', () => {
  test('holds every sheet once, under names that differ', async () => {
    const { name, bytes } = await writeReportBook(year);
    const { sheets } = await readWorkbook({ bytes, fileName: name });
    const names = sheets.map((sheet) => sheet.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['跨学区调配方案', '流向图', '编制岗位表', '学科余缺表', '均衡图', '待岗名单'],
        ...['直聘·豁免名单', '走教安排表', '职称岗位使用表', '逐条规则核查', '人事关系调整清单'],
        ...['决策说明', '公示·跨学区调配', '公示·走教', '空缺岗位·跨学区调配'],
      ]),
    );
  });
});
