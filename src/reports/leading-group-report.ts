/** 领导小组汇报: two or three pages on what the proposal reaches, what stays open and what must be decided. No names. */
import { INDICATOR_SHORT, type StageIndicator } from '../domain/indicators.ts';
import { LIMIT_ZH, type Proposal, TIER_NAME_ZH } from '../domain/proposal.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, SchoolTier as Tiers } from '../domain/vocabulary.ts';
import {
  type Block,
  grid,
  heading,
  officialPaper,
  paragraph,
  signature,
  title,
} from './docx-frame.ts';
import type { ReportContext } from './sources.ts';
import { dateZh, postParts, STANDBY_ZH, stagePost } from './words.ts';

export async function leadingGroupReport(context: ReportContext): Promise<Uint8Array> {
  const { county, policy } = context;
  return officialPaper([
    title(`${county.name}教师调配情况汇报`),
    paragraph('领导小组：', { indent: false }),
    paragraph(opening(context)),
    heading('一、总体结果'),
    ...results(context),
    heading('二、人员流向'),
    flowGrid(context),
    heading('三、待岗与未补岗位'),
    ...leftOver(context),
    heading('四、均衡指标'),
    ...balance(context),
    heading('五、规则核查'),
    ...checks(context.proposal),
    heading('六、提请研究事项'),
    ...asks(context),
    ...signature(['推进工作小组', dateZh(policy.referenceMonth)]),
  ]);
}

function opening({ county, proposal }: ReportContext): string {
  const { county: sizes, placements } = proposal;
  const rural = placements.filter(({ flow }) => flow.endsWith('R')).length;
  return `${county.name}共 ${sizes.schools} 所学校，参加本轮 ${sizes.movers} 人，空缺岗位 ${sizes.openings} 个。本方案安排 ${placements.length} 人，其中到农村学校 ${rural} 人；${provenWords(proposal)}。`;
}

function provenWords({ status, limit, gap }: Proposal): string {
  if (status === 'optimal') return '方案已证明为规则之下的最优方案';
  return `方案可行但未证明最优（${limit === null ? '' : `${LIMIT_ZH[limit]}，`}差距${gap === null ? '未知' : ` ${gap}`}）`;
}

/** Tiers that only break ties by lot say nothing to a reader. */
const LOTS = /^hash-/;

function results({ proposal }: ReportContext): Block[] {
  const { objective, standby, placements } = proposal;
  const wishes = placements.filter(({ wishRank }) => wishRank !== null).length;
  const first = placements.filter(({ wishRank }) => wishRank === 1).length;
  const training = placements.filter(({ needsTraining }) => needsTraining).length;
  const exempt = standby.filter(({ reason }) => reason === 'exempt').length;
  return [
    paragraph(
      `满足志愿 ${wishes} 人（第一志愿 ${first} 人），需转岗培训 ${training} 人；待岗 ${standby.length - exempt} 人，直聘（豁免）${exempt} 人。按目标次序，各层结果如下。`,
    ),
    grid(
      ['次序', '目标', '结果', '方向'],
      objective.tiers
        .filter(({ id }) => !LOTS.test(id))
        .map(({ id, value, sense }, k) => [
          k + 1,
          TIER_NAME_ZH[id],
          value,
          sense === 'max' ? '越大越好' : '越小越好',
        ]),
      [12, 48, 20, 20],
    ),
  ];
}

function flowGrid({ proposal }: ReportContext): Block {
  const tiers = Tiers.options;
  const count = (from: string, to: string) =>
    proposal.flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0;
  return grid(
    ['原学校（行）', ...tiers.map((to) => `到${TIER_ZH[to]}`), '合计'],
    tiers.map((from) => {
      const row = tiers.map((to) => count(from, to));
      return [TIER_ZH[from], ...row, row.reduce((sum, heads) => sum + heads, 0)];
    }),
    [28, 18, 18, 18, 18],
  );
}

