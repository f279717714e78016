/** The planner's page in a real browser against a real service: all seven steps on the demo county, as she goes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVIL_NODE_LIMITS } from '../../src/service/evil-backend.ts';
import { downloaded, type PageServer, type Visitor, WAIT_MS } from '../support/page-scene.ts';
import { sheetsOf, startWalk, type Walk } from '../support/page-walk.ts';

let walk: Walk;
let server: PageServer;
let she: Visitor;
beforeAll(async () => {
  walk = await startWalk();
  ({ server, she } = walk);
}, 300_000);
afterAll(() => walk?.close());

const file = (name: string) => walk.file(name);
const button = (name: string | RegExp) => walk.button(name);
const step = (name: string) => walk.step(name);
const seen = (text: string | RegExp) => walk.seen(text);
const accessible = async () => expect(await she.axe()).toEqual([]);
interface Plan {
  readonly number: number;
  readonly jobId: string;
  readonly state: string;
  readonly summary: { readonly placed: number };
}
const allPlans = async () => {
  const [county] = (await walk.told<{ items: { id: string }[] }>('/counties')).items;
  return (await walk.told<{ items: Plan[] }>(`/counties/${county?.id}/proposals`)).items;
};

describe('1 data', () => {
  test('a file with errors: kinds with their cells, and the way to mend them', async () => {
    await accessible();
    await she.page.locator('input[type=file]').first().setInputFiles(file('dirty.xlsx'));
    await seen(/还有 \d+ 处错误须先解决/);
    const kinds = she.page.locator('section', { hasText: '检查结果' }).locator('details');
    await kinds.first().locator('summary').click();
    await kinds.first().locator('.lines li').first().waitFor();
    expect(await kinds.first().locator('.lines li').first().textContent()).toMatch(/[A-Z]+\d+/);
    await accessible();
  });

  test('the demo county in one click', async () => {
    await button('用示范县试一试').click();
    await seen('数据已就绪，可以求解。');
    await seen('6,638');
    await accessible();
  });
});

describe('2 rules', () => {
  const field = (name: string) => she.page.getByLabel(name, { exact: true });

  test('a value out of range is refused at its field', async () => {
    await step('rules');
    await field('职称倾斜幅度').fill('500');
    const key = she.page.locator('.rule-key', { hasText: '职称倾斜幅度' }).first();
    await key.getByRole('alert').waitFor();
    expect(await field('职称倾斜幅度').getAttribute('aria-invalid')).toBe('true');
    await accessible();
  });

  test('what differs from the default is marked, and goes back', async () => {
    const key = she.page.locator('.rule-key', { hasText: '职称倾斜幅度' }).first();
    await field('职称倾斜幅度').fill('7');
    await key.getByText('与默认不同').waitFor();
    await key.getByRole('alert').waitFor({ state: 'detached' });
    expect(await key.textContent()).toContain('T02');
    await key.getByRole('button', { name: '恢复默认' }).click();
    await key.getByText('与默认不同').waitFor({ state: 'detached' });
  });

  test('directions are ticked, not written', async () => {
    const key = she.page.locator('.rule-key', { hasText: '流动方向' }).first();
    await key.getByLabel('局直 → 农村').check();
    await key.getByText('与默认不同').waitFor();
    await key.getByRole('button', { name: '恢复默认' }).click();
    expect(await key.getByLabel('局直 → 农村').isChecked()).toBe(false);
  });
});

describe('3 solve', () => {
  /** A rotation of 6 638 people with rows that no network holds: most of a minute for `highs` to its first plan. */
  const SLOW = {
    round: 'rotation',
    couples: 'same-town',
    'rotation.backbonePct': 30,
    'titleOverflow.max': 40,
  };
  const begin = async (rules: string) => {
    // The list of stored rules is asked when the step is entered.
    await step('bring');
    await step('rules');
    await she.page.getByLabel('从哪一套规则开始').selectOption({ label: rules });
    await step('solve');
  };
  const backend = async (name: string) => {
    await she.page.getByText('更多选项').click();
    await she.page.getByLabel('求解器').selectOption(name);
  };
  const stopButton = () => button('停止，保留目前最好的');

  test('a run that is stopped before it found a plan says so', async () => {
    const [county] = (await walk.told<{ items: { id: string }[] }>('/counties')).items;
    const kept = await she.context.request.post(
      `${server.origin}/counties/${county?.id}/policies`,
      { data: { name: '费时的轮岗', values: SLOW }, headers: { 'X-Tiaopei': '1' } },
    );
    expect(kept.status()).toBe(201);
    await begin('费时的轮岗');
    await backend('highs');
    await button('开始求解').click();
    await she.page.locator('.stages .now', { hasText: '求解' }).waitFor();
    await accessible();
    await stopButton().click();
    await seen('已停止，还没有找到方案');
  });

  test('a run that is stopped after that keeps the best', async () => {
    await backend('auto');
    // However quick the solver: this job stalls after its first plan.
    await she.page.route(
      `${server.origin}/jobs`,
      (route) => {
        const draft = route.request().postDataJSON() as { options?: object };
        const options = { ...draft.options, nodeLimit: EVIL_NODE_LIMITS.stall };
        return route.continue({ postData: { ...draft, options } });
      },
      { times: 1 },
    );
    await button('开始求解').click();
    await seen(/第 1 \/ \d+ 层目标/);
    await stopButton().click();
    await seen(/已按您的要求停止/);
    await seen('尚未证明最优');
    await accessible();
  });

  test('solved, with the proven mark', async () => {
    await begin('默认规则');
    await step('rules');
    await she.page.getByLabel('结构性富余参加调配', { exact: true }).check();
    await step('solve');
    await button('开始求解').click();
    await stopButton().waitFor();
    await seen('已证明最优');
    await accessible();
  });
});

