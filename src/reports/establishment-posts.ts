/** 编制岗位表 (quota and posts per school) before and after the proposal, posts by subject, and the fill rate as a picture. */
import type { School, Teacher } from '../domain/county.ts';
import { schoolQuota } from '../domain/county.ts';
import type { Establishment, PartRow } from '../domain/establishment.ts';
import { CATEGORY_ZH, STAGE_ZH, TIER_ZH, TITLE_ZH, type TitleLevel } from '../domain/vocabulary.ts';
import { establish } from '../rules/establishment/index.ts';
import { isCounted } from '../rules/movers.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { type Movements, movements } from './movements.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, internalHead, tableOf } from './table.ts';
import { schoolTitles, titleCapsOf } from './title-posts.ts';
import { postParts } from './words.ts';

export function establishmentPosts(context: ReportContext): SheetToWrite[] {
  const moves = movements(context);
  const schools = schoolRows(context, moves);
  return [schoolSheet(context, schools), subjectSheet(context, moves), fillSheet(context, schools)];
}

/** One school before and after. */
interface SchoolRow {
  readonly school: School;
  readonly parts: readonly PartRow[];
  readonly quota: number;
  readonly lent: number;
  readonly before: number;
  readonly out: number;
  readonly into: number;
  readonly after: number;
  readonly nonTeaching: number;
  /** Most non-teaching heads by N01; null = none set. */
  readonly nonTeachingCap: number | null;
  readonly posts: number;
  readonly hired: number;
  readonly vacant: number;
  /** In-school hiring rate, percent, of the posts and of the smaller of posts and people (A2, I04). */
  readonly kept: { readonly literal: number | null; readonly adjusted: number | null };
}

function schoolRows(context: ReportContext, moves: Movements): SchoolRow[] {
  const { county, policy, proposal } = context;
  const table: Establishment = context.establishment ?? establish(county, policy);
  const staff = groupTeachers(
    county.teachers.filter(({ employment }) => employment === 'established'),
  );
  const counted = groupTeachers(county.teachers.filter((teacher) => isCounted(teacher, policy)));
  const headroom = new Map(
    context.round().schools.map((facts) => [facts.school.id, facts.headroom]),
  );
  const unfilled = new Map<string, number>();
  for (const { postGroupId, count } of proposal.unfilled) {
    const { schoolId } = postParts(postGroupId);
    unfilled.set(schoolId, (unfilled.get(schoolId) ?? 0) + count);
  }
  return county.schools.map((school): SchoolRow => {
    const groups = county.postGroups.filter(({ schoolId }) => schoolId === school.id);
    const parts = table.parts.filter(({ schoolId }) => schoolId === school.id);
    const own = staff.get(school.id) ?? [];
    const people = counted.get(school.id) ?? [];
    const posts = groups.reduce((sum, group) => sum + group.posts, 0);
    const [out, into] = [moves.out(school.id), moves.into(school.id)];
    const quota = schoolQuota(school);
    const caps = parts.map(({ nonTeaching }) => nonTeaching.cap);
    const kept = people.filter(({ hiring }) => hiring !== 'unplaced').length;
    return {
      ...{ school, parts, quota, posts, out, into },
      lent: policy.round === 'rotation' ? 0 : Math.max(0, into - (headroom.get(school.id) ?? 0)),
      before: own.length,
      after: own.length - out + into,
      nonTeaching: nonTeachingAfter(own, school, context),
      nonTeachingCap: caps.some((cap) => cap === null)
        ? null
        : caps.reduce<number>((sum, cap) => sum + (cap ?? 0), 0),
      hired: groups.reduce((sum, { id }) => sum + moves.hired(id), 0),
      vacant: unfilled.get(school.id) ?? 0,
      kept: {
        literal: percent(kept, posts),
        adjusted: percent(Math.min(kept, posts), Math.min(posts, people.length)),
      },
    };
  });
}

function nonTeachingAfter(own: readonly Teacher[], school: School, { proposal }: ReportContext) {
  const here = (id: string) => proposal.placements.filter(({ schoolId }) => schoolId === id);
  const gone = new Set(proposal.placements.map(({ teacherId }) => teacherId));
  const stay = own.filter(({ id, category }) => category !== 'T' && !gone.has(id)).length;
  const come = here(school.id).filter(({ postGroupId }) => postParts(postGroupId).category !== 'T');
  return stay + come.length;
}

