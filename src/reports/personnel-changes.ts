/** 人事关系调整清单 (X03): who changes the unit or the kind of post, for 编办, 人社 and 财政. */
import type { School, Teacher } from '../domain/county.ts';
import type { MoveKind } from '../domain/proposal.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, TITLE_ZH, type TitleLevel } from '../domain/vocabulary.ts';
import { employers } from '../rules/workflow/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { KIND_NAME } from './summer-words.ts';
import { type Column, internalHead, tableOf } from './table.ts';
import { postParts, postWord } from './words.ts';

/** One person whose relation moves. */
export interface PersonnelChange {
  readonly teacher: Teacher;
  readonly from: School;
  readonly to: School;
  readonly postGroupId: string;
  readonly kind: MoveKind;
}

/** T11: the lowest grade of each level, where agency staff begin. */
const LOWEST_GRADE: Readonly<Record<TitleLevel, number>> = { H: 7, M: 10, E: 12 };

/** Level of the title post; of agency staff also the grade (T11). */
function postGrade({ title, employment }: Pick<Teacher, 'title' | 'employment'>): string {
  const level = TITLE_ZH[title];
  return employment === 'agency'
    ? `${level} ${LOWEST_GRADE[title]} 级（人事代理，最低等级）`
    : level;
}

/**
 * T08: a probation follows the promotion to associate senior. The data do not say when the title was given, so that the
 * list tells at every senior post what to look up.
 */
export function probation({ title }: Pick<Teacher, 'title'>): string | null {
  return title === 'H' ? '新评副高的须经试用期' : null;
}

/** @param signsWith name of the unit that signs the contract of a school's staff (F05) */
export function personnelTable(
  name: string,
  changes: readonly PersonnelChange[],
  { signsWith, effective }: { signsWith: (schoolId: string) => string; effective: string },
): SheetToWrite {
  const columns: Column<PersonnelChange>[] = [
    ['职工号', 12, ({ teacher }) => teacher.id, 'text'],
    ['姓名', 10, ({ teacher }) => teacher.name, 'text'],
    ['原编制单位', 18, ({ from }) => from.name, 'text'],
    ['新编制单位', 18, (change) => quotaUnit(change).name, 'text'],
    ['聘约单位', 18, ({ to }) => signsWith(to.id), 'text'],
    ['流向', 12, ({ from, to }) => `${TIER_ZH[from.tier]}→${TIER_ZH[to.tier]}`],
    ['学段', 8, ({ postGroupId }) => STAGE_ZH[postParts(postGroupId).stage]],
    ['岗位', 12, ({ postGroupId }) => postWord(postGroupId)],
    ['原岗位类别', 10, ({ teacher }) => CATEGORY_ZH[teacher.category]],
    ['岗位等级', 12, ({ teacher }) => postGrade(teacher)],
    ['聘用试用期', 14, ({ teacher }) => probation(teacher)],
    ['聘任方式', 12, ({ kind }) => KIND_NAME[kind].zh],
    ['人事、工资关系', 16, relationWord],
    ['生效日', 11, () => `${effective}-01`, 'text'],
  ];
  return tableOf(name, changes, columns, { frozenColumns: 2 });
}

/** Who rotates keeps the relation with the old unit (R04). */
const quotaUnit = ({ from, to, kind }: PersonnelChange): School =>
  kind === 'rotation' ? from : to;

function relationWord({ from, to, kind }: PersonnelChange): string {
  if (kind === 'rotation') return '保留在原单位';
  return from === to ? '不变' : '随人由原单位转至新单位';
}

/** Of the proposal. */
export function personnelChanges(context: ReportContext): SheetToWrite {
  const { county, policy, proposal, teacher, school } = context;
  const employer = employers(county);
  const changes = proposal.placements.map(
    ({ teacherId, fromSchoolId, schoolId, postGroupId, kind }) => ({
      ...{ teacher: teacher(teacherId), postGroupId, kind },
      ...{ from: school(fromSchoolId), to: school(schoolId) },
    }),
  );
  return {
    ...personnelTable('人事关系调整清单', changes, {
      signsWith: (id) => school(employer.get(id) ?? id).name,
      effective: policy.referenceMonth,
    }),
    ...internalHead(context, '人事关系调整清单（编办、人社、财政）', '人'),
  };
}