describe('4 look', () => {
  const tabs = ['概要', '流向', '均衡', '地图', '紧缺', '安置名单', '待岗名单', '岗位', '规则核查'];

  test.each(tabs)('%s: something to see, and accessible', async (tab) => {
    if (tab === '概要') await step('look');
    await she.page.getByRole('navigation', { name: '方案的各个方面' }).getByText(tab).click();
    await she.page.locator('main .card, main .window').first().waitFor();
    if (tab === '流向' || tab === '均衡')
      await she.page.locator('.chart svg path').first().waitFor({ state: 'attached' });
    if (tab === '地图') expect(await she.page.locator('.map .school').count()).toBe(74);
    if (tab === '紧缺')
      expect(await she.page.locator('.heat td[class^=heat-]').count()).toBeGreaterThan(50);
    if (/名单|岗位|核查/.test(tab))
      expect(await she.page.locator('.window tbody tr').count()).toBeGreaterThan(10);
    await accessible();
  });

  test('filter, search and sort', async () => {
    await she.page.getByRole('link', { name: '安置名单' }).click();
    const shown = she.page.locator('.table-tools output');
    const all = Number((await shown.textContent())?.match(/\/ ([\d,]+)/)?.[1]?.replace(',', ''));
    await she.page.getByLabel('方向').selectOption({ index: 1 });
    const some = Number((await shown.textContent())?.match(/^([\d,]+)/)?.[1]?.replace(',', ''));
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    await she.page.getByLabel('方向').selectOption('');
    await button(/^公里/).click();
    await button(/^公里/).click();
    const first = await she.page.locator('.window tbody tr td.number').nth(1).textContent();
    const second = await she.page
      .locator('.window tbody tr')
      .nth(1)
      .locator('td.number')
      .nth(1)
      .textContent();
    expect(Number(first)).toBeGreaterThanOrEqual(Number(second));
  });

  test('a person’s panel: reasons and the exact price of other posts; Escape closes it', async () => {
    await she.page.locator('.window tbody button').first().click();
    await seen('为什么');
    await button(/代价最小/).click();
    await seen('其他可去的岗位和代价');
    await accessible();
    await she.page.keyboard.press('Escape');
    await she.page.locator('.panel').waitFor({ state: 'detached' });
  });

  test('a school’s panel from the map', async () => {
    await she.page.getByRole('link', { name: '地图' }).click();
    await she.page.locator('.map a').first().focus();
    await she.page.keyboard.press('Enter');
    await she.page
      .locator('.panel')
      .getByText(/仍空 \d+ 个岗位/)
      .waitFor();
    await accessible();
    await she.page.keyboard.press('Escape');
  });
});

