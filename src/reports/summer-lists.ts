/** The lists of the summer as a bureau hands them in: publicity lists, vacancies, direct hires, standby, changed units. */
import type { County, PostGroup, School, Teacher } from '../domain/county.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Decision, StageRecord, SummerStage, SummerState } from '../domain/summer.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, TITLE_ZH } from '../domain/vocabulary.ts';
import { homeGroupId } from '../rules/movers.ts';
import { monthsToRetirement } from '../rules/retirement.ts';
import {
  lastKnownDay,
  recruitmentNeeds,
  STANDBY_HEADERS,
  type StandbyRecord,
  standbyRecords,
  standbyRows,
} from '../rules/standby/index.ts';
import { contractMonths, employers } from '../rules/workflow/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { GROUND_NAME, KIND_NAME } from './summer-words.ts';

/** County and state with their entries by id. */
export interface ListSource {
  readonly county: County;
  readonly state: SummerState;
  readonly teacher: (id: string) => Teacher;
  readonly school: (id: string) => School;
}

export function listSource(county: County, state: SummerState): ListSource {
  const teachers = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  return {
    county,
    state,
    teacher: (id) => teachers.get(id) as Teacher,
    school: (id) => schools.get(id) as School,
  };
}

const LIST_ZH: Readonly<Record<Exclude<SummerStage, 'standby'>, string>> = {
  'direct-hire': '公示·直聘',
  'in-school': '公示·校内竞聘',
  'in-district': '公示·学区竞聘',
  'cross-district': '公示·跨学区调配',
};

/**
 * 公示名单 of a stage: no staff number, no ground, no score. Who takes no hiring place is listed like everybody else, for
 * only the absent (Q23) take none.
 */
export function publicList(
  source: ListSource,
  { stage, decisions }: StageRecord,
): SheetToWrite | null {
  if (stage === 'standby') return null;
  const span = publicityOf(source.state.journal, stage);
  return {
    name: LIST_ZH[stage],
    headers: [
      ...[
        '序号',
        '姓名',
        '性别',
        '原学校',
        '原学区类别',
        '拟聘学校',
        '拟聘学区类别',
        '学段',
        '岗位',
      ],
      ...['聘任方式', '合同期限（月）', '公示起止', '监督电话'],
    ],
    widths: [6, 10, 6, 24, 10, 24, 12, 8, 18, 12, 14, 24, 14],
    rows: decisions.map((decision, k) => [
      k + 1,
      ...publicCells(source, decision),
      KIND_NAME[decision.kind].zh,
      decision.contractMonths ?? contractMonths(source.state.policy.values),
      span,
      null,
    ]),
  };
}

function publicCells({ teacher, school }: ListSource, { teacherId, postGroupId }: Decision) {
  const person = teacher(teacherId);
  const from = school(person.schoolId);
  const to = postGroupId === null ? from : school(schoolOf(postGroupId));
  return [
    person.name,
    person.sex === 'M' ? '男' : '女',
    from.name,
    TIER_ZH[from.tier],
    to.name,
    TIER_ZH[to.tier],
    ...postCells(postGroupId ?? homeGroupId(person)),
  ];
}

const schoolOf = (postGroupId: string): string => postGroupId.split('/')[0] as string;

/** Stage, and subject or category. */
function postCells(postGroupId: string): [string, string] {
  const [, stage, category, subject] = postGroupId.split('/') as [
    string,
    PostGroup['stage'],
    PostGroup['category'],
    string,
  ];
  return [STAGE_ZH[stage], subject === '-' ? CATEGORY_ZH[category] : subject];
}

function publicityOf(journal: readonly JournalEntry[], stage: SummerStage): string | null {
  const spans = journal.filter(
    (entry): entry is Extract<JournalEntry, { kind: 'publicity' }> =>
      entry.kind === 'publicity' && entry.stage === stage,
  );
  const last = spans.sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
  return last === undefined ? null : `${last.on} 至 ${last.until}`;
}