function groupTeachers(teachers: readonly Teacher[]): Map<string, Teacher[]> {
  const lists = new Map<string, Teacher[]>();
  for (const teacher of teachers) {
    const list = lists.get(teacher.schoolId);
    if (list === undefined) lists.set(teacher.schoolId, [teacher]);
    else list.push(teacher);
  }
  return lists;
}

/** One decimal; null where there is nothing to divide by. */
function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((1000 * part) / whole) / 10;
}

const sumOf = (rows: readonly PartRow[], value: (row: PartRow) => number | null): number =>
  rows.reduce((sum, row) => sum + (value(row) ?? 0), 0);

/** Heads by a ratio over the stages that have one; null where none has. */
function ratioSum(parts: readonly PartRow[], key: 'byPupilRatio' | 'byClassRatio') {
  const known = parts.flatMap((part) => part[key] ?? []);
  return known.length === 0 ? null : known.reduce((sum, heads) => sum + heads, 0) / 100;
}

function schoolSheet(context: ReportContext, rows: readonly SchoolRow[]): SheetToWrite {
  const titles = schoolTitles(context);
  const level = (key: TitleLevel): Column<SchoolRow> => [
    `${TITLE_ZH[key]}（核定/已聘/空余）`,
    15,
    ({ school }) => {
      const cap = titleCapsOf(titles, school.id, key);
      return `${cap.tilted} / ${cap.after} / ${cap.tilted - cap.after}`;
    },
    'text',
  ];
  const columns: Column<SchoolRow>[] = [
    ['学校代码', 10, ({ school }) => school.id, 'text'],
    ['学校', 20, ({ school }) => school.name, 'text'],
    ['学区类别', 6, ({ school }) => TIER_ZH[school.tier]],
    ['学生', 7, ({ parts }) => sumOf(parts, ({ pupils }) => pupils), 'whole'],
    ['班级', 6, ({ parts }) => sumOf(parts, ({ classes }) => classes), 'whole'],
    ['生师比应核', 8, ({ parts }) => ratioSum(parts, 'byPupilRatio'), 'one'],
    ['班师比应核', 8, ({ parts }) => ratioSum(parts, 'byClassRatio'), 'one'],
    ['核定编制', 6, ({ quota }) => quota, 'whole'],
    ['周转编制', 6, ({ lent }) => lent, 'whole'],
    ['原实有', 6, ({ before }) => before, 'whole'],
    ['调出', 6, ({ out }) => out, 'whole'],
    ['调入', 6, ({ into }) => into, 'whole'],
    ['现实有', 6, ({ after }) => after, 'whole'],
    ['调配前超缺编', 7, ({ before, quota }) => before - quota, 'whole'],
    ['调配后超缺编', 7, ({ after, quota }) => after - quota, 'whole'],
    ['设岗', 6, ({ posts }) => posts, 'whole'],
    ['已聘', 6, ({ hired }) => hired, 'whole'],
    ['空缺', 6, ({ vacant }) => vacant, 'whole'],
    ['非教学人数', 6, ({ nonTeaching }) => nonTeaching, 'whole'],
    ['非教学占编制%', 7, ({ nonTeaching, quota }) => percent(nonTeaching, quota), 'one'],
    ['非教学上限', 6, ({ nonTeachingCap }) => nonTeachingCap, 'whole'],
    level('H'),
    level('M'),
    level('E'),
    ['校内聘任率%（按设岗）', 9, ({ kept }) => kept.literal, 'one'],
    ['校内聘任率%（按可聘人数）', 9, ({ kept }) => kept.adjusted, 'one'],
  ];
  const sheet = tableOf('编制岗位表', rows, columns, { frozenColumns: 2 });
  const at = (header: string) => columnAt(sheet, header);
  return {
    ...sheet,
    ...internalHead(context, '编制岗位表', '人；超缺编：正为超编，负为缺编'),
    alerts: [
      { columns: [at('调配前超缺编')], colour: 'bad', when: { sign: '>', value: 0 } },
      { columns: [at('调配后超缺编')], colour: 'bad', when: { sign: '>', value: 0 } },
      { columns: [at('空缺')], colour: 'warn', when: { sign: '>', value: 0 } },
      {
        columns: [at('非教学人数')],
        colour: 'bad',
        when: { sign: '>', column: at('非教学上限') },
      },
      {
        columns: [at('校内聘任率%（按可聘人数）')],
        colour: 'warn',
        when: { sign: '<', value: context.policy.inSchoolFloor.pct },
      },
    ],
  };
}

