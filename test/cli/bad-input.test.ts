/** Bad input through the real command line: exit code 2, the place and the words, nothing in the output folder. */
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../src/workbook/index.ts';
import type { RawSheet } from '../../src/workbook/port.ts';
import { inTemporaryFolder, runCli } from '../support/run-cli.ts';
import {
  sheetName,
  type TinyTables,
  tinyCell,
  tinyTables,
  tinyWorkbook,
} from '../support/tiny-workbook.ts';

async function workbookBytes(tables: TinyTables, edit?: (sheets: RawSheet[]) => RawSheet[]) {
  const sheets = [...tinyWorkbook(tables).sheets];
  return writeWorkbook(
    (edit?.(sheets) ?? sheets).map(({ name, rows }) => ({
      name,
      headers: (rows[0] ?? []).map(String),
      rows: rows
        .slice(1)
        .map((row) => row.map((cell) => (cell === null ? null : (cell as string)))),
    })),
  );
}

interface Refusal {
  readonly text: string;
  readonly kind: string;
}

/** Solves the given file; the run must answer 2 and leave no output behind. */
async function refused(
  write: (path: string) => void,
  args: readonly string[] = [],
): Promise<Refusal> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'county.xlsx');
    const out = join(folder, 'out');
    write(path);
    const run = await runCli(['solve', path, '--out', out, '--json', ...args]);
    expect([run.code, run.stderr]).toEqual([2, '']);
    expect(existsSync(out)).toBe(false);
    const { kind } = JSON.parse(run.stdout);
    return { kind, text: run.stdout };
  });
}

async function refusedTables(change: (tables: TinyTables) => void): Promise<string> {
  const tables = tinyTables();
  change(tables);
  const bytes = await workbookBytes(tables);
  return (await refused((path) => writeFileSync(path, bytes))).text;
}

describe('tables', () => {
  test('a missing sheet is named', async () => {
    const bytes = await workbookBytes(tinyTables(), (sheets) =>
      sheets.filter(({ name }) => name !== sheetName('posts')),
    );
    const { text } = await refused((path) => writeFileSync(path, bytes));
    expect(text).toContain('岗位设置表');
  });
  test('a missing column is named with its sheet', async () => {
    const bytes = await workbookBytes(tinyTables(), (sheets) =>
      sheets.map((sheet) => {
        const at = (sheet.rows[0] ?? []).indexOf('职称');
        if (at === -1) return sheet;
        return { ...sheet, rows: sheet.rows.map((row) => row.filter((_, k) => k !== at)) };
      }),
    );
    const { text } = await refused((path) => writeFileSync(path, bytes));
    expect(text).toContain('教职工花名册');
    expect(text).toContain('职称');
  });
  test('an unknown school, with the cell', async () => {
    const text = await refusedTables((tables) => {
      tables.roster[1]!.unit = '实验小学校';
    });
    expect(text).toContain(tinyCell('roster', 1, 'unit'));
  });
  test('a duplicate staff number, with the cell', async () => {
    const text = await refusedTables((tables) => {
      tables.roster[1]!.staffNo = '101';
    });
    expect(text).toContain(tinyCell('roster', 1, 'staffNo'));
  });
  test('a school without tier, with the cell', async () => {
    const text = await refusedTables((tables) => {
      tables.schools[3]!.tier = null;
    });
    expect(text).toContain(tinyCell('schools', 3, 'tier'));
  });
  test('a negative quota, with the cell', async () => {
    const text = await refusedTables((tables) => {
      tables.schools[0]!.quota = -4;
    });
    expect(text).toContain(tinyCell('schools', 0, 'quota'));
  });
});

describe('policy', () => {
  const withPolicy = async (policy: string) => {
    const bytes = await workbookBytes(tinyTables());
    return inTemporaryFolder(async (folder) => {
      const file = join(folder, 'policy.json');
      writeFileSync(file, policy);
      return (await refused((path) => writeFileSync(path, bytes), ['--policy', file])).text;
    });
  };
  test('a value out of range, with its key', async () => {
    expect(await withPolicy('{"titleTilt":{"pct":101}}')).toContain('titleTilt.pct');
  });
  test('an unknown key names the nearest one', async () => {
    expect(await withPolicy('{"flow":{"skp":"strict"}}')).toContain('flow.skip');
  });
  test('upward arcs contradict X02', async () => {
    expect(await withPolicy('{"flow":{"arcs":["RB"]}}')).toContain('X02');
  });
  test('not JSON', async () => {
    expect(await withPolicy('{')).toContain('not-json');
  });
});

describe('the place to write to', () => {
  test('a file where the folder should be is refused before anything is read', async () => {
    const run = await runCli(['solve', 'data/demo', '--out', 'package.json/out']);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('package.json');
  });
});

describe('personal data', () => {
  test('an ID number as staff number is refused and not repeated', async () => {
    const text = await refusedTables((tables) => {
      tables.roster[0]!.staffNo = '999999198001011237';
    });
    expect(text).toContain('staff-number-is-id-number');
    expect(text).not.toContain('999999198001011237');
  });
});

describe('ledgers (Q10)', () => {
  test('a school may not stand in two of them', async () => {
    const text = await refusedTables((tables) => {
      tables.schools[2]!.stage = '幼儿园';
    });
    expect(text).toContain('school-in-two-ledgers');
    expect(text).toContain(tinyCell('schools', 2, 'stage'));
  });
});

describe('files', () => {
  test('a workbook that is not one', async () => {
    const { kind, text } = await refused((path) => writeFileSync(path, '这不是工作簿'));
    expect(kind).toBe('bad-input');
    expect(text).toContain('county.xlsx');
  });
  test('an empty file', async () => {
    expect((await refused((path) => writeFileSync(path, ''))).text).toContain('county.xlsx');
  });
  test('200 MB are refused before they are read', async () => {
    const { text } = await refused((path) => {
      writeFileSync(path, 'PK');
      truncateSync(path, 200 * 1024 * 1024);
    });
    expect(text).toContain('MB');
  });
  test('a missing file', async () => {
    expect((await refused(() => {})).text).toContain('county.xlsx');
  });
});

describe('command line', () => {
  test.each([
    ['an unknown option', ['solve', 'x', '--bakend', 'highs']],
    ['an unknown backend', ['solve', 'x', '--backend', 'cplex']],
    ['a time limit of nothing', ['solve', 'x', '--time-limit', '0']],
    ['a time limit beyond a day', ['solve', 'x', '--time-limit', '3000000']],
    ['an unknown language', ['solve', 'x', '--lang', 'fr']],
    ['an unknown command', ['sovle', 'x']],
  ])('%s is refused with 2', async (_name, args) => {
    const run = await runCli(args);
    expect(run.code).toBe(2);
    expect(run.stderr).not.toBe('');
  });
  test('help speaks the chosen language', async () => {
    expect((await runCli(['solve', '--help'])).stdout).toContain('time limit');
    expect((await runCli(['solve', '--help', '--lang', 'zh'])).stdout).toContain('求解时限');
    expect((await runCli(['--help'], { env: { LC_ALL: 'zh_CN.UTF-8' } })).stdout).toContain(
      '求解一轮调配',
    );
  });
});
