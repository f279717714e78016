/**
 * Every step as it looks, in both languages, wide and narrow, with a plan, a compared manual plan and a scenario curve:
 * nothing sticks out, nothing is left untranslated but data, nothing is inaccessible.
 * `PICTURES=<folder>` keeps the pictures, to be looked at by a person.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWalk, type Walk } from '../support/page-walk.ts';

const FOLDER = process.env.PICTURES;
const WIDTHS = { wide: 1440, narrow: 390 } as const;
/** What she types. */
const WHY = '局务会第 3 次';
const TONGUES = { zh: '中文', en: 'English' } as const;
const PLACES = [
  ...['bring', 'rules', 'solve', 'look', 'look/flows', 'look/balance', 'look/map'],
  ...['look/shortage', 'look/placements', 'look/standby', 'look/posts', 'look/staff'],
  ...['look/checks', 'steer', 'compare', 'hand-in'],
] as const;

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
  await workThrough();
}, 900_000);
afterAll(() => walk?.close());

/** From files with errors to a published plan, so that every step has something to show. */
async function workThrough(): Promise<void> {
  const { she, step, seen, button, file } = walk;
  const { page } = she;
  await page.locator('input[type=file]').first().setInputFiles(file('dirty.xlsx'));
  await seen(/还有 \d+ 处错误须先解决/);
  await shoot('bring-errors', async () => {
    await page
      .locator('summary', { has: page.locator('.chip.bad') })
      .first()
      .click();
    await page.locator('details .lines li').first().waitFor();
  });
  await step('bring');
  await button('用示范县试一试').click();
  await seen('数据已就绪，可以求解。');
  await step('solve');
  await button('开始求解').click();
  await seen('已证明最优');
  await step('look/placements');
  await page.locator('.window tbody button').first().click();
  await button('锁定在此').click();
  await seen(/已重新求解并证明最优/);
  await step('compare');
  await page.locator('input[type=file]').setInputFiles(file('manual-plan.xlsx'));
  await seen('最小修正');
  await button('逐个求解').click();
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
  await step('hand-in');
  await button('生成公示名单 xlsx').click();
  await seen('已生成 1 个文件');
  await page.getByLabel('依据（会议、文号等）').fill(WHY);
  await page.getByLabel('公示第一天').last().fill('2026-08-03');
  await button('开始公示').click();
  await seen(/公示 2026-08-03 至/);
}

/** A picture at both widths in both languages; `make` brings the page to what is to be seen. */
async function shoot(name: string, make: () => Promise<void> = async () => {}): Promise<void> {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  for (const tongue of ['en', 'zh'] as const) {
    await speak(tongue);
    await make();
    for (const width of ['wide', 'narrow'] as const)
      await picture(`${name}-${tongue}-${width}`, width);
  }
}

