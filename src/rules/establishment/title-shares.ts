/** Senior and middle title posts of a stage (T01, T03, L05), by quota to the schools (T04), tilted to rural and weak ones (T02, T05). */
import type { School, SchoolPart, TitleCaps } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Stage } from '../../domain/vocabulary.ts';
import { largestRemainder } from '../arithmetic.ts';
import { pooledPosts, receivesTilt, tiltLevel } from '../title-posts.ts';
import { sum } from './sums.ts';

export interface TitlePart {
  readonly school: School;
  readonly part: SchoolPart;
  /** Of the establishment, not as entered. */
  readonly quota: number;
}

type Level = 'H' | 'M';

/** Percent of a stage's quota; 中职 as 高中, 特教 as 小学. */
function titlePct(stage: Stage, level: Level, { titleShare }: Policy): number {
  const senior = level === 'H';
  if (stage === 'K') {
    return senior ? titleShare.seniorKindergartenPct : titleShare.middleKindergartenPct;
  }
  if (stage === 'J') return senior ? titleShare.seniorJuniorPct : titleShare.middleJuniorPct;
  if (stage === 'H' || stage === 'V') {
    return senior ? titleShare.seniorSeniorPct : titleShare.middleSeniorPct;
  }
  return senior ? titleShare.seniorPrimaryPct : titleShare.middlePrimaryPct;
}

/** ⌊r·E⌋ of a stage by level; the junior level takes the rest. */
export function stageTitles(stage: Stage, total: number, policy: Policy): TitleCaps {
  const of = (level: Level) => Math.floor((titlePct(stage, level, policy) * total) / 100);
  const [H, M] = [of('H'), of('M')];
  return { H, M, E: Math.max(0, total - H - M) };
}

export interface PartTitles {
  readonly shared: TitleCaps;
  readonly tilted: TitleCaps;
}

/** Title posts of the parts of one stage; each level adds up to the stage's. */
export function partTitles(
  total: TitleCaps,
  members: readonly TitlePart[],
  policy: Policy,
): PartTitles[] {
  const H = levelPosts('H', total.H, members, policy);
  const M = levelPosts('M', total.M, members, policy);
  return members.map(({ quota }, k) => {
    const caps = (kind: 'shared' | 'tilted'): TitleCaps => {
      const [high, middle] = [H[kind][k] as number, M[kind][k] as number];
      return { H: high, M: middle, E: Math.max(0, quota - high - middle) };
    };
    return { shared: caps('shared'), tilted: caps('tilted') };
  });
}

type Posts = Readonly<Record<'shared' | 'tilted', readonly number[]>>;

function levelPosts(
  level: Level,
  total: number,
  members: readonly TitlePart[],
  policy: Policy,
): Posts {
  const shared = byQuota(total, members);
  if (policy.titleTilt.mode === 'pool') return { shared, tilted: pooled(total, members, policy) };
  const parts = members.map(({ school, part, quota }, k) => ({
    school,
    part: { ...part, quota, titleCaps: { H: 0, M: 0, E: 0, [level]: shared[k] as number } },
  }));
  return { shared, tilted: tiltLevel(parts, level, policy) };
}

const byQuota = (total: number, members: readonly TitlePart[]): number[] =>
  largestRemainder(
    total,
    members.map(({ school, quota }) => ({ id: school.id, weight: quota })),
  );

/**
 * A4 (a): pct % of the stage's posts go over to the rural and weak schools before anything is rounded to schools,
 * so that each side is split by quota once: 540 junior senior posts of 525/475/800 → 143/130/267.
 *
 * The round has a second rounding (`poolTilt` of title-posts.ts): the county file tells it whole posts before the
 * tilt, 158/142/240, and of those it makes 144/129/267. Only the shares, which are known here and not there, give
 * the worked number of the rulebook. About a third of the schools differ by one post between the two, sums never.
 */
function pooled(total: number, members: readonly TitlePart[], policy: Policy): number[] {
  const receivers = members.filter(({ school }) => receivesTilt(school));
  const donors = members.filter(({ school }) => !receivesTilt(school));
  const quotaOf = (list: readonly TitlePart[]) => sum(list.map(({ quota }) => quota));
  if (quotaOf(receivers) === 0 || quotaOf(donors) === 0) return byQuota(total, members);
  const [untilted = 0, given = 0] = largestRemainder(total, [
    { id: 'receivers', weight: quotaOf(receivers) },
    { id: 'donors', weight: quotaOf(donors) },
  ]);
  const pool = pooledPosts(total, given, policy.titleTilt);
  const posts = new Map<TitlePart, number>();
  for (const [list, heads] of [
    [receivers, untilted + pool],
    [donors, given - pool],
  ] as const) {
    byQuota(heads, list).forEach((own, k) => {
      posts.set(list[k] as TitlePart, own);
    });
  }
  return members.map((member) => posts.get(member) as number);
}
