/** 职称岗位使用表: title posts by level and tier, and school by school: caps, tilt, use before and after, heads above. */
import type { School } from '../domain/county.ts';
import {
  TitleLevel as Levels,
  type SchoolTier,
  TIER_ZH,
  TITLE_ZH,
  SchoolTier as Tiers,
  type TitleLevel,
} from '../domain/vocabulary.ts';
import { isCounted } from '../rules/movers.ts';
import { tiltLevel } from '../rules/title-posts.ts';
import type { SheetToWrite } from '../workbook/port.ts';
import type { ReportContext } from './sources.ts';
import { type Column, columnAt, internalHead, tableOf } from './table.ts';

/** Title posts of one level at one school, heads. */
interface TitleUse {
  readonly school: School;
  readonly level: TitleLevel;
  /** 核定数 before and after the tilt to rural and weak schools (T02). */
  readonly cap: number;
  readonly tilted: number;
  readonly before: number;
  readonly after: number;
}

/** Every school and level, in the order of the county. */
export function schoolTitles(context: ReportContext): TitleUse[] {
  const { county, policy, proposal, teacher } = context;
  const parts = county.schools.flatMap((school) => school.parts.map((part) => ({ school, part })));
  const tilted = { H: tiltLevel(parts, 'H', policy), M: tiltLevel(parts, 'M', policy) };
  const key = (schoolId: string, level: TitleLevel) => `${schoolId} ${level}`;
  const counts = (pairs: Iterable<string>) => {
    const map = new Map<string, number>();
    for (const pair of pairs) map.set(pair, (map.get(pair) ?? 0) + 1);
    return (schoolId: string, level: TitleLevel) => map.get(key(schoolId, level)) ?? 0;
  };
  const counted = county.teachers.filter((each) => isCounted(each, policy));
  const before = counts(counted.map(({ schoolId, title }) => key(schoolId, title)));
  const moved = proposal.placements.map((each) => ({
    ...each,
    level: teacher(each.teacherId).title,
  }));
  const out = counts(moved.map(({ fromSchoolId, level }) => key(fromSchoolId, level)));
  const into = counts(moved.map(({ schoolId, level }) => key(schoolId, level)));
  return county.schools.flatMap((school) =>
    Levels.options.map((level): TitleUse => {
      const own = parts.flatMap((each, at) => (each.school === school ? [{ ...each, at }] : []));
      const sum = (value: (part: (typeof own)[number]) => number) =>
        own.reduce((total, part) => total + value(part), 0);
      const cap = sum(({ part }) => part.titleCaps[level]);
      const heads = before(school.id, level);
      return {
        ...{ school, level, cap, before: heads },
        tilted: level === 'E' ? cap : sum(({ at }) => tilted[level][at] as number),
        after: heads - out(school.id, level) + into(school.id, level),
      };
    }),
  );
}

export function titleCapsOf(
  titles: readonly TitleUse[],
  schoolId: string,
  level: TitleLevel,
): TitleUse {
  return titles.find((each) => each.school.id === schoolId && each.level === level) as TitleUse;
}

export function titlePosts(context: ReportContext): SheetToWrite[] {
  const uses = schoolTitles(context);
  return [tierSheet(context, uses), schoolSheet(context, uses)];
}

/** Level × tier, sums over the schools; 超岗 adds up the schools above, whatever others have left. */
interface TierUse {
  readonly level: TitleLevel;
  readonly tier: SchoolTier | null;
  readonly uses: readonly TitleUse[];
}

const total = (uses: readonly TitleUse[], value: (use: TitleUse) => number): number =>
  uses.reduce((sum, use) => sum + value(use), 0);

/** Heads above the posts of a level and the levels over it, for a higher post may carry a lower title (T01). */
function overflowOf(all: readonly TitleUse[], key: 'before' | 'after'): (use: TitleUse) => number {
  return ({ school, level }) => {
    if (level === 'E') return 0;
    const levels = level === 'H' ? ['H'] : ['H', 'M'];
    const own = all.filter((use) => use.school === school && levels.includes(use.level));
    return Math.max(
      0,
      total(own, (use) => use[key] - use.tilted),
    );
  };
}

