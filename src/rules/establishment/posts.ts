/** Posts of a part: non-teaching posts under their cap (N01, N05), teaching posts by curriculum hours (N03, Q24, L06, L07). */
import type { PostGroup, School, SchoolPart } from '../../domain/county.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Stage, SUBJECTS, type Subject } from '../../domain/vocabulary.ts';
import { leastPe, subjectNeeds } from './curriculum.ts';
import { shareWithLeast } from './shares.ts';
import { sum } from './sums.ts';

/** Percent of the quota that non-teaching posts may take; null = no cap (特教). */
function nonTeachingPct(stage: Stage, { nonTeaching }: Policy): number | null {
  if (stage === 'K' || stage === 'P') return nonTeaching.primaryPct;
  if (stage === 'J') return nonTeaching.juniorPct;
  return stage === 'X' ? null : nonTeaching.seniorPct;
}

/** ⌊β·E⌋, or ⌊β·staff⌋ by policy (A15). */
export function nonTeachingCap(
  stage: Stage,
  { quota, staff }: { quota: number; staff: number },
  policy: Policy,
): number | null {
  const pct = nonTeachingPct(stage, policy);
  if (pct === null) return null;
  return Math.floor((pct * (policy.nonTeaching.base === 'quota' ? quota : staff)) / 100);
}

/**
 * Non-teaching posts: what the bureau set, and the dormitory post, within the cap and the quota. A part of which
 * the post table says nothing has the cap.
 */
export function nonTeachingPosts(
  groups: readonly PostGroup[],
  { quota, cap, boarding }: { quota: number; cap: number | null; boarding: number },
): number {
  const set = sum(groups.filter(({ category }) => category !== 'T').map(({ posts }) => posts));
  const wanted = groups.length === 0 ? (cap ?? 0) : set + boarding;
  return Math.min(wanted, cap ?? wanted, quota);
}

/** L07: a rural school from this size on has a PE teacher in any case. */
const RURAL_PE_PUPILS = 200;

/** Least PE teachers, never more than there are teaching posts. */
export function peLeast(
  school: School,
  part: SchoolPart,
  teaching: number,
  { quota }: Policy,
): number {
  const isCore = part.stage === 'P' || part.stage === 'J' || part.stage === 'H';
  if (!quota.peFloor || !isCore || part.classes === 0) return 0;
  const rural = school.tier === 'R' && part.pupils >= RURAL_PE_PUPILS ? 1 : 0;
  return Math.min(teaching, Math.max(rural, leastPe(part)));
}

/**
 * Teaching posts by subject; they add up to `teaching`. 中职 and 特教 have no curriculum table: the posts that the
 * bureau set are the weights, and without those one subject takes all.
 */
export function subjectPosts(
  part: SchoolPart,
  groups: readonly PostGroup[],
  { teaching, pe }: { teaching: number; pe: number },
): ReadonlyMap<Subject, number> {
  const needs = weightsOf(part, groups);
  const claims = SUBJECTS.filter((subject) => needs.has(subject)).map((subject, at) => ({
    subject,
    // Ties go by the order of the curriculum.
    id: String(at).padStart(2, '0'),
    weight: needs.get(subject) as number,
    least: subject === '体育' ? pe : 0,
  }));
  const shares = shareWithLeast(teaching, claims);
  return new Map(claims.map(({ subject }, k) => [subject, shares?.whole[k] ?? 0]));
}

function weightsOf(part: SchoolPart, groups: readonly PostGroup[]): ReadonlyMap<Subject, number> {
  const fallback = part.stage === 'X' ? '特殊教育' : part.stage === 'V' ? '职业专业课' : '语文';
  const needs = subjectNeeds(part);
  if (sum([...needs.values()]) > 0) return needs;
  const set = new Map<Subject, number>();
  for (const { category, subject, posts } of groups) {
    if (category === 'T' && subject !== null && posts > 0) set.set(subject, posts);
  }
  return set.size > 0 ? set : new Map([[fallback, 1]]);
}
