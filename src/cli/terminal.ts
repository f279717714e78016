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

/** Most findings printed before the rest is only counted. */
const SHOWN = 20;

/** Findings of the intake, errors first. */
export function intakeLines(issues: readonly IntakeIssue[], say: Say): string[] {
  const ordered = [
    ...issues.filter((issue) => issue.severity === 'error'),
    ...issues.filter((issue) => issue.severity === 'warning'),
  ];
  const mark = {
    error: say({ zh: '错误', en: 'ERROR' }),
    warning: say({ zh: '提醒', en: 'warning' }),
  };
  const lines = ordered.slice(0, SHOWN).map(({ severity, sheet, cell, message, suggestion }) => {
    const place = [sheet, cell].filter((part) => part !== null).join('!');
    return `  [${mark[severity]}] ${place === '' ? '' : `${place}: `}${message} ${suggestion}`.trimEnd();
  });
  const rest = ordered.length - lines.length;
  if (rest > 0)
    lines.push(
      say({
        zh: `  ……另有 ${rest} 条（用 --json 查看全部）`,
        en: `  … and ${rest} more (--json lists all)`,
      }),
    );
  return lines;
}

/** Issues of a bad file or policy. */
export function inputLines(issues: readonly InputIssue[]): string[] {
  return issues.map(({ sheet, cell, message }) => {
    const place = [sheet, cell].filter((part) => part !== undefined).join('!');
    return `  ${place === '' ? '' : `${place}: `}${message}`;
  });
}
