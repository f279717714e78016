/** What `check` prints: whether the county can be solved, what each sheet was taken for, and the findings kind by kind. */
import type { IntakeIssue, RecognisedSheet } from '../domain/finding.ts';
import type { TableKey } from '../domain/mends.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import type { IntakeResult } from '../intake/index.ts';
import type { Say } from './language.ts';

/** The tables in the words of the bureau. */
export const TABLE_LABELS: Record<TableKey, string> = {
  schools: '学校基本情况表',
  posts: '岗位设置表',
  titles: '职称岗位表',
  roster: '教职工花名册',
  wishes: '志愿表',
  merits: '业绩考核表',
  approved: '编制总量表',
  sites: '教学点表',
  researchers: '教研员表',
  tasks: '教学任务表',
};

/** Cells named in a line, and lines of one kind, before the rest is only counted. */
const SHOWN_CELLS = 6;
const SHOWN_MESSAGES = 6;

type Group = 'error' | 'offered' | 'warning' | 'mended';
const MARKS: Record<Group, Bilingual> = {
  error: { zh: '错误', en: 'ERROR' },
  offered: { zh: '待同意', en: 'OFFERED' },
  warning: { zh: '提醒', en: 'warning' },
  mended: { zh: '已修正', en: 'mended' },
};

export function checkLines({ county, issues, sheets }: IntakeResult, say: Say): string[] {
  const count = (group: Group) => issues.filter((issue) => groupOf(issue) === group).length;
  const head =
    county === null
      ? say({ zh: '不能求解', en: 'cannot be solved' })
      : say({
          zh: `可以求解：${county.schools.length} 校、${county.postGroups.length} 个岗位组、${county.teachers.length} 人`,
          en: `can be solved: ${county.schools.length} schools, ${county.postGroups.length} post groups, ${county.teachers.length} people`,
        });
  const counts = say({
    zh: `错误 ${count('error')}，待同意 ${count('offered')}，提醒 ${count('warning')}，已修正 ${count('mended')}`,
    en: `${count('error')} errors, ${count('offered')} offered mends, ${count('warning')} warnings, ${count('mended')} mended`,
  });
  return [
    `${head}; ${counts}`,
    ...unclear(sheets, issues).flatMap((sheet) => sheetLines(sheet, say)),
    ...(['error', 'offered', 'warning', 'mended'] as const).flatMap((group) =>
      groupLines(issues, group, say),
    ),
  ];
}

/** The sheets of which something was not recognised; guides and blank sheets need no word. */
export function unclear(
  sheets: readonly RecognisedSheet[],
  issues: readonly IntakeIssue[],
): RecognisedSheet[] {
  const unused = new Set(
    issues
      .filter(({ code }) => code === 'unused-sheet')
      .map(({ file, sheet }) => `${file ?? ''}/${sheet}`),
  );
  return sheets.filter(
    ({ file, sheet, table }) => table !== null || unused.has(`${file}/${sheet}`),
  );
}

function groupOf({ severity, mend }: IntakeIssue): Group {
  return mend === 'offered' ? 'offered' : severity;
}

/** Only what is not plain: a sheet that was not recognised, or columns with guesses. */
function sheetLines({ file, sheet, table, columns }: RecognisedSheet, say: Say): string[] {
  const name = file === '' ? sheet : `${file} / ${sheet}`;
  if (table === null) {
    return [
      say({
        zh: `  [未识别] 工作表「${name}」；用 --ask 或修正文件的 sheets 指明它是哪个表`,
        en: `  [not recognised] sheet "${name}"; say which table it is with --ask or a mends file`,
      }),
    ];
  }
  const open = columns.filter(({ guesses }) => guesses.length > 0);
  if (open.length === 0) return [];
  const list = open.map(
    ({ column, header, guesses }) => `${column}「${header}」→ ${guesses.join('/')}?`,
  );
  return [
    say({
      zh: `  [${TABLE_LABELS[table]}] 「${name}」中未识别的列：${list.join('；')}`,
      en: `  [${table}] columns of "${name}" not recognised: ${list.join('; ')}`,
    }),
  ];
}

function groupLines(issues: readonly IntakeIssue[], group: Group, say: Say): string[] {
  const kinds = new Map<string, IntakeIssue[]>();
  for (const issue of issues) {
    if (groupOf(issue) !== group) continue;
    const list = kinds.get(issue.code);
    if (list === undefined) kinds.set(issue.code, [issue]);
    else list.push(issue);
  }
  return [...kinds].flatMap(([code, list]) => kindLines(code, list, { group, say }));
}

function kindLines(
  code: string,
  list: readonly IntakeIssue[],
  { group, say }: { group: Group; say: Say },
): string[] {
  const [first] = list;
  if (first === undefined) return [];
  const mark = `[${say(MARKS[group])}] ${code} ×${list.length}`;
  const advice = group === 'offered' ? say(HOW_TO_ACCEPT(code)) : '';
  const same = byMessage(list);
  const line = (issues: readonly IntakeIssue[]) => {
    const [{ message, suggestion } = first] = issues;
    return [placesOf(issues), `${message} ${suggestion}`].filter((part) => part !== '').join(': ');
  };
  if (same.length === 1) return [`  ${mark} ${line(list)}${advice}`.trimEnd()];
  const rest = same.slice(SHOWN_MESSAGES).flat().length;
  return [
    `  ${mark}${advice}`,
    ...same.slice(0, SHOWN_MESSAGES).map((issues) => `    ${line(issues)}`.trimEnd()),
    ...(rest > 0 ? [say({ zh: `    ……另有 ${rest} 处`, en: `    … and ${rest} more` })] : []),
  ];
}

/** Findings that say the same, in the order in which they first do. */
function byMessage(list: readonly IntakeIssue[]): IntakeIssue[][] {
  const groups = new Map<string, IntakeIssue[]>();
  for (const issue of list) {
    const group = groups.get(issue.message);
    if (group === undefined) groups.set(issue.message, [issue]);
    else group.push(issue);
  }
  return [...groups.values()];
}

const HOW_TO_ACCEPT = (code: string): Bilingual => ({
  zh: `（同意请加 --accept ${code}）`,
  en: ` (accept with --accept ${code})`,
});

/** `花名册!C5 C9 …`, sheet by sheet. */
function placesOf(list: readonly IntakeIssue[]): string {
  const bySheet = new Map<string, string[]>();
  for (const { sheet, file, cell } of list) {
    const name = sheet ?? file ?? '';
    bySheet.set(name, [...(bySheet.get(name) ?? []), ...(cell === null ? [] : [cell])]);
  }
  return [...bySheet]
    .map(([name, cells]) => {
      const shown = cells.slice(0, SHOWN_CELLS).join(' ');
      const more = cells.length > SHOWN_CELLS ? ' …' : '';
      return [name, `${shown}${more}`].filter((part) => part !== '').join('!');
    })
    .join('; ');
}
