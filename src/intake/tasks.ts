/** 教学任务表: compared with the roster so that a person missing there is seen; it adds nothing to the county. */
import { comparable } from './cells.ts';
import { Fields } from './fields.ts';
import type { IssueLog } from './issues.ts';
import { sameName } from './person-keys.ts';
import type { Roster } from './roster.ts';
import type { FoundTable } from './table.ts';

/** Warns of people whom the roster does not know, by number or under another person's number; once a person. */
export function readTasks(table: FoundTable<'tasks'>, roster: Roster, log: IssueLog): void {
  const seen = new Set<string>();
  for (const row of table.rows) {
    const fields = new Fields(row, log);
    const id = row.word('staffNo');
    if (id === '') {
      fields.warn('staffNo', {
        code: 'missing-value',
        message: '「教师工号」为空。',
        suggestion: '该行无法与花名册对照；请补填。',
      });
      continue;
    }
    const name = comparable(row.text('name'));
    if (seen.has(`${id}/${name}`)) continue;
    seen.add(`${id}/${name}`);
    if (!roster.staffNumbers.has(id)) remarkStranger(fields);
    else if (!sameName(name, roster.people.names.get(id) ?? '')) {
      if (roster.people.hasName(name)) remarkOtherName(fields);
      else remarkStranger(fields);
    }
  }
}

function remarkStranger(fields: Fields<'tasks'>): void {
  fields.warn('staffNo', {
    code: 'task-teacher-not-on-roster',
    message: '该教师有教学任务，但不在教职工花名册中（职工号或姓名对不上）。',
    suggestion: '请在花名册中补上此人，或改正工号。',
  });
}

function remarkOtherName(fields: Fields<'tasks'>): void {
  fields.warn('name', {
    code: 'name-differs-from-roster',
    message: '同一职工号在花名册中是另一个姓名。',
    suggestion: '以职工号为准；请核对是否填错职工号。',
  });
}
