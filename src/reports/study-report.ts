/** The studies as tables and curves, in the language asked for: the same sheets for the workbook and the terminal. */
import { type ObjectiveTierId, ObjectiveTierId as Tier } from '../domain/policy.ts';
import { TIER_NAME_ZH } from '../domain/proposal.ts';
import type {
  EnvyStudy,
  MoveCurve,
  ParetoFront,
  PinStudy,
  PriceList,
  RefusalStudy,
  Repair,
  StudyResult,
  TierValues,
} from '../domain/studies.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import { curveSvg } from './curve-svg.ts';

type Words = (text: Bilingual) => string;
type Cell = string | number | null;

const inChinese: Words = ({ zh }) => zh;

/** `study-<kind>.json`, `.xlsx` and, for curves, `.svg`. */
export async function studyFiles(
  study: StudyResult,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }[]> {
  const encoder = new TextEncoder();
  const svg = studyCurve(study);
  const name = `study-${study.kind}`;
  return [
    { name: `${name}.json`, bytes: encoder.encode(`${JSON.stringify(study, null, 2)}\n`) },
    { name: `${name}.xlsx`, bytes: await writeWorkbook(studySheets(study, inChinese)) },
    ...(svg === null ? [] : [{ name: `${name}.svg`, bytes: encoder.encode(svg) }]),
  ];
}

/** The first sheet is what a terminal shows. */
export function studySheets(study: StudyResult, say: Words): SheetToWrite[] {
  if (study.kind === 'prices') return [priceSheet(study, say)];
  if (study.kind === 'moves') return [moveSheet(study, say)];
  if (study.kind === 'pareto') return [paretoSheet(study, say)];
  if (study.kind === 'refusals') return [refusalSheet(study, say)];
  if (study.kind === 'envy') return [envySheet(study, say), changedSheet(study.people, say)];
  return [pinSheet(study, say), pinPeopleSheet(study, say)];
}

const PROVEN: Bilingual = { zh: '证明', en: 'proven' };
const yes = (proven: boolean, say: Words) =>
  proven ? say({ zh: '是', en: 'yes' }) : say({ zh: '否', en: 'no' });

const MISSING = {
  infeasible: { zh: '无合法方案', en: 'no legal plan' },
  none: { zh: '限时内未找到', en: 'none within the limit' },
} as const;

function tierName(id: ObjectiveTierId, say: Words): string {
  return say({ zh: TIER_NAME_ZH[id], en: id });
}

/** Tiers that say something to a reader: all but the lot. */
function shown(values: TierValues): ObjectiveTierId[] {
  return Tier.options.filter((id) => values[id] !== undefined && !id.startsWith('hash'));
}

function priceSheet({ base, prices }: PriceList, say: Words): SheetToWrite {
  const tiers = shown(base);
  return {
    name: say({ zh: '规则的代价', en: 'prices' }),
    headers: [
      say({ zh: '编号', en: 'cap or rule' }),
      say({ zh: '内容', en: 'one unit' }),
      say({ zh: '规则', en: 'rules' }),
      say({ zh: '先变的目标层', en: 'first tier' }),
      ...tiers.map((id) => tierName(id, say)),
      say({ zh: '对偶价上界', en: 'dual, at most' }),
      say(PROVEN),
    ],
    rows: prices.map(({ id, label, rules, tier, change, dual, proven }): Cell[] => [
      id,
      say(label),
      rules.join('、'),
      tier === null ? unchanged(change, proven, say) : tierName(tier, say),
      ...tiers.map((each) => change?.[each] ?? null),
      dual !== null && dual.tier === tier ? dual.most : null,
      yes(proven, say),
    ]),
  };
}

/** In the place of the first tier that changes, where there is none. */
function unchanged(change: TierValues | null, proven: boolean, say: Words): string {
  if (change !== null) return say({ zh: '未见变化', en: 'no change found' });
  return say(proven ? MISSING.infeasible : MISSING.none);
}

function moveSheet({ tier, points }: MoveCurve, say: Words): SheetToWrite {
  return {
    name: say({ zh: '每动一人的收益', en: 'gain per move' }),
    headers: [
      say({ zh: '至多调动', en: 'at most' }),
      say({ zh: '实际调动', en: 'moves' }),
      tierName(tier, say),
      say({ zh: '比前一步', en: 'gain' }),
      say(PROVEN),
    ],
    rows: points.map(({ most, missing, point }): Cell[] => [
      most,
      point?.moves ?? null,
      missing === null ? (point?.value ?? null) : say(MISSING[missing]),
      point?.gain ?? null,
      point === null ? '' : yes(point.proven, say),
    ]),
  };
}

function paretoSheet({ first, second, points }: ParetoFront, say: Words): SheetToWrite {
  return {
    name: say({ zh: '取舍曲线', en: 'trade-off' }),
    headers: [tierName(first, say), tierName(second, say), say(PROVEN)],
    rows: points.map((point): Cell[] => [point.first, point.second, yes(point.proven, say)]),
  };
}

/** Least, mean (two decimals) and most of a figure over the draws. */
function spread(values: readonly number[]): [number | null, number | null, number | null] {
  if (values.length === 0) return [null, null, null];
  const sum = values.reduce((a, b) => a + b, 0);
  return [Math.min(...values), Math.round((100 * sum) / values.length) / 100, Math.max(...values)];
}