describe('5 steer', () => {
  /** Opens one after the other until somebody has another post; the cheapest of them. */
  async function priced(): Promise<string> {
    for (let row = 0; row < 12; row++) {
      await she.page.locator('.window tbody button').nth(row).click();
      await button(/代价最小/).click();
      await she.page.getByRole('heading', { name: '其他可去的岗位和代价' }).waitFor();
      const posts = she.page.locator('.panel ol.lines > li > strong');
      if ((await posts.count()) > 0) return (await posts.first().textContent()) ?? '';
      await she.page.keyboard.press('Escape');
    }
    throw new Error('nobody has another post');
  }

  test('the price is there before it is accepted; then solved and proven', async () => {
    await step('look/placements');
    const post = await priced();
    await she.page.getByLabel('找岗位（学校和学科）').fill(post.replaceAll('·', ' '));
    await button('看代价').first().click();
    await she.page.locator('.panel .card .losses, .panel .card p').first().waitFor();
    await button('接受代价，重新求解').click();
    await seen(/已重新求解并证明最优/);
    expect(await she.page.locator('.panel .notice strong').first().textContent()).toBe(post);
  });

  test('pin, and the plan is proven again; undo brings the plan before', async () => {
    await step('steer');
    const number = () => she.page.locator('.step-head select option:checked').textContent();
    const before = await number();
    await button('撤回这一步').click();
    await expect.poll(number, { timeout: WAIT_MS }).not.toBe(before);
    await she.page.getByLabel('姓名或职工号').fill('0');
    await she.page.locator('main .lines button.link').first().click();
    await button('锁定在此').click();
    await seen(/已重新求解并证明最优/);
    await she.page.keyboard.press('Escape');
    await seen('已定的 1 项');
    await accessible();
  });

  test('a slider solves again', async () => {
    const before = await she.page.locator('.step-head select option:checked').textContent();
    await she.page.getByLabel(/^农村倾斜/).fill('80');
    await expect
      .poll(() => she.page.locator('.step-head select option:checked').textContent(), {
        timeout: WAIT_MS,
      })
      .not.toBe(before);
  });

  test('another order of the objectives solves again', async () => {
    const number = () => she.page.locator('.step-head select option:checked').textContent();
    await seen(/已重新求解并证明最优/);
    const before = await number();
    await she.page.getByText('目标次序', { exact: true }).click();
    await button('上移：人岗适配').click();
    await expect.poll(number, { timeout: WAIT_MS }).not.toBe(before);
    await seen(/已重新求解并证明最优/);
  });

  test('a name for a version, and two versions down to persons', async () => {
    await she.page
      .getByLabel(/^第 \d+ 版的名称$/)
      .first()
      .fill('倾斜农村');
    await button('保存').click();
    await she.page
      .locator('.step-head select option:checked', { hasText: '倾斜农村' })
      .waitFor({ state: 'attached' });
    await she.page.getByLabel(/^与「.*」对照/).selectOption({ index: 1 });
    await seen(/\d+ 人不同/);
    await accessible();
  });
});

describe('6 compare', () => {
  test('the manual plan in three columns', async () => {
    await step('compare');
    await she.page.locator('input[type=file]').setInputFiles(file('manual-plan.xlsx'));
    await seen('最小修正');
    const legal = she.page.locator('.columns-3 tbody tr').first().locator('td');
    expect(await legal.allTextContents()).toEqual(['不合法', '合法', '合法']);
    await seen(/少于 \d+ 人的改动不可能合法/);
    await accessible();
  });

  test('scenarios: a table and a curve', async () => {
    await button('逐个求解').click();
    await she.page.locator('.chart svg path').first().waitFor({ state: 'attached' });
    expect(
      await she.page.locator('table', { hasText: '现在的规则' }).locator('tbody tr').count(),
    ).toBe(4);
    await accessible();
  });
});

describe('7 hand in', () => {
  test('a report is downloaded and read back', async () => {
    await step('hand-in');
    await button('生成公示名单 xlsx').click();
    await seen('已生成 1 个文件');
    const { name, bytes } = await downloaded(she, () =>
      she.page.locator('.notice.good a').first().click(),
    );
    expect(name).toContain('公示');
    const rows = await sheetsOf(name, bytes);
    const newest = (await allPlans()).sort((a, b) => b.number - a.number)[0];
    // One row for each who was placed, below the heads.
    expect(rows[0]?.rows.length).toBeGreaterThanOrEqual(newest?.summary.placed ?? Number.NaN);
    await accessible();
  });

  test('published with its days; an objection is recorded, upheld and solved around the rest', async () => {
    await she.page.getByLabel('依据（会议、文号等）').fill('局务会第 3 次');
    await she.page.getByLabel('公示第一天').last().fill('2026-08-03');
    await button('开始公示').click();
    await seen(/公示 2026-08-03 至 2026-08-1\d/);
    // The lists that are made from now on carry its dates without being told again.
    const listed = () => she.page.getByLabel('公示第一天').first().inputValue();
    await expect.poll(listed).toBe('2026-08-03');
    await she.page.getByLabel('职工号').fill((await firstPlaced()) ?? '');
    await she.page.getByLabel('异议理由').fill('家庭困难');
    await button('登记异议').click();
    await seen('待裁定');
    await she.page.getByLabel('裁定理由').fill('情况属实');
    await button('成立，重新求解').click();
    await seen('已围绕其余人员重新求解。');
    await accessible();
  });

  test('who did what', async () => {
    await button('刷新').click();
    const done = (what: string) => she.page.locator('.window td', { hasText: what }).first();
    await done('裁定异议').waitFor();
    await done('公示方案').waitFor();
  });

  async function firstPlaced(): Promise<string | undefined> {
    const published = (await allPlans()).find(({ state }) => state === 'published');
    const { placements } = await walk.told<{
      placements: { teacherId: string; locked: boolean }[];
    }>(`/jobs/${published?.jobId}/proposal`);
    // Whoever was pinned in step 5 cannot be moved by an objection.
    return placements.find(({ locked }) => !locked)?.teacherId;
  }
});

test('the security policy was never broken and nothing failed', () => {
  expect(she.complaints).toEqual([]);
});
