/** 待岗名单 and what stays open (招聘需求, 未补岗位): after the summer by its journal, else by the proposal alone. */
import type { Teacher } from '../domain/county.ts';
import { placeWords } from '../domain/place-words.ts';
import type { Proposal, Standby } from '../domain/proposal.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import {
  lastKnownDay,
  STANDBY_HEADERS,
  type StandbyRecord,
  standbyRecord,
  standbyRecords,
  standbyRows,
} from '../rules/standby/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { type PersonReasons, reasoner } from './decision-reasons.ts';
import type { ReportContext } from './sources.ts';
import { type Column, internalHead, serial, tableOf } from './table.ts';
import { postParts, STANDBY_ZH, TEST_ZH } from './words.ts';

const WIDTHS: Readonly<Partial<Record<(typeof STANDBY_HEADERS)[number], number>>> = {
  姓名: 9,
  原校: 16,
  原因: 13,
  安排岗位: 16,
  最近可安排岗位: 40,
  '培训、跟岗学校': 16,
  月考核: 14,
  工资关系单位: 16,
  停发项目: 18,
  退出情形: 12,
};

export function standbyList(context: ReportContext): SheetToWrite[] {
  return [standbySheet(context), rejectionSheet(context), unfilledSheet(context)];
}

/** Of the last stage of the summer where it is over, else of the proposal; the exempt keep their post and are not here. */
function standbySheet(context: ReportContext): SheetToWrite {
  const { county } = context;
  const records = recordsOf(context);
  const ask = reasoner(context);
  const nearest = new Map(
    records.map(({ teacherId }) => [teacherId, nearestWords(context, ask(teacherId))]),
  );
  const headers = STANDBY_HEADERS;
  return {
    name: '待岗名单',
    headers,
    rows: standbyRows(records, county, nearest),
    forms: headers.map(() => 'text'),
    widths: headers.map((header) => WIDTHS[header] ?? 9),
    frozenColumns: 2,
    ...internalHead(context, '待岗名单', '人'),
  };
}

function recordsOf(context: ReportContext): StandbyRecord[] {
  const { county, policy, summer, proposal, teacher } = context;
  const journal = summer?.journal ?? [];
  const facts = { county, policy, journal, asOf: lastKnownDay({ policy, journal }) };
  if (summer?.stages.at(-1)?.stage === 'standby') return standbyRecords(summer.stages, facts);
  return proposal.standby
    .filter(({ reason }) => reason !== 'exempt')
    .map(({ teacherId }) => standbyRecord(teacher(teacherId) as Teacher, facts));
}

/** 「河口中学 初中英语」, with what stops it. */
function nearestWords({ county }: ReportContext, reasons: PersonReasons | null): string[] {
  const { post } = placeWords(county);
  return (reasons?.nearest ?? []).map(
    ({ postGroupId, stoppedBy }) =>
      `${post(postGroupId)}（${stoppedBy === null ? '已满或受限额' : (TEST_ZH[stoppedBy] ?? stoppedBy)}）`,
  );
}

/** Why no post is open to each: the open post groups by the first test that rejects them. */
function rejectionSheet(context: ReportContext): SheetToWrite {
  const { proposal, teacher, school } = context;
  const columns: Column<Standby>[] = [
    serial(),
    ['职工号', 12, ({ teacherId }) => teacherId, 'text'],
    ['姓名', 10, ({ teacherId }) => teacher(teacherId).name, 'text'],
    ['原学校', 20, ({ teacherId }) => school(teacher(teacherId).schoolId).name, 'text'],
    ['原因', 24, ({ reason }) => STANDBY_ZH[reason]],
    ['岗位组被排除的规则（个）', 60, ({ rejectedBy }) => rejectionWords(rejectedBy)],
  ];
  return {
    ...tableOf('未安排原因', proposal.standby, columns, { frozenColumns: 3 }),
    ...internalHead(context, '未安排原因', '人；含直聘（豁免）人员'),
  };
}

/** 「学科不符 120；无空缺 30」. */
function rejectionWords(rejectedBy: Standby['rejectedBy']): string {
  return rejectedBy.map(({ test, count }) => `${TEST_ZH[test] ?? test} ${count}`).join('；');
}

type Unfilled = Proposal['unfilled'][number];

/** Openings that the proposal leaves open: the need to recruit (Q18). */
function unfilledSheet(context: ReportContext): SheetToWrite {
  const { proposal, school } = context;
  const at = ({ postGroupId }: Unfilled) => school(postParts(postGroupId).schoolId);
  const columns: Column<Unfilled>[] = [
    ['学校', 24, (row) => at(row).name, 'text'],
    ['学区类别', 10, (row) => TIER_ZH[at(row).tier]],
    ['学段', 8, ({ postGroupId }) => STAGE_ZH[postParts(postGroupId).stage]],
    ['岗位类别', 10, ({ postGroupId }) => CATEGORY_ZH[postParts(postGroupId).category]],
    ['学科', 12, ({ postGroupId }) => postParts(postGroupId).subject],
    ['岗位组编号', 22, ({ postGroupId }) => postGroupId, 'text'],
    ['仍缺人数', 10, ({ count }) => count, 'whole'],
  ];
  return {
    ...tableOf('未补岗位', proposal.unfilled, columns),
    ...internalHead(context, '未补岗位（招聘需求）', '人'),
  };
}
