/** itinerant.xlsx: 走教安排表 for the schools and the bureau. Names appear here only. */
import type { County } from '../domain/county.ts';
import {
  type Coverage,
  type ItinerantPlan,
  type ResearcherRow,
  type TeacherWeek,
  type Trip,
  WEEKDAYS_ZH,
} from '../domain/itinerant.ts';
import type { RuleCheck } from '../domain/proposal.ts';
import { STAGE_ZH } from '../domain/vocabulary.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import {
  isAway,
  kilometres,
  NO_LESSONS,
  periods,
  type SubjectSum,
  sumsByStage,
  TIER_WORD,
  weeklyWay,
} from './itinerant-words.ts';

type Cell = string | number | null;
/** Header, width in characters, cell of a row. */
type Column<T> = readonly [header: string, width: number, cell: (row: T) => Cell];

function sheet<T>(name: string, rows: readonly T[], columns: readonly Column<T>[]): SheetToWrite {
  return {
    name,
    headers: columns.map(([header]) => header),
    widths: columns.map(([, width]) => width),
    rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
  };
}

/**
 * Both files of a run, JSON first; the JSON knows staff numbers only.
 * @param county the one the plan is for
 */
export async function itinerantFiles(
  county: County,
  plan: ItinerantPlan,
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  return [
    { name: 'itinerant.json', bytes: new TextEncoder().encode(text) },
    { name: 'itinerant.xlsx', bytes: await writeWorkbook(itinerantSheets(county, plan)) },
  ];
}

interface Names {
  readonly school: (id: string | null) => string;
  readonly place: (id: string) => string;
  readonly teacher: (id: string) => string;
}

function namesOf(county: County): Names {
  const schools = new Map(county.schools.map(({ id, name }) => [id, name]));
  const teachers = new Map(county.teachers.map(({ id, name }) => [id, name]));
  const places = new Map([
    ...county.schools.flatMap(({ id, name, parts }) =>
      parts.map(({ stage }) => {
        const part = parts.length > 1 ? `（${STAGE_ZH[stage]}部）` : '';
        return [`${id}/${stage}`, `${name}${part}`] as const;
      }),
    ),
    ...county.sites.map(({ id, name }) => [id, name] as const),
  ]);
  return {
    school: (id) => (id === null ? '' : (schools.get(id) ?? id)),
    place: (id) => places.get(id) ?? id,
    teacher: (id) => teachers.get(id) ?? '',
  };
}

export function itinerantSheets(county: County, plan: ItinerantPlan): SheetToWrite[] {
  const names = namesOf(county);
  return [
    tripSheet(plan, names),
    sheet('学科开课情况', sumsByStage(plan), sumColumns()),
    sheet('校点课时', plan.coverage, placeColumns(names)),
    sheet('教师周课时', plan.teachers, weekColumns(names)),
    sheet('教研员任教', plan.researchers, researcherColumns(names)),
    noteSheet(plan),
    sheet('逐条规则核查', plan.ruleChecks, checkColumns()),
  ];
}

function tripSheet({ trips }: ItinerantPlan, names: Names): SheetToWrite {
  const columns: Column<Trip>[] = [
    ['职工号', 12, ({ teacherId }) => teacherId],
    ['教师', 10, ({ teacherId }) => names.teacher(teacherId)],
    ['编制校', 24, ({ homeSchoolId }) => names.school(homeSchoolId)],
    ['走教校', 24, ({ placeId }) => names.place(placeId)],
    ['学科', 10, ({ subject }) => subject],
    ['任教依据', 10, ({ match }) => (match === 100 ? '主教学科' : '兼教学科')],
    ['每周课时', 10, ({ days, fifthsPerDay }) => periods(days * fifthsPerDay)],
    ['每周天数', 10, ({ days }) => days],
    ['走教日', 16, (trip) => weekdayWords(trip)],
    ['单程公里', 10, ({ distance }) => kilometres(distance)],
    ['每周里程（公里）', 16, (trip) => kilometres(weeklyWay(trip))],
    ['每周补贴（元）', 14, ({ allowance }) => allowance],
  ];
  return sheet('走教安排表', trips, columns);
}

const weekdayWords = (trip: Trip): string =>
  isAway(trip)
    ? trip.weekdays.map((day) => WEEKDAYS_ZH[day - 1]).join('、')
    : '本校（点）加课，不走教';

