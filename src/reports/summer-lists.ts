/** The lists of the summer as a bureau hands them in: publicity lists, vacancies, direct hires, standby, changed units. */
import type { County, School, Teacher } from '../domain/county.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Decision, StageRecord, SummerStage, SummerState } from '../domain/summer.ts';
import { CATEGORY_ZH, STAGE_ZH } from '../domain/vocabulary.ts';
import { homeGroupId } from '../rules/movers.ts';
import {
  lastKnownDay,
  type NearPost,
  nearPostText,
  recruitmentNeeds,
  STANDBY_HEADERS,
  type StandbyRecord,
  standbyRecords,
  standbyRows,
} from '../rules/standby/index.ts';
import { contractMonths, employers } from '../rules/workflow/index.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { directHireTable } from './direct-hire-list.ts';
import { type PersonnelChange, personnelTable } from './personnel-changes.ts';
import { type Publicity, type PublicLine, publicityTable } from './publicity-list.ts';
import { KIND_NAME } from './summer-words.ts';
import { vacancyTable } from './vacancies.ts';
import { postParts, postWord } from './words.ts';

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
 * 公示名单 of a stage, with the publicity that the journal knows, else the one given: no staff number, no ground, no score. Who takes no hiring place is listed like everybody else, for
 * only the absent (Q23) take none.
 */
export function publicList(
  source: ListSource,
  { stage, decisions }: StageRecord,
  posted: Pick<Publicity, 'span' | 'phone'> = { span: null, phone: null },
): SheetToWrite | null {
  if (stage === 'standby') return null;
  const { journal, policy } = source.state;
  return publicityTable(
    LIST_ZH[stage],
    decisions.map((decision) => publicLine(source, decision)),
    {
      policy: policy.values,
      span: publicityOf(journal, stage) ?? posted.span,
      phone: posted.phone,
    },
  );
}

function publicLine(
  { state, teacher, school }: ListSource,
  { teacherId, postGroupId, kind, contractMonths: months }: Decision,
): PublicLine {
  const person = teacher(teacherId);
  const from = school(person.schoolId);
  const post = postGroupId ?? homeGroupId(person);
  return {
    ...{ teacher: person, from },
    to: postGroupId === null ? from : school(schoolOf(postGroupId)),
    stage: STAGE_ZH[postParts(post).stage],
    post: postWord(post),
    way: KIND_NAME[kind].zh,
    months: months ?? contractMonths(state.policy.values),
  };
}

const schoolOf = (postGroupId: string): string => postGroupId.split('/')[0] as string;

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
  const posts = new Map(county.postGroups.map((group) => [group.id, group.posts]));
  return vacancyTable(
    stage === 'in-district' ? '空缺岗位·学区竞聘' : '空缺岗位·跨学区调配',
    announced.map(({ postGroupId, count }) => ({
      ...{ postGroupId, school: school(schoolOf(postGroupId)) },
      ...{ posts: posts.get(postGroupId) ?? 0, open: count },
    })),
  );
}

/** 直聘·豁免名单 for the bureau: ground and rule of each, months to retirement, whether a hiring place is used. */
export function directHireSheet({ state, teacher, school }: ListSource): SheetToWrite {
  const direct = state.stages.flatMap(({ decisions }) =>
    decisions.filter(({ kind }) => kind === 'direct'),
  );
  const people = direct.map(({ teacherId, ground, postGroupId, contractMonths: months }) => {
    const person = teacher(teacherId);
    return {
      ...{ teacher: person, school: school(person.schoolId), ground, months },
      usesPost: postGroupId !== null,
    };
  });
  return directHireTable('直聘依据（内部）', people, state.referenceMonth);
}

/** 人事关系调整清单 (X03, F05): whose school or category changes, for 编办, 人社 and 财政. */
export function changedUnitsSheet({ county, state, teacher, school }: ListSource): SheetToWrite {
  const employer = employers(county);
  const changes = state.stages
    .flatMap(({ decisions }) => decisions)
    .flatMap(({ teacherId, postGroupId, kind }): PersonnelChange[] => {
      const person = teacher(teacherId);
      if (postGroupId === null || kind === 'direct' || kind === 'standby') return [];
      const { schoolId, category } = postParts(postGroupId);
      if (schoolId === person.schoolId && category === person.category) return [];
      const [from, to] = [school(person.schoolId), school(schoolId)];
      return [{ teacher: person, from, to, postGroupId, kind }];
    });
  return personnelTable('人事关系调整', changes, {
    signsWith: (schoolId) => school(employer.get(schoolId) ?? schoolId).name,
    effective: state.referenceMonth,
  });
}

/**
 * 待岗名单 and 招聘需求.
 * @param nearest posts next in reach of each person, best first
 */
export function standbySheets(
  { county, state }: ListSource,
  nearest: ReadonlyMap<string, readonly NearPost[]>,
): SheetToWrite[] {
  const { journal, stages } = state;
  const policy = state.policy.values;
  const asOf = lastKnownDay({ policy, journal });
  const words = new Map(
    [...nearest].map(([id, posts]) => [
      id,
      [posts.map((post) => nearPostText(post, county)).join('；')],
    ]),
  );
  const records: StandbyRecord[] = standbyRecords(stages, { county, policy, journal, asOf });
  return [
    {
      name: '待岗名单',
      headers: [...STANDBY_HEADERS],
      rows: standbyRows(records, county, words),
    },
    {
      name: '招聘需求',
      headers: ['学段', '岗位类别', '学科', '空缺', '退出腾出'],
      rows: recruitmentNeeds({ county, policy }, stages, records).map((need) => [
        STAGE_ZH[need.stage],
        CATEGORY_ZH[need.category],
        need.subject ?? '',
        need.vacant,
        need.freed,
      ]),
    },
  ];
}
