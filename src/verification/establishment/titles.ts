/** Title posts of each stage: totals, shares by quota and the tilt to rural and weak schools, recomputed. */
import type { PartRow } from '../../domain/establishment.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { percentDown, sum } from '../arithmetic.ts';
import { must, type Result, should } from '../checks/result.ts';
import { isRuralOrWeak } from '../title-caps.ts';
import { type Audit, partId, rowsOf, stagesOf, totalOf } from './quotas.ts';
import { wrongShares } from './shares.ts';

const LEVELS = ['H', 'M'] as const;
type Level = (typeof LEVELS)[number];

export function titleResults(audit: Audit): Result[] {
  return [titleTotals(audit), titleShares(audit), titleTilt(audit)];
}

function percentOf(stage: Stage, level: Level, { titleShare: s }: Policy): number {
  const senior: Record<Stage, number> = {
    ...{ K: s.seniorKindergartenPct, P: s.seniorPrimaryPct, J: s.seniorJuniorPct },
    ...{ H: s.seniorSeniorPct, V: s.seniorSeniorPct, X: s.seniorPrimaryPct },
  };
  const middle: Record<Stage, number> = {
    ...{ K: s.middleKindergartenPct, P: s.middlePrimaryPct, J: s.middleJuniorPct },
    ...{ H: s.middleSeniorPct, V: s.middleSeniorPct, X: s.middlePrimaryPct },
  };
  return (level === 'H' ? senior : middle)[stage];
}

const postsOf = (stage: Stage, level: Level, audit: Audit): number =>
  percentDown(percentOf(stage, level, audit.policy), totalOf(audit, stage));

type Kind = keyof PartRow['titles'];
const held = (rows: readonly PartRow[], kind: Kind, level: Level): number =>
  sum(rows.map(({ titles }) => titles[kind][level]));

/** T01, T03: ⌊r·E⌋ of each stage; only the pool reading of the tilt keeps the total by itself. */
function titleTotals(audit: Audit): Result {
  const { mode } = audit.policy.titleTilt;
  const each = stagesOf(audit).flatMap((stage) => LEVELS.map((level) => ({ stage, level })));
  const off = each.filter(
    ({ stage, level }) =>
      held(rowsOf(audit, stage), 'shared', level) !== postsOf(stage, level, audit),
  );
  const beyond = each.filter(
    ({ stage, level }) =>
      held(rowsOf(audit, stage), 'tilted', level) !== postsOf(stage, level, audit),
  );
  const isKept = mode === 'pool' || mode === 'off';
  return {
    name: 'title-totals',
    rules: ['T01', 'T03', 'L05'],
    status: off.length > 0 || (isKept && beyond.length > 0) ? 'fail' : should(beyond.length === 0),
    measured: sum(each.map(({ stage, level }) => held(rowsOf(audit, stage), 'tilted', level))),
    limit: sum(each.map(({ stage, level }) => postsOf(stage, level, audit))),
    text: `高、中级岗位合计与学段比例不符 ${off.length} 项；倾斜后改变总量 ${beyond.length} 项。`,
    offenders: [...off, ...beyond].map(({ stage, level }) => `${stage}/${level}`),
  };
}

const portions = (rows: readonly PartRow[], kind: Kind, level: Level) =>
  rows.map(({ schoolId, quota, titles }) => ({
    ...{ id: schoolId, weight: BigInt(quota), least: 0, heads: titles[kind][level] },
  }));

/** T04: by quota, largest remainder. */
function titleShares(audit: Audit): Result {
  const wrong = stagesOf(audit).flatMap((stage) =>
    LEVELS.flatMap((level) =>
      wrongShares(
        postsOf(stage, level, audit),
        portions(rowsOf(audit, stage), 'shared', level),
      ).map((id) => `${id}/${stage}`),
    ),
  );
  return {
    name: 'title-shares',
    rules: ['T04'],
    status: must(wrong.length === 0),
    measured: wrong.length,
    limit: 0,
    text: `高、中级岗位未按编制比例取整分配的学校学段 ${wrong.length} 个。`,
    offenders: wrong,
  };
}

function titleTilt(audit: Audit): Result {
  const wrong = stagesOf(audit).flatMap((stage) =>
    LEVELS.flatMap((level) => wrongTilt(stage, level, audit)),
  );
  const rural = audit.table.parts.filter((row) => receives(row, audit));
  const gain = (level: Level) => held(rural, 'tilted', level) - held(rural, 'shared', level);
  return {
    name: 'title-tilt',
    rules: ['T02', 'T05'],
    status: must(wrong.length === 0),
    measured: gain('H') + gain('M'),
    limit: null,
    text: `向农村和薄弱学校倾斜高级 ${gain('H')} 个、中级 ${gain('M')} 个；不符的学校学段 ${wrong.length} 个。`,
    offenders: wrong,
  };
}

function receives({ schoolId }: PartRow, { county }: Audit): boolean {
  const school = county.schools.find(({ id }) => id === schoolId);
  return school !== undefined && isRuralOrWeak(school);
}

/** A4: ids of the parts whose posts after the tilt are wrong. */
function wrongTilt(stage: Stage, level: Level, audit: Audit): string[] {
  const { mode, pct } = audit.policy.titleTilt;
  const rows = rowsOf(audit, stage);
  const gaining = rows.filter((row) => receives(row, audit));
  const others = rows.filter((row) => !gaining.includes(row));
  if (mode !== 'pool') {
    const due = ({ quota, titles: { shared } }: PartRow) =>
      mode === 'points'
        ? shared[level] + percentDown(pct, quota)
        : mode === 'factor'
          ? percentDown(100 + pct, shared[level])
          : shared[level];
    const off = (row: PartRow) =>
      row.titles.tilted[level] !== (gaining.includes(row) ? due(row) : row.titles.shared[level]);
    return rows.filter(off).map(partId);
  }
  return wrongPool({ gaining, others, total: postsOf(stage, level, audit), level, pct });
}

/** The two sides: rural and weak schools have their share of the stage and pct % of all its posts. */
function wrongPool(sides: {
  readonly gaining: readonly PartRow[];
  readonly others: readonly PartRow[];
  readonly total: number;
  readonly level: Level;
  readonly pct: number;
}): string[] {
  const { gaining, others, total, level, pct } = sides;
  const quota = (rows: readonly PartRow[]) => sum(rows.map((row) => row.quota));
  const all = [...gaining, ...others];
  if (quota(gaining) === 0 || quota(others) === 0) {
    return wrongShares(total, portions(all, 'tilted', level)).map((id) => `${id}/${all[0]?.stage}`);
  }
  const now = held(gaining, 'tilted', level);
  const pool = percentDown(pct, total);
  // Before the tilt the two sides split the posts by quota, largest remainder.
  const before = [now - pool, total - now + pool] as const;
  const split = wrongShares(total, [
    { id: 'receivers', weight: BigInt(quota(gaining)), least: 0, heads: before[0] },
    { id: 'donors', weight: BigInt(quota(others)), least: 0, heads: before[1] },
  ]);
  const isEmptied = held(others, 'tilted', level) === 0;
  const wrong = [
    ...(split.length > 0 && !isEmptied ? all.map(({ schoolId }) => schoolId) : []),
    ...wrongShares(now, portions(gaining, 'tilted', level)),
    ...wrongShares(total - now, portions(others, 'tilted', level)),
  ];
  return wrong.map((id) => `${id}/${all[0]?.stage}`);
}
