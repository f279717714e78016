/** 均衡指标 and 学校指标: the indicators of a proposal before and after, per stage and per school part. */
import {
  INDICATOR_NAME,
  INDICATOR_SHORT,
  type IndicatorId,
  type StageIndicator,
} from '../domain/indicators.ts';
import type { Proposal } from '../domain/proposal.ts';
import { STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { type Column, internalHead, tableOf } from './table.ts';

type Indicators = Proposal['indicators'];
/** Indicators with a figure for each school part, in the order of the columns. */
const PART_INDICATORS = [
  'above-degree',
  'backbone',
  'arts',
  'senior-title',
  'staff',
  'fill-rate',
  'pupils-per-teacher',
  'degree-share',
  'temporary',
] as const satisfies readonly IndicatorId[];

/** Before, after, 达标; heads are whole. */
function partForms(id: IndicatorId) {
  const form = id === 'temporary' ? 'whole' : 'two';
  return [form, form, 'centre'] as const;
}

/** By stage, by school part, and the coefficients as a picture. */
export function indicatorSheets(context: ReportContext): SheetToWrite[] {
  return [stageSheet(context), partSheet(context), chartSheet(context)];
}

function tick(met: boolean | null): string {
  return met === null ? '' : met ? '是' : '否';
}

/** L04, T09, E03, Q17: one row for each indicator and stage. */
function stageSheet(context: ReportContext): SheetToWrite {
  const { county, proposal } = context;
  const { before, after }: Indicators = proposal.indicators;
  const names = new Map(county.schools.map(({ id, name }) => [id, name]));
  const school = (end: StageIndicator['min']) =>
    end === null ? '' : `${names.get(end.schoolId)}（${end.value}）`;
  return {
    name: '均衡指标',
    headers: [
      '学段',
      '指标',
      '调配前',
      '调配后',
      '标准',
      '达标',
      '差异系数（前）',
      '差异系数（后）',
      '限值',
      '差异系数达标',
      '学校数',
      '达标学校（前）',
      '达标学校（后）',
      '最低学校（后）',
      '最高学校（后）',
    ],
    widths: [8, 36, 9, 9, 7, 6, 9, 9, 7, 9, 8, 9, 9, 26, 26],
    forms: [
      ...([null, null, 'two', 'two', 'one', 'centre', 'four', 'four', 'two', 'centre'] as const),
      ...(['whole', 'whole', 'whole', null, null] as const),
    ],
    ...internalHead(context, '均衡指标', '按指标所述；差异系数越小越均衡'),
    alerts: [
      { columns: [5, 9], colour: 'bad', when: { words: ['否'] } },
      { columns: [5, 9], colour: 'good', when: { words: ['是'] } },
    ],
    rows: after.stages.map((row, k) => {
      const earlier = before.stages[k] as StageIndicator;
      return [
        row.stage === null ? '义务教育' : STAGE_ZH[row.stage],
        INDICATOR_NAME[row.indicator].zh,
        earlier.value,
        row.value,
        row.limit,
        tick(row.met),
        earlier.cv,
        row.cv,
        row.cvLimit,
        tick(row.cvMet),
        row.schools,
        earlier.meeting,
        row.meeting,
        school(row.min),
        school(row.max),
      ];
    }),
  };
}

/** One row for each school part: every indicator before and after, 达标 after. */
function partSheet(context: ReportContext): SheetToWrite {
  const { county, proposal } = context;
  const { before, after }: Indicators = proposal.indicators;
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const groups = PART_INDICATORS.map((id) => INDICATOR_SHORT[id].zh);
  return {
    name: '学校指标',
    headers: [
      '学校代码',
      '学校',
      '学区类别',
      '学段',
      '学生数',
      ...groups.flatMap((name) => [`${name}（前）`, `${name}（后）`, `${name}达标`]),
    ],
    widths: [9, 20, 6, 7, 7, ...groups.flatMap(() => [8, 8, 6])],
    forms: [null, null, null, null, 'whole', ...PART_INDICATORS.flatMap(partForms)],
    frozenColumns: 2,
    ...internalHead(context, '学校指标', '按指标所述'),
    alerts: [{ columns: groups.map((_, k) => 7 + 3 * k), colour: 'bad', when: { words: ['否'] } }],
    rows: after.parts.map(({ schoolId, stage, values }, k) => {
      const school = schools.get(schoolId);
      const earlier = new Map(before.parts[k]?.values.map((each) => [each.indicator, each]));
      const later = new Map(values.map((each) => [each.indicator, each]));
      return [
        schoolId,
        school?.name ?? '',
        school === undefined ? '' : TIER_ZH[school.tier],
        STAGE_ZH[stage],
        school?.parts.find((part) => part.stage === stage)?.pupils ?? null,
        ...PART_INDICATORS.flatMap((id) => [
          earlier.get(id)?.value ?? null,
          later.get(id)?.value ?? null,
          tick(later.get(id)?.met ?? null),
        ]),
      ];
    }),
  };
}

interface Coefficient {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly limit: number | null;
}

/** 差异系数 before, after and at most. */
function chartSheet(context: ReportContext): SheetToWrite {
  const { before, after }: Indicators = context.proposal.indicators;
  const rows = after.stages.flatMap((row, k): Coefficient[] => {
    const stage = row.stage === null ? '义务教育' : STAGE_ZH[row.stage];
    const name = `${stage}·${INDICATOR_SHORT[row.indicator].zh}`;
    const earlier = before.stages[k]?.cv ?? null;
    // Where nothing limits it, a coefficient stands in the table of the stages only.
    return row.cv === null || row.cvLimit === null
      ? []
      : [{ name, before: earlier, after: row.cv, limit: row.cvLimit }];
  });
  const columns: Column<Coefficient>[] = [
    ['学段·指标', 28, ({ name }) => name],
    ['调配前', 14, (row) => row.before, 'four'],
    ['调配后', 14, (row) => row.after, 'four'],
    ['限值', 14, ({ limit }) => limit, 'two'],
  ];
  return {
    ...tableOf('均衡图', rows, columns),
    ...internalHead(context, '差异系数调配前后对比', '差异系数，越小越均衡'),
    orientation: 'portrait',
    alerts: [{ columns: [1, 2], colour: 'bad', when: { sign: '>', column: 3 } }],
    charts: [
      {
        kind: 'bar',
        title: '差异系数：调配前、调配后与限值',
        names: 0,
        series: [
          { name: '调配前', column: 1, rgb: 'BFBFBF' },
          { name: '调配后', column: 2, rgb: '2F5597' },
          { name: '限值', column: 3, rgb: 'E0A0A0' },
        ],
        height: Math.max(18, 3 * rows.length),
      },
    ],
  };
}
