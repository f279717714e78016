/** principals.xlsx: the 校长交流任职表 for the bureau. Personal names appear here only. */
import type { County } from '../domain/county.ts';
import type { PrincipalsReport } from '../domain/principals.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import {
  DUTY_NAME,
  KIND_NAME,
  NO_DUTY,
  OBSTACLE_NAME,
  OUTCOME_NAME,
  STANDING_NAME,
  TIER_NAME,
} from './principals-words.ts';

type Cell = string | number | null;
type Columns = readonly (readonly [header: string, width: number])[];

/** Names of people and schools by code. */
interface Names {
  readonly person: (id: string) => string | null;
  readonly school: (id: string) => string | null;
}

function sheet(name: string, columns: Columns, rows: Cell[][]): SheetToWrite {
  return {
    name,
    headers: columns.map(([header]) => header),
    widths: columns.map(([, width]) => width),
    rows,
  };
}

/** Both files of a run, JSON first. */
export async function principalsFiles(
  county: County,
  report: PrincipalsReport,
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const people = new Map(county.teachers.map(({ id, name }) => [id, name]));
  const schools = new Map(county.schools.map(({ id, name }) => [id, name]));
  const names: Names = {
    person: (id) => people.get(id) ?? null,
    school: (id) => schools.get(id) ?? null,
  };
  const sheets = [
    mainSheet(county, report, names),
    headSheet(report, names),
    candidateSheet(report, names),
    relaxationSheet(report, names),
    tierSheet(report),
    checkSheet(report),
  ];
  return [
    {
      name: 'principals.json',
      bytes: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
    },
    { name: 'principals.xlsx', bytes: await writeWorkbook(sheets) },
  ];
}

const kilometres = (hundredths: number | null): Cell =>
  hundredths === null ? null : hundredths / 100;

/** One row a school: who leads it now, who is to, and why. */
function mainSheet({ schools }: County, report: PrincipalsReport, names: Names): SheetToWrite {
  const now = new Map(report.heads.map((each) => [each.schoolId, each]));
  const next = new Map(report.appointments.map((each) => [each.schoolId, each]));
  const inScope = schools.filter(({ kind }) => kind !== '教学点');
  return sheet(
    '校长交流任职表',
    [
      ['学校代码', 12],
      ['学校', 24],
      ['现任职工号', 12],
      ['现任校长', 12],
      ['现任情况', 34],
      ['拟任职工号', 12],
      ['拟任校长', 12],
      ['任用方式', 10],
      ['原单位', 24],
      ['路程（公里）', 14],
      ['理由', 44],
    ],
    inScope.map(({ id, name }) => {
      const old = now.get(id);
      const to = next.get(id);
      return [
        ...[id, name, old?.teacherId ?? null, names.person(old?.teacherId ?? '')],
        old?.reason.zh ?? '空缺',
        ...[to?.teacherId ?? null, names.person(to?.teacherId ?? '')],
        to === undefined ? (report.status === 'impossible' ? null : '空缺') : KIND_NAME[to.kind].zh,
        names.school(to?.fromSchoolId ?? ''),
        kilometres(to?.distance ?? null),
        to?.reason.zh ?? null,
      ];
    }),
  );
}

function headSheet({ heads }: PrincipalsReport, names: Names): SheetToWrite {
  return sheet(
    '现任校长去留',
    [
      ['职工号', 12],
      ['姓名', 12],
      ['学校', 24],
      ['任职月数', 10],
      ['情况', 12],
      ['理由', 44],
      ['去留', 10],
      ['去向', 24],
    ],
    heads.map((each) => [
      ...[each.teacherId, names.person(each.teacherId), names.school(each.schoolId)],
      ...[each.months, STANDING_NAME[each.standing].zh, each.reason.zh],
      each.outcome === null ? null : OUTCOME_NAME[each.outcome].zh,
      each.toSchoolId === null ? null : names.school(each.toSchoolId),
    ]),
  );
}

function candidateSheet({ candidates }: PrincipalsReport, names: Names): SheetToWrite {
  return sheet(
    '校长人选',
    [
      ['职工号', 12],
      ['姓名', 12],
      ['学校', 24],
      ['职务', 8],
      ['副职年限', 10],
      ['中层年限', 10],
      ['教龄', 8],
      ['是否具备条件', 14],
      ['未达到', 44],
    ],
    candidates.map((each) => [
      ...[each.teacherId, names.person(each.teacherId), names.school(each.schoolId)],
      (each.duty === null ? NO_DUTY : DUTY_NAME[each.duty]).zh,
      ...[each.deputyYears, each.middleYears, each.teachingYears],
      each.failed.length === 0 ? '是' : '否',
      each.failed.map((kind) => OBSTACLE_NAME[kind].zh).join('、') || null,
    ]),
  );
}

function relaxationSheet({ relaxation }: PrincipalsReport, names: Names): SheetToWrite {
  const items = relaxation?.items ?? [];
  const vacant = relaxation?.vacant ?? [];
  return sheet(
    '最小放宽',
    [
      ['项目', 20],
      ['职工号', 12],
      ['姓名', 12],
      ['学校', 24],
      ['受保护', 8],
      ['说明', 60],
    ],
    [
      ...items.map((each): Cell[] => [
        OBSTACLE_NAME[each.kind].zh,
        ...[each.teacherId, names.person(each.teacherId)],
        each.schoolId === null ? null : names.school(each.schoolId),
        each.protected ? '是' : '否',
        each.sentence.zh,
      ]),
      ...vacant.map((id): Cell[] => [
        ...['无人可任', null, null, names.school(id), null],
        '放宽任何一项仍无人可任，须另行补充人选。',
      ]),
    ],
  );
}

const PROOF_ZH = { dual: '对偶证明', solver: '求解器', none: '未证明' } as const;

function tierSheet({ tiers }: PrincipalsReport): SheetToWrite {
  return sheet(
    '目标与证明',
    [
      ['目标层', 30],
      ['方向', 8],
      ['值', 14],
      ['界', 14],
      ['证明', 12],
    ],
    tiers.map(({ name, sense, value, bound, proof }) => [
      TIER_NAME[name]?.zh ?? name,
      sense === 'max' ? '最大' : '最小',
      ...[value, bound, PROOF_ZH[proof]],
    ]),
  );
}

const STATUS_ZH = { pass: '通过', warn: '预警', fail: '违反' } as const;

function checkSheet({ checks }: PrincipalsReport): SheetToWrite {
  return sheet(
    '逐条规则核查',
    [
      ['规则', 8],
      ['核查项', 18],
      ['结论', 8],
      ['实测', 8],
      ['限值', 8],
      ['说明', 70],
      ['涉及', 40],
    ],
    checks.map(({ ruleId, name, status, measured, limit, text, offenders }) => [
      ...[ruleId, name, STATUS_ZH[status], measured, limit, text],
      offenders.slice(0, NAMED_OFFENDERS).join('、') || null,
    ]),
  );
}

const NAMED_OFFENDERS = 20;
