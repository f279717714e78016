/** proposal.xlsx: what a run hands to the planners, internal: its proof, and the tables of the reports that it can fill alone. */
import type { County } from '../domain/county.ts';
import { LIMIT_ZH, type Proposal, TIER_NAME_ZH } from '../domain/proposal.ts';
import type { CellToWrite, SheetToWrite } from '../workbook/port.ts';
import { deploymentPlan } from './deployment-plan.ts';
import { establishmentPosts } from './establishment-posts.ts';
import { indicatorSheets } from './indicator-sheets.ts';
import { ruleChecks } from './rule-checks.ts';
import { type ReportContext, reportContext } from './sources.ts';
import { standbyList } from './standby-list.ts';
import { internalHead } from './table.ts';

/** Sheets: summary, plan with grounds and flow, standby and unfilled posts, establishment, indicators, rule checks. */
export function proposalWorkbook(county: County, proposal: Proposal): SheetToWrite[] {
  const policy = proposal.policy.values;
  const context = reportContext({ county, policy, proposal, publicity: null, phone: null });
  return [
    summarySheet(context),
    ...deploymentPlan(context),
    ...standbyList(context),
    ...establishmentPosts(context),
    ...indicatorSheets(context),
    ruleChecks(context),
  ];
}

const PROOF_ZH = { dual: '对偶证明', solver: '求解器证明', none: '未证明' } as const;

/** What a reader must know before the lists: proven or not, by how much, under which data and policy. */
function summarySheet(context: ReportContext): SheetToWrite {
  const { status, limit, gap, county, policy, objective, placements, standby, solver } =
    context.proposal;
  const tiers = objective.tiers.map(({ id, value, bound, proof }, k): CellToWrite[] => [
    `目标 ${k + 1}：${TIER_NAME_ZH[id]}`,
    value,
    bound,
    PROOF_ZH[proof],
  ]);
  return {
    name: '方案摘要',
    headers: ['项目', '值', '界', '说明'],
    widths: [34, 18, 14, 34],
    ...internalHead(context, '方案摘要', '按各项所述'),
    rows: [
      ['结论', status === 'optimal' ? '已证明最优' : '可行，未证明最优', null, objective.note],
      ['差距', gap, null, gap === null ? '未知' : null],
      ['提前停止', limit === null ? '否' : LIMIT_ZH[limit], null, null],
      ['参加本轮人数', county.movers, null, null],
      ['安排人数', placements.length, null, null],
      ['待岗人数', standby.length, null, '含直聘（豁免）人员'],
      ['空缺岗位', county.openings, null, null],
      ...tiers,
      ['求解器', `${solver.backend} ${solver.version}`, null, null],
      ['数据指纹', null, null, county.hash],
      ['政策指纹', null, null, policy.hash],
    ],
  };
}
