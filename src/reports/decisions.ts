/** 决策说明, per person: what was decided, why, and why each wish was not met (codes a1–a15, merit, full, plan). */
import { placeWords } from '../domain/place-words.ts';
import type { Placement, Standby } from '../domain/proposal.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { type PersonReasons, reasoner } from './decision-reasons.ts';
import type { ReportContext } from './sources.ts';
import { type Column, internalHead, serial, tableOf } from './table.ts';
import { flowLabel, MATCH_ZH, STANDBY_ZH } from './words.ts';

/** A person of the round with the outcome in words; nothing in it is a score or a reason of health. */
export interface PersonDecision {
  readonly teacherId: string;
  readonly placement: Placement | null;
  /** 「安排到……」 or 「待岗：……」. */
  readonly outcome: string;
  /** Why here, a clause each. */
  readonly why: readonly string[];
  readonly reasons: PersonReasons | null;
}

/** Everybody of the round whose place the proposal changes or who has none, by staff number; the exempt are left out. */
export function personDecisions(context: ReportContext): PersonDecision[] {
  const { proposal, county } = context;
  const words = placeWords(county);
  const ask = reasoner(context);
  const placed = proposal.placements.map(
    (placement): PersonDecision => ({
      teacherId: placement.teacherId,
      placement,
      outcome: `安排到${words.post(placement.postGroupId)}岗位`,
      why: whyHere(placement, context.teacher(placement.teacherId).wishes.length > 0),
      reasons: ask(placement.teacherId),
    }),
  );
  const waiting = proposal.standby
    .filter(({ reason }) => reason !== 'exempt')
    .map(
      ({ teacherId, reason }): PersonDecision => ({
        teacherId,
        placement: null,
        outcome: `待岗：${STANDBY_ZH[reason]}`,
        why: [WAITING_WHY[reason]],
        reasons: ask(teacherId),
      }),
    );
  return [...placed, ...waiting].sort((a, b) => (a.teacherId < b.teacherId ? -1 : 1));
}

const WAITING_WHY: Readonly<Record<Standby['reason'], string>> = {
  exempt: '',
  refused: '已书面安排岗位，本人拒绝（X04）',
  'no-admissible-post': '本轮空缺岗位中没有符合规定条件的岗位',
  'posts-filled': '符合条件的岗位均已满员，或受学校编制、岗位限额限制',
};

function whyHere(placement: Placement, hasWishes: boolean): string[] {
  const { subjectMatch, flow, wishRank, distance, needsTraining, locked, kind } = placement;
  return [
    ...(MATCH_ZH[subjectMatch] === undefined ? [] : [`学科匹配：${MATCH_ZH[subjectMatch]}`]),
    wishWord(wishRank, hasWishes),
    kind === 'rotation' ? '交流轮岗' : `流向：${flowLabel(flow)}`,
    ...(distance === null ? [] : [`距离：${(distance / 100).toFixed(1)} 公里`]),
    ...(needsTraining ? ['上岗前须参加转岗培训'] : []),
    ...(locked ? ['经领导小组确定'] : []),
  ];
}

/** S05: who fills in no wish obeys the arrangement. */
function wishWord(rank: number | null, hasWishes: boolean): string {
  if (rank !== null) return `志愿：第 ${rank} 志愿`;
  return hasWishes ? '志愿：所填志愿未能满足，由组织安排' : '志愿：未填，视为服从组织安排';
}

/** Most wishes of a form (S04). */
const WISHES = [1, 2, 3, 4, 5];

export function decisions(context: ReportContext): SheetToWrite {
  const { teacher, school, county } = context;
  const words = placeWords(county);
  const columns: Column<PersonDecision>[] = [
    serial(),
    ['职工号', 11, ({ teacherId }) => teacherId, 'text'],
    ['姓名', 9, ({ teacherId }) => teacher(teacherId).name, 'text'],
    ['原学校', 16, ({ teacherId }) => school(teacher(teacherId).schoolId).name, 'text'],
    ['决定', 26, ({ outcome }) => outcome, 'text'],
    ['理由', 28, ({ why }) => why.join('；'), 'text'],
    ...WISHES.map(
      (rank): Column<PersonDecision> => [
        `志愿${rank}`,
        22,
        ({ reasons }) => {
          const wish = reasons?.wishes[rank - 1];
          if (wish === undefined) return '';
          const place =
            wish.postGroupId === null ? words.school(wish.schoolId) : words.post(wish.postGroupId);
          return `${place}：${wish.text}〔${wish.code}〕`;
        },
        'text',
      ],
    ),
  ];
  const head = internalHead(context, '决策说明', '人');
  return {
    ...tableOf('决策说明', personDecisions(context), columns, { frozenColumns: 3 }),
    ...head,
    notes: [
      ...(head.notes ?? []),
      '〔〕内为理由编码：a1–a15 为不符合的条件；merit 名额由业绩更高者取得；full 名额已满；plan 服从全县目标次序或限额；met 已满足；no-post 无相应岗位。',
    ],
  };
}