/** Kinds of posts listed. */
const MOST_KINDS = 12;

function leftOver({ proposal }: ReportContext): Block[] {
  const reasons = tally(proposal.standby.map(({ reason }) => STANDBY_ZH[reason]));
  const open = tally(
    proposal.unfilled.flatMap(({ postGroupId, count }) =>
      Array<string>(count).fill(kindOf(postGroupId)),
    ),
  );
  const total = proposal.unfilled.reduce((sum, { count }) => sum + count, 0);
  const text = reasons.map(([reason, heads]) => `${reason} ${heads} 人`).join('；');
  return [
    paragraph(`未安排岗位人员：${text === '' ? '无' : text}。`),
    paragraph(
      `调配后仍有 ${total} 个岗位空缺，建议列入招聘计划${open.length > MOST_KINDS ? `（下表列前 ${MOST_KINDS} 类）` : ''}。`,
    ),
    ...(open.length === 0
      ? []
      : [grid(['岗位', '空缺（个）'], open.slice(0, MOST_KINDS), [60, 40])]),
  ];
}

const kindOf = (postGroupId: string): string => {
  const { stage, category } = postParts(postGroupId);
  return category === 'T' ? stagePost(postGroupId) : `${STAGE_ZH[stage]}${CATEGORY_ZH[category]}`;
};

/** Most frequent first. */
function tally(words: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function balance({ proposal }: ReportContext): Block[] {
  const { before, after } = proposal.indicators;
  const rows = after.stages.flatMap((row, k) => {
    const earlier = before.stages[k] as StageIndicator;
    return row.cv === null || row.cvLimit === null
      ? []
      : [[labelOf(row), earlier.cv, row.cv, row.cvLimit, row.cvMet === true ? '达标' : '未达标']];
  });
  return [
    paragraph('义务教育校际差异系数（越小越均衡）调配前后如下。'),
    grid(['指标', '调配前', '调配后', '限值', '结论'], rows, [40, 15, 15, 15, 15]),
  ];
}

function labelOf({ stage, indicator }: StageIndicator): string {
  return `${stage === null ? '义务教育' : STAGE_ZH[stage]}·${INDICATOR_SHORT[indicator].zh}`;
}

function checks({ ruleChecks }: Proposal): Block[] {
  const of = (status: 'fail' | 'warn') => ruleChecks.filter((check) => check.status === status);
  const [broken, warned] = [of('fail'), of('warn')];
  const passed = ruleChecks.length - broken.length - warned.length;
  return [
    paragraph(
      `独立核查 ${ruleChecks.length} 项：通过 ${passed} 项，预警 ${warned.length} 项，违反硬性规则 ${broken.length} 项。`,
    ),
    ...(broken.length + warned.length === 0
      ? []
      : [
          grid(
            ['规则', '结果', '内容'],
            [...broken, ...warned].map(({ ruleId, status, text }) => [
              ruleId,
              status === 'fail' ? '违反' : '预警',
              text,
            ]),
            [12, 12, 76],
          ),
        ]),
  ];
}

function asks({ proposal, publicity, policy }: ReportContext): Block[] {
  const waiting = proposal.standby.filter(({ reason }) => reason !== 'exempt').length;
  const term =
    publicity === null
      ? `不少于 ${policy.publicityDays} 个工作日`
      : `${dateZh(publicity.start)}至${dateZh(publicity.end)}`;
  const items = [
    `审定本方案，并同意公示（${term}）。`,
    ...(waiting > 0 ? [`研究 ${waiting} 名未安排人员的培训、转岗安排。`] : []),
    ...(proposal.unfilled.length > 0 ? ['将调配后仍空缺的岗位列入招聘计划。'] : []),
    '同意按方案办理编制、人事、工资关系调整。',
  ];
  return items.map((text, k) => paragraph(`（${'一二三四'[k]}）${text}`));
}
