/** Tables and findings on a terminal; widths count Chinese characters as two columns. */
import stringWidth from 'string-width';
import type { InputIssue } from '../domain/errors.ts';
import type { IntakeIssue } from '../domain/finding.ts';
import type { Say } from './language.ts';

/** Lines of a table; numbers are set to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, k) => {
      widths[k] = Math.max(widths[k] ?? 0, stringWidth(String(cell)));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, k) => {
        const blank = ' '.repeat((widths[k] ?? 0) - stringWidth(String(cell)));
        return typeof cell === 'number' ? blank + cell : cell + blank;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Most lines printed for errors, and cells named in a line of warnings, before the rest is only counted. */
const SHOWN = { errors: 20, cells: 6 };

/** Findings of the intake: each error on its own line, warnings of one kind together. */
export function intakeLines(issues: readonly IntakeIssue[], say: Say): string[] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  const rest = errors.length - SHOWN.errors;
  return [
    ...errors.slice(0, SHOWN.errors).map((issue) => errorLine(issue, say)),
    ...(rest > 0
      ? [
          say({
            zh: `  ……另有 ${rest} 条错误（用 --json 查看全部）`,
            en: `  … and ${rest} more errors (--json lists all)`,
          }),
        ]
      : []),
    ...warningLines(issues, say),
  ];
}

function place({ sheet, cell }: IntakeIssue): string {
  return [sheet, cell].filter((part) => part !== null).join('!');
}

function errorLine(issue: IntakeIssue, say: Say): string {
  const where = place(issue);
  const mark = say({ zh: '错误', en: 'ERROR' });
  return `  [${mark}] ${where === '' ? '' : `${where}: `}${issue.message} ${issue.suggestion}`.trimEnd();
}

function warningLines(issues: readonly IntakeIssue[], say: Say): string[] {
  const kinds = new Map<string, IntakeIssue[]>();
  for (const issue of issues) {
    if (issue.severity !== 'warning') continue;
    const key = `${issue.code}/${issue.sheet}`;
    kinds.set(key, [...(kinds.get(key) ?? []), issue]);
  }
  return [...kinds.values()].map((list) => {
    const first = list[0] as IntakeIssue;
    const cells = list.slice(0, SHOWN.cells).flatMap(({ cell }) => (cell === null ? [] : [cell]));
    const more = list.length > cells.length && cells.length > 0 ? ' …' : '';
    const where = [first.sheet ?? '', `${cells.join(' ')}${more}`].filter((part) => part !== '');
    const mark = say({ zh: '提醒', en: 'warning' });
    return `  [${mark}] ×${list.length} ${where.join('!')}: ${first.message} ${first.suggestion}`.trimEnd();
  });
}

/** Issues of a bad file or policy. */
export function inputLines(issues: readonly InputIssue[]): string[] {
  return issues.map(({ sheet, cell, message }) => {
    const place = [sheet, cell].filter((part) => part !== undefined).join('!');
    return `  ${place === '' ? '' : `${place}: `}${message}`;
  });
}
