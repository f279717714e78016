/**
 * 公示名单 (F01): who is to be hired where. Nothing of it says why: no staff number, no ID number, no birth date, no
 * ground of a direct hire, no score.
 */
import type { School, Teacher } from '../domain/county.ts';
import type { Trip } from '../domain/itinerant.ts';
import type { Policy } from '../domain/policy.ts';
import type { Placement } from '../domain/proposal.ts';
import { STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import { MONTHS_PER_YEAR } from '../rules/arithmetic.ts';
import { contractMonths } from '../rules/workflow/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { isAway } from './itinerant-words.ts';
import { publicName } from './mask-name.ts';
import type { ReportContext, ReportSources } from './sources.ts';
import { KIND_NAME } from './summer-words.ts';
import { type Column, serial, tableOf } from './table.ts';
import { dateZh, postParts, postWord } from './words.ts';

/** One line of a publicity list. */
export interface PublicLine {
  readonly teacher: Pick<Teacher, 'name' | 'sex'>;
  readonly from: Pick<School, 'name' | 'tier'>;
  readonly to: Pick<School, 'name' | 'tier'>;
  readonly stage: string;
  /** Subject or category. */
  readonly post: string;
  /** 聘任方式. */
  readonly way: string;
  /** 合同期限. */
  readonly months: number;
}

/** What stands over every line. */
export interface Publicity {
  readonly policy: Policy;
  /** 公示起止; null = not fixed yet. */
  readonly span: string | null;
  readonly phone: string | null;
}

/** The list with the thirteen columns that a bureau posts. */
export function publicityTable(
  name: string,
  lines: readonly PublicLine[],
  { policy, span, phone }: Publicity,
): SheetToWrite {
  const columns: Column<PublicLine>[] = [
    serial(),
    ['姓名', 10, ({ teacher }) => publicName(teacher.name, policy), 'text'],
    ['性别', 6, ({ teacher }) => (teacher.sex === 'M' ? '男' : '女')],
    ['原学校', 22, ({ from }) => from.name, 'text'],
    ['原学区类别', 8, ({ from }) => TIER_ZH[from.tier]],
    ['拟聘学校', 22, ({ to }) => to.name, 'text'],
    ['拟聘学区类别', 8, ({ to }) => TIER_ZH[to.tier]],
    ['学段', 8, ({ stage }) => stage],
    ['岗位', 12, ({ post }) => post],
    ['聘任方式', 12, ({ way }) => way],
    ['合同期限（月）', 9, ({ months }) => months, 'whole'],
    ['公示起止', 25, () => span],
    ['监督电话', 14, () => phone, 'text'],
  ];
  return tableOf(name, lines, columns);
}

/** 公示名单 of the proposal, and of the itinerant plan where there is one. */
export function publicityList(context: ReportContext): SheetToWrite {
  const { county, proposal } = context;
  const lines = [
    ...proposal.placements.map((placement) => placementLine(context, placement)),
    ...tripLines(context),
  ];
  const sheet = publicityTable('公示名单', lines, publicityOf(context));
  return { ...sheet, ...publicHead(context, `${county.name}教师聘任公示名单`) };
}

/** 公示·走教 for itself; null without an itinerant plan. */
export function itinerantList(context: ReportContext): SheetToWrite | null {
  const { itinerant } = context;
  return itinerant === undefined
    ? null
    : publicityTable('公示·走教', tripLines(context), publicityOf(context));
}

function tripLines(context: ReportContext): PublicLine[] {
  return (context.itinerant?.trips ?? []).filter(isAway).map((trip) => tripLine(context, trip));
}

export function publicityOf({
  policy,
  publicity,
  phone,
}: Pick<ReportSources, 'policy' | 'publicity' | 'phone'>): Publicity {
  const span = publicity === null ? null : `${publicity.start} 至 ${publicity.end}`;
  return { policy, span, phone };
}

/** Title, term of publicity and where to object. */
export function publicHead(
  { policy, publicity, phone }: Pick<ReportSources, 'policy' | 'publicity' | 'phone'>,
  title: string,
): Pick<SheetToWrite, 'title' | 'notes'> {
  const term =
    publicity === null
      ? `公示期：${policy.publicityDays} 个工作日，起止日期待定`
      : `公示期：${dateZh(publicity.start)}至${dateZh(publicity.end)}（${policy.publicityDays} 个工作日）`;
  const where = `公示期内对名单有异议的，请实名向教育局反映。监督电话：${phone ?? '（待填）'}`;
  return { title, notes: [term, where] };
}

function placementLine(context: ReportContext, placement: Placement): PublicLine {
  const { teacherId, fromSchoolId, schoolId, postGroupId, kind } = placement;
  const { policy, teacher, school } = context;
  return {
    teacher: teacher(teacherId),
    from: school(fromSchoolId),
    to: school(schoolId),
    stage: STAGE_ZH[postParts(postGroupId).stage],
    post: postWord(postGroupId),
    way: KIND_NAME[kind].zh,
    months:
      kind === 'rotation' ? MONTHS_PER_YEAR * policy.rotation.termYears : contractMonths(policy),
  };
}

function tripLine({ county, policy, teacher, school }: ReportContext, trip: Trip): PublicLine {
  const site = county.sites.find(({ id }) => id === trip.placeId);
  const to = school(trip.schoolId);
  const stage = site?.stage ?? (trip.placeId.split('/')[1] as keyof typeof STAGE_ZH);
  return {
    teacher: teacher(trip.teacherId),
    from: school(trip.homeSchoolId),
    to: site === undefined ? to : { name: `${to.name}${site.name}`, tier: to.tier },
    stage: STAGE_ZH[stage],
    post: trip.subject,
    way: '走教',
    months: contractMonths(policy),
  };
}
