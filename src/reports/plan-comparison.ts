/** 方案比较: the manual plan, its repair and the optimum of an audit, or what-if cases, measure by measure. */
import type { Audit, AuditColumn } from '../domain/audit.ts';
import { INDICATOR_NAME, type StageIndicator } from '../domain/indicators.ts';
import { TIER_NAME_ZH } from '../domain/proposal.ts';
import { STAGE_ZH } from '../domain/vocabulary.ts';
import type { CellToWrite, SheetToWrite } from '../workbook/port.ts';
import { comparisonSheets } from './scenario-report.ts';
import type { ReportContext } from './sources.ts';
import { internalHead } from './table.ts';
import { postParts } from './words.ts';

const PLAN_ZH = { manual: '手工方案', repair: '最小修正', optimum: '最优方案' } as const;
const PLANS = ['manual', 'repair', 'optimum'] as const;

export function planComparison(context: ReportContext): SheetToWrite[] {
  const { audit, comparison } = context;
  return [
    ...(audit === undefined ? [] : [auditSheet(context, audit)]),
    ...(comparison === undefined ? [] : comparisonSheets(comparison)),
  ];
}

type Measure = readonly [label: string, better: string, of: (column: AuditColumn) => CellToWrite];

function auditSheet(context: ReportContext, audit: Audit): SheetToWrite {
  const rows = measures(context, audit).map(([label, better, of]) => [
    label,
    ...PLANS.map((plan) => (audit[plan] === null ? null : of(audit[plan] as AuditColumn))),
    better,
  ]);
  const head = internalHead(context, '方案比较', '按各项所述');
  return {
    name: '手工方案比较',
    headers: ['项目', ...PLANS.map((plan) => PLAN_ZH[plan]), '说明'],
    widths: [44, 14, 14, 14, 24],
    rows: [...rows, ...shiftRows(audit)],
    ...head,
    notes: [
      ...(head.notes ?? []),
      '先看是否合法，再按目标次序逐层比较；不合法的方案不以分数论优劣。',
    ],
    alerts: [{ columns: [1, 2, 3], colour: 'bad', when: { words: ['不合法'] } }],
  };
}

const BETTER = { max: '越大越好', min: '越小越好' } as const;

function measures(context: ReportContext, audit: Audit): Measure[] {
  const posts = ({ placements }: AuditColumn) => placements.map(({ postGroupId }) => postGroupId);
  const { school, county } = context;
  const lacking = new Set(
    context.round().groups.flatMap(({ group, lacksSubject }) => (lacksSubject ? [group.id] : [])),
  );
  const openings = new Map(county.postGroups.map(({ id, openings: open }) => [id, open]));
  return [
    ['是否合法', '', ({ legal }) => (legal ? '合法' : '不合法')],
    ['违反硬性规则（条）', BETTER.min, ({ hardBroken }) => hardBroken],
    ['安排（交流）人数', BETTER.max, ({ moves }) => moves],
    ['待岗人数', BETTER.min, ({ standby }) => standby],
    [
      '补上的农村学校岗位',
      BETTER.max,
      (column) =>
        posts(column).filter(
          (id) => school(postParts(id).schoolId).tier === 'R' && (openings.get(id) ?? 0) > 0,
        ).length,
    ],
    [
      '补上的缺门学科岗位（组）',
      BETTER.max,
      (column) => new Set(posts(column).filter((id) => lacking.has(id))).size,
    ],
    ['超岗人数', BETTER.min, overTitled],
    ['与手工方案不同（人）', '', ({ changed }) => changed],
    ...audit.manual.tiers.map(
      ({ id, sense }, k): Measure => [
        `目标 ${k + 1}：${TIER_NAME_ZH[id]}`,
        BETTER[sense],
        ({ tiers }) => tiers.find((tier) => tier.id === id)?.value ?? null,
      ],
    ),
    ...audit.before.filter(({ cv }) => cv !== null).map(coefficient),
  ];
}

const coefficient = ({ indicator, stage }: StageIndicator): Measure => [
  `差异系数：${stage === null ? '义务教育' : STAGE_ZH[stage]}${INDICATOR_NAME[indicator].zh}`,
  BETTER.min,
  ({ indicators }) =>
    indicators.find((each) => each.indicator === indicator && each.stage === stage)?.cv ?? null,
];

/** T07 says how many; a plan that breaks nothing has none. */
const overTitled = ({ violations }: AuditColumn): number =>
  violations.find(({ ruleId }) => ruleId === 'T07')?.measured ?? 0;

/** People better and worse off than in the manual plan. */
function shiftRows(audit: Audit): CellToWrite[][] {
  const count = (plan: 'repair' | 'optimum', verdict: string) =>
    audit[plan]?.shifts.filter((shift) => shift.verdict === verdict).length ?? null;
  return (
    [
      ['better', '比手工方案变好（人）'],
      ['worse', '比手工方案变差（人）'],
    ] as const
  ).map(([verdict, label]) => [
    label,
    null,
    count('repair', verdict),
    count('optimum', verdict),
    '按本人志愿与适配分',
  ]);
}
