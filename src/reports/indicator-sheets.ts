/** 均衡指标 and 学校指标: the indicators of a proposal before and after, per stage and per school part. */
import type { County } from '../domain/county.ts';
import {
  INDICATOR_NAME,
  INDICATOR_SHORT,
  type IndicatorId,
  type StageIndicator,
} from '../domain/indicators.ts';
import type { Proposal } from '../domain/proposal.ts';
import { STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import type { SheetToWrite } from '../workbook/port.ts';

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

export function indicatorSheets(county: County, { indicators }: Proposal): SheetToWrite[] {
  return [stageSheet(county, indicators), partSheet(county, indicators)];
}

function tick(met: boolean | null): string {
  return met === null ? '' : met ? '是' : '否';
}

/** L04, T09, E03, Q17: one row for each indicator and stage. */
function stageSheet(county: County, { before, after }: Indicators): SheetToWrite {
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
    widths: [10, 40, 10, 10, 8, 8, 14, 14, 8, 14, 8, 14, 14, 30, 30],
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
function partSheet(county: County, { before, after }: Indicators): SheetToWrite {
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
    widths: [14, 22, 10, 8, 10, ...groups.flatMap(() => [12, 12, 10])],
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
