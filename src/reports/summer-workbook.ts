/**
 * summer.xlsx: ledger, proofs, grounds and standby list for the bureau's own use. summer-public.xlsx: the lists that are
 * posted, in a file of their own so that nothing internal is posted with them. Names appear in these two only.
 */
import type { County } from '../domain/county.ts';
import { type RuleCheck, TIER_NAME_ZH } from '../domain/proposal.ts';
import { type StageRecord, SUMMER_STAGE_ZH, type SummerState } from '../domain/summer.ts';
import type { Bilingual } from '../domain/vocabulary.ts';
import type { NearPost } from '../rules/standby/index.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import {
  changedUnitsSheet,
  directHireSheet,
  listSource,
  publicList,
  standbySheets,
  vacancySheet,
} from './summer-lists.ts';

type Ledger = StageRecord['ledger'];

/** Figures of the ledger in order, with what they are called. */
export const LEDGER_COLUMNS: readonly (readonly [keyof Ledger, Bilingual])[] = [
  ['posts', { zh: '设岗', en: 'posts' }],
  ['people', { zh: '人员', en: 'people' }],
  ['direct', { zh: '直聘', en: 'direct' }],
  ['volunteers', { zh: '自愿', en: 'volunteers' }],
  ['inSchool', { zh: '校内', en: 'in school' }],
  ['inDistrict', { zh: '学区', en: 'in district' }],
  ['crossDistrict', { zh: '跨学区', en: 'cross' }],
  ['standby', { zh: '待岗', en: 'standby' }],
  ['open', { zh: '未安排', en: 'open' }],
  ['held', { zh: '在岗', en: 'held' }],
  ['vacant', { zh: '空缺', en: 'vacant' }],
  ['above', { zh: '超岗', en: 'above' }],
];

/**
 * 空缺岗位公告 and 公示名单 of the stages done so far, at least one.
 * @returns the bytes of the workbook; the same state gives the same bytes
 */
export async function summerPublicWorkbook(
  county: County,
  state: SummerState,
): Promise<Uint8Array> {
  const source = listSource(county, state);
  const perStage = state.stages.flatMap((record) => [
    vacancySheet(source, record),
    publicList(source, record),
  ]);
  return writeWorkbook(perStage.filter((sheet) => sheet !== null));
}

/**
 * What stays in the bureau.
 * @param nearest posts next in reach of everybody on the standby list, best first
 * @returns the bytes of the workbook; the same state gives the same bytes
 */
export async function summerWorkbook(
  county: County,
  state: SummerState,
  nearest: ReadonlyMap<string, readonly NearPost[]>,
): Promise<Uint8Array> {
  const source = listSource(county, state);
  const { stages } = state;
  const isOver = stages.at(-1)?.stage === 'standby';
  return writeWorkbook([
    ledgerSheet(state),
    solveSheet(state),
    ...(stages.length > 0 ? [directHireSheet(source), changedUnitsSheet(source)] : []),
    ...(isOver ? standbySheets(source, nearest) : []),
    ruleSheet(stages.at(-1)?.ruleChecks ?? []),
  ]);
}

function ledgerSheet({ mode, stages, county, policy }: SummerState): SheetToWrite {
  const columns = LEDGER_COLUMNS.map(([, name]) => name.zh);
  return {
    name: '全程台账',
    headers: ['环节', ...columns],
    widths: [16, ...columns.map(() => 9)],
    rows: [
      ...stages.map(({ stage, ledger }) => [
        SUMMER_STAGE_ZH[stage],
        ...LEDGER_COLUMNS.map(([key]) => ledger[key]),
      ]),
      [],
      ['运行方式', mode === 'binding' ? '正式' : '演练'],
      ['数据指纹', county.hash],
      ['政策指纹', policy.hash],
    ],
  };
}

function solveSheet({ stages }: SummerState): SheetToWrite {
  return {
    name: '求解与证明',
    headers: [
      '环节',
      '求解',
      '参加人数',
      '可行配对',
      '聘用人数',
      '结论',
      '求解器',
      '目标值',
      '证明文件',
    ],
    widths: [14, 24, 10, 10, 10, 16, 14, 80, 24],
    rows: stages.flatMap(({ stage, solves }) =>
      solves.map((solve) => [
        SUMMER_STAGE_ZH[stage],
        solve.name,
        solve.movers,
        solve.pairs,
        solve.placed,
        solve.status === 'optimal' ? '已证明最优' : '可行，未证明',
        `${solve.solver.backend} ${solve.solver.version}`,
        solve.tiers.map(({ id, value }) => `${TIER_NAME_ZH[id]} ${value}`).join('；'),
        solve.certificate,
      ]),
    ),
  };
}

const STATUS_ZH = { pass: '通过', warn: '预警', fail: '违反' } as const;

function ruleSheet(checks: readonly RuleCheck[]): SheetToWrite {
  return {
    name: '逐条规则核查',
    headers: ['规则', '检查项', '结果', '内容', '实测值', '限值', '涉及'],
    widths: [8, 24, 8, 80, 10, 10, 40],
    rows: checks.map(({ ruleId, name, status, text, measured, limit, offenders }) => [
      ruleId,
      name,
      STATUS_ZH[status],
      text,
      measured,
      limit,
      offenders.join('、'),
    ]),
  };
}
