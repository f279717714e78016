/**
 * Reading, checking and normalising a county of 20 000 people: wall and processor time of one cold read, peak memory of
 * its process. Beside it the spreadsheet library alone, which only unpacks the cells. `npx tsx bench/intake.ts [seed]`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { generateCounty, plantDirt, writeCountyWorkbook } from '../data/index.ts';
import { findingsWorkbook, openTables, readCountyFrom } from '../src/intake/index.ts';
import { type SheetToWrite, writeWorkbook } from '../src/workbook/index.ts';

type Task = 'intake' | 'library' | 'marked';

interface Figures {
  readonly rows: number;
  readonly findings: number | string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

const MIB = 1024;

async function measure(task: Task, path: string): Promise<Figures> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { rows, findings } = await TASKS[task](path);
  const seconds = (performance.now() - start) / 1000;
  const spent = process.cpuUsage(cpu);
  return {
    ...{ rows, findings, seconds },
    cpuSeconds: (spent.user + spent.system) / 1e6,
    peakMiB: process.resourceUsage().maxRSS / MIB,
  };
}

const TASKS: Record<Task, (path: string) => Promise<Pick<Figures, 'rows' | 'findings'>>> = {
  intake: async (path) => {
    const { issues, sheets } = await readCountyFrom({ path });
    return { rows: sheets.reduce((sum, { rows }) => sum + rows, 0), findings: issues.length };
  },
  library: async (path) => {
    const { sheets } = await readXlsx(await readFile(path));
    return { rows: sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0), findings: '–' };
  },
  marked: async (path) => {
    const raw = await openTables({ path });
    const { issues, sheets } = await readCountyFrom({ path });
    const original = { fileName: raw.sheets[0]?.file ?? '', bytes: await readFile(path) };
    await findingsWorkbook(raw, issues, original);
    return { rows: sheets.reduce((sum, { rows }) => sum + rows, 0), findings: issues.length };
  },
};

/** Every roster cell with white space around it: the most findings there can be. */
function allStained(sheets: readonly SheetToWrite[]): SheetToWrite[] {
  return sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? ` ${cell} ` : cell)),
    ),
  }));
}

async function main(seed: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const sheets = writeCountyWorkbook(generateCounty('large', seed));
  const roster = sheets.filter(({ name }) => name === '教职工花名册');
  const files: [string, readonly SheetToWrite[]][] = [
    ['roster', roster],
    ['roster-stained', allStained(roster)],
    ['county', sheets],
    ['county-dirty', plantDirt(sheets, seed).sheets],
  ];
  const table: Record<string, unknown>[] = [];
  for (const [name, content] of files) {
    const path = join(folder, `${name}.xlsx`);
    await writeFile(path, await writeWorkbook(content));
    const tasks: Task[] = name === 'county-dirty' ? ['intake', 'marked'] : ['intake', 'library'];
    for (const task of tasks)
      table.push({ file: name, task, ...rounded(await inChild(task, path)) });
  }
  console.table(table);
  await rm(folder, { recursive: true });
}

const rounded = (figures: Figures) =>
  Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(100 * value) / 100 : value,
    ]),
  );

async function inChild(task: Task, path: string): Promise<Figures> {
  const child = fork(fileURLToPath(import.meta.url), ['--child', task, path], {
    execArgv: ['--import', 'tsx'],
  });
  const [figures] = await once(child, 'message');
  return figures as Figures;
}

const [mode, task, path] = process.argv.slice(2);
if (mode === '--child') process.send?.(await measure(task as Task, path ?? ''));
else await main(Number(mode ?? 1));