const REPAIRS = [
  { key: 'reserve', zh: '只用递补名单', en: 'reserve list only' },
  { key: 'chain', zh: '允许联动', en: 'others may move' },
] as const;
const FIGURES: readonly { of: (repair: Repair, placed: number) => number; label: Bilingual }[] = [
  {
    of: ({ placed }, before) => Math.round((10_000 * placed) / Math.max(1, before)) / 100,
    label: { zh: '补后安排率（%，相对拒绝前）', en: 'placed after repair, % of before' },
  },
  { of: ({ fromReserve }) => fromReserve, label: { zh: '递补人数', en: 'from the reserve list' } },
  { of: ({ moved }) => moved, label: { zh: '被联动人数', en: 'others touched' } },
];

function refusalSheet({ draws, placed }: RefusalStudy, say: Words): SheetToWrite {
  return {
    name: say({ zh: '拒绝与递补', en: 'refusals' }),
    headers: [
      say({ zh: '修补方式', en: 'repair' }),
      say({ zh: '指标', en: 'figure' }),
      say({ zh: '最小', en: 'least' }),
      say({ zh: '平均', en: 'mean' }),
      say({ zh: '最大', en: 'most' }),
    ],
    rows: REPAIRS.flatMap(({ key, ...name }) => {
      const answers = draws.map((draw) => draw[key]);
      const repairs = answers.flatMap((answer) => (typeof answer === 'string' ? [] : [answer]));
      return [
        ...FIGURES.map(({ of, label }): Cell[] => [
          say(name),
          say(label),
          ...spread(repairs.map((repair) => of(repair, placed))),
        ]),
        ...(['infeasible', 'none'] as const).flatMap((missing): Cell[][] => {
          const count = answers.filter((answer) => answer === missing).length;
          const { zh, en } = MISSING[missing];
          const label = say({ zh: `${zh}（抽样次数）`, en: `${en} (draws)` });
          return count === 0 ? [] : [[say(name), label, null, count, null]];
        }),
      ];
    }),
  };
}

function pinSheet({ points }: PinStudy, say: Words): SheetToWrite {
  const tiers = shown(points[0]?.tiers ?? {});
  return {
    name: say({ zh: '最少变动', en: 'fewest changes' }),
    headers: [
      say({ zh: '变动人数', en: 'changes' }),
      ...tiers.map((id) => tierName(id, say)),
      say(PROVEN),
    ],
    rows: points.map(({ changes, tiers: values, proven }): Cell[] => [
      changes,
      ...tiers.map((id) => values[id] ?? null),
      yes(proven, say),
    ]),
  };
}

function envySheet({ before, after }: EnvyStudy, say: Words): SheetToWrite {
  const tiers = shown(before.tiers);
  const named = [
    [say({ zh: '原最优', en: 'optimum' }), before],
    [say({ zh: '按名次满足志愿', en: 'wishes by rank' }), after],
  ] as const;
  return {
    name: say({ zh: '按名次满足志愿', en: 'envy' }),
    headers: [
      say({ zh: '方案', en: 'plan' }),
      say({ zh: '嫉妒（条）', en: 'lines' }),
      say({ zh: '涉及人数', en: 'people' }),
      ...tiers.map((id) => tierName(id, say)),
      say(PROVEN),
    ],
    rows: named.map(([name, { lines, people, tiers: values, proven }]): Cell[] => [
      name,
      lines,
      people,
      ...tiers.map((id) => values[id] ?? null),
      yes(proven, say),
    ]),
  };
}

/** Who stands elsewhere than before. */
function changedSheet(people: EnvyStudy['people'], say: Words): SheetToWrite {
  const none = say({ zh: '无', en: 'none' });
  return {
    name: say({ zh: '变动人员', en: 'people' }),
    headers: [
      say({ zh: '职工号', en: 'staff number' }),
      say({ zh: '原岗位', en: 'from' }),
      say({ zh: '新岗位', en: 'to' }),
    ],
    rows: people.map(({ teacherId, from, to }): Cell[] => [teacherId, from ?? none, to ?? none]),
  };
}

function pinPeopleSheet({ points }: PinStudy, say: Words): SheetToWrite {
  const none = say({ zh: '无', en: 'none' });
  return {
    name: say({ zh: '变动人员', en: 'people' }),
    headers: [
      say({ zh: '变动人数', en: 'changes' }),
      say({ zh: '职工号', en: 'staff number' }),
      say({ zh: '原岗位', en: 'from' }),
      say({ zh: '新岗位', en: 'to' }),
    ],
    rows: points.flatMap(({ changes, people }) =>
      people.map(({ teacherId, from, to }): Cell[] => [
        changes,
        teacherId,
        from ?? none,
        to ?? none,
      ]),
    ),
  };
}

function studyCurve(study: StudyResult): string | null {
  if (study.kind === 'moves') {
    const { tier, points } = study;
    return curveSvg({
      title: `${TIER_NAME_ZH[tier]}：每多动一人`,
      axis: '至多调动人数 (at most so many moves)',
      points: points.map(({ most }) => String(most)),
      panels: [
        {
          title: TIER_NAME_ZH[tier],
          values: points.map(({ point }) => point?.value ?? null),
          reference: null,
        },
        {
          title: '比前一步的收益 (gain)',
          values: points.map(({ point }) => point?.gain ?? null),
          reference: null,
        },
      ],
    });
  }
  if (study.kind !== 'pareto' || study.points.length < 2) return null;
  const { first, second, points } = study;
  return curveSvg({
    title: `${TIER_NAME_ZH[first]} 与 ${TIER_NAME_ZH[second]}`,
    axis: TIER_NAME_ZH[second],
    points: points.map((point) => String(point.second)),
    panels: [
      { title: TIER_NAME_ZH[first], values: points.map((point) => point.first), reference: null },
    ],
  });
}
