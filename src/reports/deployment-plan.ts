/** 跨学区调配方案, internal: who goes where, by what rules and at what fit; the flow between the tiers as a picture. */

import { placeWords } from '../domain/place-words.ts';
import type { Placement } from '../domain/proposal.ts';
import {
  CATEGORY_ZH,
  type SchoolTier,
  STAGE_ZH,
  TIER_RANK,
  TIER_ZH,
  TITLE_ZH,
  SchoolTier as Tiers,
} from '../domain/vocabulary.ts';
import { type FitParts, fitParts } from '../rules/objective-terms.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { reasoner } from './decision-reasons.ts';
import { overTitleWords } from './over-titles.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, internalHead, serial, tableOf } from './table.ts';
import { flowLabel, hundredths, MATCH_ZH, postParts } from './words.ts';

const ROUND_TITLE = {
  placement: '跨学区调配方案',
  rotation: '交流轮岗方案',
  'in-school': '校内竞聘方案',
  'in-district': '学区竞聘方案',
} as const;

/** The plan, its grounds, and the flow. */
export function deploymentPlan(context: ReportContext): SheetToWrite[] {
  return [planSheet(context), groundSheet(context), flowSheet(context)];
}

/** Staff number and post-group number make it readable again for `audit --plan`. */
function planSheet(context: ReportContext): SheetToWrite {
  const { proposal, teacher, school } = context;
  const over = overTitleWords(context);
  const columns: Column<Placement>[] = [
    serial(),
    ['职工号', 11, ({ teacherId }) => teacherId, 'text'],
    ['姓名', 9, ({ teacherId }) => teacher(teacherId).name, 'text'],
    ['原单位', 18, ({ fromSchoolId }) => school(fromSchoolId).name, 'text'],
    ['拟聘学校', 18, ({ schoolId }) => school(schoolId).name, 'text'],
    ['流向', 11, ({ flow }) => flowLabel(flow)],
    ['学段', 7, ({ postGroupId }) => STAGE_ZH[postParts(postGroupId).stage]],
    ['岗位类别', 9, ({ postGroupId }) => CATEGORY_ZH[postParts(postGroupId).category]],
    ['学科', 10, ({ postGroupId }) => postParts(postGroupId).subject],
    ['岗位组编号', 18, ({ postGroupId }) => postGroupId, 'text'],
    ['学科匹配', 11, ({ subjectMatch }) => MATCH_ZH[subjectMatch] ?? ''],
    ['职称岗位', 6, ({ title }) => TITLE_ZH[title]],
    ['超岗', 10, ({ schoolId, title }) => over(schoolId, title)],
    ['志愿序次', 9, ({ wishRank }) => (wishRank === null ? '服从安排' : `志愿${wishRank}`)],
    ['适配分', 8, ({ fit }) => hundredths(fit), 'two'],
    ['距离（公里）', 8, ({ distance }) => hundredths(distance), 'one'],
    ['转岗培训', 6, ({ needsTraining }) => (needsTraining ? '是' : '')],
    ['人工锁定', 6, ({ locked }) => (locked ? '是' : '')],
  ];
  const sheet = tableOf('跨学区调配方案', proposal.placements, columns, { frozenColumns: 3 });
  return {
    ...sheet,
    ...internalHead(context, ROUND_TITLE[proposal.round], '人'),
    alerts: [
      { columns: [columnAt(sheet, '转岗培训')], colour: 'warn', when: { words: ['是'] } },
      {
        columns: [columnAt(sheet, '距离（公里）')],
        colour: 'warn',
        when: { sign: '>', value: context.policy.distance.softLimitKm },
      },
    ],
  };
}

/** A placement with its fit in parts and the next best post. */
interface Ground {
  readonly placement: Placement;
  readonly parts: FitParts | null;
  readonly next: { readonly post: string; readonly fit: number } | null;
}

const PART_ZH: Readonly<Record<keyof FitParts, string>> = {
  subject: '学科',
  stage: '学段',
  wish: '志愿×业绩',
  near: '就近',
  title: '职称岗位',
};

