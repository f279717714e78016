/** 交流轮岗台账.xlsx: the years in figures, everybody who goes, school targets, returns, coefficients, priority list. Names appear here only. */
import type { County, Teacher } from '../domain/county.ts';
import { INDICATOR_NAME } from '../domain/indicators.ts';
import type { PlannedExchange, RotationPlan, RotationYear } from '../domain/rotation-plan.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, TITLE_ZH } from '../domain/vocabulary.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { writeWorkbook } from '../workbook/write.ts';

export const GROUND_ZH: Record<PlannedExchange['ground'], string> = {
  due: '应交流',
  volunteer: '自愿交流',
  surplus: '学科富余',
};
const TARGET_ZH = {
  due: '应交流比例',
  total: '交流总量',
  backbone: '骨干比例',
  school: '分校指标',
};
/** R08; the forms that hang on an agreement are the bureau's to enter. */
export const FORM_ZH: Record<PlannedExchange['form'], string> = {
  regular: '定期交流',
  paired: '结对帮扶',
  'teaching-support': '支教',
  'seconded-up': '上挂',
  'seconded-down': '下派',
  're-posted': '转岗',
};
/** L08: share of the due that the state asks for each year, percent; measured beside the county's own target. */
const NATIONAL_PCT = 10;

type Row = (string | number | null)[];

interface Lookup {
  readonly teacher: (id: string) => Teacher | undefined;
  readonly school: (id: string) => string;
  readonly tier: (id: string) => string;
}

export async function rotationWorkbook(county: County, plan: RotationPlan): Promise<Uint8Array> {
  return writeWorkbook(rotationSheets(county, plan));
}

export function rotationSheets(county: County, plan: RotationPlan): SheetToWrite[] {
  const teachers = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const lookup: Lookup = {
    teacher: (id) => teachers.get(id),
    school: (id) => schools.get(id)?.name ?? id,
    tier: (id) => {
      const school = schools.get(id);
      return school === undefined ? '' : TIER_ZH[school.tier];
    },
  };
  return [
    yearSheet(plan),
    ledgerSheet(plan, lookup),
    schoolSheet(plan, lookup),
    returnSheet(plan, lookup),
    coefficientSheet(plan),
    prioritySheet(plan, lookup),
  ];
}

/** 「2026-09」 as the school year 2026—2027. */
function schoolYear({ referenceMonth }: RotationYear): string {
  const year = Number(referenceMonth.slice(0, 4));
  return `${year}—${year + 1}`;
}

const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
const yes = (met: boolean): string => (met ? '是' : '否');

function yearSheet({ years }: RotationPlan): SheetToWrite {
  return {
    name: '年度汇总',
    headers: [
      '学年',
      '应交流',
      '应交流目标',
      '实际（应交流）',
      '应交流达标',
      '占应交流%',
      '达国家10%',
      '义务教育交流目标',
      '实际（义务教育）',
      '义务教育达标',
      '交流总数',
      '总数上限',
      '骨干目标',
      '骨干',
      '骨干达标',
      '骨干%',
      '年初在外交流',
      '年末返回',
      '返回后超岗',
      '结论',
      '未完成及原因',
    ],
    rows: years.map((year): Row => {
      const { due, targets, moved } = year;
      return [
        schoolYear(year),
        due,
        targets.due,
        moved.due,
        yes(moved.due >= targets.due),
        share(moved.due, due),
        yes(100 * moved.due >= NATIONAL_PCT * due),
        targets.total,
        moved.total,
        yes(moved.total >= targets.total),
        moved.all,
        targets.most,
        targets.backbone,
        moved.backbone,
        targets.backbone === null ? '' : yes(moved.backbone >= targets.backbone),
        share(moved.backbone, moved.all),
        year.awayBefore,
        year.returned.length,
        year.overfull.length,
        year.status === 'optimal' ? '已证明最优' : '可行，未证明最优',
        year.missed
          .map(({ target, missing, reason }) => `${TARGET_ZH[target]}缺 ${missing}：${reason.zh}`)
          .join('\n'),
      ];
    }),
  };
}

/** 「小学语文」. */
function postLabel(postGroupId: string): string {
  const [, stage, category, subject] = postGroupId.split('/') as [
    string,
    keyof typeof STAGE_ZH,
    keyof typeof CATEGORY_ZH,
    string,
  ];
  return `${STAGE_ZH[stage]}${subject === '-' ? CATEGORY_ZH[category] : subject}`;
}

