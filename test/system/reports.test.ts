/**
 * Every workbook and document of the reports opened by LibreOffice (Debian: libreoffice-calc, libreoffice-writer) and
 * printed, the pages rasterised with poppler-utils: nothing fails to open, no formula error, the pictures and the colours
 * are really drawn.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const root = resolve(import.meta.dirname, '../..');
let folder: string;
const path = (name: string) => join(folder, name);

/** What a page of the list must say, by workbook. */
const WORKBOOKS: readonly [name: string, text: string][] = [
  ['空缺岗位公告', '现公布空缺岗位'],
  ['公示名单', '公示期：2026年8月20日至2026年8月27日'],
  ['跨学区调配方案', '人员流向'],
  ['编制岗位表', '编制使用率'],
  ['学科余缺表', '仍缺'],
  ['均衡指标', '差异系数'],
  ['待岗名单', '未安排原因'],
  ['直聘·豁免名单', '临近退休'],
  ['职称岗位使用表', '倾斜'],
  ['逐条规则核查', '条文'],
  ['人事关系调整清单', '生效日'],
  ['决策说明', '理由编码'],
];

/** What a document must say. */
const DOCUMENTS: readonly [name: string, text: string][] = [
  ['聘任决定通知书', '对本决定有异议的，可在公示期内（2026年8月20日至2026年8月27日）'],
  ['领导小组汇报', '方案已证明为规则之下的最优方案'],
];

const wordsOf = (text: string) => text.replace(/\s/g, '');

/** Text of the printed pages, laid out as they are. */
function printed(name: string): string {
  return execFileSync('pdftotext', ['-layout', path(`pdf/${name}.pdf`), '-'], { encoding: 'utf8' });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-paper-'));
  const solved = await runCli(['solve', 'data/demo', '--out', path('solved')]);
  expect([solved.code, solved.stderr]).toEqual([0, expect.any(String)]);
  const args = ['--publicity-start', '2026-08-20', '--phone', '0530-1234567', '--lang', 'zh'];
  const run = await runCli([
    ...['report', 'data/demo', '--proposal', path('solved/proposal.json')],
    ...['--out', path('out'), ...args],
  ]);
  expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('已写出')]);
  const files = [
    ...WORKBOOKS.map(([name]) => path(`out/${name}.xlsx`)),
    ...DOCUMENTS.map(([name]) => path(`out/${name}.docx`)),
  ];
  execFileSync(
    'soffice',
    [
      ...['--headless', `-env:UserInstallation=file://${path('profile')}`],
      ...['--convert-to', 'pdf', '--outdir', path('pdf'), ...files],
    ],
    { cwd: root, stdio: 'pipe', timeout: 300_000 },
  );
}, 400_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Share of the pixels of a page that a test holds for; a page is a P6 picture of one byte a colour. */
function share(file: string, holds: (r: number, g: number, b: number) => boolean): number {
  const bytes = readFileSync(file);
  const [, width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  const start = `P6 ${width} ${height} 255 `.length;
  const pixels = Number(width) * Number(height);
  let count = 0;
  for (let k = 0; k < pixels; k++) {
    const at = start + 3 * k;
    if (holds(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number)) count++;
  }
  return count / pixels;
}

describe.each(WORKBOOKS)('%s', (name, expected) => {
  test('opens in LibreOffice and prints: its words, no error value', () => {
    const text = printed(name);
    const words = wordsOf(text);
    expect([name, words.includes(expected), /第1页共\d+页/.test(words)]).toEqual([
      name,
      true,
      true,
    ]);
    expect(text.match(/#(REF|NAME|VALUE|DIV\/0|N\/A)[!?]?|Err:\d+/g)).toBeNull();
  });
  test('has no page that is empty', () => hasNoEmptyPage(name));
});

describe.each(DOCUMENTS)('%s', (name, expected) => {
  test('opens in LibreOffice and prints: its words, its page numbers', () => {
    const words = wordsOf(printed(name));
    expect([name, words.includes(expected), words.includes('—1—')]).toEqual([name, true, true]);
  });
  test('has no page that is empty', () => hasNoEmptyPage(name));
});

function hasNoEmptyPage(name: string): void {
  const prefix = path(`pages-${name}`);
  execFileSync('pdftoppm', ['-r', '24', path(`pdf/${name}.pdf`), prefix]);
  const pages = readdirSync(folder).filter((file) => file.startsWith(`pages-${name}`));
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    const ink = share(path(page), (r, g, b) => r + g + b < 600);
    expect([page, ink > 0.005]).toEqual([page, true]);
  }
}

describe('what is drawn', () => {
  const blue = (r: number, g: number, b: number) => b - r > 70 && b - g > 40 && r < 110;
  const pink = (r: number, g: number, b: number) => r > 235 && g < 215 && b < 220 && r - g > 30;
  const most = (name: string, holds: typeof blue) =>
    Math.max(
      ...readdirSync(folder)
        .filter((file) => file.startsWith(`pages-${name}`))
        .map((file) => share(path(file), holds)),
    );
  const green = (r: number, g: number, b: number) => g - b > 60 && g - r > 30;
  test.each([
    ['跨学区调配方案', green],
    ['编制岗位表', blue],
    ['学科余缺表', blue],
    ['均衡指标', blue],
  ] as const)('the bars of the chart in %s', (name, colour) => {
    expect(most(name, colour)).toBeGreaterThan(0.004);
  });
  test.each(['编制岗位表', '学科余缺表', '均衡指标', '职称岗位使用表'])(
    'the colour of a broken limit in %s',
    (name) => {
      expect(most(name, pink)).toBeGreaterThan(0.002);
    },
  );
});