function subjectSheet(context: ReportContext, moves: Movements): SheetToWrite {
  const open = new Map(
    context.proposal.unfilled.map(({ postGroupId, count }) => [postGroupId, count]),
  );
  const columns: Column<(typeof context.county.postGroups)[number]>[] = [
    ['学校', 22, ({ schoolId }) => context.school(schoolId).name, 'text'],
    ['学段', 8, ({ stage }) => STAGE_ZH[stage]],
    ['岗位类别', 10, ({ category }) => CATEGORY_ZH[category]],
    ['学科', 12, ({ subject }) => subject],
    ['岗位组编号', 20, ({ id }) => id, 'text'],
    ['设岗', 8, ({ posts }) => posts, 'whole'],
    ['已聘', 8, ({ id }) => moves.hired(id), 'whole'],
    ['调配前空缺', 10, ({ openings }) => openings, 'whole'],
    ['调配后空缺', 10, ({ id }) => open.get(id) ?? 0, 'whole'],
  ];
  const sheet = tableOf('学科设岗', context.county.postGroups, columns);
  return {
    ...sheet,
    ...internalHead(context, '各学科设岗、已聘与空缺', '个'),
    alerts: [
      {
        columns: [columnAt(sheet, '调配后空缺')],
        colour: 'warn',
        when: { sign: '>', value: 0 },
      },
    ],
  };
}

/** Schools drawn: where there are more, those at both ends. */
const MOST_BARS = 40;

function fillSheet(context: ReportContext, rows: readonly SchoolRow[]): SheetToWrite {
  const rate = ({ quota }: SchoolRow, heads: number) => percent(heads, quota);
  const sorted = rows
    .filter(({ quota }) => quota > 0)
    .sort((a, b) => a.after * b.quota - b.after * a.quota || (a.school.id < b.school.id ? -1 : 1));
  const half = MOST_BARS / 2;
  const drawn =
    sorted.length <= MOST_BARS ? sorted : [...sorted.slice(0, half), ...sorted.slice(-half)];
  const columns: Column<SchoolRow>[] = [
    ['学校', 24, ({ school }) => school.name, 'text'],
    ['学区类别', 12, ({ school }) => TIER_ZH[school.tier]],
    ['核定编制', 12, ({ quota }) => quota, 'whole'],
    ['现实有', 12, ({ after }) => after, 'whole'],
    ['调配前使用率%', 16, (row) => rate(row, row.before), 'one'],
    ['调配后使用率%', 16, (row) => rate(row, row.after), 'one'],
  ];
  const sheet = tableOf('编制使用率图', drawn, columns);
  const head = internalHead(context, '各校编制使用率', '%；100 以上为超编');
  const some = drawn.length < sorted.length ? [`仅列最低和最高各 ${half} 所学校。`] : [];
  return {
    ...sheet,
    ...head,
    notes: [...(head.notes ?? []), ...some],
    orientation: 'portrait',
    alerts: [
      {
        columns: [columnAt(sheet, '调配前使用率%'), columnAt(sheet, '调配后使用率%')],
        colour: 'bad',
        when: { sign: '>', value: 100 },
      },
    ],
    charts: [
      {
        kind: 'bar',
        title: '各校编制使用率（%），由低到高',
        names: 0,
        series: [
          { name: '调配前', column: 4, rgb: 'BFBFBF' },
          { name: '调配后', column: 5, rgb: '2F5597' },
        ],
        height: Math.max(16, Math.ceil(drawn.length * 1.5)),
      },
    ],
  };
}
