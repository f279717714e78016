/** Exports of a real school system, anonymised (../shared/external/rosters): read as far as their columns go. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { readCountyFrom } from '../../src/intake/index.ts';

vi.setConfig({ testTimeout: 60_000 });

const path = (name: string) =>
  fileURLToPath(new URL(`../../../shared/external/rosters/${name}`, import.meta.url));
const read = (...names: string[]) => readCountyFrom(names.map((name) => ({ path: path(name) })));

const PEOPLE = '教师信息_匿名.xlsx';
const TASKS = '排课任务_匿名.xlsx';
const ROOMS = 'cs_教室信息.xls';

describe('real exports', () => {
  it('the roster is recognised by its headers, and its blanks are found', async () => {
    const { county, issues, sheets } = await read(PEOPLE);
    expect(county).toBeNull();
    const [sheet] = sheets;
    expect(sheet).toMatchObject({ file: PEOPLE, table: 'roster', headerRow: 1, rows: 517 });
    expect(sheet?.columns.flatMap(({ field }) => field ?? [])).toEqual([
      ...['staffNo', 'name', 'sex', 'title', 'unit'],
    ]);
    expect(sheet?.columns.find(({ header }) => header === '教职工类别')?.guesses).toContain(
      'category',
    );
    const count = (code: string, column: string) =>
      issues.filter((issue) => issue.code === code && issue.cell?.startsWith(column)).length;
    expect(count('blank-title', 'F')).toBe(511);
    expect(count('unknown-title', 'F')).toBe(6);
    expect(count('missing-value', 'C')).toBe(36);
    expect(count('missing-column', 'A')).toBe(8);
  });

  it('the teaching tasks name a teacher whom the roster does not know, and numbers kept as text', async () => {
    const { issues, sheets } = await read(PEOPLE, TASKS);
    expect(sheets[1]).toMatchObject({ file: TASKS, table: 'tasks', rows: 1365 });
    const ofTasks = issues.filter(({ file }) => file === TASKS);
    expect(ofTasks.filter(({ code }) => code === 'task-teacher-not-on-roster')).toMatchObject([
      { cell: 'D999', severity: 'warning' },
    ]);
    expect(ofTasks.filter(({ code }) => code === 'missing-value')).toMatchObject([
      { cell: 'D225' },
    ]);
    const asText = ofTasks.find(({ code, cell }) => code === 'number-as-text' && cell === 'M2');
    expect(asText).toMatchObject({ severity: 'mended', read: '18', takenFor: '18' });
    expect(ofTasks.filter(({ code }) => code === 'hidden-column').length).toBeGreaterThan(0);
  });

  it('an .xlsx under the name .xls is read, said so, and is none of the tables', async () => {
    const { issues, sheets } = await read(ROOMS);
    expect(issues[0]).toMatchObject({ code: 'name-differs-from-content', file: ROOMS });
    expect(sheets).toMatchObject([{ file: ROOMS, table: null, headerRow: 1, rows: 291 }]);
  });

  it('no name goes into the findings', async () => {
    const { issues } = await read(PEOPLE, TASKS);
    expect(JSON.stringify(issues)).not.toMatch(/赵癸己戊|吕东八|何五丙|王庚丁/);
  });
});