function groundSheet(context: ReportContext): SheetToWrite {
  const words = placeWords(context.county);
  const rules = ruleIds(context);
  const columns: Column<Ground>[] = [
    serial(),
    ['职工号', 11, ({ placement }) => placement.teacherId, 'text'],
    ['姓名', 9, ({ placement }) => context.teacher(placement.teacherId).name, 'text'],
    ['拟聘岗位', 26, ({ placement }) => words.post(placement.postGroupId), 'text'],
    ['适配分', 8, ({ placement }) => hundredths(placement.fit), 'two'],
    ...(Object.keys(PART_ZH) as (keyof FitParts)[]).map(
      (part): Column<Ground> => [
        PART_ZH[part],
        8,
        ({ parts }) => hundredths(parts?.[part] ?? null),
        'two',
      ],
    ),
    ['规则依据', 30, ({ placement }) => rules(placement)],
    ['本人次优岗位', 26, ({ next }) => next?.post ?? '无其他可行岗位', 'text'],
    ['次优适配分', 8, ({ next }) => hundredths(next?.fit ?? null), 'two'],
    ['适配差', 8, ({ placement, next }) => loss(placement, next), 'two'],
  ];
  const sheet = tableOf('调配依据', grounds(context, words.post), columns, { frozenColumns: 3 });
  const head = internalHead(context, '调配依据', '分');
  return {
    ...sheet,
    ...head,
    notes: [
      ...(head.notes ?? []),
      '适配分为五项之和，满分 100；业绩与志愿相乘。次优岗位只按本人适配分排出，适配差＝拟聘岗位适配分－次优适配分，为负表示本人更适合次优岗位但须服从全县目标次序；改派对其他人员和各目标层的代价不在此列，用 explain --teacher --post 重新求解可知。',
    ],
    alerts: [
      { columns: [columnAt(sheet, '适配差')], colour: 'warn', when: { sign: '<', value: 0 } },
    ],
  };
}

const loss = ({ fit }: Placement, next: Ground['next']) =>
  next === null ? null : hundredths(fit - next.fit);

function grounds(context: ReportContext, post: (id: string) => string): Ground[] {
  const round = context.round();
  const people = new Map(round.people.map((person) => [person.teacher.id, person]));
  const groups = new Map(round.groups.map((group) => [group.group.id, group]));
  const reasons = reasoner(context);
  return context.proposal.placements.map((placement) => {
    const person = people.get(placement.teacherId);
    const group = groups.get(placement.postGroupId);
    const next = reasons(placement.teacherId)?.nextBest ?? null;
    return {
      placement,
      parts: person && group ? fitParts(person, group, round) : null,
      next: next && { post: post(next.postGroupId), fit: next.fit },
    };
  });
}

/** Rules that the placement rests on, by what it is. */
function ruleIds({ proposal, policy, teacher }: ReportContext): (placement: Placement) => string {
  return ({ teacherId, flow, postGroupId, subjectMatch, wishRank, needsTraining }) => {
    const [from, to] = [...flow] as [SchoolTier, SchoolTier];
    const { stage } = postParts(postGroupId);
    const person = teacher(teacherId);
    const isUpward = TIER_RANK[to] < TIER_RANK[from];
    const ids = [
      proposal.round === 'rotation' ? 'X09' : isUpward ? 'D10' : 'X01',
      proposal.round === 'rotation' ? 'R03' : 'X05',
      ...(subjectMatch > 0 ? ['X06'] : []),
      ...(person.stage === stage ? [] : [person.stage === 'J' && stage === 'P' ? 'X16' : 'L02']),
      ...(needsTraining ? ['B01'] : []),
      wishRank === null ? 'S05' : 'X21',
      ...(proposal.round === 'rotation' ? ['R04'] : ['X03']),
      ...(policy.locks.forced.some((lock) => lock.teacherId === teacherId) ? ['人工锁定'] : []),
    ];
    return ids.join('、');
  };
}

const TIER_COLOUR: Readonly<Record<SchoolTier, string>> = { B: '2F5597', U: '7F9FCF', R: '70AD47' };
const STANDBY_COLOUR = 'C00000';

/** Heads from tier to tier, and without a post. */
function flowSheet(context: ReportContext): SheetToWrite {
  const { proposal, teacher, school } = context;
  const tiers = Tiers.options;
  const count = (from: SchoolTier, to: SchoolTier) =>
    proposal.flows.find((flow) => flow.from === from && flow.to === to)?.count ?? 0;
  const waits = (tier: SchoolTier) =>
    proposal.standby.filter(
      ({ teacherId, reason }) =>
        reason !== 'exempt' && school(teacher(teacherId).schoolId).tier === tier,
    ).length;
  const columns: Column<SchoolTier>[] = [
    ['原学区类别', 20, (tier) => TIER_ZH[tier]],
    ...tiers.map(
      (to): Column<SchoolTier> => [`到${TIER_ZH[to]}`, 16, (from) => count(from, to), 'whole'],
    ),
    ['待岗', 16, waits, 'whole'],
  ];
  return {
    ...tableOf('流向图', tiers, columns),
    ...internalHead(context, '人员流向', '人'),
    orientation: 'portrait',
    charts: [
      {
        kind: 'column',
        stacked: true,
        title: '各类学区人员去向（人）',
        names: 0,
        series: [
          ...tiers.map((to, k) => ({
            name: `到${TIER_ZH[to]}`,
            column: k + 1,
            rgb: TIER_COLOUR[to],
          })),
          { name: '待岗', column: tiers.length + 1, rgb: STANDBY_COLOUR },
        ],
        height: 22,
      },
    ],
  };
}
