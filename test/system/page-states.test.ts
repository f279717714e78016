/** What the page says when there is nothing yet, while it waits, when something fails; and all of it by keyboard alone. */
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWalk, type Walk } from '../support/page-walk.ts';

let walk: Walk;
beforeAll(async () => {
  walk = await startWalk();
}, 300_000);
afterAll(() => walk?.close());

const page = () => walk.she.page;
const accessible = async () => expect(await walk.she.axe()).toEqual([]);
/** As long as the page stays on one address its steps keep what they have: a reload asks the service anew. */
const fresh = async (step: string) => {
  await walk.step(step);
  await page().reload();
  await page().locator('main h1').waitFor();
};

describe('empty', () => {
  test('the first step offers both ways to begin', async () => {
    await walk.seen('用自己的数据');
    expect(await walk.button('用示范县试一试').count()).toBe(1);
    await accessible();
  });

  test.each(['look', 'steer', 'compare', 'hand-in'])('%s says what comes first', async (step) => {
    await fresh(step);
    const empty = page().locator('main .empty').first();
    await empty.waitFor();
    expect(await empty.getByRole('link').count()).toBe(1);
    await accessible();
  });

  test('without data there is nothing to solve, and the way there is one click', async () => {
    await fresh('solve');
    await walk.seen('还没有可以求解的数据。');
    await walk.link('去放入数据').click();
    await walk.seen('用自己的数据');
  });

  test('a panel in the address of nobody says so and closes', async () => {
    await page().goto(`${walk.server.origin}/#/look?person=nobody`);
    await page().locator('.panel .empty').waitFor();
    await page().keyboard.press('Escape');
    await page().locator('.panel').waitFor({ state: 'detached' });
  });

  test('Escape closes a panel from the moment it is there', async () => {
    await page().evaluate(`new MutationObserver((_, watch) => {
      if (document.querySelector('.panel') === null) return;
      watch.disconnect();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      document.body.dataset.pressed = 'Escape';
    }).observe(document.body, { childList: true, subtree: true })`);
    await page().goto(`${walk.server.origin}/#/look?school=nowhere`);
    await page().locator('body[data-pressed]').waitFor();
    await page().locator('.panel').waitFor({ state: 'detached' });
  });
});

