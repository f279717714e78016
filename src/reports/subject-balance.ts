/** 学科余缺表: posts and people by school and subject, before and after; what stays open goes to recruitment (Q18). */
import { compareIds } from '../domain/canonical.ts';
import { FIFTHS } from '../domain/itinerant.ts';
import { STAGE_ZH, type Stage, Stage as Stages, SUBJECTS, TIER_ZH } from '../domain/vocabulary.ts';
import { weeklyLoad } from '../rules/establishment/curriculum.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import { isAway } from './itinerant-words.ts';
import { type Movements, movements } from './movements.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, internalHead, tableOf } from './table.ts';
import { postParts } from './words.ts';

/** Heads of one subject at one place, or in the whole county. */
interface Balance {
  readonly schoolId: string;
  readonly stage: Stage;
  readonly subject: string;
  readonly posts: number;
  readonly before: number;
  readonly after: number;
  /** Openings of the round that stay open. */
  readonly open: number;
  /** 走教覆盖, full-time heads. */
  readonly fte: number;
}

export function subjectBalance(context: ReportContext): SheetToWrite[] {
  const rows = balances(context, movements(context));
  return [schoolSheet(context, rows), districtSheet(context, rows), countySheet(context, rows)];
}

function balances(context: ReportContext, moves: Movements): Balance[] {
  const { county, proposal } = context;
  const open = new Map(proposal.unfilled.map(({ postGroupId, count }) => [postGroupId, count]));
  const fte = travelling(context);
  const posts = new Map(county.postGroups.map((group) => [group.id, group.posts]));
  return [...posts.keys(), ...moves.strays].flatMap((id): Balance[] => {
    const { schoolId, stage, category, subject } = postParts(id);
    if (category !== 'T') return [];
    return [
      {
        ...{ schoolId, stage, subject: subject ?? '（未填学科）' },
        posts: posts.get(id) ?? 0,
        before: moves.before(id),
        after: moves.after(id),
        open: open.get(id) ?? 0,
        fte: fte.get(`${schoolId}/${stage}/${subject}`) ?? 0,
      },
    ];
  });
}

/** Periods of travelling teachers as heads of a full load, by `school/stage/subject`. */
function travelling({ itinerant, county }: ReportContext): Map<string, number> {
  const heads = new Map<string, number>();
  const sites = new Map(county.sites.map(({ id, stage }) => [id, stage]));
  for (const trip of itinerant?.trips ?? []) {
    if (!isAway(trip)) continue;
    const stage = sites.get(trip.placeId) ?? (trip.placeId.split('/')[1] as Stage);
    const load = weeklyLoad(stage, trip.subject);
    if (load === null) continue;
    const key = `${trip.schoolId}/${stage}/${trip.subject}`;
    const share = (trip.days * trip.fifthsPerDay) / (FIFTHS * load);
    heads.set(key, (heads.get(key) ?? 0) + share);
  }
  return heads;
}

type Row = Omit<Balance, 'schoolId'>;

const STAGES = Stages.options;
/** In the order of the curriculum; what is no subject comes last. */
function subjectAt(subject: string): number {
  const at = (SUBJECTS as readonly string[]).indexOf(subject);
  return at === -1 ? SUBJECTS.length : at;
}
const FIGURES: readonly Column<Row>[] = [
  ['应设', 8, ({ posts }) => posts, 'whole'],
  ['调配前现有', 10, ({ before }) => before, 'whole'],
  ['调配前余缺', 10, ({ before, posts }) => before - posts, 'whole'],
  ['调配后现有', 10, ({ after }) => after, 'whole'],
  ['调配后余缺', 10, ({ after, posts }) => after - posts, 'whole'],
  ['仍缺（列入招聘）', 12, ({ open }) => open, 'whole'],
  ['走教覆盖（人）', 10, ({ fte }) => Math.round(100 * fte) / 100, 'two'],
];

function finished(context: ReportContext, sheet: SheetToWrite, title: string): SheetToWrite {
  const [before, after, open] = ['调配前余缺', '调配后余缺', '仍缺（列入招聘）'].map((header) =>
    columnAt(sheet, header),
  ) as [number, number, number];
  return {
    ...sheet,
    ...internalHead(context, title, '人；余缺：正为富余，负为短缺；现有含待安排人员'),
    alerts: [
      { columns: [before, after], colour: 'bad', when: { sign: '<', value: 0 } },
      { columns: [open], colour: 'warn', when: { sign: '>', value: 0 } },
    ],
  };
}

function schoolSheet(context: ReportContext, rows: readonly Balance[]): SheetToWrite {
  const columns: Column<Balance>[] = [
    ['学校', 22, ({ schoolId }) => context.school(schoolId).name, 'text'],
    ['学区类别', 8, ({ schoolId }) => TIER_ZH[context.school(schoolId).tier]],
    ['学段', 8, ({ stage }) => STAGE_ZH[stage]],
    ['学科', 12, ({ subject }) => subject],
    ...FIGURES,
  ];
  return finished(context, tableOf('学科余缺表', rows, columns), '学科余缺表');
}

function districtSheet(context: ReportContext, rows: readonly Balance[]): SheetToWrite {
  const names = new Map(context.county.districts.map(({ id, name }) => [id, name]));
  const district = ({ schoolId }: Balance) => context.school(schoolId).districtId;
  const sums = summed(rows, district);
  const columns: Column<(typeof sums)[number]>[] = [
    ['学区', 22, ({ key }) => names.get(key) ?? key, 'text'],
    ['学段', 8, ({ stage }) => STAGE_ZH[stage]],
    ['学科', 12, ({ subject }) => subject],
    ...FIGURES,
  ];
  return finished(context, tableOf('学区学科余缺', sums, columns), '学区学科余缺');
}

function countySheet(context: ReportContext, rows: readonly Balance[]): SheetToWrite {
  const sums = summed(rows, () => '');
  const columns: Column<(typeof sums)[number]>[] = [
    ['学段学科', 20, ({ stage, subject }) => `${STAGE_ZH[stage]}${subject}`],
    ...FIGURES,
  ];
  const sheet = tableOf('全县学科余缺', sums, columns);
  const series = (header: string, name: string, rgb: string) => ({
    ...{ name, rgb },
    column: columnAt(sheet, header),
  });
  return {
    ...finished(context, sheet, '全县学科余缺'),
    orientation: 'portrait',
    charts: [
      {
        kind: 'bar',
        title: '全县各学科余缺（人，负为短缺）',
        names: 0,
        series: [
          series('调配前余缺', '调配前', 'BFBFBF'),
          series('调配后余缺', '调配后', '2F5597'),
        ],
        height: Math.max(16, 2 * sums.length),
      },
    ],
  };
}

function summed(
  rows: readonly Balance[],
  keyOf: (row: Balance) => string,
): (Row & { readonly key: string })[] {
  const sums = new Map<string, Row & { readonly key: string }>();
  for (const row of rows) {
    const key = keyOf(row);
    const { stage, subject } = row;
    const at = `${key}/${stage}/${subject}`;
    const so = sums.get(at) ?? {
      key,
      stage,
      subject,
      posts: 0,
      before: 0,
      after: 0,
      open: 0,
      fte: 0,
    };
    sums.set(at, {
      ...so,
      posts: so.posts + row.posts,
      before: so.before + row.before,
      after: so.after + row.after,
      open: so.open + row.open,
      fte: so.fte + row.fte,
    });
  }
  return [...sums.values()].sort(
    (a, b) =>
      compareIds(a.key, b.key) ||
      STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
      subjectAt(a.subject) - subjectAt(b.subject),
  );
}