/** 空缺岗位公告 before a stage (F00). */
export function vacancySheet(
  { county, school }: ListSource,
  { stage, announced }: StageRecord,
): SheetToWrite | null {
  if (stage !== 'in-district' && stage !== 'cross-district') return null;
  const groups = new Map(county.postGroups.map((group) => [group.id, group]));
  return {
    name: stage === 'in-district' ? '空缺岗位·学区竞聘' : '空缺岗位·跨学区调配',
    headers: ['学校', '学区类别', '学段', '岗位', '岗位组编号', '设岗数', '空缺'],
    widths: [24, 10, 8, 14, 26, 8, 8],
    rows: announced.map(({ postGroupId, count }) => {
      const at = school(schoolOf(postGroupId));
      const posts = groups.get(postGroupId)?.posts ?? 0;
      return [at.name, TIER_ZH[at.tier], ...postCells(postGroupId), postGroupId, posts, count];
    }),
  };
}

/** 直聘·豁免名单 for the bureau: ground and rule of each, months to retirement, whether a hiring place is used. */
export function directHireSheet({ state, teacher, school }: ListSource): SheetToWrite {
  const direct = state.stages.flatMap(({ decisions }) =>
    decisions.filter(({ kind }) => kind === 'direct'),
  );
  return {
    name: '直聘依据（内部）',
    headers: [
      '职工号',
      '姓名',
      '学校',
      '类型',
      '依据',
      '距退休月数',
      '占用聘任岗位',
      '合同期限（月）',
    ],
    widths: [12, 10, 24, 18, 10, 12, 14, 14],
    rows: direct.map(({ teacherId, ground, postGroupId, contractMonths }) => {
      const person = teacher(teacherId);
      const name = ground === null ? null : GROUND_NAME[ground];
      return [
        ...[teacherId, person.name, school(person.schoolId).name],
        ...[name?.zh ?? '', name?.rule ?? ''],
        monthsToRetirement(person, state.referenceMonth),
        postGroupId === null ? '否' : '是',
        contractMonths,
      ];
    }),
  };
}

/** 人事关系调整清单 (X03, F05): whose school or category changes, for 编办, 人社 and 财政. */
export function changedUnitsSheet({ county, state, teacher, school }: ListSource): SheetToWrite {
  const employer = employers(county);
  const signsWith = (schoolId: string) => school(employer.get(schoolId) ?? schoolId).name;
  const moved = state.stages
    .flatMap(({ decisions }) => decisions)
    .filter(({ teacherId, postGroupId, kind }) => {
      const { schoolId, category } = teacher(teacherId);
      if (postGroupId === null || kind === 'direct') return false;
      return schoolOf(postGroupId) !== schoolId || postGroupId.split('/')[2] !== category;
    });
  return {
    name: '人事关系调整',
    headers: [
      ...['职工号', '姓名', '原单位', '新单位', '聘约单位', '流向', '学段', '岗位', '原岗位类别'],
      ...['职称', '聘任方式', '人事关系', '生效月份'],
    ],
    widths: [12, 10, 24, 24, 24, 12, 8, 14, 12, 8, 12, 16, 10],
    rows: moved.map(({ teacherId, postGroupId, kind }) => {
      const person = teacher(teacherId);
      const from = school(person.schoolId);
      const to = school(schoolOf(postGroupId as string));
      return [
        ...[teacherId, person.name, from.name, to.name, signsWith(to.id)],
        `${TIER_ZH[from.tier]}→${TIER_ZH[to.tier]}`,
        ...postCells(postGroupId as string),
        CATEGORY_ZH[person.category],
        TITLE_ZH[person.title],
        KIND_NAME[kind].zh,
        kind === 'rotation' ? '保留在原单位' : from === to ? '不变' : '随人转入新单位',
        state.referenceMonth,
      ];
    }),
  };
}

/** 待岗名单 and 招聘需求. */
export function standbySheets({ county, state }: ListSource): SheetToWrite[] {
  const { journal, stages } = state;
  const policy = state.policy.values;
  const asOf = lastKnownDay({ policy, journal });
  const records: StandbyRecord[] = standbyRecords(stages, { county, policy, journal, asOf });
  return [
    { name: '待岗名单', headers: [...STANDBY_HEADERS], rows: standbyRows(records, county) },
    {
      name: '招聘需求',
      headers: ['学段', '岗位类别', '学科', '空缺', '退出腾出'],
      rows: recruitmentNeeds(county, stages, records).map((need) => [
        STAGE_ZH[need.stage],
        CATEGORY_ZH[need.category],
        need.subject ?? '',
        need.vacant,
        need.freed,
      ]),
    },
  ];
}
