/**
 * 节假日: the days off and the make-up working days (调休上班) of each year, as the State Council's notices say, and the
 * form of a file that adds or replaces years. Ordinary weekends are not listed.
 */
import { z } from 'zod';
import { InputError, type InputIssue } from './errors.ts';
import { Day } from './journal.ts';
import { inChinese, inputIssues } from './zod-issues.ts';

const HOLIDAYS_FORMAT = 'tiaopei-holidays/1';

export const HolidayYear = z.strictObject({
  year: z.number().int().min(2000).max(2099),
  /** 文号 of the notice, or on what the year rests while there is none. */
  source: z.string().min(1),
  /** No notice yet: what is certain, nothing else. */
  provisional: z.boolean(),
  /** 放假, first and last day. */
  rest: z.array(z.strictObject({ name: z.string().min(1), from: Day, until: Day })),
  /** 调休上班: Saturdays and Sundays that are working days. */
  work: z.array(Day),
});
export type HolidayYear = z.infer<typeof HolidayYear>;

const HolidayFile = z.strictObject({
  format: z.literal(HOLIDAYS_FORMAT),
  years: z.array(HolidayYear),
});

const rest = (name: string, from: Day, until: Day = from) => ({ name, from, until });

/**
 * Years as published. 2027 is provisional: its notice is not out. Its days off are the least that the order on public
 * holidays (全国年节及纪念日放假办法, 2024) and the principles of notice 国办发明电〔2024〕12号 give; its make-up days are not
 * known, so that a period is rather counted too short than too long.
 */
export const HOLIDAY_YEARS: readonly HolidayYear[] = [
  {
    year: 2024,
    source: '国办发明电〔2023〕7号',
    provisional: false,
    rest: [
      rest('元旦', '2024-01-01'),
      rest('春节', '2024-02-10', '2024-02-17'),
      rest('清明节', '2024-04-04', '2024-04-06'),
      rest('劳动节', '2024-05-01', '2024-05-05'),
      rest('端午节', '2024-06-10'),
      rest('中秋节', '2024-09-15', '2024-09-17'),
      rest('国庆节', '2024-10-01', '2024-10-07'),
    ],
    work: [
      ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11'],
      ...['2024-09-14', '2024-09-29', '2024-10-12'],
    ],
  },
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    provisional: false,
    rest: [
      rest('元旦', '2025-01-01'),
      rest('春节', '2025-01-28', '2025-02-04'),
      rest('清明节', '2025-04-04', '2025-04-06'),
      rest('劳动节', '2025-05-01', '2025-05-05'),
      rest('端午节', '2025-05-31', '2025-06-02'),
      rest('国庆节、中秋节', '2025-10-01', '2025-10-08'),
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    provisional: false,
    rest: [
      rest('元旦', '2026-01-01', '2026-01-03'),
      rest('春节', '2026-02-15', '2026-02-23'),
      rest('清明节', '2026-04-04', '2026-04-06'),
      rest('劳动节', '2026-05-01', '2026-05-05'),
      rest('端午节', '2026-06-19', '2026-06-21'),
      rest('中秋节', '2026-09-25', '2026-09-27'),
      rest('国庆节', '2026-10-01', '2026-10-07'),
    ],
    work: [...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20'], '2026-10-10'],
  },
  {
    year: 2027,
    source: '全国年节及纪念日放假办法（2024 年修订），国务院办公厅尚未公布安排',
    provisional: true,
    rest: [
      rest('元旦', '2027-01-01', '2027-01-03'),
      rest('春节', '2027-02-05', '2027-02-12'),
      rest('清明节', '2027-04-03', '2027-04-05'),
      rest('劳动节', '2027-05-01', '2027-05-05'),
      rest('端午节', '2027-06-09'),
      rest('中秋节', '2027-09-15'),
      rest('国庆节', '2027-10-01', '2027-10-07'),
    ],
    work: [],
  },
];

/**
 * Reads a holiday file: its years are added to the built-in ones or stand in their place.
 * @returns all years, in order
 * @throws InputError with the path of each date that is no date, out of its year, in wrong order or said twice
 */
export function parseHolidays(raw: unknown): HolidayYear[] {
  const parsed = HolidayFile.safeParse(raw, inChinese);
  if (!parsed.success) throw new InputError(inputIssues(parsed.error, 'not-a-holiday-file'));
  const issues = parsed.data.years.flatMap((year, at) => [
    ...yearIssues(year, `years.${at}`),
    ...(parsed.data.years.findIndex((other) => other.year === year.year) < at
      ? [issue('holiday-year-twice', `years.${at}.year`, `${year.year} 年写了两次`, 'named twice')]
      : []),
  ]);
  if (issues.length > 0) throw new InputError(issues);
  const years = new Map(HOLIDAY_YEARS.map((year) => [year.year, year]));
  for (const year of parsed.data.years) years.set(year.year, year);
  return [...years.values()].sort((a, b) => a.year - b.year);
}

/** Longest holiday that is not taken for a slip of the pen, days. */
const LONGEST = 15;
const DAY_MS = 86_400_000;
const at = (day: Day) => Date.parse(`${day}T00:00:00Z`);

/** Whether a `YYYY-MM-DD` stands in the calendar (no 31 June). */
export function isRealDay(day: Day): boolean {
  const time = at(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function issue(code: string, path: string, zh: string, en: string): InputIssue {
  return { code, path, message: `「${path}」：${zh} (${en})。` };
}

function yearIssues({ year, rest: spans, work }: HolidayYear, path: string): InputIssue[] {
  return [
    ...spans.flatMap((span, k) => spanIssues(span, year, `${path}.rest.${k}`)),
    ...work.flatMap((day, k) => workIssues(day, { year, spans, path: `${path}.work.${k}` })),
  ];
}

type Span = HolidayYear['rest'][number];

function spanIssues({ from, until }: Span, year: number, path: string): InputIssue[] {
  const unreal = (['from', 'until'] as const).filter((key) => !isRealDay({ from, until }[key]));
  if (unreal.length > 0)
    return unreal.map((key) => issue('not-a-day', `${path}.${key}`, '没有这一天', 'no such day'));
  const days = (at(until) - at(from)) / DAY_MS + 1;
  if (days < 1 || days > LONGEST) {
    const zh = `起 ${from}、止 ${until} 应为 1 至 ${LONGEST} 天`;
    return [issue('holiday-span', path, zh, `a holiday lasts 1 to ${LONGEST} days`)];
  }
  if ([from, until].some((day) => day.startsWith(`${year}-`))) return [];
  return [issue('holiday-other-year', path, `${from} 不在 ${year} 年内`, 'outside its year')];
}

function workIssues(
  day: Day,
  { year, spans, path }: { year: number; spans: readonly Span[]; path: string },
): InputIssue[] {
  if (!isRealDay(day)) return [issue('not-a-day', path, '没有这一天', 'no such day')];
  if (!day.startsWith(`${year}-`))
    return [issue('holiday-other-year', path, `${day} 不在 ${year} 年内`, 'outside its year')];
  const weekday = new Date(at(day)).getUTCDay();
  if (weekday !== 0 && weekday !== 6) {
    const zh = `调休上班日 ${day} 应为周六或周日`;
    return [issue('work-day-no-weekend', path, zh, 'a make-up day is a Saturday or Sunday')];
  }
  if (spans.every(({ from, until }) => day < from || day > until)) return [];
  return [issue('work-day-off', path, `${day} 同时列为放假`, 'a day off and on at once')];
}
