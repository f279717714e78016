/**
 * The first-user script: ten tasks that a planner comes with, in her words, with the clicks that each needs from the
 * step where she is (typing into a field and choosing from a list count as one each); and text from spreadsheets that
 * stays text.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloaded, type PageServer, type Visitor } from '../support/page-scene.ts';
import { fileOf, startWalk, type Walk } from '../support/page-walk.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let walk: Walk;
let server: PageServer;
let she: Visitor;
const counted: string[] = [];

beforeAll(async () => {
  walk = await startWalk({ 'hostile.xlsx': await hostileWorkbook() });
  ({ server, she } = walk);
}, 300_000);

afterAll(async () => {
  await walk?.close();
  process.stdout.write(
    `\n首次使用，每件事的点击数 (clicks of a first user):\n${counted.join('\n')}\n`,
  );
});

/** Without a space: the intake takes those out of names. */
const MARKUP = '<img/src=x/onerror="window.broken=1">';

/** A county whose people and schools are called like markup. */
async function hostileWorkbook(): Promise<Uint8Array> {
  const tables = tinyTables();
  const renamed = (text: unknown) => (text === '实验小学' ? `实验${MARKUP}小学` : text);
  const rows = [
    ...tables.roster,
    ...tables.schools,
    ...tables.posts,
    ...tables.titles,
    ...tables.wishes,
  ];
  for (const row of rows)
    for (const key of Object.keys(row)) row[key] = renamed(row[key]) as string;
  // No post must be filled: the round has a plan.
  for (const row of tables.posts) row.mustFill = 0;
  for (const row of tables.roster) row.name = `${MARKUP}${row.staffNo}`;
  return fileOf(tinyWorkbook(tables));
}

const file = (name: string) => walk.file(name);
const button = (name: string | RegExp) => walk.button(name);
const link = (name: string) => walk.link(name);
const to = (step: string) =>
  she.click(she.page.getByRole('navigation', { name: '工作步骤' }).getByText(step));
const seen = (text: string | RegExp) => walk.seen(text);

/** A row of the list with a person who may be elsewhere, and where. */
async function somebodyWithAChoice(): Promise<{ row: number; post: string }> {
  for (let row = 1; row < 12; row++) {
    await she.page.locator('.window tbody button').nth(row).click();
    await button(/代价最小/).click();
    await she.page.getByRole('heading', { name: '其他可去的岗位和代价' }).waitFor();
    const post = she.page.locator('.panel ol.lines > li > strong').first();
    const found = (await post.count()) > 0 ? await post.textContent() : null;
    await she.page.keyboard.press('Escape');
    if (found !== null) return { row, post: found };
  }
  throw new Error('nobody has another post');
}

/** A task of at most `most` clicks. */
function task(name: string, most: number, does: () => Promise<void>): void {
  test(`${name}: at most ${most} clicks`, async () => {
    she.clicks();
    await does();
    const clicks = she.clicks();
    counted.push(`${String(clicks).padStart(3)}  ${name}`);
    expect(clicks).toBeGreaterThan(0);
    expect(clicks).toBeLessThanOrEqual(most);
  });
}

describe('ten tasks', () => {
  task('1 放入自己的文件，看是否可用', 1, async () => {
    await she.bring(she.page.locator('input[type=file]').first(), file('county.xlsx'));
    await seen('数据已就绪，可以求解。');
  });

  task('2 让结构性富余的教师也参加调配', 2, async () => {
    await to('规则');
    await she.click(she.page.getByLabel('结构性富余参加调配', { exact: true }));
    await seen('已改动 1 项');
  });

  task('3 求出方案，知道它是不是最好', 2, async () => {
    await to('求解');
    await she.click(button('开始求解'));
    await seen('已证明最优');
  });

  task('4 弄清某人为什么待岗', 3, async () => {
    await to('查看');
    await she.click(link('待岗名单'));
    await she.click(she.page.locator('.window tbody button').first());
    await seen('为什么');
  });

  task('5 知道体育教师哪里最缺', 2, async () => {
    await she.page.keyboard.press('Escape');
    await she.click(link('紧缺'));
    await she.page.locator('.heat-4').first().waitFor();
  });

  task('6 把一个人锁定在方案给她的学校', 3, async () => {
    await she.click(link('安置名单'));
    await she.click(she.page.locator('.window tbody button').first());
    await she.click(button('锁定在此'));
    await seen(/已重新求解并证明最优/);
  });

  task('7 把一个人安排到另一所学校，先看代价', 4, async () => {
    await she.page.keyboard.press('Escape');
    // Who has another post is found out beforehand: that is not part of her task.
    const { row, post } = await somebodyWithAChoice();
    await she.click(she.page.locator('.window tbody button').nth(row));
    await she.page.getByText('为什么').first().waitFor();
    await she.type(she.page.getByLabel('找岗位（学校和学科）'), post.replaceAll('·', ' '));
    await she.click(button('看代价').first());
    await she.page
      .locator('.panel .card')
      .getByText(/变差|代价|损失/)
      .first()
      .waitFor();
    await she.click(button('接受代价，重新求解'));
    await seen(/已重新求解并证明最优/);
  });

  task('8 反悔，回到上一版', 1, async () => {
    await she.click(button('撤回这一步').first());
    await she.page
      .locator('.step-head select option:checked', { hasText: '第 2 版' })
      .waitFor({ state: 'attached' });
  });

  task('9 和手工方案比一比', 2, async () => {
    await she.page.keyboard.press('Escape');
    await to('比较');
    await she.bring(she.page.locator('input[type=file]'), file('manual-plan.xlsx'));
    await seen(/手工方案违反硬性规则 \d+ 条/);
  });

  task('10 拿到公示名单', 3, async () => {
    await to('上报');
    await she.click(button('生成公示名单 xlsx'));
    await seen('已生成 1 个文件');
    const { name } = await downloaded(she, () =>
      she.click(she.page.locator('.notice.good a').first()),
    );
    expect(name).toMatch(/公示.*\.xlsx$/);
  });

  test('the security policy was never broken and nothing failed', () => {
    expect(she.complaints).toEqual([]);
  });
});

describe('text from spreadsheets stays text', () => {
  test('the policy allows no script or style but the service’s own', async () => {
    const answer = await she.context.request.get(`${server.origin}/`);
    const policy = answer.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test('names like markup are read, solved and shown as they stand', async () => {
    await she.page.goto(`${server.origin}/#/bring`);
    await she.page.locator('.top-bar select').selectOption('new');
    await she.page.getByLabel('县名').fill(MARKUP);
    await button('新建').click();
    // The new county is empty; until then the page is still that of the old one.
    await seen('用自己的数据');
    await she.page.locator('input[type=file]').first().setInputFiles(file('hostile.xlsx'));
    await seen('数据已就绪，可以求解。');
    await she.page.goto(`${server.origin}/#/solve`);
    await button('开始求解').click();
    await seen('已证明最优');
    await she.page.goto(`${server.origin}/#/look/placements`);
    const name = she.page.locator('.window tbody button').first();
    expect(await name.textContent()).toContain(MARKUP);
    await name.click();
    await seen('为什么');
    for (const tab of ['flows', 'balance', 'map', 'shortage', 'posts', 'checks']) {
      await she.page.goto(`${server.origin}/#/look/${tab}`);
      await she.page.locator('main .card, main .window, main .empty').first().waitFor();
      await she.page.waitForTimeout(300);
    }
    expect(await she.page.locator('img').count()).toBe(0);
    expect(await she.page.evaluate('window.broken')).toBeUndefined();
    expect(she.complaints).toEqual([]);
  });
});
