/** What `tiaopei rotate` prints: a table of the years, missed targets with their reasons, coefficients. */
import { INDICATOR_SHORT } from '../domain/indicators.ts';
import type { RotationPlan, RotationYear } from '../domain/rotation-plan.ts';
import { STAGE_ZH } from '../domain/vocabulary.ts';
import { STAGE_EN } from './indicator-tables.ts';
import type { Say } from './language.ts';
import { table } from './terminal.ts';

const PROVEN = {
  optimal: { zh: '已证明最优', en: 'proven optimal' },
  feasible: { zh: '可行，未证明最优', en: 'feasible, not proven' },
} as const;
const TARGET = {
  due: { zh: '应交流比例', en: 'of the due' },
  total: { zh: '交流总量', en: 'of all' },
  backbone: { zh: '骨干比例', en: 'backbone share' },
  school: { zh: '分校指标', en: 'of the schools' },
} as const;

/** R04. */
const LONGEST_MONTHS = 36;

export function rotationLines(plan: RotationPlan, say: Say): string[] {
  const { years } = plan;
  return [
    ...settledLines(plan, say),
    ...table([head(say), ...years.map((year) => yearRow(year, say))]),
    '',
    ...years.flatMap((year) => missedLines(year, say)),
    ...years.flatMap((year) => overfullLines(year, say)),
    ...coefficientLines(years, say),
    '',
    longestLine(plan, say),
  ];
}

function settledLines({ settled }: RotationPlan, say: Say): string[] {
  const back = settled.length;
  if (back === 0) return [];
  return [
    say({
      zh: `规划前交流已期满、仍在外校的 ${back} 人，先按返回原学校处理（R04）`,
      en: `${back} people whose exchange was over before the plan are back at their schools first (R04)`,
    }),
    '',
  ];
}

function overfullLines({ referenceMonth, overfull }: RotationYear, say: Say): string[] {
  const heads = overfull.length;
  if (heads === 0) return [];
  return [
    say({
      zh: `${referenceMonth} 学年末返回的人员中 ${heads} 人的原岗位已满，返回后该学科超岗，可作学科富余人员交流`,
      en: `${referenceMonth}: ${heads} people come back to posts that are full; the subject has a surplus then, which may rotate`,
    }),
  ];
}

function longestLine({ longestExchangeMonths: months }: RotationPlan, say: Say): string {
  const met = months <= LONGEST_MONTHS;
  return say({
    zh: `最长的一次交流 ${months} 个月（不得超过 ${LONGEST_MONTHS} 个月）：${met ? '符合' : '超过，见“期满返回”'}`,
    en: `longest exchange: ${months} months (at most ${LONGEST_MONTHS}): ${met ? 'kept' : 'exceeded, see the sheet of returns'}`,
  });
}

function head(say: Say): string[] {
  return [
    say({ zh: '学年起', en: 'year from' }),
    say({ zh: '应交流', en: 'due' }),
    say({ zh: '目标', en: 'target' }),
    say({ zh: '实际', en: 'moved' }),
    say({ zh: '总量目标', en: 'target of all' }),
    say({ zh: '实际', en: 'moved' }),
    say({ zh: '交流总数/上限', en: 'moves/most' }),
    say({ zh: '骨干', en: 'backbone' }),
    say({ zh: '在外/年末返回', en: 'away/back' }),
    say({ zh: '结论', en: 'answer' }),
  ];
}

function yearRow(year: RotationYear, say: Say): (string | number)[] {
  const { due, targets, moved } = year;
  return [
    year.referenceMonth,
    due,
    targets.due,
    moved.due,
    targets.total,
    moved.total,
    `${moved.all}/${targets.most}`,
    targets.backbone === null ? moved.backbone : `${moved.backbone}/${targets.backbone}`,
    `${year.awayBefore + moved.all}/${year.returned.length}`,
    say(PROVEN[year.status]),
  ];
}

function missedLines({ referenceMonth, missed }: RotationYear, say: Say): string[] {
  return missed.map(
    ({ target, missing, reason }) =>
      `${referenceMonth} ${say(TARGET[target])} ${say({ zh: '缺', en: 'short by' })} ${missing}: ${say(reason)}`,
  );
}

/** First before, then after each year; whatever did not fall from one year to the next says why. */
function coefficientLines(years: readonly RotationYear[], say: Say): string[] {
  const first = years[0];
  if (first === undefined) return [];
  const rows = first.indicators.map((row, k) => ({
    row,
    later: years.map((year) => year.indicators[k]),
  }));
  const label = ({ row }: (typeof rows)[number]) =>
    `${say({ zh: STAGE_ZH[row.stage], en: STAGE_EN[row.stage] })} ${say(INDICATOR_SHORT[row.indicator])}`;
  return [
    '',
    ...table([
      [
        say({ zh: '差异系数', en: 'CV' }),
        say({ zh: '现状', en: 'now' }),
        ...years.map(({ referenceMonth }) => referenceMonth),
        say({ zh: '限值', en: 'limit' }),
      ],
      ...rows.map((each) => [
        label(each),
        String(each.row.cvBefore ?? '-'),
        ...each.later.map((indicator) => String(indicator?.cvAfter ?? '-')),
        String(each.row.cvLimit ?? '-'),
      ]),
    ]),
    '',
    ...rows.flatMap((each) =>
      each.later.flatMap((indicator, k) => {
        const note = indicator?.note ?? null;
        return note === null
          ? []
          : [`${years[k]?.referenceMonth} ${label(each)}: ${say({ zh: note.zh, en: note.en })}`];
      }),
    ),
  ];
}
