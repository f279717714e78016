/** establishment.xlsx: the 编制岗位表 for 编办, 人社 and the bureau. Names appear here only. */
import type { County, School } from '../domain/county.ts';
import type { Establishment, PartRow } from '../domain/establishment.ts';
import type { Policy } from '../domain/policy.ts';
import { LEDGER_ZH, STAGE_ZH, SUBJECTS, TIER_ZH, type TitleLevel } from '../domain/vocabulary.ts';
import { type SheetToWrite, writeWorkbook } from '../workbook/index.ts';
import { checkedSteps, QUOTA_PART, quotaSentence } from './establishment-words.ts';

type Cell = string | number | null;

/** A column: its header, its width in characters, and its cell of a row. */
interface Column<T> {
  readonly header: string;
  readonly width?: number;
  readonly cell: (row: T) => Cell;
}

function sheet<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): SheetToWrite {
  return {
    name,
    headers: columns.map(({ header }) => header),
    widths: columns.map(({ header, width }) => width ?? Math.max(8, 2 * header.length + 2)),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

/** Both files of a run, JSON first. */
export async function establishmentFiles(
  county: County,
  policy: Policy,
  establishment: Establishment,
): Promise<{ name: string; bytes: Uint8Array }[]> {
  const text = `${JSON.stringify(establishment, null, 2)}\n`;
  return [
    { name: 'establishment.json', bytes: new TextEncoder().encode(text) },
    {
      name: 'establishment.xlsx',
      bytes: await writeWorkbook(establishmentSheets(county, policy, establishment)),
    },
  ];
}

/** Sheets: the table, where each quota comes from, subjects, titles, sites, totals, rule checks. */
function establishmentSheets(county: County, policy: Policy, table: Establishment): SheetToWrite[] {
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const place = placeColumns((id) => schools.get(id) as School);
  const tilt = tiltHeader(policy);
  return [
    sheet(
      '编制岗位表',
      [...place, ...quotaColumns(table), ...postColumns(table, tilt)],
      table.parts,
    ),
    sheet('编制构成', [...place, ...reasonColumns()], table.parts),
    subjectSheet(table, place),
    titleSheet(table, place, tilt),
    siteSheet(county, table),
    totalSheet(county, table),
    checkSheet(table),
  ];
}

function placeColumns(school: (id: string) => School): Column<PartRow>[] {
  return [
    { header: '学校代码', width: 12, cell: ({ schoolId }) => schoolId },
    { header: '学校', width: 24, cell: ({ schoolId }) => school(schoolId).name },
    { header: '学段', cell: ({ stage }) => STAGE_ZH[stage] },
    { header: '学区类别', cell: ({ tier }) => TIER_ZH[tier] },
    { header: '薄弱校', cell: ({ schoolId }) => (school(schoolId).weak ? '是' : '') },
  ];
}

const inHeads = (hundredths: number | null): Cell =>
  hundredths === null ? null : hundredths / 100;

function quotaColumns({ parts, deputySecretaries }: Establishment): Column<PartRow>[] {
  const first = new Map([...parts].reverse().map((row) => [row.schoolId, row]));
  const deputies = new Set(deputySecretaries);
  return [
    { header: '学生', cell: ({ pupils }) => pupils },
    { header: '班级', cell: ({ classes }) => classes },
    { header: '生师比应核', cell: ({ byPupilRatio }) => inHeads(byPupilRatio) },
    { header: '班师比应核', cell: ({ byClassRatio }) => inHeads(byClassRatio) },
    { header: '测算编制', cell: ({ quota }) => quota },
    { header: '原核定编制', cell: ({ entered }) => entered },
    { header: '测算−原核定', cell: ({ quota, entered }) => quota - entered },
    { header: '实有在编', cell: ({ staff }) => staff },
    { header: '超缺编（±）', cell: ({ quota, staff }) => staff - quota },
    { header: '可周转空编', cell: ({ quota, staff }) => Math.max(0, quota - staff) },
    { header: '保底人数', cell: ({ least }) => least },
    {
      header: '专职副书记（单列）',
      cell: (row) => (deputies.has(row.schoolId) && first.get(row.schoolId) === row ? 1 : null),
    },
  ];
}

/** 核定数 of the county file is the number before the tilt: the round tilts it by the same policy. */
const UNTILTED = '（倾斜前）';

/** After the tilt to rural and weak schools (T02). */
function tiltHeader({ titleTilt: { mode, pct } }: Policy): string {
  return mode === 'pool' ? `（含${pct}%倾斜）` : '（倾斜后）';
}

function postColumns({ parts }: Establishment, tilt: string): Column<PartRow>[] {
  const used = SUBJECTS.filter((subject) =>
    parts.some((row) => row.subjects.some((each) => each.subject === subject)),
  );
  const level = (key: TitleLevel, word: string): Column<PartRow>[] => [
    { header: `${word}核定${UNTILTED}`, cell: ({ titles }) => titles.shared[key] },
    { header: `${word}${tilt}`, cell: ({ titles }) => titles.tilted[key] },
    { header: `${word}原核定`, cell: ({ titles }) => titles.entered[key] },
    { header: `${word}已聘`, cell: ({ titles }) => titles.staff[key] },
  ];
  return [
    ...used.map((subject): Column<PartRow> => {
      const find = (row: PartRow) => row.subjects.find((each) => each.subject === subject);
      return { header: subject, cell: (row) => find(row)?.posts ?? null };
    }),
    { header: '非教学岗位', cell: ({ nonTeaching }) => nonTeaching.posts },
    { header: '非教学上限', cell: ({ nonTeaching }) => nonTeaching.cap },
    { header: '非教学实有', cell: ({ nonTeaching }) => nonTeaching.staff },
    { header: '体育最低数', cell: ({ peLeast }) => peLeast },
    ...level('H', '高级'),
    ...level('M', '中级'),
    ...level('E', '初级'),
  ];
}

function reasonColumns(): Column<PartRow>[] {
  return [
    { header: '测算编制', cell: ({ quota }) => quota },
    ...(Object.keys(QUOTA_PART) as (keyof typeof QUOTA_PART)[]).map(
      (key): Column<PartRow> => ({
        header: QUOTA_PART[key].zh,
        cell: ({ parts }) => parts[key] / 100,
      }),
    ),
    { header: '说明', width: 70, cell: (row) => quotaSentence(row) },
  ];
}

function subjectSheet(table: Establishment, place: readonly Column<PartRow>[]): SheetToWrite {
  const rows = table.parts.flatMap((part) => part.subjects.map((subject) => ({ part, subject })));
  return sheet(
    '学科岗位对比',
    [
      ...place.map(({ cell, ...rest }) => ({
        ...rest,
        cell: ({ part }: (typeof rows)[number]) => cell(part),
      })),
      { header: '学科', width: 12, cell: ({ subject }) => subject.subject },
      { header: '按课时应设', cell: ({ subject }) => subject.posts },
      { header: '原设岗数', cell: ({ subject }) => subject.entered },
      { header: '应设−原设', cell: ({ subject }) => subject.posts - subject.entered },
      { header: '现有教师', cell: ({ subject }) => subject.staff },
      { header: '余缺（±）', cell: ({ subject }) => subject.staff - subject.posts },
    ],
    rows,
  );
}

function titleSheet(
  table: Establishment,
  place: readonly Column<PartRow>[],
  tilt: string,
): SheetToWrite {
  const level = (key: TitleLevel, word: string): Column<PartRow>[] => [
    { header: `${word}核定${UNTILTED}`, cell: ({ titles }) => titles.shared[key] },
    { header: `${word}${tilt}`, cell: ({ titles }) => titles.tilted[key] },
    { header: `${word}原核定`, cell: ({ titles }) => titles.entered[key] },
    { header: `${word}已聘`, cell: ({ titles }) => titles.staff[key] },
    {
      header: `${word}空余（±）`,
      cell: ({ titles }) => titles.tilted[key] - titles.staff[key],
    },
  ];
  return sheet(
    '职称岗位测算',
    [...place, ...level('H', '高级'), ...level('M', '中级'), ...level('E', '初级')],
    table.parts,
  );
}

function siteSheet(county: County, table: Establishment): SheetToWrite {
  const sites = new Map(county.sites.map((site) => [site.id, site]));
  const schools = new Map(county.schools.map((school) => [school.id, school]));
  const teachers = new Map(county.teachers.map((teacher) => [teacher.id, teacher]));
  const rows = table.sites.flatMap((site) => {
    const gaps = site.heads - site.teacherIds.length;
    const people = site.teacherIds.map((id) => teachers.get(id) ?? null);
    return [...people, ...(gaps > 0 ? [null] : [])].map((person) => ({ site, person, gaps }));
  });
  return sheet(
    '教学点派任',
    [
      { header: '教学点', width: 20, cell: ({ site }) => sites.get(site.siteId)?.name ?? null },
      { header: '中心校', width: 22, cell: ({ site }) => schools.get(site.schoolId)?.name ?? null },
      { header: '班级', cell: ({ site }) => sites.get(site.siteId)?.classes ?? null },
      { header: '学生', cell: ({ site }) => sites.get(site.siteId)?.pupils ?? null },
      { header: '应配人数', cell: ({ site }) => site.heads },
      { header: '职工号', width: 12, cell: ({ person }) => person?.id ?? null },
      { header: '姓名', width: 10, cell: ({ person }) => person?.name ?? null },
      { header: '学科', width: 12, cell: ({ person }) => person?.mainSubject ?? null },
      {
        header: '去向',
        cell: ({ site, person, gaps }) =>
          person === null ? `缺 ${gaps} 人` : person.siteId === site.siteId ? '留任' : '新派',
      },
    ],
    rows,
  );
}

const BASIS_ZH = { approved: '核定总量', entered: '各校核定之和', staff: '实有人员' } as const;
const STATE_ZH = {
  valid: '有效',
  expired: '已到期，应重新核定',
  future: '核定时间晚于测算月份',
  undated: '未填核定时间',
  missing: '未填编制总量表',
} as const;

/** The stages, and under them the two ledgers and the turnover pool. */
function totalSheet(county: County, table: Establishment): SheetToWrite {
  const stages = stageSheet(county, table);
  const { ledgers, pool } = table;
  const below = [
    ...ledgers.map(({ ledger, quota, staff }): Cell[] => [LEDGER_ZH[ledger], '合计', quota, staff]),
    ...[
      ['空编', pool.idle] as const,
      ['超编', pool.over] as const,
      ['政策池规模', pool.size] as const,
      ['可出借', pool.lendable] as const,
    ].map(([what, heads]): Cell[] => ['中小学周转池', what, heads]),
  ];
  const width = stages.headers.length;
  const padded = below.map((row) => [...row, ...Array<Cell>(width - row.length).fill(null)]);
  return { ...stages, rows: [...stages.rows, ...padded] };
}

function stageSheet(county: County, table: Establishment): SheetToWrite {
  const approvals = new Map(table.approvals.map((row) => [row.stage, row]));
  const approvers = new Map(county.approved.map(({ stage, approver }) => [stage, approver]));
  const staff = (stage: string) =>
    table.parts.reduce((sum, row) => sum + (row.stage === stage ? row.staff : 0), 0);
  return sheet(
    '学段总量',
    [
      { header: '编制账', width: 20, cell: ({ ledger }) => LEDGER_ZH[ledger] },
      { header: '学段', cell: ({ stage }) => STAGE_ZH[stage] },
      { header: '分配总量', cell: ({ total }) => total },
      { header: '实有在编', cell: ({ stage }) => staff(stage) },
      { header: '总量依据', width: 14, cell: ({ basis }) => BASIS_ZH[basis] },
      { header: '各校原核定之和', cell: ({ entered }) => entered },
      { header: '学生', cell: ({ pupils }) => pupils },
      { header: '班级', cell: ({ classes }) => classes },
      { header: '生师比应核', cell: ({ byPupilRatio }) => inHeads(byPupilRatio) },
      {
        header: '每班编制',
        cell: ({ perClass }) => (perClass === null ? null : perClass / 1000),
      },
      { header: '高级岗位', cell: ({ titles }) => titles.H },
      { header: '中级岗位', cell: ({ titles }) => titles.M },
      {
        header: '核定机构',
        width: 16,
        cell: ({ stage }) => approvers.get(stage) || null,
      },
      { header: '有效期至', cell: ({ stage }) => approvals.get(stage)?.lastMonth ?? null },
      {
        header: '核定状态',
        width: 20,
        cell: ({ stage }) => STATE_ZH[approvals.get(stage)?.state ?? 'missing'],
      },
    ],
    table.stages,
  );
}

const STATUS_ZH = { pass: '通过', warn: '预警', fail: '违反' } as const;

function checkSheet({ checks }: Establishment): SheetToWrite {
  return sheet(
    '逐条规则核查',
    [
      { header: '规则', width: 16, cell: ({ rules }) => rules.join('、') },
      { header: '核查项', width: 20, cell: ({ label }) => label.zh },
      { header: '结论', cell: ({ status }) => STATUS_ZH[status] },
      { header: '实测', cell: ({ measured }) => measured },
      { header: '限值', cell: ({ limit }) => limit },
      { header: '说明', width: 80, cell: ({ text }) => text },
      { header: '涉及', width: 40, cell: ({ offenders }) => offenders.slice(0, 20).join('、') },
    ],
    checkedSteps(checks),
  );
}
