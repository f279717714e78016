/**
 * The page with the large county (20 000 staff): time to first paint, to the table of all staff that can be used,
 * scrolling without missing rows, sorting, searching, a person's panel, memory of the tab with all of them in it.
 * `npx tsx bench/page.ts [scale]`; prints one JSON object.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { generateFiles, type ScaleName } from '../data/index.ts';
import { buildPage } from '../src/web/build.ts';
import { openBrowser, startServer, visit } from '../test/support/page-scene.ts';

const scale = (process.argv[2] ?? 'large') as ScaleName;
/** Reading and solving 20 000 people takes its time. */
const LONGEST_MS = 1_800_000;
/** Steps of the scroll from top to bottom. */
const SCROLL_STEPS = 200;
const PAINT = 'first-contentful-paint';

async function timed(does: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await does();
  return Math.round(performance.now() - start);
}

async function read(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(join(folder, 'county.xlsx'));
  await page.getByText('数据已就绪').first().waitFor();
}

/** The rotation round that the large county is made for: most people are in it. */
async function solve(page: Page): Promise<void> {
  await page.goto(`${server.origin}/#/rules`);
  await page.getByLabel('轮次', { exact: true }).selectOption('rotation');
  await page.goto(`${server.origin}/#/solve`);
  await page.getByRole('button', { name: '开始求解' }).click();
  await page.getByText('已证明最优').or(page.getByText('尚未证明最优')).first().waitFor();
}

/** After a reload, so that everything comes from the service. */
async function firstPaint(page: Page): Promise<number> {
  await page.reload();
  await page.locator('main h1').waitFor();
  const paints = await page.evaluate<{ name: string; startTime: number }[]>(
    `performance.getEntriesByType('paint').map(({ name, startTime }) => ({ name, startTime }))`,
  );
  return Math.round(paints.find(({ name }) => name === PAINT)?.startTime ?? Number.NaN);
}

async function openTable(page: Page) {
  await page.goto(`${server.origin}/#/look/staff`);
  const interactiveMs = await timed(async () => {
    await page.reload();
    await page.locator('.window tbody tr[aria-rowindex]').first().waitFor();
  });
  const shift = await page.evaluate<number>(LAYOUT_SHIFT);
  const scroll = await page.evaluate<{ rows: number; blank: number; median: number; p95: number }>(
    SCROLL.replaceAll('STEPS', String(SCROLL_STEPS)),
  );
  const sortMs = await timed(async () => {
    await page.getByRole('button', { name: /^姓名/ }).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
  });
  const searchMs = await timed(async () => {
    await page.getByLabel('搜索').fill('0001');
    await page.waitForFunction(FEWER);
  });
  await page.getByLabel('搜索').fill('');
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const heapMiB = Math.round(usedSize / 2 ** 20);
  const nodes = await page.evaluate<number>(`document.querySelectorAll('*').length`);
  return { interactiveMs, layoutShift: shift, scroll, sortMs, searchMs, heapMiB, nodes };
}

/** The table says that fewer rows are shown than there are. */
const FEWER = `(([shown, all]) => shown.trim() !== all.trim().split(' ')[0])(
  document.querySelector('.table-tools output').value.split('/'))`;

/** Sum of what moved without being asked to since the page was loaded. */
const LAYOUT_SHIFT = `new Promise((done) => {
  let sum = 0;
  const watch = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  });
  watch.observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(Math.round(sum * 1e4) / 1e4), 500);
})`;

/** Frame by frame from top to bottom: time between frames, and frames in which a row in sight was not there. */
const SCROLL = `new Promise((done) => {
  const box = document.querySelector('.window');
  const most = box.scrollHeight - box.clientHeight;
  const times = [];
  let [blank, at, before] = [0, 0, performance.now()];
  const frame = (now) => {
    times.push(now - before);
    before = now;
    const middle = box.getBoundingClientRect();
    const hit = document.elementFromPoint(middle.left + 40, middle.top + middle.height / 2);
    if (!hit || !hit.closest('tr[aria-rowindex]')) blank++;
    if (at === STEPS) {
      times.sort((a, b) => a - b);
      const part = (share) => Math.round(times[Math.floor(times.length * share)]);
      const rows = Number(box.querySelector('table').getAttribute('aria-rowcount')) - 1;
      return done({ rows, blank, median: part(0.5), p95: part(0.95) });
    }
    at++;
    box.scrollTop = (most * at) / STEPS;
    // The row is drawn by the time of the next frame but one.
    requestAnimationFrame(() => requestAnimationFrame(frame));
  };
  requestAnimationFrame(frame);
})`;

const folder = mkdtempSync(join(tmpdir(), 'page-bench-'));
const county = (await generateFiles(scale, 1)).find(({ name }) => name === 'county.xlsx');
writeFileSync(join(folder, 'county.xlsx'), county?.bytes ?? new Uint8Array());
await buildPage();
const server = await startServer();
const browser = await openBrowser();
try {
  const { page } = await visit(browser, server.signInLink);
  page.setDefaultTimeout(LONGEST_MS);
  const readMs = await timed(() => read(page));
  const solveMs = await timed(() => solve(page));
  const table = await openTable(page);
  process.stdout.write(
    `${JSON.stringify({ scale, firstPaintMs: await firstPaint(page), readMs, solveMs, ...table }, null, 2)}\n`,
  );
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
