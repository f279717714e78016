/** 直聘·豁免名单 (D01–D14): ground, papers and months to retirement of everybody who stays out of the competition. */
import type { School, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Decision } from '../domain/summer.ts';
import { isExempt } from '../rules/direct-hire.ts';
import { monthsToRetirement } from '../rules/retirement.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { GROUND_NAME } from './summer-words.ts';
import { type Column, columnAt, internalHead, tableOf } from './table.ts';

/** One person and the ground. */
export interface DirectHire {
  readonly teacher: Teacher;
  readonly school: Pick<School, 'name'>;
  readonly ground: Decision['ground'];
  /** 占用岗位: whether a hiring place is used (Q23). */
  readonly usesPost: boolean;
  readonly months: number | null;
}

const PAPER_ZH = {
  application: '本人申请',
  consent: '单位同意',
  publicity: '公示无异议',
  evidence: '证明材料',
} as const;

export function directHireTable(
  name: string,
  people: readonly DirectHire[],
  referenceMonth: Policy['referenceMonth'],
): SheetToWrite {
  const columns: Column<DirectHire>[] = [
    ['职工号', 12, ({ teacher }) => teacher.id, 'text'],
    ['姓名', 10, ({ teacher }) => teacher.name, 'text'],
    ['学校', 24, ({ school }) => school.name, 'text'],
    ['类型', 18, ({ ground }) => (ground === null ? '' : GROUND_NAME[ground].zh)],
    ['依据', 10, ({ ground }) => (ground === null ? '' : GROUND_NAME[ground].rule)],
    ['证据', 22, ({ teacher }) => evidence(teacher)],
    ['起止', 18, ({ teacher }) => span(teacher)],
    ['距退休月数', 10, ({ teacher }) => monthsToRetirement(teacher, referenceMonth), 'whole'],
    ['占用聘任岗位', 10, ({ usesPost }) => (usesPost ? '是' : '否')],
    ['合同期限（月）', 9, ({ months }) => months, 'whole'],
    ['公示', 14, ({ teacher }) => publicityWord(teacher)],
  ];
  const sheet = tableOf(name, people, columns, { frozenColumns: 2 });
  return {
    ...sheet,
    alerts: [
      {
        columns: [columnAt(sheet, '公示')],
        colour: 'warn',
        when: { words: ['待公示'] },
      },
    ],
  };
}

function evidence({ exemption }: Teacher): string {
  if (exemption === null) return '';
  const missing = exemption.missing.map((paper) => PAPER_ZH[paper]);
  return missing.length === 0 ? '材料齐全' : `缺：${missing.join('、')}`;
}

function span({ exemption }: Teacher): string {
  if (exemption === null || (exemption.from === null && exemption.to === null)) return '';
  return `${exemption.from ?? ''} 至 ${exemption.to ?? ''}`;
}

function publicityWord({ exemption }: Teacher): string {
  if (exemption === null) return '';
  return exemption.missing.includes('publicity') ? '待公示' : '已公示';
}

/** Of the county as it stands before the round: whoever is exempt, or asks to be and lacks a paper. */
export function directHireList(context: ReportContext): SheetToWrite {
  const { county, policy, school } = context;
  const people = county.teachers
    .filter((teacher) => teacher.exemption !== null || isExempt(teacher, policy))
    .map((teacher): DirectHire => {
      const { exemption, countsAgainstPosts } = teacher;
      return {
        teacher,
        school: school(teacher.schoolId),
        ground: exemption?.kind ?? 'near-retirement',
        usesPost: countsAgainstPosts || !policy.absentOutsidePosts,
        months: null,
      };
    });
  return {
    ...directHireTable('直聘·豁免名单', people, policy.referenceMonth),
    ...internalHead(context, '直聘·豁免名单', '人'),
  };
}
