/** 空缺岗位公告 (F00): the posts that people may apply for, published before a stage. */
import type { School } from '../domain/county.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH } from '../domain/vocabulary.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, serial, tableOf } from './table.ts';
import { dateZh, postParts } from './words.ts';

/** One kind of post at one school. */
export interface Vacancy {
  readonly postGroupId: string;
  readonly school: Pick<School, 'name' | 'tier'>;
  readonly posts: number;
  readonly open: number;
}

export function vacancyTable(name: string, vacancies: readonly Vacancy[]): SheetToWrite {
  const columns: Column<Vacancy>[] = [
    serial(),
    ['学校', 24, ({ school }) => school.name, 'text'],
    ['学区类别', 8, ({ school }) => TIER_ZH[school.tier]],
    ['学段', 8, ({ postGroupId }) => STAGE_ZH[postParts(postGroupId).stage]],
    ['岗位类别', 10, ({ postGroupId }) => CATEGORY_ZH[postParts(postGroupId).category]],
    ['学科', 12, ({ postGroupId }) => postParts(postGroupId).subject],
    ['岗位组编号', 22, ({ postGroupId }) => postGroupId, 'text'],
    ['设岗数', 8, ({ posts }) => posts, 'whole'],
    ['空缺', 8, ({ open }) => open, 'whole'],
  ];
  return tableOf(name, vacancies, columns);
}

/** Of the round of the proposal. */
export function vacancies(context: ReportContext): SheetToWrite {
  const { county, school } = context;
  const open = county.postGroups
    .filter(({ openings }) => openings > 0)
    .map(({ id, schoolId, posts, openings }) => ({
      ...{ postGroupId: id, school: school(schoolId) },
      ...{ posts, open: openings },
    }));
  const sheet = vacancyTable('空缺岗位公告', open);
  return { ...sheet, ...vacancyHead(context, sheet) };
}

/** Title and what people must know who want to apply. */
export function vacancyHead(
  { county, policy, phone, publicity }: ReportContext,
  sheet: SheetToWrite,
): Pick<SheetToWrite, 'title' | 'notes'> {
  const open = columnAt(sheet, '空缺');
  const total = sheet.rows.reduce((sum, row) => sum + Number(row[open]), 0);
  const day = publicity === null ? '（待填）' : dateZh(publicity.start);
  return {
    title: `${county.name}空缺岗位公告`,
    notes: [
      `根据${dateZh(policy.referenceMonth)}教师聘任工作安排，现公布空缺岗位 ${total} 个，符合条件的教职工可按规定提出申请；实际聘用人数不超过学校空余编制。`,
      `单位：个　　公告日期：${day}　　咨询、监督电话：${phone ?? '（待填）'}`,
    ],
  };
}
