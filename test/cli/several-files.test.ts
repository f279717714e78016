/** A county of several files, handed to every command that reads one: the same county, the same answers. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkbook } from '../../src/workbook/index.ts';
import { runCli } from '../support/run-cli.ts';
import { tinyTables, tinyWorkbook } from '../support/tiny-workbook.ts';

let folder: string;
const path = (name: string) => join(folder, name);
/** The roster in a file of its own, as personnel keeps it; the rest in a folder. */
const SEVERAL = () => [path('roster.xlsx'), path('rest')];
const run = (command: string, ...args: string[]) => runCli([command, ...args, '--lang', 'en']);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tiaopei-several-'));
  const tables = tinyTables();
  for (const post of tables.posts) post.mustFill = 0;
  const sheets = tinyWorkbook(tables).sheets.map(({ name, rows: [headers = [], ...rows] }) => ({
    name,
    headers: headers.map(String),
    rows: rows.map((row) => row.map((cell) => cell as string | number | null)),
  }));
  const isRoster = ({ headers }: { headers: readonly string[] }) => headers.includes('职工号');
  const roster = sheets.find(isRoster) ?? sheets[0]!;
  mkdirSync(path('rest'));
  writeFileSync(path('whole.xlsx'), await writeWorkbook(sheets));
  writeFileSync(path('roster.xlsx'), await writeWorkbook([roster]));
  const others = sheets.filter((each) => each !== roster);
  writeFileSync(path('rest/tables.xlsx'), await writeWorkbook(others));
  const solved = await run('solve', path('whole.xlsx'), '--out', path('whole'));
  expect(solved.stderr.replace(/^(npm|…).*\n/gm, '')).toBe('');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const proposalOf = (name: string) =>
  JSON.parse(readFileSync(path(`${name}/proposal.json`), 'utf8')) as Record<string, unknown>;

test('solve: the same proposal but for the clock', async () => {
  const solved = await run('solve', ...SEVERAL(), '--out', path('several'));
  expect(solved.code).toBe(0);
  const [one, other] = ['whole', 'several'].map((name) => ({ ...proposalOf(name), timings: null }));
  expect(other).toEqual(one);
}, 60_000);

test.each<[string, () => string[]]>([
  ['verify', () => [path('whole/proposal.json'), '--no-replay', '--county', ...SEVERAL()]],
  ['indicators', SEVERAL],
  ['establish', () => [...SEVERAL(), '--out', path('e')]],
  ['audit', () => [...SEVERAL(), '--plan', path('whole/proposal.json'), '--out', path('a')]],
  ['explain', () => [...SEVERAL(), '--proposal', path('whole/proposal.json'), '--envy']],
  ['study', () => [...SEVERAL(), '--of', 'envy', '--out', path('s')]],
  [
    'report',
    () => [
      ...[...SEVERAL(), '--proposal', path('whole/proposal.json'), '--out', path('r')],
      ...['--only', 'publicity-list', '--format', 'csv', '--publicity-start', '2026-08-20'],
    ],
  ],
])(
  '%s: exit code 0',
  async (command, args) => {
    const { code, stderr } = await run(command, ...args());
    expect([code, stderr.replace(/^(npm|…).*\n/gm, '')]).toEqual([0, '']);
  },
  60_000,
);

test('the appeal pack replays with all files, by name alone', async () => {
  const { teacherId } = (proposalOf('whole').placements as { teacherId: string }[])[0]!;
  const asked = ['--proposal', path('whole/proposal.json'), '--teacher', teacherId];
  await run('explain', ...SEVERAL(), ...asked, '--appeal', path('pack'));
  const { replay } = JSON.parse(readFileSync(path('pack/appeal.json'), 'utf8'));
  expect(replay).toContain('explain roster.xlsx rest --proposal');
}, 60_000);

test('half of a county is refused by what is missing, not by its path', async () => {
  const { code, stderr } = await run('study', path('rest'), '--of', 'envy', '--out', path('s'));
  expect(code).toBe(2);
  expect(stderr).toContain('the county has errors; run check');
}, 60_000);

test('every command that reads a county takes several', async () => {
  const { stdout } = await run('--help');
  const taking = [...stdout.matchAll(/^ +(\w+) \[options\] <county\.\.\.>/gm)].map(
    ([, name]) => name,
  );
  expect(taking).toEqual([
    ...['solve', 'indicators', 'establish', 'compare', 'study', 'audit', 'explain', 'itinerant'],
    ...['principals', 'reform', 'appeal', 'rotate', 'rollover', 'report'],
  ]);
  expect(stdout).not.toContain('<county>');
}, 60_000);
