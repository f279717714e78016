/** `tiaopei calendar`: the planned calendar of the summer (日程) in working days. */
import { InputError } from '../domain/errors.ts';
import { isRealDay, parseHolidays } from '../domain/holidays.ts';
import { Day } from '../domain/journal.ts';
import { DEFAULT_POLICY, type Policy, parsePolicy } from '../domain/policy.ts';
import {
  type PlannedCalendar,
  type PlannedStep,
  plannedCalendar,
  type WorkCalendar,
  workCalendar,
} from '../rules/workflow/index.ts';
import type { CommandKit } from './command-kit.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Say } from './language.ts';
import { readJson } from './load-round.ts';
import { table } from './terminal.ts';

interface CalendarFlags {
  readonly from: string;
  readonly holidays?: string;
  readonly policy?: string;
  readonly json?: boolean;
}

/**
 * The built-in days off, with the years of a file beside or in place of them.
 * @throws InputError when the file is missing or broken
 */
export async function loadCalendar(path: string | undefined): Promise<WorkCalendar> {
  return path === undefined ? workCalendar() : workCalendar(parseHolidays(await readJson(path)));
}

export function addCalendarCommand({ say, done, command }: CommandKit): void {
  command(
    'calendar',
    say({ zh: '改革日程：各步骤的起止日（工作日）', en: 'the planned days of every step' }),
  )
    .requiredOption('--from <day>', say({ zh: '开始日，如 2026-07-01', en: 'first day' }))
    .option('--holidays <file>', say({ zh: '放假安排 JSON 文件', en: 'holidays JSON file' }))
    .option('--policy <file>', say({ zh: '政策 JSON 文件', en: 'policy JSON file' }))
    .action(async (flags: CalendarFlags) => done(await calendarCommand(flags, say)));
}

/** @throws InputError for a day that is none, or a broken file */
async function calendarCommand(flags: CalendarFlags, say: Say): Promise<ExitCode> {
  const from = dayOf(flags.from);
  const calendar = await loadCalendar(flags.holidays);
  const policy: Policy =
    flags.policy === undefined ? DEFAULT_POLICY : parsePolicy(await readJson(flags.policy));
  const planned = plannedCalendar(from, policy, calendar);
  const text =
    flags.json === true ? JSON.stringify(planned, null, 2) : calendarLines(planned, say).join('\n');
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}

function dayOf(text: string): Day {
  const parsed = Day.safeParse(text.normalize('NFKC').trim());
  if (parsed.success && isRealDay(parsed.data)) return parsed.data;
  const message = `「--from」应为日期，如 2026-07-01 (--from must be a day such as 2026-07-01)。`;
  throw new InputError([{ code: 'not-a-day', path: '--from', message }]);
}

/** The calendar as a table, then what is late or provisional. */
function calendarLines({ steps, latestStart }: PlannedCalendar, say: Say): string[] {
  const heads = [
    say({ zh: '步骤', en: 'step' }),
    say({ zh: '起', en: 'from' }),
    say({ zh: '止', en: 'until' }),
    say({ zh: '工作日', en: 'days' }),
    say({ zh: '规定期限', en: 'deadline' }),
    say({ zh: '依据', en: 'rules' }),
    '',
  ];
  const rows = steps.map((step) => [
    say(step.title),
    step.from,
    step.due,
    step.days,
    step.deadline ?? '',
    step.rules.join(' '),
    remark(step, say),
  ]);
  return [...table([heads, ...rows]), ...notes(steps, latestStart, say)];
}

function remark({ late, provisional }: PlannedStep, say: Say): string {
  const years = provisional.join('、');
  return [
    ...(late ? [say({ zh: '逾期', en: 'late' })] : []),
    ...(years === '' ? [] : [say({ zh: '放假安排未公布', en: 'days off provisional' })]),
  ].join(say({ zh: '；', en: '; ' }));
}

function notes(
  steps: readonly PlannedStep[],
  latestStart: PlannedCalendar['latestStart'],
  say: Say,
): string[] {
  const years = [...new Set(steps.flatMap(({ provisional }) => provisional))].join('、');
  const start =
    latestStart === null
      ? say({ zh: '本年内没有赶得上期限的开始日。', en: 'No start within the year is in time.' })
      : say({
          zh: `各步不逾期的最迟开始日：${latestStart}。`,
          en: `Latest start with nothing late: ${latestStart}.`,
        });
  const doubt = say({
    zh: `${years} 年的放假安排尚未公布，日期按推定计算；公布后用 --holidays 补充。`,
    en: `The days off of ${years} are not published; the dates are provisional, add them with --holidays.`,
  });
  return [start, ...(years === '' ? [] : [doubt])];
}