const sumColumns = (): Column<SubjectSum>[] => [
  ['学科', 12, ({ subject }) => subject],
  ['学段', 8, ({ stage }) => (stage === null ? '' : STAGE_ZH[stage])],
  ['应开（节/周）', 14, ({ need }) => periods(need)],
  ['现开', 10, ({ before }) => periods(before)],
  ['教研员兼课', 12, ({ researchers }) => periods(researchers)],
  ['本校加课', 10, ({ home }) => periods(home)],
  ['走教', 10, ({ travelling }) => periods(travelling)],
  ['安排后', 10, ({ after }) => periods(after)],
  ['仍缺', 10, ({ need, after }) => periods(need - after)],
];

const placeColumns = (names: Names): Column<Coverage>[] => [
  ['学校', 24, ({ schoolId }) => names.school(schoolId)],
  ['校区/教学点', 24, ({ placeId }) => names.place(placeId)],
  ['学科', 12, ({ subject }) => subject],
  ['应开（节/周）', 14, ({ need }) => periods(need)],
  ['现开', 10, ({ before }) => periods(before)],
  ['教研员兼课', 12, ({ researchers }) => periods(researchers)],
  ['本校加课', 10, ({ home }) => periods(home)],
  ['走教', 10, ({ travelling }) => periods(travelling)],
  ['安排后', 10, ({ after }) => periods(after)],
  ['仍缺', 10, ({ need, after }) => periods(need - after)],
];

const weekColumns = (names: Names): Column<TeacherWeek>[] => [
  ['职工号', 12, ({ teacherId }) => teacherId],
  ['教师', 10, ({ teacherId }) => names.teacher(teacherId)],
  ['所在校点', 24, ({ homePlaceId }) => names.place(homePlaceId)],
  ['主教学科', 12, ({ subject }) => subject],
  ['周课时标准', 12, ({ norm }) => periods(norm)],
  ['原本校课时', 12, ({ homeBefore }) => periods(homeBefore)],
  ['安排后本校课时', 14, ({ homeAfter }) => periods(homeAfter)],
  ['走教天数', 10, ({ daysAway }) => daysAway],
  ['走教占用课时', 14, ({ away }) => periods(away)],
  ['合计', 8, ({ homeAfter, away }) => periods(homeAfter + away)],
];

const researcherColumns = (names: Names): Column<ResearcherRow>[] => [
  ['教研员编号', 12, ({ researcherId }) => researcherId],
  ['学科', 12, ({ subject }) => subject],
  ['学段', 8, ({ stage }) => STAGE_ZH[stage]],
  ['联系学校', 24, ({ schoolId }) => names.school(schoolId)],
  ['每周兼课（节）', 14, ({ fifths }) => periods(fifths)],
  ['未安排原因', 20, ({ reason }) => (reason === null ? '' : NO_LESSONS[reason].zh)],
  ['在岗年数', 10, ({ years }) => years],
  ['应到校任教一年', 16, ({ owesYear }) => (owesYear ? '是' : '')],
];

const PROOF_ZH = { dual: '对偶证明', solver: '分支定界证明', none: '未证明' } as const;

/** What the plan reached, and what it cannot do. */
function noteSheet({ tiers, findings }: ItinerantPlan): SheetToWrite {
  return {
    name: '目标与说明',
    headers: ['项目', '数值', '说明'],
    widths: [30, 14, 80],
    rows: [
      ...tiers.map(({ name, value, proof }): Cell[] => [
        TIER_WORD[name].zh,
        value,
        PROOF_ZH[proof],
      ]),
      ...findings.map(({ subject, missing, message, suggestion }): Cell[] => [
        subject ?? '校点位置',
        periods(missing),
        `${message}${suggestion}`,
      ]),
    ],
  };
}

const STATUS_ZH = { pass: '通过', warn: '预警', fail: '违反' } as const;
/** Offenders named in a cell. */
const NAMED = 20;

const checkColumns = (): Column<RuleCheck>[] => [
  ['规则', 8, ({ ruleId }) => ruleId],
  ['核查项', 26, ({ name }) => name],
  ['结论', 8, ({ status }) => STATUS_ZH[status]],
  ['实测', 10, ({ measured }) => measured],
  ['限值', 10, ({ limit }) => limit],
  ['说明', 80, ({ text }) => text],
  ['涉及', 40, ({ offenders }) => offenders.slice(0, NAMED).join('、')],
];
