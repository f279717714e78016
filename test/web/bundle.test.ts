/** The built page: its budget, and nothing inline, nothing from outside, nothing that makes markup of text. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltPage, buildPage } from '../../src/web/build.ts';

/** Budgets in bytes after gzip; `src/web/README.md` states them. */
const FIRST_LOAD = 60 * 1024;
const CHARTS = 230 * 1024;
const STYLE = 8 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'page-'));
let page: BuiltPage;
beforeAll(async () => {
  page = await buildPage(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const zipped = (path: string) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;

/** The script and everything that it loads before it runs. */
function atOnce(start: string): string[] {
  const found = new Set([start]);
  for (const path of found)
    for (const next of page.scripts.find((each) => each.path === path)?.imports ?? [])
      found.add(next);
  return [...found];
}
const sum = (paths: readonly string[]) => paths.reduce((bytes, path) => bytes + zipped(path), 0);

describe('budget', () => {
  test('first load', () => {
    expect(sum(atOnce(page.script))).toBeLessThan(FIRST_LOAD);
    expect(zipped(page.style)).toBeLessThan(STYLE);
  });

  test('charts come apart, and only when they are needed', () => {
    const charts = page.scripts.map(({ path }) => path).find((path) => /echarts-/.test(path));
    expect(charts).toBeDefined();
    expect(sum(atOnce(charts as string))).toBeLessThan(CHARTS);
    expect(atOnce(page.script)).not.toContain(charts);
  });
});

describe('safety', () => {
  const html = () => readFileSync(join(folder, 'index.html'), 'utf8');

  test('no inline script or style, no address outside', () => {
    expect(html()).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect([...html().matchAll(/<script([^>]*)>([^<]*)</g)].map(([, , inside]) => inside)).toEqual([
      '',
    ]);
    expect(html()).not.toMatch(/https?:|\/\//);
    expect(readFileSync(join(folder, page.style), 'utf8')).not.toMatch(/url\(|@import/);
  });

  test('nothing of the server is in it', () => {
    const server = /(?:from|import)\s*"(?:node:|hono|zod|pg)|ZodError|ServiceOptions/;
    const found = page.scripts.filter(({ path }) =>
      server.test(readFileSync(join(folder, path), 'utf8')),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  test('the source never sets markup', () => {
    const web = join(import.meta.dirname, '../../src/web');
    const markup =
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(/;
    const found = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) => markup.test(readFileSync(join(web, name), 'utf8')));
    expect(found).toEqual([]);
  });

  test('names of files change with what is in them', () => {
    for (const { path } of page.scripts) expect(path).toMatch(/^assets\/[\w-]+-[A-Z0-9]{8}\.js$/);
    expect(page.style).toMatch(/-[A-Z0-9]{8}\.css$/);
  });
});