/** R08, R10: person by person, with the form. */
function ledgerSheet({ years }: RotationPlan, lookup: Lookup): SheetToWrite {
  return {
    name: '交流轮岗台账',
    headers: [
      '学年',
      '职工号',
      '姓名',
      '职称',
      '骨干',
      '原学校',
      '原学区类别',
      '原岗位',
      '交流学校',
      '交流学区类别',
      '交流岗位',
      '交流依据',
      '形式',
      '起',
      '止',
      '返回安排',
    ],
    rows: years.flatMap((year) =>
      year.exchanges.map((exchange): Row => {
        const teacher = lookup.teacher(exchange.teacherId);
        return [
          schoolYear(year),
          exchange.teacherId,
          teacher?.name ?? '',
          teacher === undefined ? '' : TITLE_ZH[teacher.title],
          exchange.backbone ? '是' : '',
          lookup.school(exchange.fromSchoolId),
          lookup.tier(exchange.fromSchoolId),
          postLabel(exchange.fromPostGroupId),
          lookup.school(exchange.schoolId),
          lookup.tier(exchange.schoolId),
          postLabel(exchange.postGroupId),
          GROUND_ZH[exchange.ground],
          FORM_ZH[exchange.form],
          exchange.since,
          exchange.until,
          `${exchange.returns} 回原学校`,
        ];
      }),
    ),
  };
}

/** R09. */
function schoolSheet({ years }: RotationPlan, lookup: Lookup): SheetToWrite {
  return {
    name: '分校指标',
    headers: [
      '学年',
      '学校',
      '学区类别',
      '应交流',
      '分解指标',
      '派出（应交流）',
      '完成',
      '派出合计',
      '接收',
    ],
    rows: years.flatMap((year) =>
      year.schools.map(
        (row): Row => [
          schoolYear(year),
          lookup.school(row.schoolId),
          lookup.tier(row.schoolId),
          row.due,
          row.target,
          row.dueOut,
          row.dueOut >= row.target ? '是' : '否',
          row.out,
          row.in,
        ],
      ),
    ),
  };
}

/** R04: those who were due back before the plan begins come first. */
function returnSheet({ settled, years }: RotationPlan, lookup: Lookup): SheetToWrite {
  const rowsOf = (when: string, ended: RotationPlan['settled'], overfull: readonly string[]) =>
    ended.map(
      (each): Row => [
        when,
        each.teacherId,
        lookup.teacher(each.teacherId)?.name ?? '',
        lookup.school(each.fromSchoolId),
        lookup.school(each.homeSchoolId),
        each.months,
        each.returnRight ? '是' : '',
        overfull.includes(each.teacherId) ? '是' : '',
      ],
    );
  return {
    name: '期满返回',
    headers: [
      '学年末',
      '职工号',
      '姓名',
      '交流学校',
      '原学校',
      '交流月数',
      '同等条件优先、可返城',
      '返回后原岗位超岗',
    ],
    rows: [
      ...rowsOf('规划前已期满', settled, []),
      ...years.flatMap((year) => rowsOf(schoolYear(year), year.returned, year.overfull)),
    ],
  };
}

function coefficientSheet({ years }: RotationPlan): SheetToWrite {
  return {
    name: '均衡指标',
    headers: [
      '学年',
      '学段',
      '指标',
      '交流前',
      '交流后',
      '差异系数（前）',
      '差异系数（后）',
      '限值',
      '达标',
      '最低可能（已证明）',
      '只求此项时',
      '比上年未下降的原因',
    ],
    rows: years.flatMap((year) =>
      year.indicators.map(
        (row): Row => [
          schoolYear(year),
          STAGE_ZH[row.stage],
          INDICATOR_NAME[row.indicator].zh,
          row.before,
          row.after,
          row.cvBefore,
          row.cvAfter,
          row.cvLimit,
          row.cvMet === null ? '' : row.cvMet ? '是' : '否',
          row.note?.atLeast ?? null,
          row.note?.alone ?? null,
          row.note?.zh ?? '',
        ],
      ),
    ),
  };
}

/** R10: who rotated comes first in titles and honours. */
function prioritySheet({ years }: RotationPlan, lookup: Lookup): SheetToWrite {
  return {
    name: '评聘评优优先名单',
    headers: ['学年', '职工号', '姓名', '职称', '交流学校', '起', '止'],
    rows: years.flatMap((year) =>
      year.exchanges.map(({ teacherId, schoolId, since, until }): Row => {
        const teacher = lookup.teacher(teacherId);
        return [
          schoolYear(year),
          teacherId,
          teacher?.name ?? '',
          teacher === undefined ? '' : TITLE_ZH[teacher.title],
          lookup.school(schoolId),
          since,
          until,
        ];
      }),
    ),
  };
}
