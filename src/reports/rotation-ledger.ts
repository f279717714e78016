/** 交流轮岗台账: of the rotation plan where there is one, else of a rotation round by itself. */
import type { PostGroup, Teacher } from '../domain/county.ts';
import type { Policy } from '../domain/policy.ts';
import type { Placement } from '../domain/proposal.ts';
import type { ExchangeForm, ExchangeGround } from '../domain/rotation-plan.ts';
import { TIER_ZH, TITLE_ZH } from '../domain/vocabulary.ts';
import { addMonths } from '../rules/arithmetic.ts';
import { isDue } from '../rules/movers.ts';
import { exchangeForm } from '../rules/rotation/exchange-form.ts';
import { exchangeTerm } from '../rules/rotation/exchange-term.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { FORM_ZH, GROUND_ZH, rotationSheets } from './rotation-workbook.ts';
import type { ReportContext } from './sources.ts';
import { type Column, internalHead, serial, tableOf } from './table.ts';
import { stagePost } from './words.ts';

export function rotationLedger(context: ReportContext): SheetToWrite[] {
  const { rotation, county } = context;
  if (rotation === undefined) return [roundLedger(context)];
  return rotationSheets(county, rotation).map((sheet) => ({
    ...sheet,
    ...internalHead(context, sheet.name, '人'),
  }));
}

function roundLedger(context: ReportContext): SheetToWrite {
  const { county, policy, proposal, teacher, school } = context;
  const term = exchangeTerm(policy.referenceMonth, policy);
  const due = county.teachers.filter((each) => isDue(each, policy)).length;
  const moved = proposal.placements.filter(({ teacherId }) => isDue(teacher(teacherId), policy));
  const backbone = proposal.placements.filter(({ teacherId }) => teacher(teacherId).backbone);
  const columns: Column<Placement>[] = [
    serial(),
    ['职工号', 12, ({ teacherId }) => teacherId, 'text'],
    ['姓名', 10, ({ teacherId }) => teacher(teacherId).name, 'text'],
    ['职称', 8, ({ title }) => TITLE_ZH[title]],
    ['骨干', 6, ({ teacherId }) => (teacher(teacherId).backbone ? '是' : '')],
    ['原学校', 20, ({ fromSchoolId }) => school(fromSchoolId).name, 'text'],
    ['原学区类别', 8, ({ fromSchoolId }) => TIER_ZH[school(fromSchoolId).tier]],
    ['交流学校', 20, ({ schoolId }) => school(schoolId).name, 'text'],
    ['交流学区类别', 8, ({ schoolId }) => TIER_ZH[school(schoolId).tier]],
    ['交流岗位', 14, ({ postGroupId }) => stagePost(postGroupId)],
    ['交流依据', 12, ({ teacherId }) => GROUND_ZH[groundOf(teacher(teacherId), policy)]],
    ['交流形式', 10, (move) => FORM_ZH[formOf(move, context)]],
    ['起', 9, () => term.since],
    ['止', 9, () => term.until],
    ['返回安排', 18, () => `${addMonths(term.until, 1)} 回原学校`],
  ];
  const head = internalHead(context, '交流轮岗台账', '人');
  return {
    ...tableOf('交流轮岗台账', proposal.placements, columns, { frozenColumns: 3 }),
    ...head,
    notes: [
      ...(head.notes ?? []),
      `应交流 ${due} 人，实际交流 ${proposal.placements.length} 人，其中应交流 ${moved.length} 人、骨干 ${backbone.length} 人。`,
    ],
  };
}

function groundOf(teacher: Teacher, policy: Policy): ExchangeGround {
  if (isDue(teacher, policy)) return 'due';
  return teacher.volunteer ? 'volunteer' : 'surplus';
}

/** R08, as the facts show it. */
function formOf(
  { teacherId, fromSchoolId, schoolId, postGroupId }: Placement,
  { county, teacher, school }: ReportContext,
): ExchangeForm {
  const post = county.postGroups.find(({ id }) => id === postGroupId) as PostGroup;
  return exchangeForm(teacher(teacherId), school(fromSchoolId), { school: school(schoolId), post });
}
