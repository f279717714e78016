/** A real service process, a real browser and somebody who clicks; every click is counted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

const ROOT = resolve(import.meta.dirname, '../..');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** A loaded machine needs time for its first database. */
const START_MS = 120_000;
/** Longest wait for something on the page: a read or a solve. */
export const WAIT_MS = 120_000;

export interface PageServer {
  readonly origin: string;
  readonly adminKey: string;
  readonly signInLink: string;
  /** @returns when the process is gone */
  stop(): Promise<void>;
}

/** A free port: asked for, let go, taken by the server a moment later. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** Starts `src/http/server.ts` on a new data folder, where jobs that ask for it stall. The page must have been built. */
export async function startServer(): Promise<PageServer> {
  const data = mkdtempSync(join(tmpdir(), 'page-data-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/http/server.ts'], {
    cwd: ROOT,
    env: {
      ...{ ...process.env, PORT: String(port), HOST: '127.0.0.1', TIAOPEI_DATA: data },
      ...{ NODE_ENV: 'test', TIAOPEI_TEST_BACKEND: 'stall' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const said = await firstWords(child);
    return {
      origin: `http://127.0.0.1:${port}`,
      adminKey: said.match(/tk_[\w-]+/)?.[0] ?? '',
      signInLink: said.match(/http\S+\/signin\?token=\S+/)?.[0] ?? '',
      stop: () => stop(child, data),
    };
  } catch (fault) {
    await stop(child, data);
    throw fault;
  }
}

function firstWords(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let [out, err] = ['', ''];
    const timer = setTimeout(
      () => fail(new Error(`the server did not start:\n${out}${err}`)),
      START_MS,
    );
    child.stderr?.on('data', (text: Buffer) => {
      err += text.toString();
    });
    child.stdout?.on('data', (text: Buffer) => {
      out += text.toString();
      if (!/signin\?token=\S+\n/.test(out)) return;
      clearTimeout(timer);
      done(out);
    });
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${out}${err}`)));
  });
}

async function stop(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained about: security policy, exceptions. */
  readonly complaints: readonly string[];
  /** Clicks and choices since the last call. */
  clicks(): number;
  click(target: Locator): Promise<void>;
  /** Text typed into a field counts as one click: the one into the field. */
  type(target: Locator, text: string): Promise<void>;
  choose(target: Locator, value: string): Promise<void>;
  bring(target: Locator, file: string): Promise<void>;
  /** Serious faults that axe-core finds on the page as it stands. */
  axe(): Promise<string[]>;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** Somebody who comes by the one-time link. */
export async function visit(browser: Browser, link: string): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  const complaints: string[] = [];
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  page.on('pageerror', (fault) => complaints.push(`exception: ${fault.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) complaints.push(message.text());
  });
  await page.goto(link);
  await page.locator('h1').first().waitFor();
  return visitorOf(page, context, complaints);
}

function visitorOf(page: Page, context: BrowserContext, complaints: string[]): Visitor {
  let clicks = 0;
  return {
    page,
    context,
    complaints,
    clicks: () => {
      const before = clicks;
      clicks = 0;
      return before;
    },
    click: async (target) => {
      clicks++;
      await target.click();
    },
    type: async (target, text) => {
      clicks++;
      await target.fill(text);
    },
    choose: async (target, value) => {
      clicks++;
      await target.selectOption(value);
    },
    bring: async (target, file) => {
      clicks++;
      await target.setInputFiles(file);
    },
    axe: () => axeOf(page),
  };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly {
      readonly target: readonly unknown[];
      readonly failureSummary?: string;
    }[];
  }[];
}

/** Evaluated over the debugging protocol: the page's own security policy would refuse a script of ours. */
async function axeOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
}

/** Bytes of what a click downloads, with its file name. */
export async function downloaded(
  { page }: Visitor,
  go: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [download] = await Promise.all([page.waitForEvent('download'), go()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