async function picture(name: string, width: keyof typeof WIDTHS): Promise<void> {
  const { page } = walk.she;
  if (FOLDER !== undefined) {
    await page.setViewportSize({ width: WIDTHS[width], height: 900 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: WIDTHS.wide, height: 900 });
}

async function speak(tongue: keyof typeof TONGUES): Promise<void> {
  const other = walk.button(TONGUES[tongue]);
  if ((await other.count()) > 0) await other.click();
  await walk.she.page.locator(`html[lang^=${tongue}]`).waitFor();
}

/** Nothing is on its way any more. */
async function calm(): Promise<void> {
  const { page } = walk.she;
  await page.locator('main h1').waitFor();
  await page.locator('.loading').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(300);
}

/** Wider than its window = scrolls sideways. */
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Words of the page in Chinese, with what is data taken out: names of the county's places, people and files. */
async function untranslated(): Promise<string[]> {
  const texts = await walk.she.page.evaluate<string[]>(`(() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.querySelector('#content'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: at, nodeValue } = walker.currentNode;
      // Sources are quoted as they were issued; a list of rows is data.
      if (at.closest('tbody, q, .quote, .data, option[value]:not([value=""]), svg')) continue;
      if (/[\\u4e00-\\u9fff]/.test(nodeValue)) found.add(nodeValue.trim());
    }
    return [...found];
  })()`);
  const { places, people } = await dataNames();
  return texts.filter((text) => {
    const rest = places.reduce((left, name) => left.replaceAll(name, ''), text);
    return (rest.match(/[\u4e00-\u9fff]+/g) ?? []).some((word) => !people.has(word));
  });
}

interface DataNames {
  /** Of the county, its places and sheets, and what she typed herself; longest first. */
  readonly places: readonly string[];
  readonly people: ReadonlySet<string>;
}
let known: DataNames | null = null;
async function dataNames(): Promise<DataNames> {
  if (known !== null) return known;
  const [county] = (await walk.told<{ items: { id: string; name: string }[] }>('/counties')).items;
  const { items } = await walk.told<{
    items: { id: string; hash: string | null; sheets: { sheet: string }[] }[];
  }>(`/counties/${county?.id}/versions`);
  const version = items.find(({ hash }) => hash !== null);
  const { districts, schools } = await walk.told<
    Record<'districts' | 'schools', { name: string }[]>
  >(`/counties/${county?.id}/versions/${version?.id}/schools`);
  const sheets = items.flatMap((each) => each.sheets.map(({ sheet }) => sheet));
  const { columns } = await walk.told<{ columns: { name: string[] } }>(
    `/counties/${county?.id}/versions/${version?.id}/people`,
  );
  const places = [...districts, ...schools].map(({ name }) => name);
  known = {
    people: new Set(columns.name),
    places: [...places, ...sheets, county?.name ?? '', WHY]
      .filter(Boolean)
      .sort((a, b) => b.length - a.length),
  };
  return known;
}

describe.each(['zh', 'en'] as const)('%s', (tongue) => {
  test.each(PLACES)('%s', async (place) => {
    await walk.she.page.setViewportSize({ width: WIDTHS.wide, height: 900 });
    await walk.step(place);
    await speak(tongue);
    await calm();
    const name = place.replace('/', '-');
    for (const width of ['wide', 'narrow'] as const) {
      await walk.she.page.setViewportSize({ width: WIDTHS[width], height: 900 });
      await calm();
      expect(await walk.she.page.evaluate<number>(OVERFLOW), width).toBeLessThanOrEqual(0);
      expect(await walk.she.axe(), width).toEqual([]);
      await picture(`${name}-${tongue}-${width}`, width);
    }
    if (tongue === 'en') expect(await untranslated()).toEqual([]);
  });

  test('a person and a school', async () => {
    await walk.step('look/placements');
    await speak(tongue);
    const { page } = walk.she;
    await page.locator('.window tbody button').nth(1).click();
    await page.locator('.panel h3').nth(1).waitFor();
    await walk.button(tongue === 'zh' ? /代价最小/ : /cheapest|least/i).click();
    await page.getByRole('heading', { name: /其他可去的岗位|Other posts and/ }).waitFor();
    await shootPanel(`person-${tongue}`);
    if (tongue === 'zh') await forReadme('person');
    await walk.step('look/map');
    if (tongue === 'zh') await forReadme('map');
    await page.locator('.map a').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.panel h3').first().waitFor();
    await calm();
    await shootPanel(`school-${tongue}`);
  });
});

describe('on a narrow screen', () => {
  /** Whether the current step is wholly within the line of steps. */
  const inSight = () =>
    walk.she.page.evaluate<boolean>(`(() => {
      const line = document.querySelector('nav.steps').getBoundingClientRect();
      const step = document.querySelector('nav.steps [aria-current]').getBoundingClientRect();
      return step.left >= line.left && step.right <= line.right;
    })()`);
  const narrow = () => walk.she.page.setViewportSize({ width: 390, height: 800 });
  afterAll(() => walk.she.page.setViewportSize({ width: 1280, height: 900 }));

  test('the current step is in sight: in a smaller window, and when she goes on', async () => {
    await walk.step('hand-in');
    expect(await inSight()).toBe(true);
    await narrow();
    await expect.poll(inSight).toBe(true);
    for (const step of ['bring', 'steer', 'look', 'compare']) {
      await walk.she.page.locator(`nav.steps a[href="#/${step}"]`).click();
      await walk.she.page.locator(`nav.steps a[aria-current][href="#/${step}"]`).waitFor();
      await expect.poll(inSight, { message: step }).toBe(true);
    }
  });

  test('nothing moves by itself for whoever does not want that', async () => {
    await walk.she.page.emulateMedia({ reducedMotion: 'reduce' });
    await walk.she.page.evaluate(`(() => { const line = document.querySelector('nav.steps');
      window.asked = []; const scroll = line.scrollTo.bind(line);
      line.scrollTo = (to) => { window.asked.push(to.behavior); scroll(to); }; })()`);
    await walk.she.page.locator('nav.steps a[href="#/bring"]').click();
    await walk.she.page.locator('nav.steps a[aria-current][href="#/bring"]').waitFor();
    await expect.poll(inSight).toBe(true);
    expect(new Set(await walk.she.page.evaluate<string[]>('window.asked'))).toEqual(
      new Set(['instant']),
    );
    await walk.she.page.emulateMedia({ reducedMotion: null });
  });
});

describe('on paper', () => {
  afterAll(() => walk.she.page.emulateMedia({ media: null }));

  test('the result is there, what can only be clicked is not', async () => {
    await walk.step('look');
    await walk.she.page.locator('.proven').waitFor();
    await walk.she.page.emulateMedia({ media: 'print' });
    for (const there of ['.proven', '.figures', 'table.plain', '.print-only'])
      expect(await walk.she.page.locator(there).first().isVisible(), there).toBe(true);
    for (const gone of ['nav.steps', '.top-bar', 'nav.tabs', '.actions', '.step-head select'])
      expect(await walk.she.page.locator(gone).first().isVisible(), gone).toBe(false);
  });

  test('a list is on it with every row, and as wide as the sheet', async () => {
    await walk.she.page.emulateMedia({ media: null });
    await walk.step('look/standby');
    const rows = walk.she.page.locator('.window tbody tr[aria-rowindex]');
    await rows.first().waitFor();
    const told = await walk.she.page.locator('.table-tools output').textContent();
    const all = Number.parseInt(told ?? '', 10);
    expect(await rows.count()).toBeLessThan(all);
    await walk.she.page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await expect.poll(() => rows.count()).toBe(all);
    await walk.she.page.emulateMedia({ media: 'print' });
    await walk.she.page.setViewportSize({ width: 718, height: 1000 });
    const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await walk.she.page.evaluate<number>(wide)).toBeLessThanOrEqual(0);
    await walk.she.page.setViewportSize({ width: 1280, height: 900 });
    await walk.she.page.emulateMedia({ media: null });
    await walk.she.page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await expect.poll(() => rows.count()).toBeLessThan(all);
  });
});

/** The two pictures of the README, as a laptop shows them. */
async function forReadme(name: 'map' | 'person'): Promise<void> {
  const { page } = walk.she;
  if (FOLDER === undefined) return;
  await page.setViewportSize({ width: 1280, height: 820 });
  await calm();
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

async function shootPanel(name: string): Promise<void> {
  for (const width of ['wide', 'narrow'] as const) {
    await walk.she.page.setViewportSize({ width: WIDTHS[width], height: 900 });
    await calm();
    expect(await walk.she.page.evaluate<number>(OVERFLOW), width).toBeLessThanOrEqual(0);
    await picture(`${name}-${width}`, width);
  }
}