describe('by keyboard alone', () => {
  type Key = 'Tab' | 'Shift+Tab';

  /** Presses the key; where the focus is then must be seen. */
  async function nextStop(key: Key): Promise<void> {
    await page().keyboard.press(key);
    const hidden = await page().evaluate<string>(
      `(() => { const at = document.activeElement;
        const style = getComputedStyle(at.matches('.drop input') ? at.closest('.drop') : at);
        return at.matches('body, #content') || style.outlineStyle !== 'none' ? '' : at.outerHTML.slice(0, 200); })()`,
    );
    expect(hidden, 'focus is not seen').toBe('');
  }

  /** Tab until the focus is where `at` says. */
  async function tabTo(at: string, key: Key = 'Tab'): Promise<void> {
    for (let stop = 0; stop < 150; stop++) {
      await nextStop(key);
      if (await page().evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(at)})`))
        return;
    }
    throw new Error(`no way by Tab to ${at}`);
  }

  test('from the demo county to the reasons of a person and back', async () => {
    await fresh('bring');
    await tabTo('button.primary.large');
    await page().keyboard.press('Enter');
    await walk.seen('数据已就绪，可以求解。');
    await tabTo('nav a[href="#/solve"]');
    await page().keyboard.press('Enter');
    await page().locator('main h1', { hasText: '求解' }).waitFor();
    await tabTo('main button.primary');
    await page().keyboard.press('Enter');
    await walk.seen('已证明最优');
    await tabTo('a[href="#/look"].primary');
    await page().keyboard.press('Enter');
    await page().locator('nav.tabs').waitFor();
    await tabTo('a[href="#/look/staff"]');
    await page().keyboard.press('Enter');
    await page().locator('.window tbody tr[aria-rowindex]').first().waitFor();
    await tabTo('.window tbody button');
    await page().keyboard.press('Enter');
    await page().locator('.panel', { hasText: '为什么' }).waitFor();
    await page().keyboard.press('Escape');
    await page().locator('.panel').waitFor({ state: 'detached' });
    const back = await page().evaluate<boolean>(`document.activeElement.matches('.window button')`);
    expect(back).toBe(true);
  });

  const STEPS = ['bring', 'rules', 'solve', 'look', 'steer', 'compare', 'hand-in'];
  test.each(STEPS)('%s is reached, and every stop in it is seen', async (step) => {
    // Backwards from the head of the step, where the focus is, stand the seven steps.
    await tabTo(`nav.steps a[href="#/${step}"]`, 'Shift+Tab');
    await page().keyboard.press('Enter');
    await page().locator(`nav.steps a[aria-current][href="#/${step}"]`).waitFor();
    await page().locator('main h1').waitFor();
    await page().locator('main .loading').first().waitFor({ state: 'detached' });
    for (let stop = 0; stop < 40; stop++) await nextStop('Tab');
    await page().locator('#content').focus();
  });

  test('the skip link leads past the head of the page', async () => {
    await fresh('bring');
    await tabTo('.skip-link');
    await page().keyboard.press('Enter');
    expect(await page().evaluate('document.activeElement.id')).toBe('content');
  });
});

describe('all staff', () => {
  test('everybody is in the list, in the round or not; whoever is not says why', async () => {
    await walk.step('look/staff');
    const shown = page().locator('.table-tools output');
    await shown.waitFor();
    expect(await shown.textContent()).toMatch(/^6,638 \/ 6,638/);
    await page().getByLabel('本轮').selectOption('不变动');
    await page().getByLabel('搜索').fill('语文');
    const some = Number((await shown.textContent())?.match(/^([\d,]+)/)?.[1]?.replace(',', ''));
    expect(some).toBeGreaterThan(100);
    expect(some).toBeLessThan(6638);
    await page().locator('.window tbody button').first().click();
    await walk.seen('不在本轮调配之内。');
    await page()
      .locator('.panel p', { hasText: /不是本轮待调配人员|不参加本轮/ })
      .first()
      .waitFor();
    await accessible();
    await page().keyboard.press('Escape');
  });

  test('the end of the list is a scroll away, without holes', async () => {
    await page().getByLabel('搜索').fill('');
    await page().getByLabel('本轮').selectOption('');
    const box = page().locator('.window');
    await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await page().locator('tr[aria-rowindex="6639"]').waitFor();
    // Only what is in sight is in the page.
    expect(await page().locator('.window tbody tr[aria-rowindex]').count()).toBeLessThan(80);
  });
});

describe('the subjects that are short', () => {
  test('a heat chart, its figures under the pointer, and the same as a table', async () => {
    await walk.step('look/shortage');
    const chart = page().locator('.heat-chart svg');
    await chart.waitFor();
    expect(await chart.locator('rect').count()).toBeGreaterThan(50);
    await chart.locator('.heat-4').first().hover();
    await page()
      .locator('.heat-chart [role=status]', { hasText: /仍空 \d+ 个，原有 \d+ 个/ })
      .waitFor();
    await page().getByText('用表格看这些数字').click();
    await page().locator('table.heat td.heat-4').first().waitFor();
    await accessible();
  });
});

describe('waiting and failing', () => {
  const KEYS = '**/policies/keys';

  test('while it waits it says so, and keeps the head of the step', async () => {
    let go = () => {};
    const held = new Promise<void>((done) => {
      go = done;
    });
    await page().route(KEYS, async (route: Route) => {
      await held;
      await route.continue();
    });
    await fresh('rules');
    await page().locator('main .loading[role=status]').waitFor();
    await accessible();
    go();
    await page().locator('.rule-key').first().waitFor();
    await page().unroute(KEYS);
  });

  test('a failure is told in words, and asked again at the press of a button', async () => {
    await page().route(KEYS, (route: Route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          ...{ type: 'urn:tiaopei:problem:fault', title: '内部错误', status: 500 },
          ...{ detail: '内部错误', code: 'fault', instance: 'urn:x', issues: [] },
        }),
      }),
    );
    await fresh('rules');
    const alert = page().locator('main [role=alert]');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('内部错误');
    await accessible();
    await page().unroute(KEYS);
    await walk.button('再试一次').click();
    await page().locator('.rule-key').first().waitFor();
  });
});

describe('English', () => {
  test('reasons come in English, by the same panel', async () => {
    await walk.step('look/standby');
    await walk.button('English').click();
    await page().locator('.window tbody button').first().click();
    const panel = page().locator('.panel');
    await panel.getByText('Why', { exact: true }).waitFor();
    await panel.getByText('no post in this round: on standby').waitFor();
    const words = await panel.locator('p, li').allTextContents();
    // Names of people and schools stay; a Chinese sentence has a Chinese full stop.
    expect(words.filter((text) => /[。；，]/.test(text))).toEqual([]);
    await page().keyboard.press('Escape');
  });

  test('findings and rules come in English', async () => {
    await walk.step('look/checks');
    await page().locator('.window tbody tr[aria-rowindex]').first().waitFor();
    await page()
      .locator('.window tbody tr td:nth-child(3)', { hasText: /[a-z]{4}/ })
      .first()
      .waitFor();
    const checks = await page().locator('.window tbody tr td:nth-child(3)').allTextContents();
    expect(checks.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    await page().goto(`${walk.server.origin}/#/bring`);
    await page().locator('.drop input[type=file]').last().setInputFiles(walk.file('dirty.xlsx'));
    await page()
      .getByText(/errors? (?:must|to)/)
      .first()
      .waitFor();
    const kinds = page().locator('section', { hasText: 'Findings' }).locator('summary');
    await kinds.first().waitFor();
    const said = await kinds.allTextContents();
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((text) => /[。；]/.test(text))).toEqual([]);
    await walk.button('中文').click();
  });
});

describe('away and back', () => {
  test('offline it says so and keeps what stands there; back again it goes on', async () => {
    await walk.step('hand-in');
    await walk.she.context.setOffline(true);
    await walk.button('刷新').click();
    await walk.seen(/服务没有应答，正在重新连接/);
    await accessible();
    await walk.she.context.setOffline(false);
    await page()
      .getByText(/正在重新连接/)
      .waitFor({ state: 'detached' });
  });

  test('an expired session asks for the key and goes on where she was', async () => {
    await walk.she.context.clearCookies();
    await walk.button('刷新').click();
    await walk.seen('登录已到期');
    await accessible();
    await page().getByLabel('密钥', { exact: true }).fill('tk_of_nobody');
    await walk.button('登录').click();
    await walk.seen('没有这个密钥，或已失效。');
    await page().getByLabel('密钥', { exact: true }).fill(walk.server.adminKey);
    await walk.button('登录').click();
    await page().locator('dialog').waitFor({ state: 'detached' });
    expect(page().url()).toContain('#/hand-in');
  });
});

test('the security policy was never broken and nothing failed', () => {
  expect(walk.she.complaints).toEqual([]);
});
