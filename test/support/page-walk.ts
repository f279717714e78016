/** A planner at the page: the files of the demo county on her disk, a service, a browser, and the ways to say where she clicks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { generateFiles } from '../../data/index.ts';
import { readWorkbook, writeWorkbook } from '../../src/workbook/index.ts';
import type { RawWorkbook } from '../../src/workbook/port.ts';
import {
  openBrowser,
  type PageServer,
  startServer,
  type Visitor,
  visit,
  WAIT_MS,
} from './page-scene.ts';

export interface Walk {
  readonly server: PageServer;
  readonly browser: Browser;
  readonly she: Visitor;
  /** Path of a file on her disk. */
  file(name: string): string;
  button(name: string | RegExp): Locator;
  link(name: string): Locator;
  /** Goes to a step, or a tab of it. */
  step(name: string): Promise<void>;
  /** Waits until the text stands somewhere. */
  seen(text: string | RegExp): Promise<void>;
  /** What the service itself says, asked with her cookie. */
  told<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

/** @param more other files of hers, by name */
export async function startWalk(more: Readonly<Record<string, Uint8Array>> = {}): Promise<Walk> {
  const folder = mkdtempSync(join(tmpdir(), 'page-files-'));
  const file = (name: string) => join(folder, name);
  for (const { name, bytes } of await generateFiles('round', 1)) writeFileSync(file(name), bytes);
  for (const [name, bytes] of Object.entries(more)) writeFileSync(file(name), bytes);
  const server = await startServer();
  const browser = await openBrowser();
  const she = await visit(browser, server.signInLink);
  return {
    ...{ server, browser, she, file },
    button: (name) => she.page.getByRole('button', { name }),
    link: (name) => she.page.getByRole('link', { name }),
    step: async (name) => {
      await she.page.goto(`${server.origin}/#/${name}`);
      await she.page.locator('main h1').waitFor();
    },
    seen: (text) => she.page.getByText(text).first().waitFor({ timeout: WAIT_MS }),
    told: async <T>(path: string) =>
      (await (await she.context.request.get(server.origin + path)).json()) as T,
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function sheetsOf(fileName: string, bytes: Uint8Array) {
  return (await readWorkbook({ bytes, fileName })).sheets;
}

/** A workbook of hers as a file: first row of each sheet = headers. */
export function fileOf({ sheets }: RawWorkbook): Promise<Uint8Array> {
  return writeWorkbook(
    sheets.map(({ name, rows: [headers = [], ...rest] }) => ({
      name,
      headers: headers.map(String),
      rows: rest as never,
    })),
  );
}