function tierSheet(context: ReportContext, uses: readonly TitleUse[]): SheetToWrite {
  const rows = Levels.options.flatMap((level) =>
    [...Tiers.options, null].map(
      (tier): TierUse => ({
        ...{ level, tier },
        uses: uses.filter(
          (use) => use.level === level && (tier === null || use.school.tier === tier),
        ),
      }),
    ),
  );
  const columns: Column<TierUse>[] = [
    ['职称层级', 10, ({ level }) => TITLE_ZH[level]],
    ['学区类别', 10, ({ tier }) => (tier === null ? '合计' : TIER_ZH[tier])],
    ['核定数（倾斜前）', 12, ({ uses: of }) => total(of, ({ cap }) => cap), 'whole'],
    ['倾斜（±）', 10, ({ uses: of }) => total(of, ({ cap, tilted }) => tilted - cap), 'whole'],
    ['核定数（倾斜后）', 12, ({ uses: of }) => total(of, ({ tilted }) => tilted), 'whole'],
    ['调配前已聘', 10, ({ uses: of }) => total(of, ({ before }) => before), 'whole'],
    ['调配后已聘', 10, ({ uses: of }) => total(of, ({ after }) => after), 'whole'],
    ['空余（±）', 10, ({ uses: of }) => total(of, ({ tilted, after }) => tilted - after), 'whole'],
    ['调配前超岗', 10, ({ uses: of }) => total(of, overflowOf(uses, 'before')), 'whole'],
    ['调配后超岗', 10, ({ uses: of }) => total(of, overflowOf(uses, 'after')), 'whole'],
  ];
  const sheet = tableOf('职称岗位使用表', rows, columns);
  const head = internalHead(context, '职称岗位使用表', '个、人');
  const { pct, mode } = context.policy.titleTilt;
  return {
    ...sheet,
    ...head,
    notes: [
      ...(head.notes ?? []),
      `倾斜：向农村和薄弱学校倾斜 ${mode === 'off' ? 0 : pct}%（T02）。超岗按学校相加：高级超高级岗位的人数，中级行为高、中级合计超岗的人数（高岗可低用）；含待岗人员。`,
    ],
    orientation: 'landscape',
    alerts: [
      { columns: [columnAt(sheet, '空余（±）')], colour: 'bad', when: { sign: '<', value: 0 } },
      { columns: [columnAt(sheet, '调配后超岗')], colour: 'warn', when: { sign: '>', value: 0 } },
    ],
  };
}

function schoolSheet(context: ReportContext, uses: readonly TitleUse[]): SheetToWrite {
  const of = (school: School, level: TitleLevel) => titleCapsOf(uses, school.id, level);
  const columns: Column<School>[] = [
    ['学校代码', 10, ({ id }) => id, 'text'],
    ['学校', 22, ({ name }) => name, 'text'],
    ['学区类别', 8, ({ tier }) => TIER_ZH[tier]],
    ...Levels.options.flatMap((level): Column<School>[] => [
      [`${TITLE_ZH[level]}核定`, 8, (school) => of(school, level).tilted, 'whole'],
      [`${TITLE_ZH[level]}原已聘`, 8, (school) => of(school, level).before, 'whole'],
      [`${TITLE_ZH[level]}现已聘`, 8, (school) => of(school, level).after, 'whole'],
      [
        `${TITLE_ZH[level]}空余`,
        8,
        (school) => of(school, level).tilted - of(school, level).after,
        'whole',
      ],
    ]),
  ];
  const sheet = tableOf('学校职称岗位', context.county.schools, columns, { frozenColumns: 2 });
  return {
    ...sheet,
    ...internalHead(context, '各校职称岗位使用情况', '个、人；空余为负即超岗'),
    orientation: 'landscape',
    alerts: Levels.options.map((level) => ({
      columns: [columnAt(sheet, `${TITLE_ZH[level]}空余`)],
      colour: 'bad' as const,
      when: { sign: '<' as const, value: 0 },
    })),
  };
}
